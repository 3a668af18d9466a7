"""Hours are shared out by the rules of the season, with a reason for each wish that gave nothing."""

from __future__ import annotations

import pytest

from samspill.venues.actions.seasons import (
    change_season,
)
from samspill.venues.actions.sharing import (
    AT_ONCE,
    NobodyAsked,
    NotThere,
    StillOpen,
    ask_for_sharing,
    lock_time,
    put_time,
    remove_time,
    share_seasons_that_wait,
)
from samspill.venues.models import SeasonTime
from samspill.venues.queries.seasons import last_sharing, shared
from samspill.venues.rules.seasons import SeasonFacts, Why
from samspill.venues.tests.seasons.asking import HOUR, after, asks, hope, times, wanted


def test_hours_are_shared_out_when_nobody_can_ask_any_more(season, hall, club, ola, at):
    with pytest.raises(StillOpen):
        ask_for_sharing(season, by=ola, at=at)
    with pytest.raises(NobodyAsked):
        ask_for_sharing(season, by=ola, at=after(at))
    row = asks(season, wanted(hope(hall)), club("Koret", 1), at)
    sharing = ask_for_sharing(season, by=ola, at=after(at))
    assert sharing.solved_at and times(row) == [("Gymsalen", 0, 17)]
    assert all(step["reached"] == step["bound"] for step in sharing.figures)


def test_two_have_a_half_each_where_one_would_have_had_the_whole(season, hall, halves, club, ola, at):
    whole = asks(season, wanted(hope(hall)), club("Turn", 1), at)
    one = asks(season, wanted(hope(halves[0])), club("Judo", 2), at)
    other = asks(season, wanted(hope(halves[1])), club("Dans", 3), at)
    ask_for_sharing(season, by=ola, at=after(at))
    assert times(one) and times(other) and not times(whole)
    (reason,) = shared(season).reasons_for(whole)
    assert reason.why == Why.GIVEN and dict(reason.groups) == {"adults": 2}


def test_children_come_first_and_any_room_with_what_is_needed_will_do(season, hall, club, ola, at):
    adults = asks(season, wanted(hope(hall)), club("Turn", 1), at)
    children = asks(season, wanted(hope(None, needs=("sound",)), group="children"), club("Barn", 2), at)
    ask_for_sharing(season, by=ola, at=after(at))
    assert times(children) == [("Gymsalen", 0, 17)] and not times(adults)


def test_each_wish_that_gave_nothing_has_a_reason(season, hall, halves, club, ola, at):
    large = asks(
        season,
        wanted(
            hope(halves[0], days="1"),
            hope(hall, days="1", begins=8, ends=10),
            hope(None, needs=("piano",)),
            people=100,
        ),
        club("Korps", 1),
        at,
    )
    asks(season, wanted(hope(hall)), club("Turn", 2), at)
    ask_for_sharing(season, by=ola, at=after(at))
    found = shared(season)
    assert [one.why for one in found.reasons_for(large)] == [Why.TOO_SMALL, Why.NOT_LENT, Why.LACKING]


def test_nobody_gets_more_than_the_most(season, hall, facts, club, ola, at):
    change_season(season, SeasonFacts(**facts.fields() | {"most_minutes": 120}), [hall], by=ola, at=at)
    row = asks(season, wanted(hope(hall, days="01234"), times=3), club("Turn", 1), at)
    ask_for_sharing(season, by=ola, at=after(at))
    assert len(times(row)) == 1


def test_what_is_locked_stands_when_the_hours_are_shared_anew(season, hall, club, ola, at):
    one = asks(season, wanted(hope(hall)), club("Turn", 1), at)
    other = asks(season, wanted(hope(hall)), club("Judo", 2), at)
    put_time(other, hall, 0, 17 * HOUR, by=ola, at=at)
    with pytest.raises(NotThere, match="taken"):
        put_time(one, hall, 0, 18 * HOUR, by=ola, at=at)
    with pytest.raises(NotThere, match="not_lent"):
        put_time(one, hall, 0, 12 * HOUR, by=ola, at=at)
    with pytest.raises(NotThere, match="enough"):
        put_time(other, hall, 1, 17 * HOUR, by=ola, at=at)
    ask_for_sharing(season, by=ola, at=after(at))
    assert times(other) and not times(one)
    time = other.given.get()
    lock_time(time, False, by=ola, at=at)
    remove_time(time, by=ola, at=at)
    ask_for_sharing(season, by=ola, at=after(at))
    assert SeasonTime.objects.count() == 1


def test_a_sharing_the_worker_finds_is_done_once_and_anew_where_something_was_changed(
    season, hall, club, ola, at
):
    turn = club("Turn", 1)
    rows = [asks(season, wanted(hope(hall), people=10 + n), turn, at) for n in range(AT_ONCE + 1)]
    waiting = ask_for_sharing(season, by=ola, at=after(at))
    assert waiting.is_under_way and ask_for_sharing(season, by=ola, at=after(at)).pk == waiting.pk
    assert share_seasons_that_wait(after(at)) == 1 and share_seasons_that_wait(after(at)) == 0
    assert sum(len(times(row)) for row in rows) == 1 and last_sharing(season).solved_at


def test_what_cannot_be_shared_out_is_said_and_can_be_tried_again(season, hall, club, ola, at):
    one = asks(season, wanted(hope(hall)), club("Turn", 1), at)
    other = asks(season, wanted(hope(hall)), club("Judo", 2), at)
    for row in (one, other):  # Two that clash, as no page lets anybody put them.
        SeasonTime.objects.create(request=row, space=hall, weekday=0, begins=1020, ends=1140, locked_at=at)
    assert ask_for_sharing(season, by=ola, at=after(at)).failed_at
    one.given.all().delete()
    assert ask_for_sharing(season, by=ola, at=after(at)).solved_at
