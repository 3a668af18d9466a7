"""What search engines, telephones and watchers ask for."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ElementTree

import pytest
from django.test import Client

from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.models import Activity
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.organisations.models import Organisation


@pytest.fixture
def robot(town, at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)
    return Client(headers={"host": "lillevik.test"})


def _put_on(at, title, on=dt.date(2026, 3, 12)):
    once = Pattern("once", starts_on=on, starts_time=dt.time(18), minutes=60)
    return publish_activity(Announcement({"nb": title}), [once], by="system", at=at)


def test_the_sitemap_lists_every_page_that_everyone_may_see_and_each_can_be_opened(robot, at):
    choir = Organisation.objects.create(name="Kor", came_from="desk", created_at=at)
    shown, hidden = _put_on(at, "Språkkafé"), _put_on(at, "Skjult")
    Activity.objects.filter(pk=hidden.pk).update(hidden_at=at)
    tree = ElementTree.fromstring(robot.get("/sitemap.xml").content)
    addresses = [place.text for place in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"http://lillevik.test/activities/{shown.pk}/" in addresses
    assert f"http://lillevik.test/organisations/{choir.pk}/" in addresses
    assert not any(str(hidden.pk) in address for address in addresses)
    assert {robot.get(address.removeprefix("http://lillevik.test")).status_code for address in addresses} == {
        200
    }


def test_robots_are_kept_away_from_the_desk_and_shown_the_sitemap(robot):
    text = robot.get("/robots.txt").content.decode()
    assert "Disallow: /desk/" in text
    assert "Sitemap: http://lillevik.test/sitemap.xml" in text


def test_a_telephone_can_put_the_square_on_its_home_screen(robot):
    told = robot.get("/site.webmanifest").json()
    assert told["name"] == "Samspill – Lillevik"
    assert told["start_url"] == "/"


def test_the_old_address_of_the_icon_leads_to_the_new(robot):
    assert robot.get("/favicon.ico").headers["Location"].endswith("mark.svg")


@pytest.mark.parametrize("host", ["lillevik.test", "10.0.0.1", "nowhere.test"])
def test_health_is_told_on_any_host(town, host):
    answer = Client(headers={"host": host}).get("/api/health")
    assert (answer.status_code, answer.json()) == (200, {"database": "answers"})


def test_a_database_that_does_not_answer_is_told(town, monkeypatch):
    from django.db import OperationalError
    from django.db.backends.utils import CursorWrapper

    def fail(*_, **__):
        raise OperationalError("away")

    with monkeypatch.context() as broken:
        broken.setattr(CursorWrapper, "execute", fail)
        assert Client(headers={"host": "lillevik.test"}).get("/api/health").status_code == 503
