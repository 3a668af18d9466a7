"""A house closes after something was borrowed: nobody is sent to a locked door, and staff see what meets it."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.venues.actions import (
    Order,
    ThingFacts,
    ThingOrder,
    add_thing,
    book,
    borrow_thing,
    cancel,
    change_loan,
    close_days,
    hand_out,
    open_days,
    send_due_reminders,
    set_fetching_hours,
)
from samspill.venues.queries.closed_days import bookings_meeting_closed_doors, closed_day_of
from samspill.venues.rules import Hours

#: A Thursday; the town's clock stands at Tuesday the 10th.
DAY = dt.date(2026, 3, 12)
ONE_DAY = dt.timedelta(days=1)
BACK_ON = DAY + 4 * ONE_DAY


def on(hour, day=DAY):
    return clock.at_local(day, dt.time(hour))


@pytest.fixture
def chairs(school, at):
    thing = add_thing(school, ThingFacts("Klappstol", 40, fetching="Ring på ved porten."), by="system", at=at)
    set_fetching_hours(thing, [Hours(day, 540, 960, True) for day in range(7)], by="system", at=at)
    return thing


@pytest.fixture
def loan(chairs, kari, at):
    """Twelve chairs from Thursday at ten until Monday at ten."""
    order = ThingOrder(chairs.pk, 12, on(10), on(10, BACK_ON), "Fest")
    return borrow_thing(order, kari, channel="web", by=kari, at=at)


@pytest.fixture
def close(school, at):
    def close(day, until=None):
        return close_days(school, day, until or day, "Kurs", by="system", at=at)

    return close


def told(person):
    return list(
        OutboundMessage.objects.filter(person=person)
        .order_by("queued_at", "pk")
        .values_list("body", flat=True)
    )[1:]


def test_who_was_to_fetch_it_on_a_day_that_closed_is_told_so_once_and_not_where_to_fetch_it(
    loan, kari, close
):
    close(DAY)
    near = on(12) - ONE_DAY
    assert send_due_reminders(near) == 1 and send_due_reminders(near) == 0
    (said,) = told(kari)
    assert "Du kan ikke hente 12 x Klappstol, torsdag 12. mars kl. 10.00" in said
    assert "Brattlia skole er stengt den dagen. Velg en annen tid, eller ring oss." in said
    assert "Ring på ved porten" not in said and "/loan/" in said


def test_when_it_is_open_after_all_she_is_told_where_to_fetch_it(loan, kari, close, school, at):
    days = close(DAY)
    send_due_reminders(on(12) - ONE_DAY)
    open_days(school, days.pk, by="system", at=on(13) - ONE_DAY)
    assert send_due_reminders(on(14) - ONE_DAY) == 1 and "Ring på ved porten." in told(kari)[-1]


def test_a_house_that_closes_after_she_was_told_where_to_fetch_it_tells_her_too(loan, kari, close):
    send_due_reminders(on(12) - ONE_DAY)
    assert "Ring på ved porten." in told(kari)[-1]
    close(DAY)
    later = on(13) - ONE_DAY
    assert send_due_reminders(later) == 1 and send_due_reminders(later) == 0
    assert "er stengt den dagen" in told(kari)[-1]


def test_who_has_chosen_another_time_is_told_where_to_fetch_it_then(loan, kari, close, at):
    close(DAY)
    send_due_reminders(on(12) - ONE_DAY)
    change_loan(loan, 12, on(10, DAY + ONE_DAY), on(10, BACK_ON), by=kari, at=on(13) - ONE_DAY)
    assert send_due_reminders(on(12)) == 1 and "Ring på ved porten." in told(kari)[-1]


def test_nobody_is_asked_to_bring_it_back_to_a_house_that_is_closed_nor_nagged_before_it_opens(
    loan, kari, ola, close
):
    hand_out(loan, by=ola, at=on(10))
    close(BACK_ON, BACK_ON + ONE_DAY)
    assert send_due_reminders(on(12, BACK_ON - ONE_DAY)) == 1
    assert "Du kan ikke levere 12 x Klappstol som avtalt (mandag 16. mars kl. 10.00" in told(kari)[-1]
    assert [send_due_reminders(on(15, BACK_ON + n * ONE_DAY)) for n in (0, 1, 2)] == [0, 0, 1]
    assert "skulle vært tilbake" in told(kari)[-1]


def test_a_booked_room_on_a_day_that_closed_is_counted_until_it_is_moved_or_cancelled_and_its_door_is_told(
    school, hall, kari, ola, asker, close, at
):
    def booked(day):
        order = Order(hall.pk, on(17, day), on(19, day), "Øvelse")
        return book(order, kari, channel="web", by=kari, at=at)

    def meeting():
        return list(bookings_meeting_closed_doors(asker, at=at))

    booking, other = booked(DAY), booked(DAY + ONE_DAY)
    assert meeting() == [] and closed_day_of(booking, at=at) is None
    days = close(DAY)
    assert meeting() == [booking] and closed_day_of(booking, at=at) == days
    assert closed_day_of(other, at=at) is None
    assert list(bookings_meeting_closed_doors(asker, at=booking.ends_at)) == []
    assert send_due_reminders(on(18) - ONE_DAY) == 1 and "Koden er 4711." in told(kari)[-1]
    cancel(booking, "Det er stengt.", by=ola, at=at)
    assert meeting() == []
