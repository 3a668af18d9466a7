"""Asking: who is asked, by which channel, and with which words."""

import datetime as dt

import pytest

from samspill.messaging.models import OutboundMessage
from samspill.people.actions import withdraw_consent
from samspill.people.models import Person
from samspill.volunteering import actions
from samspill.volunteering.models import Assignment, Offer, Shift, Wave


def bodies(person: Person) -> list[str]:
    rows = OutboundMessage.objects.filter(person=person).order_by("pk")
    return list(rows.values_list("body", flat=True))


def test_a_wave_writes_the_question_and_the_message_in_one_go(volunteer, phoned_in, ask, at):
    kari = volunteer("Kari Berg", "412 34 567", wishes=("visit",))
    need = phoned_in()
    [offer] = ask(need, kari)
    message = OutboundMessage.objects.get()
    assert message.key == f"offer:{offer.pk}"
    assert message.address == offer.address == "+4741234567"
    assert ["wish", "visit"] in offer.reasons
    assert Wave.objects.get().next_due_at == at + dt.timedelta(hours=12)


def test_the_question_tells_what_all_may_know_and_nothing_more(volunteer, phoned_in, ask):
    kari = volunteer("Kari Berg")
    need = phoned_in()
    ask(need, kari)
    [text] = bodies(kari)
    assert "Kari" in text and "13. mars" in text and str(need.shifts.get().code) in text
    assert "Frivilligsentralen" in text and "73 00 00 00" in text
    for secret in ("Strandveien", "1234", "Gunvor"):
        assert secret not in text


def test_the_question_fits_the_cheap_alphabet_in_all_three_languages(volunteer, phoned_in, ask):
    from samspill.messaging.rules.segments import measure

    people = [
        volunteer(f"Person{n} Nord", person={"language": lang}) for n, lang in enumerate(("nb", "nn", "en"))
    ]
    ask(phoned_in(places=3), *people)
    texts = [bodies(person)[0] for person in people]
    assert [measure(text).encoding for text in texts] == ["gsm7"] * 3
    assert all(measure(text).segments <= 2 for text in texts)
    assert "Kan du hjelpe?" in texts[0] and "Kan du hjelpe?" in texts[1] and "Can you help?" in texts[2]
    assert "Friday" in texts[2] and "fredag" in texts[0]


def test_whoever_prefers_a_call_gets_no_message_and_stands_on_the_call_list(volunteer, phoned_in, ask):
    arne = volunteer("Arne Vik", channel="phone")
    [offer] = ask(phoned_in(), arne)
    assert offer.channel == "phone"
    assert not OutboundMessage.objects.exists()


def test_a_channel_can_be_chosen_for_one_person(volunteer, phoned_in, ask):
    kari = volunteer("Kari Berg")
    [offer] = ask(phoned_in(), kari, channels={kari.pk: "phone"})
    assert offer.channel == "phone" and not OutboundMessage.objects.exists()


def test_nobody_is_asked_twice_and_a_double_press_asks_nobody(volunteer, phoned_in, ask):
    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
    need = phoned_in(places=2)
    ask(need, kari)
    ask(need, kari, ali)
    with pytest.raises(actions.NobodyNew):
        ask(need, kari, ali)
    assert Offer.objects.count() == OutboundMessage.objects.count() == 2


def test_a_task_that_demands_a_police_certificate_is_not_offered_without_one(volunteer, phoned_in, ask):
    kari = volunteer("Kari Berg")
    with pytest.raises(actions.DoesNotFit) as caught:
        ask(phoned_in(demands=("police_certificate",)), kari)
    assert caught.value.suggestion.fit.walls[0] == ("missing", "police_certificate")
    assert not Offer.objects.exists()


def test_somebody_who_took_her_consent_back_is_not_asked(volunteer, phoned_in, ask, at):
    kari = volunteer("Kari Berg")
    withdraw_consent(kari, "phone", by="system", at=at)
    with pytest.raises(actions.DoesNotFit):
        ask(phoned_in(), kari)


def test_a_covered_or_past_shift_is_not_asked_about(volunteer, phoned_in, ask, ola, at):
    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
    need = phoned_in()
    [offer] = ask(need, kari)
    actions.answer_offer(offer.pk, "yes", channel="phone", by=ola, at=at)
    with pytest.raises(actions.AlreadyCovered):
        ask(need, ali)


def test_the_next_are_asked_when_the_time_has_come_and_nobody_said_yes(volunteer, phoned_in, ask, at):
    kari, ali = volunteer("Kari Berg", wishes=("visit",)), volunteer("Ali Hassan")
    ask(phoned_in(), kari)
    assert actions.send_due_waves(at + dt.timedelta(hours=11)) == 0
    assert actions.send_due_waves(at + dt.timedelta(hours=13)) == 1
    assert Offer.objects.filter(person=ali).exists()
    assert actions.send_due_waves(at + dt.timedelta(hours=13)) == 0


def test_when_all_have_said_no_the_next_are_asked_at_once(volunteer, phoned_in, ask, texts, at):
    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
    ask(phoned_in(), kari)
    texts(kari, "Nei dessverre")
    assert actions.send_due_waves(at + dt.timedelta(minutes=1)) == 1
    assert Offer.objects.filter(person=ali).exists()


def test_a_covered_shift_sends_no_further_wave(volunteer, phoned_in, ask, texts, at):
    kari = volunteer("Kari Berg")
    volunteer("Ali Hassan")
    ask(phoned_in(), kari)
    texts(kari, "JA")
    assert actions.send_due_waves(at + dt.timedelta(hours=13)) == 0


def test_the_system_alone_asks_nobody_who_does_not_want_such_a_task(volunteer, phoned_in, ask, at):
    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan", unwanted=("visit",))
    ask(phoned_in(), kari)
    actions.send_due_waves(at + dt.timedelta(hours=13))
    assert not Offer.objects.filter(person=ali).exists()


def test_a_wave_that_would_break_the_budget_asks_nobody(volunteer, phoned_in, ask):
    from samspill.messaging.actions import BudgetSpent
    from samspill.messaging.models import MessagingPolicy

    MessagingPolicy.objects.create(daily_budget_ore=100, price_ore=40)
    people = [volunteer(f"Person{n} Nord") for n in range(4)]
    with pytest.raises(BudgetSpent):
        ask(phoned_in(places=4), *people)
    assert not Offer.objects.exists() and not Wave.objects.exists() and not OutboundMessage.objects.exists()


def test_the_private_part_comes_when_it_opens_and_a_reminder_the_day_before(
    volunteer, phoned_in, ask, texts, written_to, at
):
    kari = volunteer("Kari Berg")
    need = phoned_in(starts_at=at + dt.timedelta(days=5))
    ask(need, kari)
    texts(kari, "ja")
    assert "Strandveien" not in "".join(bodies(kari))
    starts = Shift.objects.get().starts_at
    assert actions.send_due_details_and_reminders(starts - dt.timedelta(hours=49)) == 0
    assert actions.send_due_details_and_reminders(starts - dt.timedelta(hours=47)) == 1
    assert "Strandveien 4" in bodies(kari)[-1] and "Dørkode 1234" in bodies(kari)[-1]
    assert actions.send_due_details_and_reminders(starts - dt.timedelta(hours=23)) == 1
    assert actions.send_due_details_and_reminders(starts - dt.timedelta(hours=22)) == 0
    assert written_to(kari) == ["offer", "booked", "details", "reminder"]


def test_one_who_says_yes_on_the_last_day_gets_it_all_at_once_and_no_reminder(
    volunteer, phoned_in, ask, texts, written_to, at
):
    kari = volunteer("Kari Berg")
    ask(phoned_in(starts_at=at + dt.timedelta(hours=20)), kari)
    texts(kari, "ja")
    assert "Strandveien 4" in bodies(kari)[-1]
    assert actions.send_due_details_and_reminders(at + dt.timedelta(hours=2)) == 0
    assert written_to(kari) == ["offer", "booked"]


def test_what_the_assigned_may_see_opens_before_and_closes_after(volunteer, phoned_in, ask, texts, at):
    from samspill.volunteering.queries.tasks import private_part

    kari = volunteer("Kari Berg")
    ask(phoned_in(), kari)
    texts(kari, "ja")
    assignment = Assignment.objects.select_related("shift__need").get()
    starts, ends = assignment.shift.starts_at, assignment.shift.ends_at
    assert private_part(assignment, at=starts - dt.timedelta(hours=49)) is None
    assert private_part(assignment, at=starts - dt.timedelta(hours=47)).address == "Strandveien 4"
    assert private_part(assignment, at=ends) is None
