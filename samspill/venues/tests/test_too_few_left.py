"""Pieces are gone, and more is promised than there is: who lacks how many, and what is done about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import register_group
from samspill.people.actions import ReasonMissing, find_or_add_person
from samspill.venues.actions import (
    NotLent,
    ThingFacts,
    ThingOrder,
    TooFewLeft,
    add_place,
    add_thing,
    approve,
    borrow_thing,
    cancel,
    change_loan,
    change_thing,
    find_missing,
    hand_out,
    lend_instead,
    ready_words,
    set_fetching_hours,
    take_back,
    write_to_borrower,
)
from samspill.venues.models import Loan
from samspill.venues.queries.promises import (
    loans_with_too_few,
    things_instead,
    things_with_too_few,
    too_few_for,
    too_few_of_organisation,
    too_few_of_thing,
)
from samspill.venues.rules import Hours
from samspill.venues.rules.loans import Promise, lacking

DAY = dt.date(2026, 3, 12)
OPEN = [Hours(day, 540, 960, True) for day in range(5)]


@pytest.fixture
def chairs(school, at):
    thing = add_thing(school, ThingFacts("Klappstol", pieces=40), by="system", at=at)
    set_fetching_hours(thing, OPEN, by="system", at=at)
    return thing


def on(hour, day=DAY):
    return clock.at_local(day, dt.time(hour))


def borrow(thing, number, at, pieces, starts_at=None, ends_at=None, **more):
    person = find_or_add_person(
        f"Person{number} Nord", [f"+4740000{number:03}"], by="system", at=at, channel="web"
    )
    wanted = ThingOrder(thing.pk, pieces, starts_at or on(10), ends_at or on(14), "Fest", **more)
    return borrow_thing(wanted, person, channel="web", by=person, at=at)


def lower(thing, pieces, ola, at):
    return change_thing(thing, ThingFacts("Klappstol", pieces), by=ola, at=at)


def later(at, minutes):
    return at + dt.timedelta(minutes=minutes)


def told(rows):
    return [(one.loan, one.left) for one in rows]


def agree(asker, at):
    """The things that are counted for the desk's first page are those of the loans that are short."""
    short = {one.loan.thing for one in loans_with_too_few(asker, at=at)}
    assert set(things_with_too_few(asker, at=at)) == short
    return short


def promise(key, pieces, begins, ends, since, **more):
    return Promise(key, pieces, on(begins), on(ends), since, **more)


def test_the_last_promised_is_short_first_and_what_is_out_is_never_short(at):
    promises = [
        promise("last", 10, 10, 14, later(at, 3)),
        promise("first", 10, 10, 14, later(at, 1)),
        promise("asked for", 10, 10, 14, at, is_booked=False),
        promise("out", 10, 9, 14, later(at, 4), is_out=True),
        promise("another time", 10, 14, 15, later(at, 5)),
    ]
    assert lacking(40, promises, at=at) == {}
    assert lacking(35, promises, at=at) == {"asked for": 5}
    assert lacking(24, promises, at=at) == {"last": 6, "asked for": 10}
    assert lacking(5, promises, at=at) == {"first": 10, "last": 10, "asked for": 10, "another time": 5}


def test_one_that_is_short_still_comes_before_those_promised_after_it(at):
    promises = [promise("big", 8, 10, 14, at), promise("small", 2, 10, 14, later(at, 1))]
    assert lacking(5, promises, at=at) == {"big": 3, "small": 2}


def test_what_has_been_does_not_count_when_it_is_over(at):
    promises = [promise("early", 4, 10, 12, at), promise("long", 4, 10, 16, later(at, 1))]
    assert lacking(4, promises, at=at) == {"long": 4}
    assert lacking(4, [promises[1], promises[0]], at=on(12)) == {}


def test_missing_pieces_make_the_last_promised_loan_short_and_found_ones_make_it_whole(
    chairs, ola, asker, at
):
    out = borrow(chairs, 1, at, 10, on(10, dt.date(2026, 3, 11)), on(14, dt.date(2026, 3, 11)))
    borrow(chairs, 2, later(at, 1), 30)
    last = borrow(chairs, 3, later(at, 2), 10)
    now = on(15, dt.date(2026, 3, 11))
    hand_out(out, by=ola, at=out.starts_at)
    assert loans_with_too_few(asker, at=now) == []
    take_back(out, 4, by=ola, at=now)
    assert told(loans_with_too_few(asker, at=now)) == [(last, 6)]
    assert too_few_for(last, at=now).left == 6 and told(too_few_of_thing(chairs, at=now)) == [(last, 6)]
    assert loans_with_too_few(asker, at=last.ends_at) == []
    find_missing(out, by=ola, at=now)
    assert loans_with_too_few(asker, at=now) == []


def test_a_request_is_short_before_what_somebody_said_yes_to(chairs, ola, asker, at):
    set_fetching_hours(chairs, [Hours(day, 540, 960, False) for day in range(5)], by="system", at=at)
    request, later_one = borrow(chairs, 1, at, 20), borrow(chairs, 2, later(at, 1), 20)
    approve(later_one, by=ola, at=later(at, 2))
    lower(chairs, 30, ola, at)
    assert told(loans_with_too_few(asker, at=at)) == [(request, 10)]


def test_it_is_marked_for_the_association_and_for_the_house_alone(chairs, ola, asker, at):
    choir = register_group("Blandakoret", by=ola, at=at)
    loan = borrow(chairs, 1, at, 40, organisation=choir)
    lower(chairs, 0, ola, at)
    assert told(too_few_of_organisation(choir, at=at)) == [(loan, 0)]
    other = register_group("Hamna husflidslag", by=ola, at=at)
    assert too_few_of_organisation(other, at=at) == []
    elsewhere = add_place("Låven", by="system", at=at)
    assert loans_with_too_few(asker, at=at, place=elsewhere) == []
    assert told(loans_with_too_few(asker, at=at, place=chairs.place)) == [(loan, 0)]


def test_asking_for_less_is_never_refused_also_where_too_much_is_promised(chairs, ola, at):
    first, *_others = [borrow(chairs, number, later(at, number), 10) for number in range(4)]
    last = Loan.objects.order_by("-asked_at")[0]
    lower(chairs, 15, ola, at)
    assert change_loan(first, 8, first.starts_at, first.ends_at, by=first.person, at=at).pieces == 8
    assert change_loan(last, 1, last.starts_at, on(13), by=ola, at=at).ends_at == on(13)
    with pytest.raises(TooFewLeft):
        change_loan(first, 9, first.starts_at, first.ends_at, by=first.person, at=at)


def test_the_database_lets_a_loan_shrink_and_not_grow_where_too_much_is_promised(chairs, ola, at):
    loan = borrow(chairs, 1, at, 30)
    borrow(chairs, 2, at, 10)
    lower(chairs, 20, ola, at)
    rows = Loan.objects.filter(pk=loan.pk)
    assert rows.update(pieces=29) and rows.update(ends_at=on(13)) and rows.update(starts_at=on(11))
    for wider in ({"pieces": 30}, {"ends_at": on(14)}, {"starts_at": on(10)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wider)


def test_the_borrower_is_written_to_with_words_that_are_ready(chairs, kari, ola, at):
    borrow(chairs, 1, at, 30)
    loan = borrow(chairs, 2, later(at, 1), 10)
    lower(chairs, 35, ola, at)
    words = ready_words(loan, too_few_for(loan, at=at))
    assert "10 x Klappstol" in words and "bare 5" in words and "torsdag 12. mars" in words
    assert write_to_borrower(loan, words, by=ola, at=at)
    write_to_borrower(loan, words, by=ola, at=later(at, 1))
    sent = OutboundMessage.objects.filter(person=loan.person, body__contains="bare 5")
    assert sent.count() == 1 and "/loan/" in sent.get().body
    with pytest.raises(ReasonMissing):
        write_to_borrower(loan, " ", by=ola, at=at)


def test_another_thing_is_lent_instead_or_it_stands_as_it_stood(school, chairs, ola, at):
    stools = add_thing(school, ThingFacts("Krakk", pieces=12), by="system", at=at)
    set_fetching_hours(stools, OPEN, by="system", at=at)
    few = add_thing(school, ThingFacts("Benk", pieces=2), by="system", at=at)
    set_fetching_hours(few, OPEN, by="system", at=at)
    loan = borrow(chairs, 1, at, 10)
    lower(chairs, 0, ola, at)
    assert [(one.thing, one.left) for one in things_instead(loan, at=at)] == [(stools, 12)]
    with pytest.raises(TooFewLeft):
        lend_instead(loan, few.pk, "Stolene er borte.", by=ola, at=at)
    with pytest.raises(ReasonMissing):
        lend_instead(loan, stools.pk, " ", by=ola, at=at)
    lent = lend_instead(loan, stools.pk, "Stolene er borte.", by=ola, at=at)
    assert (lent.pk, lent.thing) == (loan.pk, stools) and too_few_of_thing(chairs, at=at) == []
    body = OutboundMessage.objects.filter(person=loan.person).order_by("-queued_at", "-pk")[0].body
    assert body.startswith("I stedet for 10 x Klappstol får du 10 x Krakk, ") and "Stolene er borte." in body
    assert "Du henter det" not in body
    hand_out(lent, by=ola, at=on(10))
    with pytest.raises(NotLent):
        lend_instead(lent, chairs.pk, "Likevel ikke.", by=ola, at=on(10))


def test_who_gets_another_thing_is_told_where_it_stands_and_is_promised_nothing_that_waits(chairs, ola, at):
    boathouse = add_place("Båthuset", by=ola, at=at, address="Brygga 2")
    stools = add_thing(boathouse, ThingFacts("Krakk", pieces=12), by=ola, at=at)
    set_fetching_hours(stools, OPEN, by=ola, at=at)
    set_fetching_hours(chairs, [replace(one, at_once=False) for one in OPEN], by=ola, at=at)
    loan = borrow(chairs, 1, at, 10)
    lend_instead(loan, stools.pk, "Stolene er borte.", by=ola, at=at)
    body = OutboundMessage.objects.filter(person=loan.person).order_by("-queued_at", "-pk")[0].body
    assert body.startswith("Du spurte om 10 x Klappstol. Vi ser om du kan få 10 x Krakk i stedet, ")
    assert "Du henter det og leverer det her: Båthuset, Brygga 2." in body


def test_the_desk_counts_the_same_things_whatever_is_out_late_waiting_or_over(chairs, ola, asker, at):
    early, late = dt.date(2026, 3, 11), on(12, dt.date(2026, 3, 11))
    out = borrow(chairs, 1, at, 30, on(10, early), late)
    borrow(chairs, 2, at, 10, on(10, early), on(15, early))
    borrow(chairs, 3, at, 40)
    assert agree(asker, at) == set()
    lower(chairs, 35, ola, at)
    assert agree(asker, at) == {chairs}
    hand_out(out, by=ola, at=out.starts_at)
    assert agree(asker, late) == agree(asker, on(13, early)) == {chairs}
    lower(chairs, 40, ola, at)
    assert agree(asker, on(13, early)) == set() and agree(asker, on(10)) == {chairs}
    lower(chairs, 20, ola, at)
    cancel(Loan.objects.get(pieces=40), "De er borte.", by=ola, at=at)
    cancel(Loan.objects.get(pieces=10), "De er borte.", by=ola, at=at)
    assert agree(asker, on(11, early)) == agree(asker, on(13, early)) == set()


def test_cancelling_one_makes_room_for_the_next(chairs, ola, asker, at):
    first = borrow(chairs, 1, at, 20)
    second = borrow(chairs, 2, later(at, 1), 20)
    lower(chairs, 20, ola, at)
    assert told(loans_with_too_few(asker, at=at)) == [(second, 0)]
    cancel(first, "De er borte.", by=ola, at=at)
    assert loans_with_too_few(asker, at=at) == []
