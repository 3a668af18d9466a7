"""A season is asked for, shared out, looked at, decided and taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import register_group
from samspill.people.actions import HoldsNationalId, find_or_add_person, forget_person
from samspill.venues.actions import (
    MayNotBorrow,
    Order,
    SpaceFacts,
    TimeTaken,
    book,
    change_space,
    close_days,
)
from samspill.venues.actions.deciding import HasBegun, NothingToDecide, decide, undo_decision
from samspill.venues.actions.season_requests import (
    Ask,
    Asker,
    Hope,
    NothingWished,
    SeasonClosed,
    ask_for_hours,
    bring_back_request,
    change_request,
    withdraw_request,
)
from samspill.venues.actions.seasons import (
    SeasonDecided,
    SeasonKnown,
    TooManyWishes,
    change_season,
    copy_season,
    facts_for_next,
    open_season,
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
from samspill.venues.models import BookedQuarter, Booking, Season, SeasonRequest, SeasonTime
from samspill.venues.queries.season_dates import dates_of
from samspill.venues.queries.season_tables import lines_by_borrower, week_tables
from samspill.venues.queries.seasons import last_sharing, shared
from samspill.venues.rules.seasons import SeasonFacts, Why

DAY = dt.timedelta(days=1)
HOUR = 60


@pytest.fixture
def facts(at):
    today = clock.local_day(at)
    first_on = today + dt.timedelta(days=(7 - today.weekday()) % 7 + 14)
    return SeasonFacts(
        "Våren",
        first_on,
        first_on + dt.timedelta(weeks=6) - DAY,
        today + 2 * DAY,
        opens=16 * HOUR,
        closes=22 * HOUR,
        first_groups=("children",),
        appeal="Du kan klage til kommunen.",
    )


@pytest.fixture
def season(hall, halves, facts, at):
    return open_season(facts, [hall, *halves], by="system", at=at)


@pytest.fixture
def club(town, ola, at):
    def made(name, number):
        group = register_group(name, by=ola, at=at)
        person = find_or_add_person(
            f"Leder {name}", [f"+4741000{number:03}"], by="system", at=at, channel="web"
        )
        return Asker(person, group)

    return made


def told_anew(facts, **other):
    """The season told otherwise, without its days off."""
    return SeasonFacts(**facts.fields() | other)


def hope(space=None, days="0", begins=17, ends=19, needs=()):
    return Hope(space, tuple(days), begins * HOUR, ends * HOUR, needs)


def wanted(*hopes, group="adults", minutes=120, times=1, people=20):
    return Ask("Trening", group, people, minutes, times, hopes)


def asks(season, ask, asker, at):
    return ask_for_hours(season, ask, asker, channel="web", by=asker.person, at=at)


def after(at):
    return at + 3 * DAY


def told(asker):
    rows = OutboundMessage.objects.filter(person=asker.person).order_by("queued_at", "pk")
    return [row.body for row in rows]


def times(row):
    return [(t.space.name, t.weekday, t.begins // HOUR) for t in row.given.order_by("weekday", "begins")]


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
