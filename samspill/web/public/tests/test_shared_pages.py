"""A page that is shared says what, when and where, without anybody opening it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.models import Activity
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern


@pytest.fixture
def cafe(town, at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)
    once = Pattern("once", starts_on=dt.date(2026, 3, 12), starts_time=dt.time(18), minutes=120)
    facts = Announcement({"nb": 'Kafé "Rundt" bordet'}, place_text="Biblioteket")
    return publish_activity(facts, [once], by="system", at=at)


def told(activity):
    page = Client(headers={"host": "lillevik.test"}).get(f"/activities/{activity.pk}/").content.decode()
    return dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page))


def test_a_shared_activity_says_what_when_and_where(cafe):
    card = told(cafe)
    assert card["title"] == "Kafé &quot;Rundt&quot; bordet"
    assert "12. mars" in card["description"] and card["description"].endswith("· Biblioteket")
    assert card["url"] == f"http://lillevik.test/activities/{cafe.pk}/"


def test_one_that_is_called_off_gives_no_time(cafe, at):
    Activity.objects.filter(pk=cafe.pk).update(cancelled_at=at)
    description = told(cafe)["description"]
    assert description.startswith("Avlyst") and "mars" not in description
