"""Stories as the room keeps them: out only with a yes, seen only where its teller is, and gone with it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspill.foundation.keys import new_key
from samspill.organisations.actions import hide_organisation, merge_organisations, register_group
from samspill.organisations.actions.pictures import NotAgreed, TakenDown
from samspill.organisations.actions.stories import (
    TextMissing,
    TitleMissing,
    Words,
    bring_back_story,
    change_story,
    publish_story,
    remove_story,
    write_story,
)
from samspill.organisations.models import Story
from samspill.organisations.queries.stories import stories_of, stories_on_the_square
from samspill.people.actions import end_what_is_due, find_or_add_person

WORDS = Words("Førti sang i regnet", "Det regnet.\n\nIngen gikk hjem.", "nb")
YEAR = dt.timedelta(days=365)


@pytest.fixture
def choir(town, ola, at):
    return register_group("Lillevik Blandakor", by=ola, at=at)


@pytest.fixture
def marit(choir, ola, at):
    return find_or_add_person("Marit Sand", ["41300001"], by=ola, at=at, channel="phone")


@pytest.fixture
def draft(choir, marit, at):
    return write_story(choir, WORDS, by=marit, at=at, key=new_key())


@pytest.fixture
def story(draft, marit, at):
    return publish_story(draft, has_agreed=True, by=marit, at=at)


def test_without_a_yes_a_title_or_a_text_nothing_is_out(choir, draft, marit, at):
    with pytest.raises(NotAgreed):
        publish_story(draft, has_agreed=False, by=marit, at=at)
    empty = change_story(draft, Words("Snart", " ", "nb"), by=marit, at=at)
    with pytest.raises(TextMissing):
        publish_story(empty, has_agreed=True, by=marit, at=at)
    with pytest.raises(TitleMissing):
        change_story(draft, Words("", "Vi sang", "nb"), by=marit, at=at)
    assert not stories_on_the_square()


def test_the_database_demands_the_yes_and_one_who_tells(draft, centre, at):
    for wrong in ({"published_at": at}, {"unit": centre}, {"taken_down": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Story.objects.filter(pk=draft.pk).update(**wrong)


def test_no_sign_stands_in_a_text_that_a_feed_cannot_hold(choir, marit, at):
    odd = Words("Kor", "Vi\x00 sang\x0b.\r\n\r\nSå gikk vi.\x1b", "nb")
    assert write_story(choir, odd, by=marit, at=at, key=new_key()).text == "Vi sang.\n\nSå gikk vi."


def test_it_is_seen_as_long_as_its_association_is(choir, story, centre, ola, at):
    own = write_story(centre, WORDS, by=ola, at=at, key=new_key())
    publish_story(own, has_agreed=True, by=ola, at=at + dt.timedelta(hours=1))
    assert list(stories_on_the_square()) == [own, story]
    hide_organisation(choir, True, by=ola, at=at)
    assert list(stories_on_the_square()) == [own] and not stories_on_the_square(choir)


def test_what_the_municipality_took_down_the_association_neither_brings_back_nor_publishes(
    story, marit, ola, at
):
    remove_story(story, by=ola, at=at, why="En ba om det")
    for again in (
        lambda: bring_back_story(story, by=marit, at=at),
        lambda: publish_story(story, has_agreed=True, by=marit, at=at),
    ):
        with pytest.raises(TakenDown):
            again()
    bring_back_story(story, by=ola, at=at)
    assert list(stories_on_the_square()) == [story]


def test_stories_go_along_when_two_associations_turn_out_to_be_one(choir, story, ola, at):
    other = register_group("Blandakoret i Lillevik", by=ola, at=at)
    merge_organisations(other, choir, reason="Samme kor", by=ola, at=at)
    assert list(stories_of(other)) == [story] and stories_on_the_square().get().organisation == other


def test_what_is_out_ends_after_five_years_and_a_draft_after_one(story, choir, marit, at):
    write_story(choir, WORDS, by=marit, at=at, key=new_key())
    end_what_is_due(at=at + YEAR + dt.timedelta(days=2))
    assert list(Story.objects.all()) == [story]
    end_what_is_due(at=at + 5 * YEAR + dt.timedelta(days=3))
    assert not Story.objects.exists()
