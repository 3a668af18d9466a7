"""Stories for those who follow along: whatever was pasted into them, and the same bytes as long as nothing is new."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from samspill.foundation.keys import new_key
from samspill.organisations.actions.stories import Words, publish_story, write_story
from samspill.organisations.models import Story

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEEDS = ("/api/stories.atom", "/api/stories.json")


@pytest.fixture
def story(band, secretary, at):
    told = write_story(band, Words("Sang i regn", "Vi sang.", "nb"), by=secretary, at=at, key=new_key())
    return publish_story(told, has_agreed=True, by=secretary, at=at)


def test_a_sign_that_xml_cannot_write_stops_no_feed(machine, story):
    Story.objects.filter(pk=story.pk).update(
        title="Sang i\x0b regn", text="Vi\x0c sang.", credit="Marit\x08 Sand"
    )
    entry = ET.fromstring(machine.get("/api/stories.atom").content).find("a:entry", ATOM)
    assert entry.find("a:title", ATOM).text == "Sang i regn"
    assert "Vi sang." in entry.find("a:content", ATOM).text
    assert entry.find("a:author/a:name", ATOM).text == "Marit Sand"
    assert machine.get("/api/stories.json").json()["items"][0]["title"] == "Sang i\x0b regn"


def test_a_draft_published_days_later_was_not_changed_before_it_was_published(machine, story, at):
    Story.objects.filter(pk=story.pk).update(changed_at=at - dt.timedelta(days=3))
    told = machine.get("/api/stories.json").json()["items"][0]
    assert told["date_modified"] == told["date_published"]


@pytest.mark.parametrize("feed", FEEDS)
def test_who_has_it_already_is_not_sent_it_again_even_where_there_is_none(machine, town, feed):
    first = machine.get(feed)
    again = machine.get(feed, headers={"if-none-match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_who_follows_along_hears_of_a_new_story(machine, request):
    known = machine.get("/api/stories.atom").headers["ETag"]
    request.getfixturevalue("story")
    assert machine.get("/api/stories.atom", headers={"if-none-match": known}).status_code == 200
