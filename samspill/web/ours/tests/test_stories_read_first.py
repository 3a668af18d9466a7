"""The first story of a group that nobody knows waits until the desk has read it."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import register_group
from samspill.organisations.actions.reviews import undo_review
from samspill.organisations.actions.stories import Words, change_story, write_story
from samspill.organisations.models import Review, Story


@pytest.fixture
def choir(town, at):
    """A choir that registered itself: nobody at the desk knows it."""
    return register_group("Lillevik Blandakor", by="public", at=at)


@pytest.fixture
def story(choir, secretary):
    words = Words("Vi sang på torget", "Hundre kom og hørte på.", "nb")
    return write_story(choir, words, by=secretary, at=clock.now(), key=uuid.uuid4())


@pytest.fixture
def way(token, choir, story):
    return lambda name: reverse(f"ours:stories:{name}", args=[token, choir.pk, story.pk])


@pytest.fixture
def desk(centre, at):
    return browser_of(make_staff("Lise Lund", centre, "leader", at=at), "lillevik.test")


def is_read_by_all(phone, story):
    return phone.get(reverse("public:stories:story", args=[story.pk])).status_code == 200


def test_it_waits_is_sent_back_with_a_reason_mended_and_shown(phone, way, story, desk, secretary):
    phone.post(way("publication"), {"agreed": "on"})
    assert (
        not is_read_by_all(phone, story) and "Vi sang" not in phone.get("/api/stories.atom").content.decode()
    )
    mine = phone.get(way("story")).content.decode()
    assert "før alle ser det" in mine and way("publication") not in mine
    waiting = Review.objects.get(kind="story")
    assert "Hundre kom" in desk.get(reverse("desk:reviews:review", args=[waiting.pk])).content.decode()
    desk.post(reverse("desk:reviews:returning", args=[waiting.pk]), {"reason": "Spør Kari om navnet først."})
    told = OutboundMessage.objects.filter(person=secretary).latest("pk").body
    assert "Spør Kari" in told and f"/stories/{story.pk}/" in told
    assert "Spør Kari" in phone.get(way("story")).content.decode() and not is_read_by_all(phone, story)

    phone.post(way("publication"), {"agreed": "on"})
    again = Review.objects.get(kind="story", returned_at__isnull=True)
    desk.post(reverse("desk:reviews:approval", args=[again.pk]))
    assert is_read_by_all(phone, story)


def test_what_is_changed_when_it_is_out_is_read_while_it_stands_and_an_answer_can_be_undone(
    phone, way, story, desk, secretary, ola
):
    phone.post(way("publication"), {"agreed": "on"})
    desk.post(reverse("desk:reviews:approval", args=[Review.objects.get().pk]))
    told = Words("Vi sang på torget", "Tusen kom.", "nb")
    change_story(Story.objects.get(), told, has_agreed=True, by=secretary, at=clock.now())
    waits = Review.objects.get(approved_at__isnull=True)
    assert waits.is_shown and is_read_by_all(phone, story)
    desk.post(reverse("desk:reviews:returning", args=[waits.pk]), {"reason": "Det stemmer ikke."})
    assert not is_read_by_all(phone, story)
    waits.refresh_from_db()
    undo_review(waits, by=ola, at=clock.now())
    assert is_read_by_all(phone, story)
