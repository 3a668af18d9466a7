"""Several dates that cannot be kept get another thing at once, each all or nothing, with one message; it is undone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import ReasonMissing, find_or_add_person
from samspill.venues.actions import (
    ThingFacts,
    ThingOrder,
    add_place,
    add_thing,
    borrow_several,
    borrow_thing,
    change_thing,
    hand_out,
    lend_dates_instead,
    lend_instead,
    set_fetching_hours,
    undo_instead,
)
from samspill.venues.models import Loan
from samspill.venues.queries.instead import things_instead_of_dates
from samspill.venues.queries.promises import too_few_of
from samspill.venues.rules import Hours

DAY = dt.date(2026, 3, 12)
WEEK = dt.timedelta(days=7)
MINUTE = dt.timedelta(minutes=1)
OPEN = [Hours(day, 540, 960, True) for day in range(5)]


def on(hour, week=0):
    return clock.at_local(DAY + week * WEEK, dt.time(hour))


def kept_in(place, name, pieces, at):
    thing = add_thing(place, ThingFacts(name, pieces=pieces), by="system", at=at)
    set_fetching_hours(thing, OPEN, by="system", at=at)
    return thing


@pytest.fixture
def chairs(school, at):
    return kept_in(school, "Klappstol", 40, at)


@pytest.fixture
def stools(school, at):
    return kept_in(add_place("Båthuset", address="Brygga 2", by="system", at=at), "Krakk", 30, at)


@pytest.fixture
def loans(chairs, kari, at):
    """Thirty chairs on four Thursdays."""
    times = [(on(10, week), on(14, week)) for week in range(4)]
    order = ThingOrder(chairs.pk, 30, *times[0], "Kurs")
    made, _left = borrow_several(order, times, kari, channel="web", by=kari, at=at)
    return made


def other(thing, number, week, pieces, at):
    person = find_or_add_person(
        f"Person{number} Nord", [f"+4740000{number:03}"], by="system", at=at, channel="web"
    )
    order = ThingOrder(thing.pk, pieces, on(10, week), on(14, week), "Fest")
    return borrow_thing(order, person, channel="web", by=person, at=at)


def fewer(chairs, pieces, ola, at):
    change_thing(chairs, ThingFacts("Klappstol", pieces), by=ola, at=at)


def instead(loans, stools, ola, at):
    return lend_dates_instead(loans[0], {one.pk for one in loans}, stools.pk, "De er borte.", by=ola, at=at)


def things(kari):
    return [one.thing.name for one in Loan.objects.filter(person=kari).order_by("starts_at")]


def to(person):
    return list(OutboundMessage.objects.filter(person=person, cancelled_at=None).order_by("queued_at", "pk"))


def test_dates_get_another_thing_with_one_message_and_where_it_is_taken_they_stand(
    loans, chairs, stools, kari, ola, at
):
    fewer(chairs, 10, ola, at)
    assert len(too_few_of(loans, at=at)) == 4
    other(stools, 1, 2, 5, at)
    (found,) = things_instead_of_dates(loans, at=at)
    assert [(one.can_be, one.left) for one in found.dates] == [
        (True, 30),
        (True, 30),
        (False, 25),
        (True, 30),
    ]
    before = len(to(kari))
    with pytest.raises(ReasonMissing):
        lend_dates_instead(loans[0], {loans[0].pk}, stools.pk, " ", by=ola, at=at)
    made, left = instead(loans, stools, ola, at)
    assert len(made) == 3 and [when for when, _why in left] == [loans[2].starts_at]
    assert things(kari) == ["Krakk", "Krakk", "Klappstol", "Krakk"]
    (said,) = to(kari)[before:]
    assert said.body.startswith(
        "I stedet for 30 x Klappstol får du 30 x Krakk 12. mars, 19. mars og 2. april. "
        "Du henter det og leverer det her: Båthuset, Brygga 2. De er borte."
    )
    assert instead(loans, stools, ola, at)[0] == [] and len(to(kari)) == before + 1


def test_only_the_dates_that_are_chosen_and_to_come_get_it(loans, chairs, stools, kari, ola, at):
    hand_out(loans[0], by=ola, at=on(10))
    lend_dates_instead(loans[0], {loans[0].pk, loans[1].pk}, stools.pk, "Borte.", by=ola, at=on(11))
    assert things(kari) == ["Klappstol", "Krakk", "Klappstol", "Klappstol"]


def test_it_is_undone_also_where_too_few_are_left_as_it_stood(loans, chairs, stools, kari, ola, at):
    fewer(chairs, 10, ola, at)
    instead(loans[:2], stools, ola, at)
    sent = OutboundMessage.objects.order_by("-queued_at", "-pk").first()
    sent.claimed_at = at
    sent.save(update_fields=["claimed_at"])
    changed = Loan.objects.get(pk=loans[0].pk)
    back, stays = undo_instead(changed, by=ola, at=at + MINUTE)
    assert len(back) == 2 and not stays and set(things(kari)) == {"Klappstol"}
    assert len(too_few_of(loans, at=at)) == 4
    assert to(kari)[-1].body.startswith(
        "Vi skrev Krakk ved en feil. Det er 30 x Klappstol som før 12. mars og 19. mars."
    )
    assert undo_instead(changed, by=ola, at=at + MINUTE) == ([], [])


def test_what_nobody_was_told_yet_is_called_off_and_nothing_more_is_said(loans, stools, kari, ola, at):
    before = len(to(kari))
    instead(loans, stools, ola, at)
    assert len(to(kari)) == before + 1
    undo_instead(Loan.objects.get(pk=loans[3].pk), by=ola, at=at + MINUTE)
    assert len(to(kari)) == before and set(things(kari)) == {"Klappstol"}


def test_a_date_that_others_were_promised_meanwhile_is_not_undone(loans, chairs, stools, kari, ola, at):
    instead(loans[:2], stools, ola, at)
    other(chairs, 1, 1, 11, at + MINUTE)
    back, stays = undo_instead(Loan.objects.get(pk=loans[0].pk), by=ola, at=at + 2 * MINUTE)
    assert [one.pk for one in back] == [loans[0].pk] and [one.pk for one in stays] == [loans[1].pk]
    assert things(kari) == ["Klappstol", "Krakk", "Klappstol", "Klappstol"]


def test_one_loan_that_got_another_thing_is_undone_and_one_that_is_fetched_is_not(
    loans, chairs, stools, kari, ola, at
):
    lend_instead(loans[0], stools.pk, "Borte.", by=ola, at=at)
    lend_instead(loans[1], stools.pk, "Borte.", by=ola, at=at + MINUTE)
    assert len(undo_instead(Loan.objects.get(pk=loans[0].pk), by=ola, at=at + 2 * MINUTE)[0]) == 1
    second = Loan.objects.get(pk=loans[1].pk)
    hand_out(second, by=ola, at=at + 2 * MINUTE)
    assert len(undo_instead(second, by=ola, at=at + 3 * MINUTE)[1]) == 1
    assert things(kari) == ["Klappstol", "Krakk", "Klappstol", "Klappstol"]


def test_the_database_lets_a_loan_back_to_what_it_was_promised_and_to_nothing_else(
    loans, chairs, stools, kari, ola, at
):
    fewer(chairs, 10, ola, at)
    instead(loans[:1], stools, ola, at)
    Loan.objects.filter(pk=loans[0].pk).update(thing=chairs, instead_of=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        few = kept_in(chairs.place, "Benk", 3, at)
        Loan.objects.filter(pk=loans[0].pk).update(thing=few)
    with pytest.raises(IntegrityError), transaction.atomic():
        Loan.objects.filter(pk=loans[0].pk).update(pieces=31)


@pytest.mark.django_db(transaction=True)
def test_two_who_lend_the_same_other_thing_at_once_never_promise_more_than_there_is(
    loans, chairs, stools, kari, ola, town, together, at
):
    fewer(chairs, 10, ola, at)
    calls = [lambda: instead(loans, stools, ola, at + MINUTE)] * 2
    lending = [lambda week=week: other(stools, 10 + week, week, 10, at) for week in range(2)]
    outcomes = together(town, [*calls, *lending])
    assert sum(len(one[0]) for one in outcomes[:2]) in (2, 3, 4)
    for week in range(4):
        out = Loan.objects.filter(thing=stools, starts_at=on(10, week))
        assert sum(one.pieces for one in out) <= 30
    told = OutboundMessage.objects.filter(body__startswith="I stedet for")
    assert told.count() == sum(bool(one[0]) for one in outcomes[:2])
