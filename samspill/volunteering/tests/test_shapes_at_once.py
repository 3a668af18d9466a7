"""Reserves, groups, swaps and rotas when many act at the same moment, on both databases."""

import datetime as dt
from functools import partial

import pytest

from samspill.messaging.models import OutboundMessage
from samspill.organisations.models import Organisation
from samspill.people.actions import find_or_add_person
from samspill.volunteering import actions
from samspill.volunteering.actions.absences import call_in_away
from samspill.volunteering.actions.groups import NoRoomForAll, book_group
from samspill.volunteering.actions.rotas import RoleAsked, extend_rotas
from samspill.volunteering.actions.swaps import SwapIsOver, answer_swap, ask_to_swap, bless_swap, wish_swap
from samspill.volunteering.actions.times import take_times
from samspill.volunteering.models import Assignment, GroupBooking, GroupSeat, Offer, Shift, Swap
from samspill.volunteering.tests.test_all_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(volunteer):
    return [volunteer(f"Person{n} Nord") for n in range(10)]


@pytest.fixture
def evening(rota):
    """A time with three places and two seats for reserves."""
    return rota(RoleAsked(places=3, reserves=2)).shifts.order_by("starts_at")[0]


def yes(offer, at):
    return partial(actions.answer_offer, offer.pk, "yes", channel="sms", by="system", at=at)


def seats_of(shift) -> list[int]:
    single = Assignment.objects.filter(shift=shift, released_at__isnull=True)
    groups = GroupSeat.objects.filter(shift=shift, released_at__isnull=True)
    return sorted([*single.values_list("seat", flat=True), *groups.values_list("seat", flat=True)])


def clashes() -> list[str]:
    """Those who are booked to two things at a time."""
    live = list(Assignment.objects.filter(released_at__isnull=True).select_related("shift", "person"))
    return [
        one.person.name
        for one in live
        for other in live
        if one.pk < other.pk
        and one.person_id == other.person_id
        and one.shift.starts_at < other.shift.ends_at
        and other.shift.starts_at < one.shift.ends_at
    ]


def sent(what) -> int:
    return OutboundMessage.objects.filter(key__startswith=f"{what}:").count()


def or_error(call, *errors):
    try:
        return call()
    except errors as error:
        return type(error).__name__


def test_ten_yes_for_three_places_and_two_reserves(evening, people, put, together, town, at):
    calls = [yes(offer, at) for offer in put(evening, *people) for _ in range(2)]
    outcomes = [answered.outcome for answered in at_once(together, town, calls)]
    assert (outcomes.count("booked"), outcomes.count("reserve")) == (3, 2)
    assert seats_of(evening) == [1, 2, 3, 4, 5]
    assert (sent("booked"), sent("reserve"), sent("covered")) == (3, 2, 5)


def test_two_cannot_after_all_at_once_and_both_reserves_move_up_once(
    evening, people, put, together, town, at
):
    offers = put(evening, *people[:5])
    first, second, *_ = [yes(offer, at)().assignment for offer in offers]
    calls = [partial(actions.withdraw, one.pk, channel="sms", by="system", at=at) for one in (first, second)]
    calls += [
        partial(
            or_error,
            partial(actions.withdraw, first.pk, channel="sms", by="system", at=at),
            actions.NotBooked,
        )
    ]
    calls[0] = partial(or_error, calls[0], actions.NotBooked)
    at_once(together, town, calls)
    assert seats_of(evening) == [1, 2, 3] and sent("moved_up") == 2
    assert OutboundMessage.objects.filter(key__startswith="moved_up").values("person").distinct().count() == 2


def test_a_group_and_single_volunteers_never_share_a_seat(evening, people, put, together, town, ola, at):
    offers = put(evening, *people[:6])
    choir = Organisation.objects.create(name="Fjordkoret", came_from="desk", created_at=at)
    contact = find_or_add_person("Dagny Dirigent", ["92000001"], by=ola, at=at, channel="phone")
    group = partial(book_group, evening.pk, choir, 2, contact=contact, channel="phone", by=ola, at=at)
    calls = [partial(or_error, group, NoRoomForAll), *(yes(offer, at) for offer in offers)]
    at_once(together, town, calls)
    taken = seats_of(evening)
    assert taken == [1, 2, 3, 4, 5]
    assert GroupSeat.objects.filter(seat__gt=3).count() == 0


def test_of_two_groups_for_the_same_places_one_gets_all_of_them(evening, together, town, ola, at):
    contact = find_or_add_person("Dagny Dirigent", ["92000001"], by=ola, at=at, channel="phone")
    clubs = [Organisation.objects.create(name=f"Lag {n}", came_from="desk", created_at=at) for n in range(3)]
    calls = [
        partial(
            or_error,
            partial(book_group, evening.pk, club, 2, contact=contact, channel="phone", by=ola, at=at),
            NoRoomForAll,
        )
        for club in clubs
    ]
    outcomes = at_once(together, town, calls)
    assert outcomes.count("NoRoomForAll") == 2
    assert GroupBooking.objects.count() == 1 and seats_of(evening) == [1, 2]


def test_one_person_who_says_yes_to_two_things_at_the_same_time_has_one(
    rota, phoned_in, people, put, ask, together, town, at
):
    evening = rota().shifts.order_by("starts_at")[0]
    needs = [phoned_in(kind=kind, starts_at=evening.starts_at) for kind in ("visit", "walk", "shopping")]
    offers = [*put(evening, people[0]), *(ask(need, people[0])[0] for need in needs)]
    outcomes = [answered.outcome for answered in at_once(together, town, [yes(one, at) for one in offers])]
    assert sorted(outcomes) == ["booked", "busy", "busy", "busy"]
    assert clashes() == []


@pytest.fixture
def swapping(rota, people, ola, at):
    """Kari has the first Tuesday, Per the second, Nora the third; each wants to change with the next, who agrees."""
    three = list(rota(RoleAsked(places=1)).shifts.order_by("starts_at")[:3])
    for person, shift in zip(people, three, strict=False):
        take_times(person, [shift.pk], channel="phone", by=ola, at=at)
    held = [Assignment.objects.get(shift=shift) for shift in three]
    swaps = []
    for place in range(2):
        swap = wish_swap(held[place].pk, channel="phone", by=ola, at=at)
        ask_to_swap(swap.pk, people[place + 1], in_return=held[place + 1].pk, by=ola, at=at)
        swaps.append(answer_swap(swap.pk, True, channel="phone", by=ola, at=at))
    return held, swaps


def everybody_has_one(shifts) -> None:
    live = Assignment.objects.filter(released_at__isnull=True)
    assert sorted(live.values_list("shift", flat=True)) == sorted(shifts)
    assert live.values("person").distinct().count() == len(shifts)
    assert clashes() == []


def test_a_wish_that_comes_many_times_at_once_is_one(rota, people, together, town, ola, at):
    first = rota().shifts.order_by("starts_at")[0]
    [mine] = take_times(people[0], [first.pk], channel="phone", by=ola, at=at).booked
    wish = partial(wish_swap, mine.pk, channel="sms", by=people[0], at=at)
    assert len({swap.pk for swap in at_once(together, town, [wish] * 6)}) == 1
    assert Swap.objects.count() == 1 and sent("swap_wished") == 1


def test_a_swap_that_two_colleagues_bless_at_once_happens_once(swapping, together, town, ola, at):
    held, swaps = swapping
    bless = partial(or_error, partial(bless_swap, swaps[0].pk, by=ola, at=at), SwapIsOver)
    outcomes = at_once(together, town, [bless] * 4)
    assert outcomes.count("SwapIsOver") == 3
    assert Assignment.objects.count() == 5 and sent("swapped") == 2
    everybody_has_one([one.shift_id for one in held])


def test_of_two_swaps_of_the_same_task_blessed_at_once_one_happens(swapping, together, town, ola, at):
    held, swaps = swapping
    errors = (SwapIsOver, actions.NotBooked)
    calls = [partial(or_error, partial(bless_swap, one.pk, by=ola, at=at), *errors) for one in swaps]
    outcomes = at_once(together, town, calls)
    assert sum(isinstance(one, Swap) for one in outcomes) == 1
    assert Swap.objects.filter(blessed_at__isnull=False).count() == 1
    everybody_has_one([one.shift_id for one in held])


def test_a_withdrawal_and_a_blessing_at_once_leave_nobody_booked_twice(
    swapping, people, together, town, ola, at
):
    held, swaps = swapping
    leave = partial(actions.withdraw, held[0].pk, channel="sms", by="system", at=at)
    calls = [
        partial(or_error, leave, actions.NotBooked),
        partial(or_error, partial(bless_swap, swaps[0].pk, by=ola, at=at), SwapIsOver, actions.NotBooked),
    ]
    left, blessed = at_once_in_order(together, town, calls)
    on_first = list(
        Assignment.objects.filter(shift=held[0].shift_id, released_at__isnull=True).values_list(
            "person", flat=True
        )
    )
    if isinstance(blessed, Swap):
        assert left == "NotBooked" and on_first == [people[1].pk]
    else:
        assert left.outcome == "off" and on_first == [] and Swap.objects.get(pk=swaps[0].pk).dropped_at
    assert clashes() == []


def test_a_blessing_and_a_yes_to_something_else_at_that_time_leave_one_of_them(
    rota, phoned_in, people, ask, together, town, ola, at
):
    kari, per = people[:2]
    first = rota(RoleAsked(places=1)).shifts.order_by("starts_at")[0]
    [mine] = take_times(kari, [first.pk], channel="phone", by=ola, at=at).booked
    swap = wish_swap(mine.pk, channel="phone", by=ola, at=at)
    ask_to_swap(swap.pk, per, by=ola, at=at)
    answer_swap(swap.pk, True, channel="phone", by=ola, at=at)
    [offer] = ask(phoned_in(starts_at=first.starts_at), per)
    calls = [
        partial(or_error, partial(bless_swap, swap.pk, by=ola, at=at), actions.DoesNotFit),
        yes(offer, at),
    ]
    at_once(together, town, calls)
    assert clashes() == []
    assert Assignment.objects.filter(person=per, released_at__isnull=True).count() == 1


def test_somebody_is_ill_while_her_reserve_says_that_she_cannot(
    evening, people, put, together, town, ola, at
):
    booked = [yes(offer, at)().assignment for offer in put(evening, *people[:5])]
    ill = partial(
        call_in_away,
        people[0].volunteer,
        from_on=at.date(),
        until_on=at.date(),
        by=ola,
        at=at,
        channel="phone",
    )
    cannot = partial(actions.withdraw, booked[3].pk, channel="sms", by="system", at=at)
    at_once(together, town, [ill, cannot])
    live = set(
        Assignment.objects.filter(shift=evening, released_at__isnull=True).values_list("person", flat=True)
    )
    assert live == {people[1].pk, people[2].pk, people[4].pk} and seats_of(evening) == [1, 2, 3]


def test_two_people_who_take_all_times_at_once_share_no_place(rota, people, together, town, ola, at):
    shifts = list(rota(RoleAsked(places=1)).shifts.order_by("starts_at")[:8])
    keys = [shift.pk for shift in shifts]
    calls = [
        partial(take_times, person, order, channel="phone", by=ola, at=at)
        for person, order in ((people[0], keys), (people[1], keys[::-1]), (people[2], keys))
    ]
    taken = at_once(together, town, calls)
    assert sum(len(one.booked) for one in taken) == 8
    assert Assignment.objects.count() == 8 and sent("booked") == len([one for one in taken if one.booked])


def test_two_workers_that_look_ahead_make_each_time_once(rota, together, town, at):
    need = rota()
    later = at + dt.timedelta(weeks=3)
    made = at_once(together, town, [partial(extend_rotas, later)] * 4)
    assert sorted(made) == [0, 0, 0, 3]
    slots = list(Shift.objects.filter(need=need).values_list("slot", flat=True))
    assert len(slots) == len(set(slots)) == 30


def test_the_database_itself_refuses_two_groups_on_one_seat(evening, town, ola, at):
    from django.db import IntegrityError, transaction

    contact = find_or_add_person("Dagny Dirigent", ["92000001"], by=ola, at=at, channel="phone")
    club = Organisation.objects.create(name="Koret", came_from="desk", created_at=at)
    group = book_group(evening.pk, club, 1, contact=contact, channel="phone", by=ola, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupSeat.objects.create(booking=group, shift=evening, seat=1)
    assert Offer.objects.count() == 0


def at_once_in_order(together, town, calls) -> list:
    """Each call in a thread of its own; results in the order of the calls."""
    outcomes = together(town, calls)
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
    return outcomes
