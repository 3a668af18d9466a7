"""Whoever keeps a thing is told of what cannot be kept: once a day, once for each shortage, not when it is solved."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import register_group
from samspill.people.actions import find_or_add_person
from samspill.people.models import Unit
from samspill.venues.actions import (
    ThingFacts,
    ThingOrder,
    add_place,
    add_thing,
    borrow_thing,
    cancel,
    change_place,
    change_thing,
    close_days,
    hand_out,
    lend_instead,
    open_days,
    set_fetching_hours,
)
from samspill.venues.actions.telling_the_house import tell_who_keeps_them
from samspill.venues.models import ClosedDays, Loan
from samspill.venues.queries.closed_days import closed_day_of, loans_meeting_closed_doors
from samspill.venues.rules import Hours

DAY = dt.date(2026, 3, 13)
OPEN = [Hours(day, 540, 960, True) for day in range(7)]
ONE_DAY = dt.timedelta(days=1)


@pytest.fixture
def library(town, at):
    place = add_place("Biblioteket", by="system", at=at)
    change_place(place, contact_email="bib@lillevik.test", by="system", at=at)
    return place


def kept_in(place, name, pieces, at, hours=OPEN):
    thing = add_thing(place, ThingFacts(name, pieces=pieces), by="system", at=at)
    set_fetching_hours(thing, hours, by="system", at=at)
    return thing


@pytest.fixture
def chairs(library, at):
    return kept_in(library, "Klappstol", 40, at)


def borrow(thing, number, at, pieces, day=DAY, **more):
    person = find_or_add_person(
        f"Person{number} Nord", [f"+4740000{number:03}"], by="system", at=at, channel="web"
    )
    times = clock.at_local(day, dt.time(10)), clock.at_local(day + ONE_DAY, dt.time(14))
    order = ThingOrder(thing.pk, pieces, *times, "Fest", **more)
    return borrow_thing(order, person, channel="web", by=person, at=at)


def lower(thing, pieces, ola, at):
    return change_thing(thing, ThingFacts(thing.name, pieces), by=ola, at=at)


def letters():
    return list(OutboundMessage.objects.filter(channel="email").order_by("queued_at", "pk"))


def test_the_house_is_told_of_what_is_short_and_the_borrower_is_not(chairs, ola, at):
    choir = register_group("Blandakoret", by=ola, at=at)
    borrow(chairs, 1, at, 30)
    borrow(chairs, 2, at + dt.timedelta(minutes=1), 10, organisation=choir)
    assert tell_who_keeps_them(at) == 0
    before = OutboundMessage.objects.count()
    lower(chairs, 34, ola, at)
    assert tell_who_keeps_them(at) == 1 and OutboundMessage.objects.count() == before + 1
    (letter,) = letters()
    assert letter.address == "bib@lillevik.test" and letter.subject == "Et lån som ikke kan holdes"
    assert "- 10 x Klappstol, fredag 13. mars kl. 10.00 til lørdag 14. mars kl. 14.00" in letter.body
    assert "Biblioteket, Blandakoret. Bare 4 er igjen til dem." in letter.body
    short = Loan.objects.get(pieces=10)
    assert f"/desk/rooms/loans/{short.pk}/" in letter.body and "har ikke fått vite noe" in letter.body
    assert short.short_told_at == at and short.short_told_left == 4


def test_a_private_person_is_not_named_in_the_letter(chairs, ola, at):
    borrow(chairs, 1, at, 30)
    lower(chairs, 0, ola, at)
    tell_who_keeps_them(at)
    assert "Nord" not in letters()[0].body and "Det er ingen igjen til dem." in letters()[0].body


def test_the_same_shortage_is_told_once_and_a_greater_one_the_next_day(chairs, ola, at):
    borrow(chairs, 1, at, 30)
    lower(chairs, 20, ola, at)
    assert [tell_who_keeps_them(at + dt.timedelta(hours=n)) for n in (0, 1, 24)] == [1, 0, 0]
    lower(chairs, 10, ola, at)
    assert tell_who_keeps_them(at + dt.timedelta(hours=2)) == 0
    assert tell_who_keeps_them(at + ONE_DAY) == 1 and "Bare 10 er igjen" in letters()[-1].body
    lower(chairs, 15, ola, at)
    assert tell_who_keeps_them(at + 2 * ONE_DAY) == 0 and len(letters()) == 2


def test_what_was_solved_before_the_letter_went_is_not_told_and_what_comes_again_is(chairs, ola, at):
    night = clock.at_local(clock.local_day(at), dt.time(5))
    loan = borrow(chairs, 1, at, 30, day=DAY + 7 * ONE_DAY)
    lower(chairs, 20, ola, at)
    assert tell_who_keeps_them(night) == 0
    lower(chairs, 40, ola, at)
    assert tell_who_keeps_them(at) == 0 and letters() == []
    lower(chairs, 20, ola, at)
    assert tell_who_keeps_them(at) == 1
    lower(chairs, 40, ola, at)
    tell_who_keeps_them(at + ONE_DAY)
    assert Loan.objects.get(pk=loan.pk).short_told_at is None
    lower(chairs, 20, ola, at)
    assert tell_who_keeps_them(at + 2 * ONE_DAY) == 1


def test_nothing_is_told_early_on_a_sunday_nor_in_the_evening_of_what_got_something_else_or_was_ended(
    chairs, library, ola, at
):
    stools = kept_in(library, "Krakk", 30, at)
    loan, other = borrow(chairs, 1, at, 30), borrow(chairs, 2, at, 10, day=DAY + 3 * ONE_DAY)
    lower(chairs, 5, ola, at)
    assert tell_who_keeps_them(clock.at_local(clock.local_day(at), dt.time(18))) == 0
    assert tell_who_keeps_them(clock.at_local(dt.date(2026, 3, 15), dt.time(8))) == 0
    lend_instead(loan, stools.pk, "De er borte.", by=ola, at=at)
    cancel(other, "De er borte.", by=ola, at=at)
    assert tell_who_keeps_them(at) == 0 and letters() == []


def test_a_request_is_not_told_of_because_somebody_answers_it_anyway(library, ola, at):
    tents = kept_in(library, "Telt", 4, at, [Hours(day, 540, 960, False) for day in range(7)])
    borrow(tents, 1, at, 4)
    lower(tents, 0, ola, at)
    assert tell_who_keeps_them(at) == 0


def test_a_house_that_closes_afterwards_is_told_with_the_loans_that_meet_its_door(
    chairs, library, ola, asker, at
):
    fetched, back = borrow(chairs, 1, at, 5), borrow(chairs, 2, at, 5, day=DAY - ONE_DAY)
    between = borrow(chairs, 3, at, 5, day=DAY - 2 * ONE_DAY)
    after = borrow(chairs, 4, at, 5, day=DAY + 2 * ONE_DAY)
    close_days(library, DAY, DAY, "Kurs", by=ola, at=at)
    meeting = set(loans_meeting_closed_doors(asker, at=at))
    assert meeting == {fetched, back}
    assert closed_day_of(fetched, at=at) and closed_day_of(back, at=at)
    assert not closed_day_of(between, at=at) and not closed_day_of(after, at=at)
    assert tell_who_keeps_them(at) == 1 and tell_who_keeps_them(at + ONE_DAY) == 0
    body = letters()[0].body
    assert body.count("Huset er stengt når det skal hentes eller leveres.") == 2
    hand_out(fetched, by=ola, at=at)
    assert set(loans_meeting_closed_doors(asker, at=at)) == {back}
    open_days(library, ClosedDays.objects.get().pk, by=ola, at=at)
    assert not loans_meeting_closed_doors(asker, at=at).exists()


def test_a_house_without_an_address_is_told_by_the_unit_that_receives_the_public_or_who_works_there(
    library, chairs, centre, ola, at
):
    change_place(library, contact_email="", by="system", at=at)
    borrow(chairs, 1, at, 30)
    lower(chairs, 20, ola, at)
    assert tell_who_keeps_them(at) == 1
    assert letters()[0].address == ola.email
    lower(chairs, 10, ola, at)
    Unit.objects.filter(pk=centre.pk).update(email="sentralen@lillevik.test")
    tell_who_keeps_them(at + ONE_DAY)
    assert letters()[-1].address == "sentralen@lillevik.test"


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_one_letter(chairs, library, ola, town, together, at):
    borrow(chairs, 1, at, 30)
    stools = kept_in(add_place("Båthuset", by="system", at=at), "Krakk", 10, at)
    change_place(stools.place, contact_email="bib@lillevik.test", by="system", at=at)
    borrow(stools, 2, at, 10)
    lower(chairs, 20, ola, at)
    lower(stools, 5, ola, at)
    outcomes = together(town, [lambda: tell_who_keeps_them(at)] * 4)
    assert sorted(outcomes) == [0, 0, 0, 1]
    (letter,) = letters()
    assert "Klappstol" in letter.body and "Krakk" in letter.body
