"""Many at the same moment: exactly as many are booked as there are places, on both databases."""

import datetime as dt
from functools import partial

import pytest
from django.db import connection

from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import OutboundMessage
from samspill.people.models import Consent, ContactPoint, Person
from samspill.volunteering import actions
from samspill.volunteering.actions.needs import ChangedMeanwhile
from samspill.volunteering.models import Assignment, Need, Offer, Shift, Volunteer, Wave

pytestmark = pytest.mark.django_db(transaction=True)
PLACES = 5
ASKED = 200
#: As many threads as a server has; SQLite has one writer at a time, and the others wait for it.
AT_ONCE = 16 if connection.vendor == "postgresql" else 6


@pytest.fixture
def two_hundred(phoned_in, at) -> Shift:
    """Two hundred people have been asked to help at an event with five places."""
    need = phoned_in(kind="event", places=PLACES, recipient_name="")
    shift = need.shifts.get()
    wave = Wave.objects.create(shift=shift, number=1, sent_at=at, proposed_size=ASKED)
    people = Person.objects.bulk_create(
        [Person(name=f"Frivillig {n}", came_through="web", created_at=at) for n in range(ASKED)]
    )
    points = [
        ContactPoint(person=one, kind="phone", value=phone(n), added_at=at) for n, one in enumerate(people)
    ]
    ContactPoint.objects.bulk_create(points)
    Consent.objects.bulk_create([Consent(person=one, source="web", given_at=at) for one in people])
    Volunteer.objects.bulk_create([Volunteer(person=one, joined_at=at) for one in people])
    Offer.objects.bulk_create(
        [
            Offer(shift=shift, person=one, wave=wave, channel="sms", address=phone(n), asked_at=at)
            for n, one in enumerate(people)
        ]
    )
    return shift


def phone(number: int) -> str:
    return f"+4741{number:06}"


def in_turn(calls) -> list:
    return [call() for call in calls]


def at_once(together, town, calls) -> list:
    """All the calls, shared between a bounded number of threads that start together; results in no order."""
    shares = [partial(in_turn, calls[first::AT_ONCE]) for first in range(min(AT_ONCE, len(calls)))]
    outcomes = together(town, shares)
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
    return [result for share in outcomes for result in share]


def check_that_five_are_booked_and_the_rest_told_once() -> None:
    booked = set(Assignment.objects.filter(released_at__isnull=True).values_list("person_id", flat=True))
    seats = sorted(Assignment.objects.values_list("seat", flat=True))
    covered = list(
        OutboundMessage.objects.filter(key__startswith="covered").values_list("person_id", flat=True)
    )
    confirmed = list(
        OutboundMessage.objects.filter(key__startswith="booked").values_list("person_id", flat=True)
    )
    assert seats == [1, 2, 3, 4, 5] and len(booked) == PLACES
    assert set(confirmed) == booked and len(confirmed) == PLACES
    assert len(covered) == len(set(covered)) == ASKED - PLACES
    assert not booked & set(covered)


def test_two_hundred_yes_for_five_places_book_five_and_tell_the_others(two_hundred, together, town, at):
    ids = list(Offer.objects.values_list("pk", flat=True))
    calls = [partial(actions.answer_offer, pk, "yes", channel="sms", by="system", at=at) for pk in ids]
    outcomes = [answered.outcome for answered in at_once(together, town, calls)]
    assert outcomes.count("booked") == PLACES and outcomes.count("covered") == ASKED - PLACES
    check_that_five_are_booked_and_the_rest_told_once()


def test_two_hundred_text_messages_each_delivered_twice_do_the_same(two_hundred, together, town, at):
    calls = [
        partial(
            receive_inbound,
            gateway="simulator",
            provider_id=f"in-{n}",
            channel="sms",
            sender=phone(n),
            body="JA",
            at=at,
        )
        for n in range(ASKED)
        for _ in range(2)
    ]
    at_once(together, town, calls)
    check_that_five_are_booked_and_the_rest_told_once()


def test_two_who_answer_in_the_same_second_and_one_place(volunteer, phoned_in, ask, together, town, at):
    people = [volunteer("Kari Berg"), volunteer("Ali Hassan")]
    offers = ask(phoned_in(), *people)
    calls = [
        partial(actions.answer_offer, one.pk, "yes", channel="sms", by="system", at=at) for one in offers
    ]
    outcomes = sorted(answered.outcome for answered in at_once(together, town, calls))
    assert outcomes == ["booked", "covered"]


def test_one_withdraws_while_others_say_yes_and_the_seat_goes_to_one_of_them(
    volunteer, phoned_in, ask, together, town, at
):
    people = [volunteer(f"Person{n} Nord") for n in range(8)]
    offers = ask(phoned_in(), *people)
    first = actions.answer_offer(offers[0].pk, "yes", channel="sms", by="system", at=at).assignment
    calls = [partial(actions.withdraw, first.pk, channel="sms", by=people[0], at=at)]
    calls += [
        partial(actions.answer_offer, one.pk, "yes", channel="sms", by="system", at=at) for one in offers[1:]
    ]
    at_once(together, town, calls)
    live = Assignment.objects.filter(released_at__isnull=True)
    # Whoever said yes before the seat was free is told so, and asked again when it became free.
    assert live.count() <= 1
    asked_again = Offer.objects.filter(answer="", lapsed_at__isnull=True).count()
    assert live.count() == 1 or asked_again >= 1
    assert Assignment.objects.filter(person=people[0], released_at__isnull=True).count() == 0


def test_one_person_who_answers_many_times_at_once_has_one_seat(
    volunteer, phoned_in, ask, together, town, at
):
    kari = volunteer("Kari Berg")
    [offer] = ask(phoned_in(places=5), kari)
    calls = [partial(actions.answer_offer, offer.pk, "yes", channel="sms", by="system", at=at)] * 12
    outcomes = [answered.outcome for answered in at_once(together, town, calls)]
    assert outcomes.count("booked") == 1
    assert OutboundMessage.objects.filter(key__startswith="booked").count() == 1


def test_two_colleagues_who_change_the_same_request_do_not_overwrite_each_other(
    phoned_in, together, town, ola, at
):
    need = phoned_in()

    def change(**facts):
        try:
            return actions.change_need(need.pk, seen_version=1, by=ola, at=at, **facts)
        except ChangedMeanwhile as error:
            return error.need

    calls = [partial(change, public_text="Ta med hund"), partial(change, gender="f")]
    at_once(together, town, calls)
    need.refresh_from_db()
    assert need.version == 2
    assert (need.public_text, need.gender) in {("Ta med hund", ""), ("", "f")}


def test_two_colleagues_who_ask_the_same_people_ask_them_once(volunteer, phoned_in, together, town, ola, at):
    people = [volunteer(f"Person{n} Nord") for n in range(4)]
    shift = phoned_in().shifts.get()

    def send():
        try:
            return actions.send_wave(shift.pk, [one.pk for one in people], by=ola, at=at)
        except actions.NobodyNew:
            return None

    waves = at_once(together, town, [send, send, send])
    assert sum(wave is not None for wave in waves) == 1
    assert Offer.objects.count() == OutboundMessage.objects.count() == 4


def test_requests_registered_at_the_same_moment_get_codes_of_their_own(
    phoned_in, together, town, ola, centre, at
):
    asked = actions.Asked(
        caller_name="Moen",
        kind="visit",
        starts_at=at + dt.timedelta(days=3),
        ends_at=at + dt.timedelta(days=3, hours=1),
    )
    calls = [partial(actions.register_request, asked, unit=centre, by=ola, at=at) for _ in range(10)]
    at_once(together, town, calls)
    codes = list(Shift.objects.values_list("code", flat=True))
    assert len(set(codes)) == 10 and min(codes) == 10


def test_the_database_itself_refuses_two_on_one_seat(volunteer, phoned_in, at):
    from django.db import IntegrityError, transaction

    kari, ali = volunteer("Kari Berg"), volunteer("Ali Hassan")
    shift = phoned_in().shifts.get()
    Assignment.objects.create(shift=shift, person=kari, seat=1, made_at=at, channel="sms")
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(shift=shift, person=ali, seat=1, made_at=at, channel="sms")
    assert connection.vendor in ("sqlite", "postgresql") and Need.objects.count() == 1
