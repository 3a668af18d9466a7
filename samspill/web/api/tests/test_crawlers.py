"""What search engines, telephones and watchers ask for."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samspill.activities.actions import Announcement, cancel_occurrence, publish_activity
from samspill.activities.models import Activity
from samspill.foundation import clock
from samspill.foundation.changes import number_changes
from samspill.foundation.recurrence import Pattern
from samspill.foundation.tenancy import entered
from samspill.organisations.models import Organisation, Story
from samspill.web.access.page_cache import forget_all
from samspill.web.api import crawlers

A_DAY = dt.timedelta(days=1)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


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
    addresses = [place.text for place in tree.iter(f"{SITEMAP}loc")]
    assert f"http://lillevik.test/activities/{shown.pk}/" in addresses
    assert f"http://lillevik.test/organisations/{choir.pk}/" in addresses
    assert not any(str(hidden.pk) in address for address in addresses)
    assert {robot.get(address.removeprefix("http://lillevik.test")).status_code for address in addresses} == {
        200
    }


def _lastmods(robot, sitemap="/sitemap.xml"):
    """When each page of a sitemap changed, by its path; None where that is not told."""
    forget_all()
    tree = ElementTree.fromstring(robot.get(sitemap).content)
    return {
        page.findtext(f"{SITEMAP}loc").removeprefix("http://lillevik.test"): page.findtext(
            f"{SITEMAP}lastmod"
        )
        for page in tree.iter(f"{SITEMAP}url")
    }


@pytest.fixture
def choir(town, at):
    return Organisation.objects.create(name="Kor", came_from="desk", created_at=at)


def test_the_sitemap_tells_when_an_association_and_an_activity_last_changed(robot, choir, at):
    cafe = _put_on(at, "Språkkafé")
    association, activity = f"/organisations/{choir.pk}/", f"/activities/{cafe.pk}/"
    before = _lastmods(robot)
    assert before[association] is None and before[activity] is None, "nothing has a number yet"
    number_changes(at=at)
    assert _lastmods(robot)[association] == _lastmods(robot)[activity] == "2026-03-10T09:00:00+00:00"
    Organisation.objects.update(about="Vi synger på tirsdager.")
    number_changes(at=at + A_DAY)
    after = _lastmods(robot)
    assert after[association] == "2026-03-11T09:00:00+00:00" and after[activity].startswith("2026-03-10")


def test_a_time_that_is_called_off_is_a_change_of_its_activitys_page(robot, at):
    cafe, other = _put_on(at, "Språkkafé"), _put_on(at, "Gåtur")
    number_changes(at=at)
    cancel_occurrence(cafe.occurrences.get(), by="system", at=at + A_DAY)
    number_changes(at=at + A_DAY)
    told = _lastmods(robot)
    assert told[f"/activities/{cafe.pk}/"].startswith("2026-03-11")
    assert told[f"/activities/{other.pk}/"].startswith("2026-03-10")


def test_a_story_changed_when_it_was_written_in_or_came_out(robot, choir, at):
    shown = {
        "organisation": choir,
        "language": "nb",
        "title": "Førti sang",
        "text": "I regnet.",
        "licence": "ask",
    }
    came_out = {"begun_at": at, "agreed_at": at, "published_at": at}
    late = Story.objects.create(changed_at=at - A_DAY, **shown, **came_out)
    put_right = Story.objects.create(changed_at=at + A_DAY, **shown, **came_out)
    told = _lastmods(robot)
    assert told[f"/stories/{late.pk}/"] == "2026-03-10T09:00:00+00:00"
    assert told[f"/stories/{put_right.pk}/"] == "2026-03-11T09:00:00+00:00"


def test_the_neighbours_changes_are_not_told_of(robot, choir, neighbour, at):
    with entered(neighbour):
        theirs = Organisation.objects.create(name="Naboens kor", came_from="desk", created_at=at)
        number_changes(at=at)
    assert f"/organisations/{theirs.pk}/" not in _lastmods(robot)
    assert _lastmods(robot)[f"/organisations/{choir.pk}/"] is None


def test_a_sitemap_of_three_asks_no_more_than_a_sitemap_of_one(robot, choir, at):
    def asked():
        forget_all()
        with CaptureQueriesContext(connection) as queries:
            robot.get("/sitemap.xml")
        return len(queries)

    def fill(name):
        Organisation.objects.create(name=name, came_from="desk", created_at=at)
        _put_on(at, name)
        number_changes(at=at)

    fill("En")
    asked()  # What is asked once in a process has then been asked.
    one = asked()
    fill("To")
    fill("Tre")
    assert asked() == one


def test_more_pages_than_one_sitemap_may_hold_are_in_several_and_none_is_left_out(robot, at, monkeypatch):
    for name in ("Kor", "Korps", "Kino"):
        Organisation.objects.create(name=name, came_from="desk", created_at=at)
    whole = list(_lastmods(robot))
    monkeypatch.setattr(crawlers, "LONGEST_SITEMAP", 5)
    forget_all()
    index = ElementTree.fromstring(robot.get("/sitemap.xml").content)
    parts = [one.findtext(f"{SITEMAP}loc") for one in index.iter(f"{SITEMAP}sitemap")]
    assert index.tag == f"{SITEMAP}sitemapindex" and len(parts) == 3 and len(whole) == 14
    assert [address for part in parts for address in _lastmods(robot, part)] == whole
    for number in (0, len(parts) + 1):
        assert robot.get(f"/sitemap-{number}.xml").status_code == 404


def test_every_open_need_is_in_the_sitemap_however_many_there_are(robot, many_needs):
    needs = {f"/needs/{need.pk}/" for need in many_needs(201)}
    assert "201 oppdrag" in robot.get("/").content.decode()
    assert {address for address in _lastmods(robot) if address.startswith("/needs/")} == needs | {"/needs/"}


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
