"""A request that was phoned in: registered, changed, called off, asked for once more, declined."""

import datetime as dt

import pytest

from samspill.foundation.phones import NotAPhone
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import HoldsNationalId, NameMissing
from samspill.volunteering import actions
from samspill.volunteering.actions.needs import (
    ChangedMeanwhile,
    EndsBeforeItStarts,
    IsCancelled,
    IsPast,
)
from samspill.volunteering.actions.seats import TooFewPlaces
from samspill.volunteering.models import Assignment, Need, Offer, Recipient, Request, Shift

NATIONAL_ID = "13097248022"


def test_only_who_what_and_when_are_needed(ola, centre, at):
    asked = actions.Asked("Moen", "shopping", at + dt.timedelta(hours=5), at + dt.timedelta(hours=6))
    need = actions.register_request(asked, unit=centre, by=ola, at=at)
    assert (need.title, need.places, need.request.recipient) == ("Hjelp til å handle", 1, None)
    assert need.shifts.get().code == 10


def test_a_form_sent_twice_is_one_request_and_another_form_is_another(phoned_in):
    first, again, another = phoned_in(form_key="a"), phoned_in(form_key="a"), phoned_in(form_key="b")
    assert first == again != another
    assert Request.objects.count() == Need.objects.count() == Shift.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_button_pressed_twice_at_once_writes_one_request(phoned_in, town, together):
    needs = together(town, [lambda: phoned_in(form_key="a")] * 4)
    assert len({need.pk for need in needs}) == 1
    assert Need.objects.count() == 1


def test_the_recipient_is_known_to_the_unit_and_the_same_one_the_next_time(phoned_in, centre):
    first = phoned_in(recipient_phone="412 99 000")
    second = phoned_in(recipient_phone="+47 41299000")
    assert first.request.recipient == second.request.recipient
    assert first.meet_name == "Gunvor Lie" and first.meet_phone == "+4741299000"
    assert Recipient.objects.get().unit == centre


def test_a_chosen_recipient_is_taken_as_she_is(phoned_in):
    recipient = phoned_in().request.recipient
    again = phoned_in(recipient=recipient.pk, recipient_name="")
    assert again.request.recipient == recipient and again.meet_name == "Gunvor Lie"


@pytest.mark.parametrize(
    "field", ["title", "public_text", "private_text", "words", "recipient_name", "caller_name"]
)
def test_a_national_identity_number_is_refused_in_every_text_and_nothing_is_half_saved(phoned_in, field):
    with pytest.raises(HoldsNationalId):
        phoned_in(**{field: f"hun har {NATIONAL_ID}"})
    assert not Request.objects.exists() and not Recipient.objects.exists()


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"caller_name": "  "}, NameMissing),
        ({"caller_phone": "ring meg"}, NotAPhone),
        ({"meet_phone": "123"}, NotAPhone),
    ],
)
def test_what_is_wrong_has_a_name_and_nothing_is_half_saved(phoned_in, facts, error):
    with pytest.raises(error):
        phoned_in(**facts)
    assert not Request.objects.exists() and not Need.objects.exists()


def test_a_time_that_is_past_or_backwards_is_refused(phoned_in, at):
    with pytest.raises(IsPast):
        phoned_in(starts_at=at - dt.timedelta(days=1))
    with pytest.raises(EndsBeforeItStarts):
        phoned_in(ends_at=at)


def test_a_request_from_the_square_waits_and_becomes_this_one(ola, centre, at):
    waiting = actions.receive_request("Gunvor Lie", "412 99 000", words="Trenger følge til legen", at=at)
    assert waiting.unit == centre and waiting.channel == "web"
    again = actions.receive_request("Gunvor Lie", "41299000", words="Trenger følge til legen", at=at)
    assert again == waiting
    asked = actions.Asked(
        "Gunvor Lie", "escort", at + dt.timedelta(days=1), at + dt.timedelta(days=1, hours=1)
    )
    need = actions.register_request(asked, unit=centre, by=ola, at=at, answers=waiting)
    assert need.request == waiting and Request.objects.count() == 1


def test_a_colleague_who_changed_it_first_is_named_and_nothing_is_overwritten(phoned_in, ola, at):
    need = phoned_in()
    actions.change_need(need.pk, seen_version=1, by=ola, at=at, public_text="Ta med hund")
    with pytest.raises(ChangedMeanwhile) as caught:
        actions.change_need(need.pk, seen_version=1, by=ola, at=at, public_text="Ikke ta med hund")
    assert caught.value.need.changed_by == ola
    assert Need.objects.get().public_text == "Ta med hund"


def test_the_same_again_is_no_change(phoned_in, ola, at):
    need = phoned_in()
    assert actions.change_need(need.pk, seen_version=1, by=ola, at=at, kind="visit").version == 1


def test_when_the_time_changes_those_booked_and_asked_are_told(
    volunteer, phoned_in, ask, texts, written_to, ola, at
):
    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
    need = phoned_in(places=2)
    ask(need, kari, ali)
    texts(kari, "ja")
    later = at + dt.timedelta(days=4)
    facts = {"starts_at": later, "ends_at": later + dt.timedelta(hours=1)}
    actions.change_need(need.pk, seen_version=1, by=ola, at=at, **facts)
    assert written_to(kari)[-1] == written_to(ali)[-1] == "changed"
    assert "14. mars" in OutboundMessage.objects.filter(person=kari).order_by("pk").last().body


def test_places_cannot_be_fewer_than_those_booked_and_more_open_it_again(
    volunteer, phoned_in, ask, texts, ola, at
):
    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
    need = phoned_in(places=2)
    ask(need, kari, ali)
    texts(kari, "ja")
    texts(ali, "ja")
    with pytest.raises(TooFewPlaces):
        actions.change_need(need.pk, seen_version=1, by=ola, at=at, places=1)
    actions.change_need(need.pk, seen_version=1, by=ola, at=at, places=3)
    assert Shift.objects.get().places == 3


def test_whoever_sits_beyond_the_last_place_moves_down(volunteer, phoned_in, ask, texts, ola, at):
    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
    need = phoned_in(places=2)
    ask(need, kari, ali)
    texts(kari, "ja")
    texts(ali, "ja")
    actions.withdraw(Assignment.objects.get(person=kari).pk, channel="phone", by=ola, at=at)
    actions.change_need(need.pk, seen_version=1, by=ola, at=at, places=1)
    assert Assignment.objects.get(released_at__isnull=True).seat == 1


def test_calling_it_off_tells_everybody_booked_and_asked_and_frees_the_seats(
    volunteer, phoned_in, ask, texts, written_to, ola, at
):
    kari, ali, eva = volunteer("Kari Berg"), volunteer("Ali Hassan"), volunteer("Eva Lund")
    need = phoned_in(places=2)
    ask(need, kari, ali, eva)
    texts(kari, "ja")
    texts(eva, "nei")
    OutboundMessage.objects.update(claimed_at=at, sent_at=at)
    assert actions.cancel_need(need.pk, reason="Hun er innlagt", by=ola, at=at) == 2
    assert written_to(kari)[-1] == "off" and written_to(ali)[-1] == "cancelled"
    assert written_to(eva) == ["offer"]
    assert not Assignment.objects.filter(released_at__isnull=True).exists()
    assert not Offer.objects.filter(answer="", lapsed_at__isnull=True).exists()
    with pytest.raises(IsCancelled):
        actions.cancel_need(need.pk, reason="Hun er innlagt", by=ola, at=at)


def test_a_question_nobody_has_carried_out_yet_is_called_off_instead_of_answered_by_another(
    volunteer, phoned_in, ask, written_to, ola, at
):
    kari = volunteer("Kari Berg")
    need = phoned_in()
    ask(need, kari, has_left=False)
    actions.cancel_need(need.pk, reason="Feil dag", by=ola, at=at)
    assert written_to(kari) == []
    assert OutboundMessage.objects.get().cancelled_at == at


def test_a_yes_to_what_was_called_off_is_told_so(volunteer, phoned_in, ask, texts, written_to, ola, at):
    kari = volunteer("Kari Berg")
    need = phoned_in()
    ask(need, kari)
    OutboundMessage.objects.update(claimed_at=at, sent_at=at)
    actions.cancel_need(need.pk, reason="Feil dag", by=ola, at=at)
    texts(kari, "JA")
    assert written_to(kari) == ["offer", "cancelled"]
    assert not Assignment.objects.exists()


def test_the_same_again_next_week_is_a_request_of_its_own(phoned_in, ola, at):
    need = phoned_in(languages=("ar",), demands=("course",))
    copy = actions.copy_need(need, starts_at=at + dt.timedelta(days=10), by=ola, at=at)
    assert copy.request != need.request and copy.request.recipient == need.request.recipient
    assert (copy.languages, copy.demands, copy.private_address) == (("ar",), ("course",), "Strandveien 4")
    assert copy.shifts.get().ends_at == at + dt.timedelta(days=10, hours=1)
    assert copy.shifts.get().code != need.shifts.get().code


def test_the_caller_is_told_that_we_could_not_help(phoned_in, ola, at):
    need = phoned_in(caller_phone="412 99 000", language="nn")
    assert actions.decline_request(need.request, reason="Ingen ledige", by=ola, at=at)
    told = OutboundMessage.objects.get()
    assert told.address == "+4741299000" and "ikkje funne" in told.body
    assert Need.objects.get().cancelled_at == at
    with pytest.raises(IsCancelled):
        actions.decline_request(need.request, reason="Ingen ledige", by=ola, at=at)


def test_a_caller_with_a_landline_must_be_called(phoned_in, ola, at):
    need = phoned_in(caller_phone="73 00 11 22")
    assert not actions.decline_request(need.request, reason="Ingen ledige", by=ola, at=at)
    assert not OutboundMessage.objects.exists()


def test_only_what_is_published_open_and_to_come_is_on_the_square(volunteer, phoned_in, ask, texts, ola, at):
    from samspill.volunteering.queries import open_need_for, open_needs

    need, hidden = phoned_in(), phoned_in()
    assert open_needs(at=at) == []
    actions.publish_need(need, by=ola, at=at)
    [shown] = open_needs(at=at)
    assert shown.id == need.pk and shown.places_left == 1
    assert open_need_for(None, need.pk, at=at) == shown
    assert "Gunvor" not in repr(shown) and "Strandveien" not in repr(shown)
    with pytest.raises(Need.DoesNotExist):
        open_need_for(None, hidden.pk, at=at)
    kari = volunteer("Kari Berg")
    ask(need, kari)
    texts(kari, "ja")
    assert open_needs(at=at) == []


def test_a_need_taken_down_is_gone_from_the_square(phoned_in, ola, at):
    from samspill.volunteering.queries import open_needs

    need = phoned_in()
    actions.publish_need(need, by=ola, at=at)
    actions.unpublish_need(need, by=ola, at=at)
    assert open_needs(at=at) == []
