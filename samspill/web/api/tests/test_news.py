"""New activities as Atom and RSS: what the filter finds, with ids that last, and nothing sent twice."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree

import pytest
from django.test import Client

from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.models import Activity
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.foundation.tenancy import entered
from samspill.organisations.models import Organisation

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def reader(town, at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)
    return Client(headers={"host": "lillevik.test"})


@pytest.fixture
def put_on(town, at):
    def put(title, *, hours=0, **facts):
        weekly = Pattern(
            "weekly", starts_on=dt.date(2026, 3, 12), ends_on=dt.date(2026, 5, 1), starts_time=dt.time(18),
            minutes=120, weekdays=("th",),
        )  # fmt: skip
        moment = at + dt.timedelta(hours=hours)
        return publish_activity(Announcement({"nb": title}, **facts), [weekly], by="system", at=moment)

    return put


@pytest.fixture
def choir(town, at):
    return Organisation.objects.create(name="Lillevik blanda kor", came_from="desk", created_at=at)


def read(answer):
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def titles(answer):
    return [entry.findtext(f"{ATOM}title") for entry in read(answer).iter(f"{ATOM}entry")]


def test_what_was_put_on_last_stands_first_and_each_activity_once(reader, put_on):
    put_on("Språkkafé", is_free=True)
    put_on("Konsert", is_free=False, hours=1)
    assert titles(reader.get("/api/activities.atom")) == ["Konsert", "Språkkafé"]
    assert titles(reader.get("/api/activities.atom?free=1&from=2026-09-01&when=today")) == ["Språkkafé"]


def test_an_entry_says_when_and_where_and_keeps_its_id_when_it_is_called_off(reader, put_on, at):
    activity = put_on("Språkkafé", place_text="Biblioteket", is_free=True)
    before = read(reader.get("/api/activities.atom")).find(f"{ATOM}entry")
    assert before.findtext(f"{ATOM}id") == f"urn:uuid:{activity.pk}"
    assert "Biblioteket" in before.findtext(f"{ATOM}content") and "18.00" in before.findtext(f"{ATOM}content")
    later = at + dt.timedelta(hours=3)
    Activity.objects.filter(pk=activity.pk).update(cancelled_at=later)
    after = read(reader.get("/api/activities.atom")).find(f"{ATOM}entry")
    assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")
    assert dt.datetime.fromisoformat(after.findtext(f"{ATOM}updated")) == later
    assert "avlyst" in after.findtext(f"{ATOM}content").lower()


@pytest.mark.parametrize("words", ["", "?q=finnesikke"])
def test_who_has_it_already_gets_nothing_sent(reader, put_on, words):
    put_on("Språkkafé")
    first = reader.get(f"/api/activities.atom{words}")
    again = {"if-none-match": first.headers["ETag"]}
    assert reader.get(f"/api/activities.atom{words}", headers=again).status_code == 304
    put_on("Finnesikke", hours=1)
    assert reader.get(f"/api/activities.atom{words}", headers=again).status_code == 200


def test_an_association_has_a_feed_of_its_own_and_its_page_leads_there(reader, put_on, choir):
    put_on("Korøvelse", organisation=choir)
    put_on("Språkkafé")
    address = f"/api/organisations/{choir.pk}/activities.atom"
    assert titles(reader.get(address)) == ["Korøvelse"]
    assert address in reader.get(f"/organisations/{choir.pk}/").content.decode()
    assert "/api/activities.atom?free=1" in reader.get("/week/?free=1&near=59.1,10.2").content.decode()


def test_hidden_and_the_neighbours_are_not_told_of(reader, put_on, choir, neighbour, at):
    hidden = put_on("Skjult")
    Activity.objects.filter(pk=hidden.pk).update(hidden_at=at)
    Organisation.objects.filter(pk=choir.pk).update(hidden_at=at)
    with entered(neighbour):
        put_on("Naboens")
    assert titles(reader.get("/api/activities.atom")) == []
    assert reader.get(f"/api/organisations/{choir.pk}/activities.atom").status_code == 404


def test_a_sign_that_xml_cannot_write_does_not_stop_the_feed(reader, put_on):
    put_on("Språk\x0bkafé")
    assert titles(reader.get("/api/activities.atom")) == ["Språkkafé"]


def test_more_activities_ask_no_more_questions(reader, put_on, django_assert_max_num_queries):
    for number in range(5):
        put_on(f"Språkkafé {number}", hours=number)
    reader.get("/api/activities.atom")
    with django_assert_max_num_queries(4):
        assert len(titles(reader.get("/api/activities.atom"))) == 5


def test_the_same_is_told_as_rss_for_the_readers_that_know_it(reader, put_on, choir):
    activity = put_on(
        "Kor\x00øvelse & kaffe", place_text="Grendehuset", organisation=choir, categories=("music",)
    )
    for address in ("/api/activities.rss", f"/api/organisations/{choir.pk}/activities.rss"):
        answer = reader.get(address)
        assert answer.headers["Content-Type"].startswith("application/rss+xml")
        channel = ElementTree.fromstring(answer.content).find("channel")
        assert channel.findtext("language") == "nb" and channel.findtext("description")
        [item] = channel.findall("item")
        assert item.findtext("title") == "Korøvelse & kaffe" and "Grendehuset" in item.findtext("description")
        assert item.findtext("link").endswith(f"/activities/{activity.pk}/")
        assert (item.find("guid").text, item.find("guid").get("isPermaLink")) == (activity.pk.urn, "false")
        again = {"If-None-Match": answer.headers["ETag"]}
        assert reader.get(address, headers=again).status_code == 304
    assert "/api/activities.rss?free=1" in reader.get("/week/?free=1").content.decode()


def test_an_empty_rss_feed_is_the_same_all_day_and_another_form_is_not_found(reader, town):
    first = reader.get("/api/activities.rss")
    assert first.status_code == 200 and first.content == reader.get("/api/activities.rss").content
    assert reader.get("/api/activities.xml").status_code == 404
