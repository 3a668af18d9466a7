"""Below our own tasks stand those of other sites: named, leading there, and counted or asked for nowhere."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache

from samspill.foundation import clock
from samspill.foundation.tests.serving import serving
from samspill.organisations.models import Organisation
from samspill.volunteering.actions.reading_tasks import read_source
from samspill.volunteering.actions.task_sources import add_task_source, remove_task_source
from samspill.volunteering.models import Need, OutsideTask, Shift
from samspill.volunteering.tests.outside.writing import ROOT, item, json_feed, rss

HEADING = "Fra andre: Nabohjelpen"


@pytest.fixture
def site():
    with serving(rss(item("1", "Vaffelsteker &amp;lt;b&amp;gt;"), item("2", "Turvenn"))) as served:
        yield served


@pytest.fixture
def source(town, site, at):
    source = add_task_source("Nabohjelpen", f"{site.address}/feed", by="system", at=at)
    read_source(source, at=at)
    return source


def page_of(square):
    cache.clear()
    return square.get("/needs/").content.decode()


def test_they_stand_under_the_name_of_their_site_and_lead_there(square, source):
    page = page_of(square)
    assert HEADING in page and "Dette er ikke våre oppdrag" in page
    assert f'<a href="{ROOT}2" rel="external nofollow noopener">Turvenn</a>' in page
    assert "Åpner hjelp.example" in page and "<b>" not in page


def test_our_own_come_first(square, source, open_need):
    page = page_of(square)
    assert page.index(f"/needs/{open_need.pk}/") < page.index(HEADING) < page.index(f"{ROOT}1")


def test_nothing_is_said_of_others_where_there_are_none(square, source, site, at):
    site.source = rss()
    read_source(source, at=at)
    assert "Fra andre" not in page_of(square)
    remove_task_source(source, by="system", at=at)
    assert "Fra andre" not in page_of(square)


def test_days_places_and_who_asks_are_told(square, town, site, at):
    club = Organisation.objects.create(name="Turlaget", came_from="desk", created_at=at)
    told = {"id": "1", "title": "Rydd stien", "url": f"{ROOT}1", "content_text": "Ta med hansker.",
            "_samspill": {"starts_at": "2026-03-14", "ends_at": "2026-03-14", "place": "Fjellet"}}  # fmt: skip
    site.source = json_feed(told)
    source = add_task_source("Turfolk", site.address, by="system", at=at, organisation=club)
    read_source(source, at=at)
    page = page_of(square)
    assert all(words in page for words in ("lørdag 14. mars", "Turlaget · Fjellet", "Ta med hansker."))
    assert "00.00" not in page


def test_they_are_nowhere_among_ours(square, source, open_need, at):
    assert OutsideTask.objects.count() == 2
    assert (Need.objects.count(), Shift.objects.count()) == (1, 1)
    cache.clear()
    for address in ("/", "/api/v1/needs", "/api/v1/changes", "/sitemap.xml", "/api/stories.json"):
        assert "Turvenn" not in square.get(address).content.decode(), address
    assert len(square.get("/api/v1/needs").json()["data"]) == 1


def test_the_list_makes_as_many_queries_for_two_as_for_two_hundred(
    square, source, site, at, django_assert_max_num_queries
):
    site.source = rss(*(item(str(number), f"Oppdrag {number}") for number in range(200)))
    read_source(source, at=at)
    cache.clear()
    with django_assert_max_num_queries(12):
        page = square.get("/needs/").content.decode()
    assert page.count('rel="external') == 50 and "150 til" in page


def test_what_begins_later_today_is_shown_until_it_is_over(square, town, site, at, monkeypatch):
    told = {"id": "1", "title": "Kaffekoker", "url": f"{ROOT}1",
            "_samspill": {"starts_at": "2026-03-10T12:00:00Z", "ends_at": "2026-03-10T14:00:00Z"}}  # fmt: skip
    site.source = json_feed(told)
    read_source(add_task_source("Kafeen", site.address, by="system", at=at), at=at)
    assert "Kaffekoker" in page_of(square)
    later = at + dt.timedelta(hours=6)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "Kaffekoker" not in page_of(square)
