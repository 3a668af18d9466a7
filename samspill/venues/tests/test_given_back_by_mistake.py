"""A wrong touch gives back what is needed: it is hers again as long as nobody else has it, and never lent twice."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person
from samspill.venues.actions import (
    Order,
    ThingFacts,
    ThingOrder,
    TimeTaken,
    TooFewLeft,
    add_thing,
    book,
    borrow_several,
    borrow_thing,
    bring_back,
    cancel,
    change_thing,
    close_days,
    give_back,
    give_back_dates,
    hand_out,
    have_again,
    have_dates_again,
    set_fetching_hours,
    stop_lending,
    take_back,
)
from samspill.venues.models import BookedQuarter, Booking, Loan
from samspill.venues.queries.again import TooLate, why_not_again
from samspill.venues.queries.things import late_loans
from samspill.venues.rules import Hours

DAY = dt.date(2026, 3, 12)
HOUR = dt.timedelta(hours=1)


def on(hour, day=DAY):
    return clock.at_local(day, dt.time(hour))


@pytest.fixture
def booking(hall, kari, at):
    return book(Order(hall.pk, on(18), on(20), "Trening"), kari, channel="web", by=kari, at=at)


@pytest.fixture
def chairs(school, at):
    thing = add_thing(school, ThingFacts("Klappstol", pieces=40), by="system", at=at)
    set_fetching_hours(thing, [Hours(day, 540, 960, True) for day in range(5)], by="system", at=at)
    return thing


@pytest.fixture
def loan(chairs, kari, at):
    return lend(chairs, kari, at, 30)


def lend(chairs, person, at, pieces):
    order = ThingOrder(chairs.pk, pieces, on(10), on(14), "Fest")
    return borrow_thing(order, person, channel="web", by=person, at=at)


def somebody(number, at):
    return find_or_add_person(
        f"Person{number} Nord", [f"+4740000{number:03}"], by="system", at=at, channel="web"
    )


def back(row, at, by):
    assert give_back(row, by=by, at=at)
    row.refresh_from_db()
    return row


def last_words():
    return OutboundMessage.objects.order_by("queued_at", "pk").last().body


def test_a_room_given_back_by_a_wrong_touch_is_hers_again_with_its_parts(booking, halves, kari, at):
    quarters = BookedQuarter.objects.count()
    back(booking, at, kari)
    assert BookedQuarter.objects.count() == 0
    assert have_again(booking, by=kari, at=at + HOUR)
    booking.refresh_from_db()
    assert booking.is_live and booking.approved_at and BookedQuarter.objects.count() >= quarters
    assert "Du har lånt" in last_words()
    told = OutboundMessage.objects.count()
    assert have_again(booking, by=kari, at=at + HOUR) and OutboundMessage.objects.count() == told
    assert give_back(booking, by=kari, at=at + 2 * HOUR) and "Takk" in last_words()


def test_it_is_too_late_where_somebody_has_a_part_of_the_hall_in_some_of_the_time(booking, halves, kari, at):
    back(booking, at, kari)
    other = somebody(1, at)
    book(Order(halves[1].pk, on(19), on(21), "Dans"), other, channel="web", by=other, at=at)
    assert why_not_again(booking, at=at) == TooLate.TAKEN
    assert not have_again(booking, by=kari, at=at)
    booking.refresh_from_db()
    assert booking.given_back_at and Booking.objects.filter(given_back_at__isnull=True).count() == 1


@pytest.mark.parametrize("meanwhile", ["closed", "no_more", "over", "cancelled"])
def test_a_room_that_is_closed_or_lent_no_more_or_whose_time_is_over_is_not_had_again(
    booking, hall, kari, ola, at, meanwhile
):
    if meanwhile == "cancelled":
        assert cancel(booking, "Vannskade", by=ola, at=at)
        booking.refresh_from_db()
    else:
        back(booking, at, kari)
    if meanwhile == "closed":
        close_days(hall.place, DAY, DAY, "Kurs", by=ola, at=at)
    if meanwhile == "no_more":
        stop_lending(hall, True, by=ola, at=at)
    assert not have_again(booking, by=kari, at=booking.ends_at if meanwhile == "over" else at)
    booking.refresh_from_db()
    assert not booking.is_live and not BookedQuarter.objects.exists()


def test_chairs_given_back_are_hers_again_while_as_many_are_left(loan, chairs, kari, ola, at):
    back(loan, at, kari)
    assert have_again(loan, by=kari, at=at)
    back(loan, at + HOUR, kari)
    other = somebody(1, at)
    assert lend(chairs, other, at, 10) and have_again(loan, by=kari, at=at + HOUR)
    back(loan, at + 2 * HOUR, kari)
    assert lend(chairs, somebody(2, at), at, 1)
    assert not have_again(loan, by=kari, at=at + 2 * HOUR)
    assert why_not_again(loan, at=at) == TooLate.TAKEN
    change_thing(chairs, ThingFacts("Klappstol", pieces=41), by=ola, at=at)
    close_days(chairs.place, DAY, DAY, "Kurs", by=ola, at=at)
    assert why_not_again(loan, at=at) == TooLate.NOT_LENT


def test_what_is_said_to_be_back_is_out_after_all_until_the_house_has_seen_it(loan, kari, ola, at):
    hand_out(loan, by=ola, at=on(10))
    assert bring_back(loan, by=kari, at=on(11))
    told = OutboundMessage.objects.count()
    assert have_again(loan, by=kari, at=on(11))
    loan.refresh_from_db()
    assert loan.is_live and loan.fetched_at and OutboundMessage.objects.count() == told
    assert bring_back(loan, by=kari, at=on(12)) and take_back(loan, by=ola, at=on(13))
    assert not have_again(loan, by=kari, at=on(13))


def test_never_fetched_is_undone_also_when_the_time_is_over(loan, kari, at):
    back(loan, on(15), kari)
    assert have_again(loan, by=kari, at=on(15))
    back(loan, on(9), kari)
    assert why_not_again(loan, at=on(15)) == TooLate.OVER


def test_a_request_waits_for_an_answer_again_and_not_by_a_day_that_is_over(hall, kari, at):
    hall.hours.update(at_once=False)
    asked = book(Order(hall.pk, on(18), on(20), "Trening"), kari, channel="web", by=kari, at=at)
    back(asked, at, kari)
    later = asked.starts_at - 3 * HOUR
    assert have_again(asked, by=kari, at=later)
    asked.refresh_from_db()
    assert asked.approved_at is None and asked.answer_by_on == clock.local_day(later)
    assert "ønsket ditt" in last_words()


def test_dates_given_back_together_are_had_again_together_but_for_those_that_others_have(chairs, kari, at):
    week = dt.timedelta(days=7)
    times = [(on(10) + n * week, on(14) + n * week) for n in range(3)]
    order = ThingOrder(chairs.pk, 30, *times[0], "Kurs")
    loans, _left = borrow_several(order, times, kari, channel="web", by=kari, at=at)
    assert give_back(loans[2], by=kari, at=at) and give_back_dates(loans[0], by=kari, at=at + HOUR) == 2
    lend(chairs, somebody(1, at), at, 20)
    assert have_dates_again(loans[0], by=kari, at=at + 2 * HOUR) == (1, 1)
    assert [one.is_live for one in Loan.objects.filter(person=kari).order_by("starts_at")] == [
        False,
        True,
        False,
    ]
    assert have_dates_again(loans[0], by=kari, at=at + 2 * HOUR) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_who_wants_it_again_and_who_borrows_it_at_once_never_both_have_the_room(
    booking, hall, halves, kari, town, together, at
):
    back(booking, at, kari)
    others = [somebody(n, at) for n in range(3)]
    calls = [
        lambda one=one: book(Order(halves[0].pk, on(19), on(20), "Dans"), one, channel="web", by=one, at=at)
        for one in others
    ]
    again = [lambda: have_again(booking, by=kari, at=at)] * 3
    outcomes = together(town, [*again[:1], *calls, *again[1:]])
    live = Booking.objects.filter(given_back_at__isnull=True)
    assert live.count() == 1
    assert sum(isinstance(one, TimeTaken) for one in outcomes) == (3 if live.get().pk == booking.pk else 2)
    assert {one for one in outcomes if isinstance(one, bool)} == {live.get().pk == booking.pk}


@pytest.mark.django_db(transaction=True)
def test_who_wants_chairs_again_and_who_borrows_them_at_once_never_have_more_than_there_are(
    loan, chairs, kari, town, together, at
):
    back(loan, at, kari)
    others = [somebody(n, at) for n in range(4)]
    calls = [lambda one=one: lend(chairs, one, at, 10) for one in others]
    outcomes = together(town, [*calls[:2], lambda: have_again(loan, by=kari, at=at), *calls[2:]])
    out = sum(one.pieces for one in Loan.objects.filter(given_back_at__isnull=True))
    assert out == 40
    assert all(isinstance(one, (Loan, TooFewLeft, bool)) for one in outcomes)


@pytest.fixture
def never_fetched(loan, ola):
    """Thirty of forty chairs that staff say, the day after, were never fetched."""
    return back(loan, on(16), ola)


def test_what_staff_said_was_never_fetched_by_mistake_is_late_again_and_the_borrower_is_told(
    never_fetched, ola, asker
):
    assert have_again(never_fetched, by=ola, at=on(17))
    never_fetched.refresh_from_db()
    assert list(late_loans(asker, at=on(17))) == [never_fetched] and never_fetched.given_back_at is None
    words = last_words()
    assert "Vi skrev ved en feil at du aldri hentet det. Det står som før: 30 x Klappstol" in words
    assert "/loan/" in words and "hvor du henter" not in words


@pytest.mark.parametrize(("pieces", "is_too_late"), [(10, False), (11, True)])
def test_it_is_not_undone_where_others_have_borrowed_so_many_since_that_she_cannot_have_had_it(
    never_fetched, chairs, ola, at, pieces, is_too_late
):
    other, friday = somebody(1, at), DAY + dt.timedelta(days=1)
    order = ThingOrder(chairs.pk, pieces, on(10, friday), on(14, friday), "Fest")
    borrow_thing(order, other, channel="web", by=other, at=on(17))
    assert why_not_again(never_fetched, at=on(18)) is None, "nobody has them today"
    assert why_not_again(never_fetched, at=on(9, friday)) == (TooLate.TAKEN if is_too_late else None)
    assert have_again(never_fetched, by=ola, at=on(9, friday)) != is_too_late


def test_who_had_booked_before_keeps_nobody_from_saying_that_it_is_out_after_all_before_she_fetches_it(
    loan, chairs, ola, at
):
    other, friday = somebody(1, at), DAY + dt.timedelta(days=1)
    order = ThingOrder(chairs.pk, 40, on(10, friday), on(14, friday), "Fest")
    theirs = borrow_thing(order, other, channel="web", by=other, at=at)
    back(loan, on(16), ola)
    assert why_not_again(loan, at=on(9, friday)) is None
    hand_out(theirs, by=ola, at=on(10, friday))
    assert why_not_again(loan, at=on(11, friday)) == TooLate.TAKEN
