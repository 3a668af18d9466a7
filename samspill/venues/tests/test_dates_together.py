"""A thing borrowed every week: each date is a loan, all are answered and ended together; never more than there is."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from samspill.foundation import clock
from samspill.foundation.actions import look_at_link
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person
from samspill.venues.actions import (
    MayNotBorrow,
    NotLent,
    ThingFacts,
    ThingOrder,
    TooFewLeft,
    add_thing,
    approve_dates,
    borrow_several,
    borrow_thing,
    bring_back,
    change_thing,
    close_days,
    end_dates,
    give_back,
    give_back_dates,
    hand_out,
    lend_instead,
    set_fetching_hours,
    take_back,
)
from samspill.venues.actions.telling import LOAN_LINK
from samspill.venues.models import Loan
from samspill.venues.queries.dates import dates_to_come, dates_together, wished_dates
from samspill.venues.queries.promises import too_few_of_dates
from samspill.venues.queries.things import free_pieces, loans_between, thing_for, waiting_loans
from samspill.venues.rules import Hours, Objection

#: A Thursday; the town's clock stands at Tuesday the 10th.
FIRST = dt.date(2026, 3, 12)
WEEKS = 6


@pytest.fixture
def chairs(school, at):
    thing = add_thing(school, ThingFacts("Klappstol", pieces=40), by="system", at=at)
    set_fetching_hours(thing, [Hours(day, 540, 960, True) for day in range(5)], by="system", at=at)
    return thing


def on(week, hour):
    return clock.at_local(FIRST + dt.timedelta(weeks=week), dt.time(hour))


def thursdays(weeks=WEEKS):
    return [(on(week, 10), on(week, 14)) for week in range(weeks)]


def order(thing, pieces=10, **more):
    return ThingOrder(thing.pk, pieces, on(0, 10), on(0, 14), "Øvelse", **more)


def borrow_all(thing, person, at, pieces=10, *, weeks=WEEKS, **more):
    return borrow_several(
        order(thing, pieces), thursdays(weeks), person, channel="web", by=person, at=at, **more
    )


def borrow_one(thing, person, at, pieces, week, hour=12):
    wanted = ThingOrder(thing.pk, pieces, on(week, hour), on(week, 15), "Møte")
    return borrow_thing(wanted, person, channel="web", by=person, at=at)


def somebody(number, at):
    return find_or_add_person(
        f"Person{number} Nord", [f"+4740000{number:03}"], by="system", at=at, channel="web"
    )


def written_to(person):
    return [row.body for row in OutboundMessage.objects.filter(person=person).order_by("queued_at", "pk")]


def test_every_week_is_a_loan_of_its_own_and_one_message_tells_of_them_all(chairs, kari, at):
    made, left = borrow_all(chairs, kari, at)
    assert [row.starts_at for row in made] == [start for start, _end in thursdays()] and left == []
    assert len({row.series for row in made}) == 1 and made[0].series is not None
    (body,) = written_to(kari)
    assert "10 x Klappstol" in body and "torsdag 12. mars" in body and "torsdag 16. april" in body
    assert "/loan/" in body


def test_pressing_twice_lends_once_and_tells_once(chairs, kari, at):
    made, _left = borrow_all(chairs, kari, at)
    again, left = borrow_all(chairs, kari, at)
    assert [row.pk for row in again] == [row.pk for row in made] and left == []
    assert Loan.objects.count() == WEEKS and len(written_to(kari)) == 1


def test_dates_with_too_few_are_left_out_with_how_many_there_are_and_the_others_are_lent(
    school, chairs, kari, at
):
    borrow_one(chairs, somebody(1, at), at, 35, 2)
    fifth = FIRST + dt.timedelta(weeks=4)
    close_days(school, fifth, fifth, "Eksamen", by="system", at=at)
    made, left = borrow_all(chairs, kari, at)
    assert [row.starts_at for row in made] == [on(week, 10) for week in (0, 1, 3, 5)]
    (few_on, few), (closed_on, closed) = left
    assert few_on == on(2, 10) and isinstance(few, TooFewLeft) and few.left == 5
    assert closed_on == on(4, 10) and isinstance(closed, NotLent)


def test_with_fewer_on_the_others_each_date_gets_what_there_is_and_pressing_twice_does_no_more(
    chairs, kari, at
):
    borrow_one(chairs, somebody(1, at), at, 35, 2)
    borrow_one(chairs, somebody(2, at), at, 40, 3)
    made, left = borrow_all(chairs, kari, at, takes_fewer=True)
    assert [row.pieces for row in made] == [10, 10, 5, 10, 10]
    assert [error.left for _on, error in left] == [0]
    again, _left = borrow_all(chairs, kari, at, takes_fewer=True)
    assert [row.pk for row in again] == [row.pk for row in made]
    assert "10 x" not in written_to(kari)[0] and "Klappstol" in written_to(kari)[0]


def test_the_dates_are_looked_at_before_anything_is_borrowed(chairs, kari, at, django_assert_num_queries):
    borrow_one(chairs, somebody(1, at), at, 35, 2)
    thing = thing_for(None, chairs.pk)
    with django_assert_num_queries(1):
        found = wished_dates(thing, [*thursdays(3), (on(0, 8), on(0, 9))], at=at, by_staff=False)
    assert [(one.why, one.left) for one in found[:3]] == [(None, 40), (None, 40), (None, 5)]
    assert found[3].why == Objection.NO_FETCHING and not Loan.objects.filter(person=kari).exists()


def test_one_who_may_not_borrow_gets_none_of_the_dates(chairs, kari, ola, at):
    change_thing(chairs, ThingFacts("Klappstol", 40, lends_to="registered"), by=ola, at=at)
    with pytest.raises(MayNotBorrow):
        borrow_all(chairs, kari, at)
    assert not Loan.objects.exists()


def test_each_date_is_handed_out_and_brought_back_by_itself_and_stands_on_the_list(
    chairs, kari, ola, asker, at
):
    (first, second, *_rest), _left = borrow_all(chairs, kari, at)
    assert hand_out(first, by=ola, at=on(0, 10)) and bring_back(first, by=kari, at=on(0, 13))
    assert take_back(first, by=ola, at=on(0, 14))
    second.refresh_from_db()
    assert second.is_live and second.fetched_at is None
    days = {day: out for day, out, _back in loans_between(asker, FIRST, 14)}
    assert days[FIRST] == [] and days[FIRST + dt.timedelta(weeks=1)] == [second]


def test_one_date_is_given_back_by_itself_and_all_to_come_with_one_message(chairs, kari, ola, at):
    (first, second, third, *_rest), _left = borrow_all(chairs, kari, at)
    assert give_back(third, by=kari, at=at)
    hand_out(first, by=ola, at=on(0, 10))
    now = on(0, 11)
    assert second in dates_to_come(second, at=now) and first not in dates_to_come(second, at=now)
    assert give_back_dates(second, by=kari, at=now) == WEEKS - 2
    assert give_back_dates(second, by=kari, at=now) == 0
    assert len(written_to(kari)) == 3 and "Takk for at du ga det tilbake" in written_to(kari)[-1]
    standing = [row for row in dates_together(second) if row.is_live]
    assert standing == [first] and free_pieces(chairs, on(1, 10), on(1, 14), at=now) == 40


def test_requests_for_many_dates_are_answered_at_once(chairs, kari, ola, asker, at):
    set_fetching_hours(chairs, [Hours(day, 540, 960, False) for day in range(5)], by="system", at=at)
    (first, *_rest), _left = borrow_all(chairs, kari, at)
    assert list(waiting_loans(asker)) == [first]
    assert approve_dates(first, by=ola, at=at) == WEEKS and approve_dates(first, by=ola, at=at) == 0
    assert not waiting_loans(asker).exists() and len(written_to(kari)) == 2
    assert "Du har lånt 10 x Klappstol" in written_to(kari)[-1]


def test_all_to_come_is_ended_with_a_reason_whether_it_waits_or_is_booked(chairs, kari, ola, at):
    (first, *_rest), _left = borrow_all(chairs, kari, at)
    assert end_dates(first, "Stolene er solgt.", by=ola, at=at) == WEEKS
    rows = dates_together(first)
    assert all(row.cancelled_at == at and row.reason == "Stolene er solgt." for row in rows)
    assert len(written_to(kari)) == 2 and "Stolene er solgt." in written_to(kari)[-1]


def test_the_link_lasts_until_the_last_date_is_over(chairs, kari, at):
    made, _left = borrow_all(chairs, kari, at)
    token = written_to(kari)[0].split("/loan/")[1].split("/")[0]
    late = made[-1].ends_at + dt.timedelta(days=30)
    assert str(look_at_link(LOAN_LINK, token, at=late).subject) == str(made[0].pk)


@pytest.mark.django_db(transaction=True)
def test_a_request_for_many_dates_and_single_ones_at_once_never_get_more_than_there_are(
    chairs, together, town, at
):
    people = [somebody(number, at) for number in range(10)]

    def many(person):
        return borrow_all(chairs, person, at, 25)

    def single(person, week):
        try:
            return borrow_one(chairs, person, at, 20, week)
        except TooFewLeft as error:
            return error.left

    calls = [partial(many, people[0]), partial(many, people[1])]
    calls += [partial(single, people[2 + week], week) for week in range(WEEKS)]
    outcomes = together(town, calls)
    assert not [one for one in outcomes if isinstance(one, Exception)]
    for week in range(WEEKS):
        held = Loan.objects.filter(starts_at__lt=on(week, 15), ends_at__gt=on(week, 10))
        # Of 25, 25 and 20 just one fits: nobody got too much, and nothing was refused for nothing.
        assert len(held) == 1
    for made, left in outcomes[:2]:
        assert len(made) + len(left) == WEEKS and {error.left for _on, error in left} <= {15, 20}


def test_where_one_date_got_another_thing_each_is_named_and_each_that_lacks_is_marked(
    school, chairs, kari, ola, at
):
    stools = add_thing(school, ThingFacts("Krakk", pieces=12), by="system", at=at)
    set_fetching_hours(stools, [Hours(day, 540, 960, True) for day in range(5)], by="system", at=at)
    made, _left = borrow_all(chairs, kari, at, weeks=3)
    change_thing(chairs, ThingFacts("Klappstol", pieces=4), by=ola, at=at)
    first = lend_instead(made[0], stools.pk, "Stolene er borte.", by=ola, at=at)
    lacking = too_few_of_dates(dates_together(first), at=at)
    assert [(one.loan, one.left) for one in lacking] == [(row, 4) for row in made[1:]]
    end_dates(first, "Huset er stengt.", by=ola, at=at)
    assert written_to(kari)[-1].startswith("Beklager, du kan ikke få låne Krakk, Klappstol: torsdag 12. mars")
