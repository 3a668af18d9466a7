"""A story tells of a need on the square: each leads to the other as long as everybody may see both."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.models import StoryAbout
from samspill.activities.queries.stories import activity_told_of
from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.foundation.recurrence import Pattern
from samspill.organisations.actions import merge_organisations, register_group
from samspill.organisations.actions.merging import part_organisations
from samspill.organisations.actions.stories import Words, publish_story, remove_story
from samspill.organisations.models import Story
from samspill.people.actions import find_or_add_person, forget_person
from samspill.people.models import Unit
from samspill.volunteering.actions import cancel_need, publish_need
from samspill.volunteering.actions.groups import book_group, withdraw_group
from samspill.volunteering.actions.needs import unpublish_need
from samspill.volunteering.actions.stories import NotToTellOf, change_story_about, write_story_about
from samspill.volunteering.models import GroupBooking, Need, StoryAboutNeed
from samspill.volunteering.queries.stories import (
    need_chosen_for,
    needs_to_tell_of,
    needs_told_of,
    stories_about_need,
)

WORDS = Words("Vi kjørte koret", "Alle kom fram.", "nb")


@pytest.fixture
def choir(town, ola, at):
    return register_group("Lillevik Blandakor", by=ola, at=at)


@pytest.fixture
def marit(town, ola, at):
    return find_or_add_person("Marit Sand", ["41300001"], by=ola, at=at, channel="phone")


@pytest.fixture
def wanted(phoned_in, ola, at):
    """A need on the square with so many places."""

    def publish(title="Kjøre koret", *, places=4):
        need = phoned_in(kind="event", title=title, places=places, recipient_name="")
        publish_need(need, by=ola, at=at)
        return need

    return publish


@pytest.fixture
def need(wanted):
    return wanted()


@pytest.fixture
def come(marit, ola, at):
    """A group comes to the only time of a need."""

    def book(need, club, size=2):
        return book_group(need.shifts.get().pk, club, size, contact=marit, channel="phone", by=ola, at=at)

    return book


@pytest.fixture
def tell(choir, marit, ola, at):
    """The choir tells a story that is out."""

    def told(need):
        story = write_story_about(choir, WORDS, need, by=marit, at=at, key=new_key())
        return publish_story(story, has_agreed=True, by=ola, at=at)

    return told


@pytest.fixture
def story(tell, come, choir, need):
    come(need, choir)
    return tell(need)


def told(story, at):
    return needs_told_of([story], at=at).get(story.pk)


def test_an_association_chooses_among_the_needs_it_comes_to_as_a_group(
    choir, marit, need, wanted, come, ola, at
):
    wanted("Bære stoler")
    assert not needs_to_tell_of(choir, by=marit, at=at)
    booking = come(need, choir)
    assert list(needs_to_tell_of(choir, by=marit, at=at)) == [need]
    withdraw_group(booking.pk, channel="phone", by=ola, at=at)
    assert not needs_to_tell_of(choir, by=marit, at=at)


def test_staff_who_write_for_an_association_choose_among_all_and_a_unit_among_its_own(
    choir, need, centre, ola, at
):
    other = Unit.objects.create(name="Biblioteket")
    assert list(needs_to_tell_of(choir, by=ola, at=at)) == [need]
    assert list(needs_to_tell_of(centre, by=ola, at=at)) == [need]
    assert not needs_to_tell_of(other, by=ola, at=at)


def test_only_what_is_on_the_square_can_be_chosen(choir, phoned_in, wanted, come, ola, at):
    private = phoned_in(kind="event", recipient_name="")
    full, gone, over = (wanted(places=2) for _ in range(3))
    come(full, choir)
    cancel_need(gone.pk, reason="Avlyst", by=ola, at=at)
    later = at + dt.timedelta(days=30)
    assert over in needs_to_tell_of(choir, by=ola, at=at)
    assert not {private, full, gone} & set(needs_to_tell_of(choir, by=ola, at=at))
    assert not needs_to_tell_of(choir, by=ola, at=later)
    for need, when in ((private, at), (full, at), (gone, at), (over, later)):
        with pytest.raises(NotToTellOf):
            write_story_about(choir, WORDS, need, by=ola, at=when, key=new_key())
    assert not Story.objects.exists()


def test_a_pair_is_never_told_of_beside_its_need(choir, need, tell, come, ola, at):
    come(need, choir)
    story = tell(need)
    Need.objects.filter(pk=need.pk).update(form=Need.Form.PAIR)
    assert not needs_to_tell_of(choir, by=ola, at=at)
    assert told(story, at) is None and not stories_about_need(need.pk)


def test_each_leads_to_the_other_until_one_is_taken_away(story, need, ola, at):
    assert told(story, at) == need and list(stories_about_need(need.pk)) == [story]
    remove_story(story, by=ola, at=at)
    assert not stories_about_need(need.pk)


def test_a_draft_is_not_on_the_page_of_the_need(choir, need, ola, at):
    write_story_about(choir, WORDS, need, by=ola, at=at, key=new_key())
    assert not stories_about_need(need.pk)


def test_a_need_that_is_closed_keeps_its_story_and_is_led_to_again_when_it_opens(
    story, choir, marit, need, ola, at
):
    unpublish_need(need, by=ola, at=at)
    assert told(story, at) is None and need_chosen_for(story) == need
    change_story_about(story, WORDS, need, has_agreed=True, by=marit, at=at)
    publish_need(need, by=ola, at=at)
    assert told(story, at) == need
    cancel_need(need.pk, reason="Avlyst", by=ola, at=at)
    assert told(story, at) is None


def test_what_staff_chose_stands_when_the_association_changes_a_word(choir, marit, need, ola, at):
    story = write_story_about(choir, WORDS, need, by=ola, at=at, key=new_key())
    change_story_about(story, WORDS, need, by=marit, at=at)
    assert told(story, at) == need
    change_story_about(story, WORDS, None, by=marit, at=at)
    with pytest.raises(NotToTellOf):
        change_story_about(story, WORDS, need, by=marit, at=at)


def test_a_story_tells_of_an_activity_or_of_a_need_and_never_of_both(story, choir, need, ola, at):
    evening = an_evening(choir, ola, at)
    change_story_about(story, WORDS, evening, has_agreed=True, by=ola, at=at)
    assert activity_told_of(story) == evening and told(story, at) is None
    change_story_about(story, WORDS, need, has_agreed=True, by=ola, at=at)
    assert activity_told_of(story) is None and told(story, at) == need
    change_story_about(story, WORDS, None, has_agreed=True, by=ola, at=at)
    assert not StoryAbout.objects.exists() and not StoryAboutNeed.objects.exists()


def test_a_merger_takes_story_and_choice_along_and_its_undo_brings_both_back(
    story, choir, marit, need, ola, at
):
    kept = register_group("Koret i Lillevik", by=ola, at=at)
    merger = merge_organisations(kept, choir, reason="Samme kor", by=ola, at=at)
    assert told(story, at) == need and list(needs_to_tell_of(kept, by=marit, at=at)) == [need]
    assert stories_about_need(need.pk).get().organisation == kept
    part_organisations(merger, by=ola, at=at)
    assert told(story, at) == need and list(needs_to_tell_of(choir, by=marit, at=at)) == [need]
    assert not needs_to_tell_of(kept, by=marit, at=at)


def test_where_both_groups_come_the_one_booking_that_stays_behind_takes_no_story_away(
    story, choir, marit, need, come, ola, at
):
    kept = register_group("Koret i Lillevik", by=ola, at=at)
    come(need, kept, 1)
    merge_organisations(kept, choir, reason="Samme kor", by=ola, at=at)
    assert GroupBooking.objects.filter(organisation=kept).count() == 1
    assert told(story, at) == need and list(needs_to_tell_of(kept, by=marit, at=at)) == [need]


def test_the_database_keeps_one_for_each_story_and_it_goes_with_either(story, need, wanted, choir, ola, at):
    other = wanted("Bære stoler")
    with pytest.raises(IntegrityError), transaction.atomic():
        StoryAboutNeed.objects.create(story=story, need=other)
    story.delete()
    assert not StoryAboutNeed.objects.exists()
    write_story_about(choir, WORDS, other, by=ola, at=at, key=new_key())
    other.delete()
    assert not StoryAboutNeed.objects.exists() and Story.objects.count() == 1


@pytest.fixture
def gunvor(phoned_in, choir, ola, at):
    """She gets help with what a story tells of."""
    need = phoned_in(kind="transport", title="Kjøre til øving")
    publish_need(need, by=ola, at=at)
    write_story_about(choir, WORDS, need, by=ola, at=at, key=new_key())
    return need.request.recipient.person


def test_when_she_is_forgotten_nothing_says_that_a_story_is_of_her(gunvor, at):
    forget_person(gunvor, by="system", at=at, channel="web")
    assert not StoryAboutNeed.objects.exists() and Story.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_choose_at_the_same_moment_leave_one_thing_it_tells_of(
    town, choir, need, story, together, ola, at
):
    evening = an_evening(choir, ola, at)

    def choose(about):
        return partial(change_story_about, story, WORDS, about, has_agreed=True, by=ola, at=at)

    outcomes = together(town, [choose(about) for about in (need, evening) * 3])
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert StoryAbout.objects.count() + StoryAboutNeed.objects.count() == 1


def an_evening(choir, ola, at):
    once = Pattern("once", clock.local_day(at) + dt.timedelta(days=9), starts_time=dt.time(18), minutes=60)
    return publish_activity(Announcement({"nb": "Åpen korøvelse"}, organisation=choir), [once], by=ola, at=at)
