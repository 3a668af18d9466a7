"""Times of what comes back are taken several at once, or asked about and answered one by one."""

import datetime as dt

from samspill.messaging.models import OutboundMessage
from samspill.volunteering.actions.rotas import RoleAsked
from samspill.volunteering.actions.times import take_times
from samspill.volunteering.models import Assignment
from samspill.volunteering.tests.rotas import book, times

# --- several times at once ------------------------------------------------------------------------------------------


def test_kari_takes_every_tuesday_in_one_answer_and_gets_one_message(rota, volunteer, at, ola, written_to):
    kari = volunteer("Kari Berg")
    need = rota()
    keys = [shift.pk for shift in times(need)[:5]]
    taken = take_times(kari, keys, channel="phone", by=ola, at=at)
    assert len(taken.booked) == 5 and taken.not_booked == []
    assert written_to(kari) == ["booked"]
    text = OutboundMessage.objects.get(person=kari).body
    codes = [str(shift.code) for shift in times(need)[:5]]
    assert all(f"({code})" in text for code in codes) and "7. april kl. 17.00" in text
    assert take_times(kari, keys, channel="phone", by=ola, at=at).booked == []
    assert Assignment.objects.count() == 5


def test_what_she_cannot_have_is_named_and_the_rest_is_hers(rota, volunteer, phoned_in, put, ask, at, ola):
    kari, per = volunteer("Kari Berg"), volunteer("Per Aune")
    need = rota(RoleAsked(places=1))
    first, second, third = times(need)[:3]
    visit = phoned_in(starts_at=second.starts_at)
    book(ask(visit, kari)[0], at)
    book(put(third, per)[0], at)
    taken = take_times(kari, [first.pk, second.pk, third.pk], channel="phone", by=ola, at=at)
    assert [one.shift_id for one in taken.booked] == [first.pk]
    assert [[mark.code for mark in walls] for _, walls in taken.not_booked] == [["busy"], []]


def test_who_lacks_what_is_demanded_cannot_take_it_though_she_offers(rota, volunteer, at, ola):
    kari = volunteer("Kari Berg")
    need = rota(RoleAsked(demands=("police_certificate",)))
    taken = take_times(kari, [times(need)[0].pk], channel="phone", by=ola, at=at)
    assert not taken.booked and taken.not_booked[0][1][0].code == "missing"


# --- asked and answered ---------------------------------------------------------------------------------------------


def test_each_time_is_a_question_of_its_own(rota, volunteer, put, texts, at):
    kari = volunteer("Kari Berg")
    need = rota()
    first, second = times(need)[:2]
    put(first, kari)
    assert texts(kari, "nei").outcome == "no"
    [offer] = put(second, kari)
    assert texts(kari, "ja").outcome == "yes"
    assert Assignment.objects.get().offer == offer


def test_answers_out_of_order_and_twice_end_in_the_right_place(rota, volunteer, put, texts, written_to, at):
    kari = volunteer("Kari Berg")
    need = rota()
    first, second, third = times(need)[:3]
    for shift in (first, second, third):
        put(shift, kari)
    assert texts(kari, f"JA {third.code}").outcome == "yes"
    assert texts(kari, "JA").waits_since_at, "two questions stand: nothing is guessed"
    assert written_to(kari)[-1] == "which"
    assert texts(kari, f"NEI {first.code}").outcome == "no"
    assert texts(kari, f"JA {third.code}").outcome == "yes"
    assert texts(kari, f"NEI {third.code}").waits_since_at, "a no from one who is booked is for a person"
    assert texts(kari, "ja").outcome == "yes"
    assert sorted(one.shift.code for one in Assignment.objects.all()) == [second.code, third.code]


def test_a_yes_for_a_time_that_is_over_waits_for_a_person_and_the_next_one_counts(
    rota, volunteer, put, texts, at
):
    kari = volunteer("Kari Berg")
    need = rota()
    first, second = times(need)[:2]
    put(first, kari)
    put(second, kari)
    after = first.ends_at + dt.timedelta(hours=1)
    assert texts(kari, f"JA {first.code}", when=after).waits_since_at
    assert texts(kari, "JA", when=after).outcome == "yes"
    assert [one.shift for one in Assignment.objects.all()] == [second]


def test_avbud_with_several_times_asks_which(rota, volunteer, texts, at, ola):
    kari = volunteer("Kari Berg")
    need = rota()
    first, second = times(need)[:2]
    take_times(kari, [first.pk, second.pk], channel="phone", by=ola, at=at)
    assert texts(kari, "AVBUD").waits_since_at
    text = OutboundMessage.objects.filter(person=kari).order_by("-pk")[0].body
    assert f"AVBUD {first.code}" in text
    assert texts(kari, f"AVBUD {second.code}").outcome == "withdrew"
    assert [one.shift for one in Assignment.objects.filter(released_at__isnull=True)] == [first]
