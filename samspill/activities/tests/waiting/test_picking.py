"""The organiser picks from the line, and takes it back where it was the wrong one."""

from __future__ import annotations

from functools import partial

import pytest

from samspill.activities.actions import (
    NoFreePlace,
    PickStands,
    accept_place,
    cancel_sign_up,
    change_sign_up,
    pick_from_line,
    undo_pick,
)
from samspill.activities.models import SignUp, Waiting
from samspill.activities.queries.choosing import times_to_choose_at
from samspill.activities.queries.picking import picks_to_undo
from samspill.activities.queries.sign_ups import sign_up_of_link
from samspill.activities.queries.waiting import waiting_of
from samspill.activities.rules.parties import ALONE, CHILD, Party
from samspill.activities.tests.waiting.lines import DAY, have_places, join, last_told
from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import OutboundMessage

CHILDREN = Party(CHILD, ("Ada", "Bo"), (("Allergier?", "Nøtter"),))


@pytest.fixture
def picked(course, crowd, ola, at):
    """A place was free, and the second of three who wait has got it; gives the time, the line and the place."""

    def pick(way="pick", **how):
        time = course(way, **({"seats_each": 2, "places": 2} if how else {}))
        place = join(time, crowd[0], at, **how)
        line = [join(time, crowd[1], at), join(time, crowd[2], at, **how), join(time, crowd[3], at)]
        cancel_sign_up(place, channel="web", by=crowd[0], at=at)
        return time, line, pick_from_line(line[1], by=ola, at=at)

    return pick


def gone_out(at):
    """Every message has been claimed by a worker."""
    OutboundMessage.objects.filter(claimed_at=None).update(claimed_at=at)


def test_the_organiser_picks_out_of_order_and_only_while_a_place_is_free(course, crowd, ola, at):
    time = course("pick")
    place, first, second = [join(time, person, at) for person in crowd[:3]]
    with pytest.raises(NoFreePlace):
        pick_from_line(second, by=ola, at=at)
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    assert have_places(time) == set()
    made = pick_from_line(second, by=ola, at=at)
    assert pick_from_line(second, by=ola, at=at) == made and have_places(time) == {crowd[2]}
    assert [row.pk for row in waiting_of(time)] == [first.pk]


def test_a_wrong_pick_is_undone_and_she_stands_where_she_stood_under_her_code_and_is_told_again(
    picked, crowd, ola, at
):
    time, line, place = picked()
    gone_out(at)
    assert [row.person for row in picks_to_undo(time, at=at)] == [crowd[2]]
    undo_pick(line[1], by=ola, at=at)
    assert have_places(time) == set() and [row.pk for row in waiting_of(time)] == [row.pk for row in line]
    assert "Vi ga deg en plass ved en feil. Du er nummer 2 på ventelisten, som før: Keramikk" in last_told(
        crowd[2]
    )
    assert f"AVBUD {line[1].code}" in last_told(crowd[2]) and "/waiting/" in last_told(crowd[2])
    assert list(times_to_choose_at(at=at)) == [time] and picks_to_undo(time, at=at) == []
    told = OutboundMessage.objects.count()
    undo_pick(line[1], by=ola, at=at)
    assert OutboundMessage.objects.count() == told, "pressing twice does the same"
    assert sign_up_of_link(place.pk).cancelled_channel == "undone"


def test_who_was_not_told_of_the_place_yet_never_hears_of_the_mistake(picked, crowd, ola, at):
    _time, line, _place = picked()
    undo_pick(line[1], by=ola, at=at)
    assert "nummer 2 på ventelisten" in last_told(crowd[2]) and "ved en feil" not in last_told(crowd[2])
    assert OutboundMessage.objects.get(key__startswith="moved_up").cancelled_at == at


def test_she_can_be_picked_again_and_her_old_link_leads_to_the_place_she_has_then(picked, crowd, ola, at):
    time, line, place = picked()
    undo_pick(line[1], by=ola, at=at)
    first = pick_from_line(line[0], by=ola, at=at)
    assert have_places(time) == {crowd[1]}
    undo_pick(line[0], by=ola, at=at)
    again = pick_from_line(line[1], by=ola, at=at)
    assert again.code == line[1].code and sign_up_of_link(place.pk) == again
    assert first.pk != again.pk and have_places(time) == {crowd[2]}


def test_her_children_and_what_she_answered_wait_with_her_again(picked, ola, at):
    _time, line, _place = picked(party=CHILDREN)
    undo_pick(line[1], by=ola, at=at)
    row = Waiting.objects.get(pk=line[1].pk)
    assert (row.for_whom, row.guests, row.places) == (CHILD, ["Ada", "Bo"], 2)
    assert row.answers == [["Allergier?", "Nøtter"]]
    assert not SignUp.objects.exclude(guest_name="").exists(), "of the place that is undone no name is kept"
    made = pick_from_line(line[1], by=ola, at=at)
    assert SignUp.objects.filter(cancelled_at=None).count() == 2 and made.guest_name == "Ada"


def test_her_code_takes_her_off_the_line_when_it_was_undone(picked, crowd, ola, at):
    time, line, _place = picked()
    undo_pick(line[1], by=ola, at=at)
    phone = crowd[2].contact_points.get().value
    words = f"AVBUD {line[1].code}"
    receive_inbound(gateway="simulator", provider_id="1", channel="sms", sender=phone, body=words, at=at)
    assert [row.person for row in waiting_of(time)] == [crowd[1], crowd[3]]


@pytest.mark.parametrize("what", ["gave_back", "changed", "reminded", "begun"])
def test_a_pick_stands_when_something_has_come_of_it(picked, crowd, ola, at, what):
    time, line, place = picked(party=CHILDREN)
    if what == "gave_back":
        cancel_sign_up(place, channel="web", by=crowd[2], at=at)
    if what == "changed":
        change_sign_up(place, ALONE, channel="web", by=crowd[2], at=at)
    if what == "reminded":
        SignUp.objects.filter(pk=place.pk).update(reminded_at=at)
    stood = have_places(time)
    with pytest.raises(PickStands):
        undo_pick(line[1], by=ola, at=time.starts_at if what == "begun" else at)
    assert have_places(time) == stood and picks_to_undo(time, at=time.starts_at) == []


def test_who_was_asked_and_has_answered_keeps_the_place(course, crowd, ola, at):
    time = course("offer")
    place, first, second = [join(time, person, at) for person in crowd[:3]]
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    pick_from_line(first, by=ola, at=at)
    with pytest.raises(PickStands):
        undo_pick(first, by=ola, at=at)
    cancel_sign_up(SignUp.objects.get(cancelled_at=None), channel="web", by=crowd[1], at=at)
    accept_place(second, channel="web", by=crowd[2], at=at)
    with pytest.raises(PickStands):
        undo_pick(second, by=ola, at=at)
    assert picks_to_undo(time, at=at) == [] and have_places(time) == {crowd[2]}


def test_the_place_that_is_free_again_goes_to_the_next_where_the_list_moves_by_itself(picked, crowd, ola, at):
    time, line, _place = picked()
    time.activity.waiting_list = "at_once"
    time.activity.save(update_fields=["waiting_list"])
    undo_pick(line[1], by=ola, at=at)
    assert have_places(time) == {crowd[1]}
    assert [row.person for row in waiting_of(time)] == [crowd[2], crowd[3]]


def test_a_place_at_all_the_times_is_undone_at_each(course, crowd, ola, at):
    time = course("pick", for_all_times=True)
    place, waits = join(time, crowd[0], at), join(time, crowd[1], at)
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    pick_from_line(waits, by=ola, at=at)
    undo_pick(waits, by=ola, at=at)
    assert have_places(time) == set() and [row.person for row in waiting_of(time)] == [crowd[1]]
    pick_from_line(waits, by=ola, at=at)
    assert have_places(time) == {crowd[1]}


def test_a_place_that_the_organiser_made_free_itself_is_none_that_was_given_back(picked, ola, at):
    _time, line, _place = picked()
    undo_pick(line[1], by=ola, at=at + DAY)
    assert times_to_choose_at(at=at + DAY).get().freed_at == at


@pytest.mark.django_db(transaction=True)
def test_undoing_giving_back_and_picking_at_once_sell_no_place_twice(picked, crowd, ola, together, town, at):
    time, line, place = picked()
    deeds = [
        partial(undo_pick, line[1], by=ola, at=at),
        partial(undo_pick, line[1], by=ola, at=at),
        partial(cancel_sign_up, place, channel="web", by=crowd[2], at=at),
        partial(pick_from_line, line[0], by=ola, at=at),
        partial(pick_from_line, line[2], by=ola, at=at),
    ]
    outcomes = together(town, deeds)
    expected = (PickStands, NoFreePlace)
    assert all(isinstance(one, expected) for one in outcomes if isinstance(one, Exception))
    assert len(have_places(time)) <= 1 and SignUp.objects.filter(cancelled_at=None).count() <= 1
    standing = Waiting.objects.filter(left_at=None, sign_up=None).order_by("number")
    assert [row.number for row in standing] == sorted({row.number for row in standing})
    assert Waiting.objects.get(pk=line[1].pk).number == 2
