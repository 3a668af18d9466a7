"""Associations ask for hours in a season until the deadline; staff may write it down after."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from samspill.foundation import clock
from samspill.people.actions import HoldsNationalId
from samspill.venues.actions import (
    MayNotBorrow,
    SpaceFacts,
    change_space,
)
from samspill.venues.actions.season_requests import (
    Ask,
    Asker,
    NothingWished,
    SeasonClosed,
    ask_for_hours,
    bring_back_request,
    change_request,
    withdraw_request,
)
from samspill.venues.actions.seasons import (
    SeasonKnown,
    TooManyWishes,
    change_season,
    copy_season,
    facts_for_next,
    open_season,
)
from samspill.venues.actions.sharing import (
    ask_for_sharing,
    put_time,
)
from samspill.venues.models import Season, SeasonRequest
from samspill.venues.rules.seasons import SeasonFacts
from samspill.venues.tests.seasons.asking import after, asks, hope, times, told, told_anew, wanted


def test_an_association_asks_changes_and_withdraws_until_the_deadline(season, hall, club, at):
    choir = club("Koret", 1)
    row = asks(season, wanted(hope(hall)), choir, at)
    assert asks(season, wanted(hope(hall)), choir, at).pk == row.pk, "pressed twice"
    change_request(row, wanted(hope(hall), hope(None, days="12", needs=("sound",))), by=choir.person, at=at)
    assert [wish.rank for wish in row.wishes.order_by("rank")] == [1, 2]
    assert withdraw_request(row, by=choir.person, at=at) and not withdraw_request(row, by=choir.person, at=at)
    assert bring_back_request(row, by=choir.person, at=at)
    with pytest.raises(SeasonClosed):
        change_request(row, wanted(hope(hall)), by=choir.person, at=after(at))
    with pytest.raises(SeasonClosed):
        asks(season, wanted(hope(hall, days="3")), choir, after(at))
    (body,) = told(choir)
    assert "Våren" in body


def test_staff_may_write_it_down_after_the_deadline(season, hall, club, ola, at):
    ask_for_hours(season, wanted(hope(hall)), club("Koret", 1), channel="phone", by=ola, at=after(at))
    assert SeasonRequest.objects.get().entered_by == ola


def test_a_wish_must_hold_one_time_and_national_ids_are_refused(season, hall, club, at):
    choir = club("Koret", 1)
    with pytest.raises(NothingWished):
        asks(season, wanted(hope(hall, ends=18)), choir, at)
    with pytest.raises(HoldsNationalId):
        asks(season, Ask("For 13097248022", "adults", 9, 60, 1, (hope(hall),)), choir, at)


def test_a_group_nobody_knows_cannot_wish_for_what_is_for_registered_associations(season, hall, kari, at):
    change_space(hall, SpaceFacts("Gymsalen", lends_to="registered"), by="system", at=at)
    hall.refresh_from_db()
    with pytest.raises(MayNotBorrow):
        asks(season, wanted(hope(hall)), Asker(kari, None, "Vennegjengen"), at)


def test_a_request_has_as_many_wishes_as_the_season_takes_and_what_is_written_stands(
    season, hall, facts, club, ola, at
):
    choir, four = club("Koret", 1), wanted(*(hope(hall, days=day) for day in "0123"))
    with pytest.raises(TooManyWishes):
        asks(season, four, choir, at)
    season = change_season(season, told_anew(facts, most_wishes=4), [hall], by=ola, at=at)
    row = asks(season, four, choir, at)
    put_time(asks(season, wanted(hope(hall, days="012")), club("Turn", 2), at), hall, 0, 1020, by=ola, at=at)
    for day in (1, 2):
        put_time(asks(season, wanted(hope(hall, days=f"{day}")), club(f"Lag {day}", 2 + day), at), hall, day, 1020,
                 by=ola, at=at)  # fmt: skip
    withdraw_request(row, by=choir.person, at=at)
    with pytest.raises(TooManyWishes):
        change_season(season, facts, [hall], by=ola, at=at)
    assert bring_back_request(row, by=choir.person, at=at)
    ask_for_sharing(season, by=ola, at=after(at))
    assert times(row) == [("Gymsalen", 3, 17)], "the fourth wish counts"
    fewer = told_anew(facts_for_next(season), name="Neste vår", most_wishes=2)
    made = copy_season(season, fewer, [hall], with_requests=True, by=ola, at=at)
    assert made.requests.get(organisation=choir.organisation).wishes.count() == 2


@pytest.mark.parametrize("most", [0, 7])
def test_the_database_takes_from_one_to_six_wishes(season, most):
    with pytest.raises(IntegrityError), transaction.atomic():
        Season.objects.filter(pk=season.pk).update(most_wishes=most)


def test_two_seasons_do_not_have_the_same_name(season, hall, facts, at):
    with pytest.raises(SeasonKnown):
        open_season(facts, [hall], by="system", at=at)


def test_the_lot_is_bound_from_the_first_day_and_drawn_anew_where_a_closed_season_opens_again(
    season, hall, facts, ola, at
):
    before = season.commitment
    assert change_season(season, facts, [hall], by=ola, at=at).commitment == before
    later = SeasonFacts(**facts.fields() | {"ask_by_on": clock.local_day(after(at))})
    assert change_season(season, later, [hall], by=ola, at=after(at)).commitment != before
