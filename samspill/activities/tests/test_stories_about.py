"""A story tells of one activity of those who tell it: each leads to the other, as long as both have one owner."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspill.activities.actions import Announcement, cancel_activity, hide_activity, publish_activity
from samspill.activities.actions.stories import OfAnotherOwner, change_story_about, write_story_about
from samspill.activities.models import StoryAbout
from samspill.activities.queries.stories import activities_to_tell_of, activity_told_of, stories_about
from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.foundation.recurrence import Pattern
from samspill.organisations.actions import merge_organisations, register_group
from samspill.organisations.actions.merging import part_organisations
from samspill.organisations.actions.stories import Words, publish_story, remove_story
from samspill.organisations.models import Story

WORDS = Words("Førti sang i regnet", "Ingen gikk hjem.", "nb")


@pytest.fixture
def choir(town, ola, at):
    return register_group("Lillevik Blandakor", by=ola, at=at)


@pytest.fixture
def arrange(ola, at):
    def publish(club, title="Åpen korøvelse"):
        once = Pattern(
            "once", clock.local_day(at) + dt.timedelta(days=9), starts_time=dt.time(18), minutes=60
        )
        return publish_activity(Announcement({"nb": title}, organisation=club), [once], by=ola, at=at)

    return publish


@pytest.fixture
def evening(choir, arrange):
    return arrange(choir)


@pytest.fixture
def story(choir, evening, ola, at):
    told = write_story_about(choir, WORDS, evening, by=ola, at=at, key=new_key())
    return publish_story(told, has_agreed=True, by=ola, at=at)


def test_each_leads_to_the_other_until_one_is_taken_away(story, evening, ola, at):
    assert activity_told_of(story) == evening and list(stories_about(evening)) == [story]
    remove_story(story, by=ola, at=at)
    assert not stories_about(evening)
    hide_activity(evening, by=ola, at=at)
    assert activity_told_of(story) is None


def test_a_draft_is_not_on_the_page_of_the_activity(choir, evening, ola, at):
    write_story_about(choir, WORDS, evening, by=ola, at=at, key=new_key())
    assert not stories_about(evening)


def test_it_is_changed_to_another_and_to_none(story, choir, evening, arrange, ola, at):
    concert = arrange(choir, "Konsert")
    change_story_about(story, WORDS, concert, has_agreed=True, by=ola, at=at)
    assert activity_told_of(story) == concert and not stories_about(evening)
    change_story_about(story, WORDS, None, has_agreed=True, by=ola, at=at)
    assert activity_told_of(story) is None and not StoryAbout.objects.exists()


def test_nothing_is_kept_of_a_story_about_what_others_arrange(choir, arrange, ola, at):
    others = arrange(register_group("Strandvika dyrkelag", by=ola, at=at))
    assert others not in activities_to_tell_of(choir)
    with pytest.raises(OfAnotherOwner):
        write_story_about(choir, WORDS, others, by=ola, at=at, key=new_key())
    assert not Story.objects.exists()


def test_what_is_called_off_is_not_offered_but_stays_where_it_was_chosen(
    story, choir, evening, arrange, ola, at
):
    concert = arrange(choir, "Konsert")
    for one in (evening, concert):
        cancel_activity(one, by=ola, at=at)
    assert activities_to_tell_of(choir) == [] and activities_to_tell_of(choir, chosen=evening) == [evening]


def test_a_merger_takes_both_along_and_its_undo_brings_both_back(story, choir, evening, ola, at):
    kept = register_group("Koret i Lillevik", by=ola, at=at)
    merger = merge_organisations(kept, choir, reason="Samme kor", by=ola, at=at)
    assert activity_told_of(story) == evening and list(stories_about(evening)) == [story]
    part_organisations(merger, by=ola, at=at)
    assert activity_told_of(story) == evening


def test_it_is_not_shown_where_the_two_have_come_to_different_owners(story, evening, ola, at):
    evening.organisation = register_group("Strandvika dyrkelag", by=ola, at=at)
    evening.save(update_fields=["organisation"])
    assert activity_told_of(story) is None and not stories_about(evening)


def test_the_database_keeps_one_for_each_story_and_it_goes_with_either(story, choir, evening, arrange):
    with pytest.raises(IntegrityError), transaction.atomic():
        StoryAbout.objects.create(story=story, activity=arrange(choir, "Konsert"))
    story.delete()
    assert not StoryAbout.objects.exists()
