"""What happens at once in a season: two who decide, one who borrows meanwhile, one hour put for many."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation import clock
from samspill.people.actions import find_or_add_person
from samspill.venues.actions import Order, TimeTaken, book
from samspill.venues.actions.deciding import Decided, decide
from samspill.venues.actions.season_requests import Ask, Asker, Hope, ask_for_hours, withdraw_request
from samspill.venues.actions.seasons import SeasonDecided, open_season
from samspill.venues.actions.sharing import NotThere, ask_for_sharing, put_time, share_season
from samspill.venues.models import BookedQuarter, Booking, SeasonRequest, SeasonTime, Sharing
from samspill.venues.rules.seasons import SeasonFacts

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.timedelta(days=1)


@pytest.fixture
def season(hall, halves, at):
    today = clock.local_day(at)
    first_on = today + dt.timedelta(days=(7 - today.weekday()) % 7 + 14)
    facts = SeasonFacts("Våren", first_on, first_on + 34 * DAY, today, opens=960, closes=1320)
    return open_season(facts, [hall, *halves], by="system", at=at)


@pytest.fixture
def rows(season, hall, at):
    """Six who all want the hall on Tuesdays."""
    found = []
    for n in range(6):
        asker = Asker(
            find_or_add_person(f"Person{n} Nord", [f"+4740000{n:03}"], by="system", at=at, channel="web")
        )
        ask = Ask("Trening", "adults", 20, 120, 1, (Hope(hall, ("1",), 1020, 1140),))
        found.append(ask_for_hours(season, ask, asker, channel="web", by=asker.person, at=at))
    return found


def test_two_who_decide_at_once_book_each_date_once(season, hall, rows, town, together, ola, at):
    put_time(rows[0], hall, 1, 1020, by=ola, at=at)
    outcomes = together(town, [lambda: decide(season, by=ola, at=at + DAY)] * 4)
    assert sum(isinstance(one, Decided) for one in outcomes) == 1
    assert sum(isinstance(one, SeasonDecided) for one in outcomes) == 3
    assert Booking.objects.count() == 5 and BookedQuarter.objects.count() == 5 * 8 * 3


def test_who_borrows_while_it_is_decided_gets_the_time_or_not_and_never_both(
    season, hall, halves, rows, town, together, kari, ola, at
):
    put_time(rows[0], hall, 1, 1020, by=ola, at=at)
    days = [season.first_on + DAY + 7 * n * DAY for n in range(5)]
    orders = [
        Order(half.pk, clock.at_local(day, dt.time(18)), clock.at_local(day, dt.time(20)), "Fest")
        for day, half in zip(days, [*halves, *halves, halves[0]], strict=True)
    ]
    calls = [lambda one=one: book(one, kari, channel="web", by=kari, at=at) for one in orders]
    outcomes = together(town, [*calls[:2], lambda: decide(season, by=ola, at=at), *calls[2:]])
    (decided,) = [one for one in outcomes if isinstance(one, Decided)]
    borrowed = sum(isinstance(one, Booking) for one in outcomes)
    assert sum(isinstance(one, TimeTaken) for one in outcomes) == 5 - borrowed
    assert (decided.booked, decided.left_out) == (5 - borrowed, borrowed)


def test_the_same_hour_put_for_six_at_once_is_given_to_one(season, hall, rows, town, together, ola, at):
    calls = [lambda row=row: put_time(row, hall, 1, 1020, by=ola, at=at) for row in rows]
    outcomes = together(town, calls)
    assert sum(isinstance(one, SeasonTime) for one in outcomes) == 1 == SeasonTime.objects.count()
    assert sum(isinstance(one, NotThere) for one in outcomes) == 5


def test_two_workers_share_one_season_out_once_and_what_is_withdrawn_meanwhile_gets_nothing(
    season, rows, town, together, ola, at
):
    sharing = Sharing.objects.create(season=season, asked_at=at)
    calls = [lambda: share_season(sharing.pk, at=at)] * 3
    together(town, [*calls, lambda: withdraw_request(rows[0], by=ola, at=at)])
    assert not SeasonTime.objects.filter(request=rows[0]).exists()
    sharing.refresh_from_db()
    assert not sharing.failed_at
    if not sharing.solved_at:  # It was withdrawn while they worked: the worker tries once more.
        assert share_season(sharing.pk, at=at).solved_at
    assert SeasonTime.objects.count() == 1


def test_a_sharing_asked_for_by_many_at_once_is_one(season, rows, town, together, ola, at):
    together(town, [lambda: ask_for_sharing(season, by=ola, at=at + DAY)] * 4)
    assert SeasonRequest.objects.count() == 6 and SeasonTime.objects.count() == 1
    assert not Sharing.objects.filter(solved_at__isnull=True).exists()
