"""A season is decided and booked, taken back, copied, and shown by room and by borrower."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation import clock
from samspill.people.actions import forget_person
from samspill.venues.actions import (
    Order,
    TimeTaken,
    book,
    close_days,
)
from samspill.venues.actions.deciding import HasBegun, NothingToDecide, decide, undo_decision
from samspill.venues.actions.season_requests import (
    withdraw_request,
)
from samspill.venues.actions.seasons import (
    SeasonDecided,
    change_season,
    copy_season,
    facts_for_next,
)
from samspill.venues.actions.sharing import (
    ask_for_sharing,
    put_time,
)
from samspill.venues.models import BookedQuarter, Booking, Season, SeasonRequest, SeasonTime
from samspill.venues.queries.season_dates import dates_of
from samspill.venues.queries.season_tables import lines_by_borrower, week_tables
from samspill.venues.queries.seasons import shared
from samspill.venues.rules.seasons import SeasonFacts
from samspill.venues.tests.seasons.asking import DAY, HOUR, after, asks, hope, times, told, wanted


def test_deciding_books_every_date_without_holidays_days_off_and_what_is_taken(
    season, school, hall, facts, club, kari, ola, at
):
    first_on = facts.first_on
    off = [(first_on + 7 * DAY, first_on + 11 * DAY, "Vinterferie")]
    change_season(season, SeasonFacts(**facts.fields(), breaks=tuple(off)), [hall], by=ola, at=at)
    close_days(school, first_on + 14 * DAY, first_on + 14 * DAY, "Maling", by=ola, at=at)
    starts_at = clock.at_local(first_on, dt.time(18))
    book(
        Order(hall.pk, starts_at, starts_at + dt.timedelta(hours=1), "Fest"),
        kari,
        channel="web",
        by=kari,
        at=at,
    )
    turn, judo = club("Turn", 1), club("Judo", 2)
    row = asks(season, wanted(hope(hall)), turn, at)
    refused = asks(season, wanted(hope(hall)), judo, at)
    put_time(row, hall, 0, 17 * HOUR, by=ola, at=at)
    ask_for_sharing(season, by=ola, at=after(at))
    before = {one.on: one.why for one in dates_of(shared(season), at=at)}
    assert before[first_on] == "taken" and before[first_on + 14 * DAY] == "closed"
    assert first_on + 7 * DAY not in before
    decided = decide(season, by=ola, at=after(at))
    booked = Booking.objects.filter(organisation=turn.organisation)
    assert decided.booked == booked.count() == len(before) - 2 and decided.left_out == 2
    assert all(one.approved_at and one.series == row.given.get().pk for one in booked)
    assert BookedQuarter.objects.filter(booking__in=booked).count() == 8 * 3 * len(booked)
    got, lost = told(turn)[-1], told(judo)[-1]
    assert "Gymsalen" in got and "mandag" in got and "klage" in got
    refused.refresh_from_db()
    assert refused.answer and refused.answer in lost and "voksne (1)" in lost
    with pytest.raises(SeasonDecided):
        decide(season, by=ola, at=after(at))
    with pytest.raises(TimeTaken):
        later = clock.at_local(first_on + 21 * DAY, dt.time(18))
        book(
            Order(hall.pk, later, later + dt.timedelta(hours=1), "Fest"), kari, channel="web", by=kari, at=at
        )


def test_nothing_is_decided_where_nothing_is_shared_out(season, ola, at):
    with pytest.raises(NothingToDecide):
        decide(season, by=ola, at=at)


def test_a_decision_is_taken_back_until_the_season_begins(season, hall, club, ola, at):
    turn = club("Turn", 1)
    row = asks(season, wanted(hope(hall)), turn, at)
    ask_for_sharing(season, by=ola, at=after(at))
    decide(season, by=ola, at=after(at))
    with pytest.raises(HasBegun):
        undo_decision(season, by=ola, at=clock.at_local(season.first_on, dt.time(9)))
    many = undo_decision(season, by=ola, at=after(at) + dt.timedelta(hours=1))
    assert many == Booking.objects.filter(cancelled_at__isnull=False).exclude(reason="").count() > 3
    assert not BookedQuarter.objects.exists() and times(row)
    assert len(told(turn)) == 3
    again = decide(season, by=ola, at=after(at) + dt.timedelta(hours=2))
    assert again.booked == many and len(told(turn)) == 4


def test_last_years_season_is_copied_with_its_requests(season, hall, club, ola, at):
    row = asks(season, wanted(hope(hall), hope(None, days="2")), club("Turn", 1), at)
    gone = asks(season, wanted(hope(hall, days="3")), club("Judo", 2), at)
    withdraw_request(gone, by=ola, at=at)
    facts = facts_for_next(season)
    assert facts.first_on.weekday() == season.first_on.weekday() and facts.first_on > season.last_on
    made = copy_season(
        season,
        SeasonFacts(**facts.fields() | {"name": "Neste vår"}),
        [hall],
        with_requests=True,
        by=ola,
        at=at,
    )
    (copied,) = made.requests.all()
    assert copied.organisation == row.organisation and copied.wishes.count() == 2 == row.wishes.count()
    assert Season.objects.count() == 2 and made.seed != season.seed


def test_a_room_that_is_left_out_takes_its_times_along(season, hall, halves, facts, club, ola, at):
    row = asks(season, wanted(hope(hall)), club("Turn", 1), at)
    put_time(row, hall, 0, 17 * HOUR, by=ola, at=at)
    change_season(season, facts, halves, by=ola, at=at)
    assert not SeasonTime.objects.exists()


def test_one_who_is_forgotten_asks_for_nothing_any_more(season, hall, club, ola, at):
    turn = club("Turn", 1)
    row = asks(season, wanted(hope(hall)), turn, at)
    put_time(row, hall, 0, 17 * HOUR, by=ola, at=at)
    forget_person(turn.person, by=ola, at=at, channel="phone")
    assert not SeasonTime.objects.exists()
    row = SeasonRequest.objects.filter(pk=row.pk).first()
    assert row is None or row.withdrawn_at


def test_tables_by_room_and_by_borrower_show_the_same_times(season, hall, halves, club, ola, at):
    row = asks(season, wanted(hope(hall)), club("Turn", 1), at)
    put_time(row, hall, 0, 17 * HOUR, by=ola, at=at)
    found = shared(season)
    by_room = [time for table in week_tables(found) for _day, here in table.days for time in here]
    assert len(by_room) == 3, "the hall, and both halves that go with it"
    ((name, (line,)),) = lines_by_borrower(found)
    assert name == "Turn" and line.times[0].pk == by_room[0].pk


def test_a_season_asks_the_database_as_often_for_many_as_for_few(season, hall, club, ola, at):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        with CaptureQueriesContext(connection) as seen:
            found = shared(season)
            week_tables(found), lines_by_borrower(found), dates_of(found, at=at)
        return len(seen)

    put_time(asks(season, wanted(hope(hall)), club("Turn", 1), at), hall, 0, 17 * HOUR, by=ola, at=at)
    few = asked()
    for n in range(2, 6):
        put_time(
            asks(season, wanted(hope(hall, days=str(n - 1))), club(f"Lag {n}", n), at),
            hall,
            n - 1,
            17 * HOUR,
            by=ola,
            at=at,
        )
    assert asked() == few
