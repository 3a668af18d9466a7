"""Spaces are borrowed, moved, given back, refused; and never by two at once."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import give_post, let_act, register_group
from samspill.people.actions import ReasonMissing, find_or_add_person, forget_person
from samspill.venues.actions import (
    HoursOverlap,
    MayNotBorrow,
    NotAWhole,
    NotLent,
    Order,
    SpaceFacts,
    SpaceKnown,
    TimeTaken,
    add_place,
    add_space,
    approve,
    book,
    book_several,
    cancel,
    change_space,
    close_days,
    give_back,
    move,
    move_for,
    refuse,
    send_due_reminders,
    set_hours,
    stop_lending,
)
from samspill.venues.models import BookedQuarter, Booking
from samspill.venues.queries import Wish, free_spaces, lent_spaces, space_for, waiting_requests, week_of
from samspill.venues.rules import Hours, Objection
from samspill.venues.signals import booking_cancelled

DAY = dt.date(2026, 3, 12)


def on(hour, day=DAY, minute=0):
    return clock.at_local(day, dt.time(hour, minute))


def order(space, begins=17, ends=19, **more):
    return Order(space.pk, on(begins), on(ends), "Korøvelse", **more)


def borrow(space, person, at, begins=17, ends=19, **more):
    return book(order(space, begins, ends, **more), person, channel="web", by=person, at=at)


def written_to(person):
    return [row.body for row in OutboundMessage.objects.filter(person=person).order_by("queued_at", "pk")]


def somebody(number, at):
    return find_or_add_person(
        f"Person{number} Nord", [f"+4740000{number:03}"], by="system", at=at, channel="web"
    )


def test_a_free_hall_is_booked_at_once_and_the_borrower_is_told_without_the_code_of_the_door(hall, kari, at):
    booking = borrow(hall, kari, at)
    assert booking.approved_at == at and booking.quarters.count() == 8
    (body,) = written_to(kari)
    assert "Gymsalen" in body and "17.00-19.00" in body and "/booking/" in body and "4711" not in body


def test_pressing_twice_gives_one_booking(hall, kari, at):
    assert borrow(hall, kari, at).pk == borrow(hall, kari, at).pk
    assert len(written_to(kari)) == 1


@pytest.mark.parametrize("taken_first", ["whole", "half"])
def test_a_hall_and_its_half_cannot_be_had_at_the_same_time(hall, halves, kari, at, taken_first):
    first, second = (hall, halves[0]) if taken_first == "whole" else (halves[0], hall)
    borrow(first, kari, at)
    with pytest.raises(TimeTaken):
        borrow(second, somebody(1, at), at, 18, 20)
    assert borrow(second, somebody(1, at), at, 19, 20).is_live


def test_the_two_halves_can_be_had_by_two(halves, kari, at):
    assert borrow(halves[0], kari, at).is_live and borrow(halves[1], somebody(1, at), at).is_live


def test_a_hall_that_is_divided_later_is_taken_in_its_parts_too(school, hall, kari, at):
    borrow(hall, kari, at)
    part = add_space(school, SpaceFacts("Scenen"), whole=hall, by="system", at=at)
    set_hours(part, [Hours(3, 480, 1320, True)], by="system", at=at)
    with pytest.raises(TimeTaken):
        borrow(part, somebody(1, at), at)
    with pytest.raises(NotAWhole):
        add_space(school, SpaceFacts("Halve scenen"), whole=part, by="system", at=at)


def test_the_database_itself_refuses_a_quarter_twice(hall, kari, at):
    booking = borrow(hall, kari, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        BookedQuarter.objects.create(booking=booking, space=hall, starts_at=booking.starts_at)


@pytest.mark.django_db(transaction=True)
def test_thirty_at_once_for_a_hall_and_its_halves_never_overlap(hall, halves, together, town, at):
    people = [somebody(number, at) for number in range(30)]
    spaces = [hall, *halves]

    def one(share):
        outcomes = []
        for number in share:
            try:
                begins = 16 + number % 4
                outcomes.append(borrow(spaces[number % 3], people[number], at, begins, begins + 2))
            except TimeTaken:
                outcomes.append(None)
        return outcomes

    shares = [range(number, 30, 6) for number in range(6)]
    outcomes = [one_ for share in together(town, [partial(one, share) for share in shares]) for one_ in share]
    assert len(outcomes) == 30 and any(outcomes)
    made = list(Booking.objects.all())
    assert len(made) == sum(row is not None for row in outcomes) == OutboundMessage.objects.count()
    touching = {hall.pk: {space.pk for space in spaces}, **{half.pk: {hall.pk, half.pk} for half in halves}}
    for row in made:
        for other in made:
            overlap = row.starts_at < other.ends_at and other.starts_at < row.ends_at
            assert row.pk == other.pk or not (overlap and other.space_id in touching[row.space_id])


@pytest.mark.django_db(transaction=True)
def test_two_who_change_places_at_once_both_get_an_answer(hall, together, town, at):
    first, second = borrow(hall, somebody(1, at), at, 10, 11), borrow(hall, somebody(2, at), at, 12, 13)
    outcomes = together(
        town,
        [
            lambda: move(first, on(12), on(13), by=first.person, at=at),
            lambda: move(second, on(10), on(11), by=second.person, at=at),
        ],
    )
    assert all(isinstance(one, TimeTaken) for one in outcomes)
    assert BookedQuarter.objects.count() == 8


@pytest.mark.parametrize(
    ("day", "quarters"), [(dt.date(2026, 3, 29), 8), (dt.date(2026, 10, 25), 16), (DAY, 12)]
)
def test_the_night_the_clock_changes_is_counted_as_it_passes(hall, kari, at, day, quarters):
    change_space(hall, SpaceFacts("Gymsalen", ahead_days=365), by="system", at=at)
    set_hours(hall, [Hours(day.weekday(), 0, 1440, True)], by="system", at=at)
    wish = Order(hall.pk, on(1, day), on(4, day), "Overnatting")
    assert book(wish, kari, channel="web", by=kari, at=at).quarters.count() == quarters


@pytest.mark.parametrize(
    ("begins", "ends", "why"),
    [
        (on(19), on(17), Objection.ODD),
        (on(17, minute=5), on(18), Objection.ODD),
        (on(8, dt.date(2026, 3, 10)), on(9, dt.date(2026, 3, 10)), Objection.PAST),
        (on(11, dt.date(2026, 3, 10)), on(12, dt.date(2026, 3, 10)), Objection.TOO_SOON),
        (on(11, dt.date(2027, 3, 10)), on(12, dt.date(2027, 3, 10)), Objection.TOO_FAR),
        (on(10), on(20), Objection.TOO_LONG),
        (on(6), on(9), Objection.OUTSIDE),
        (on(21), on(23), Objection.OUTSIDE),
    ],
)
def test_a_time_outside_the_rules_is_refused_with_why(hall, kari, at, begins, ends, why):
    with pytest.raises(NotLent) as refused:
        book(Order(hall.pk, begins, ends, "Øvelse"), kari, channel="web", by=kari, at=at)
    assert refused.value.objection == why and not Booking.objects.exists()


def test_nothing_is_lent_on_a_closed_day_nor_when_lending_has_stopped(school, hall, kari, at):
    close_days(school, DAY, DAY, "Eksamen", by="system", at=at)
    with pytest.raises(NotLent):
        borrow(hall, kari, at)
    stop_lending(hall, True, by="system", at=at)
    with pytest.raises(NotLent):
        book(Order(hall.pk, on(17, dt.date(2026, 3, 13)), on(18, dt.date(2026, 3, 13)), "x"), kari,
             channel="web", by=kari, at=at)  # fmt: skip
    assert not lent_spaces().exists()


def test_a_request_holds_its_time_until_it_is_answered_and_a_refusal_has_a_reason(hall, kari, ola, asker, at):
    set_hours(hall, [Hours(3, 480, 1320, False)], by="system", at=at)
    request = borrow(hall, kari, at)
    assert request.approved_at is None and request.answer_by_on == DAY
    assert list(waiting_requests(asker, at=at)) == [request]
    with pytest.raises(TimeTaken):
        borrow(hall, somebody(1, at), at)
    with pytest.raises(ReasonMissing):
        refuse(request, "  ", by=ola, at=at)
    assert refuse(request, "Salen er leid ut.", by=ola, at=at)
    assert "Salen er leid ut." in written_to(kari)[-1]
    assert not approve(request, by=ola, at=at) and borrow(hall, somebody(1, at), at).is_live


def test_the_database_refuses_a_refusal_without_a_reason(hall, kari, at):
    booking = borrow(hall, kari, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(pk=booking.pk).update(refused_at=at)


def test_an_approved_request_is_told(hall, kari, ola, at):
    set_hours(hall, [Hours(3, 480, 1320, False)], by="system", at=at)
    request = borrow(hall, kari, at)
    assert approve(request, by=ola, at=at) and not approve(request, by=ola, at=at)
    assert len(written_to(kari)) == 2


def test_what_is_given_back_is_free_and_the_borrower_is_thanked(hall, kari, at):
    heard = []
    booking_cancelled.connect(lambda booking, **_: heard.append(booking.pk), weak=False, dispatch_uid="test")
    booking = borrow(hall, kari, at)
    assert give_back(booking, by=kari, at=at) and not give_back(booking, by=kari, at=at)
    booking_cancelled.disconnect(dispatch_uid="test")
    assert heard == [booking.pk] and not BookedQuarter.objects.exists() and len(written_to(kari)) == 2


def test_what_staff_cancel_is_told_with_the_reason(hall, kari, ola, at):
    booking = borrow(hall, kari, at)
    with pytest.raises(ReasonMissing):
        cancel(booking, "", by=ola, at=at)
    assert cancel(booking, "Vannlekkasje.", by=ola, at=at) and "Vannlekkasje." in written_to(kari)[-1]


def test_a_booking_is_moved_or_stands_as_it_stood(hall, kari, at):
    booking = borrow(hall, kari, at)
    borrow(hall, somebody(1, at), at, 20, 21)
    with pytest.raises(TimeTaken):
        move(booking, on(19), on(21), by=kari, at=at)
    assert Booking.objects.get(pk=booking.pk).starts_at == on(17)
    assert move(booking, on(18), on(20), by=kari, at=at).quarters.count() == 8


def test_staff_move_a_booking_to_another_room_with_a_reason_or_it_stands_as_it_stood(halves, kari, ola, at):
    first, second = halves
    mine, _other = borrow(first, kari, at), borrow(second, somebody(5, at), at)
    with pytest.raises(TimeTaken):
        move_for(mine, second.pk, on(18), on(20), "Taket lekker.", by=ola, at=at)
    with pytest.raises(ReasonMissing):
        move_for(mine, second.pk, on(19), on(21), " ", by=ola, at=at)
    assert Booking.objects.get(pk=mine.pk).space == first and mine.quarters.count() == 8
    move_for(mine, second.pk, on(19), on(21), "Taket lekker.", by=ola, at=at)
    assert "Gymsalen B" in written_to(kari)[-1] and "Taket lekker." in written_to(kari)[-1]
    assert not BookedQuarter.objects.filter(space=first).exists()
    assert borrow(first, somebody(6, at), at)


@pytest.mark.parametrize("need", ["hearing_loop", "step_free", "lift", "toilet", "parking"])
def test_each_way_in_can_be_searched_for_on_the_room_and_on_its_house(town, kari, at, need):
    for number, (of_house, of_room) in enumerate([((need,), ()), ((), (need,)), ((), ())]):
        house = add_place(f"Hus {number}", accessibility=of_house, by="system", at=at)
        room = add_space(house, SpaceFacts("Salen", accessibility=of_room), by="system", at=at)
        set_hours(room, [Hours(DAY.weekday(), 480, 1320, True)], by="system", at=at)
    found = free_spaces(Wish(on(17), on(19), needs=(need,)), at=at)
    assert [room.place.name for room in found] == ["Hus 0", "Hus 1"]


def test_how_to_open_is_told_once_and_only_when_the_time_is_near(hall, kari, at):
    borrow(hall, kari, at)
    assert send_due_reminders(at) == 0
    near = on(17) - dt.timedelta(hours=20)
    assert send_due_reminders(near) == 1 and send_due_reminders(near) == 0
    assert "4711" in written_to(kari)[-1]


def test_a_room_for_associations_is_booked_at_once_only_by_one_who_acts_for_it(hall, kari, ola, at):
    change_space(hall, SpaceFacts("Gymsalen", lends_to="associations"), by="system", at=at)
    choir = register_group("Blandakoret", by=ola, at=at)
    with pytest.raises(MayNotBorrow):
        borrow(hall, kari, at)
    assert borrow(hall, kari, at, 10, 11, organisation=choir).approved_at is None
    let_act(give_post(choir, kari, "leader", by=ola, at=at, channel="web"), by=ola, at=at, channel="web")
    assert borrow(hall, kari, at, 12, 13, organisation=choir).approved_at == at
    change_space(hall, SpaceFacts("Gymsalen", lends_to="registered"), by="system", at=at)
    with pytest.raises(MayNotBorrow):
        borrow(hall, kari, at, 14, 15, on_behalf_of="Syklubben")


def test_of_many_dates_those_that_are_free_are_booked_and_the_others_named(school, hall, kari, at):
    days = [DAY + dt.timedelta(weeks=n) for n in range(4)]
    close_days(school, days[2], days[2], "Påske", by="system", at=at)
    borrow(hall, somebody(1, at), at)
    times = [(on(18, day), on(19, day)) for day in days]
    made, left = book_several(order(hall), times, kari, channel="web", by=kari, at=at)
    assert [row.starts_at for row in made] == [on(18, days[1]), on(18, days[3])]
    assert left == [(on(18, days[0]), "taken"), (on(18, days[2]), "closed")]
    assert len(written_to(kari)) == 1 and len({row.series for row in made}) == 1


def test_one_finds_what_is_free_large_enough_and_can_be_entered(school, hall, halves, kari, at):
    wish = Wish(on(17), on(19), people=50, needs=("step_free",))
    assert free_spaces(wish, at=at) == [*halves, hall]
    borrow(halves[0], kari, at)
    assert free_spaces(wish, at=at) == [halves[1]]
    assert not free_spaces(Wish(on(17), on(19), needs=("hearing_loop",)), at=at)
    assert free_spaces(Wish(on(17), on(19), people=100, needs=("sound",)), at=at) == []


def test_the_week_shows_what_is_left_of_each_day(hall, kari, at):
    borrow(hall, kari, at)
    week = dict(week_of(space_for(None, hall.pk), dt.date(2026, 3, 9), at=at))
    assert week[dt.date(2026, 3, 9)] == []
    assert week[DAY] == [(on(8), on(17), True), (on(19), on(22), True)]
    assert week[dt.date(2026, 3, 10)] == [(on(12, dt.date(2026, 3, 10)), on(22, dt.date(2026, 3, 10)), True)]


def test_hours_that_overlap_and_names_twice_are_refused(school, hall, at):
    with pytest.raises(HoursOverlap):
        set_hours(hall, [Hours(0, 480, 700, True), Hours(0, 600, 900, True)], by="system", at=at)
    with pytest.raises(SpaceKnown):
        add_space(school, SpaceFacts("Gymsalen"), by="system", at=at)


def test_what_somebody_who_is_forgotten_had_borrowed_is_free(hall, kari, at):
    booking = borrow(hall, kari, at, on_behalf_of="Kari Bergs venner")
    forget_person(kari, by="system", at=at, channel="web")
    booking.refresh_from_db()
    assert not BookedQuarter.objects.exists() and booking.given_back_at
    assert booking.purpose == "" and booking.on_behalf_of == ""
