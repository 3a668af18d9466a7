"""A page that is shared says what, when and where, without anybody opening it."""

from __future__ import annotations

import datetime as dt
import html
import io
import re

import pytest
from django.test import Client
from PIL import Image

from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.models import Activity
from samspill.foundation import cards, clock
from samspill.foundation.recurrence import Pattern
from samspill.organisations.actions.pictures import add_picture
from samspill.web.ours.tests.test_pictures import a_file


@pytest.fixture
def cafe(town, at, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at)
    once = Pattern("once", starts_on=dt.date(2026, 3, 12), starts_time=dt.time(18), minutes=120)
    facts = Announcement({"nb": 'Kafé "Rundt" bordet'}, place_text="Biblioteket")
    return publish_activity(facts, [once], by="system", at=at)


READER = Client(headers={"host": "lillevik.test"})


def told(activity):
    return told_at(f"/activities/{activity.pk}/")


def told_at(address):
    page = READER.get(address).content.decode()
    return dict(re.findall(r'<meta property="og:([\w:]+)" content="([^"]*)">', page))


def test_a_shared_activity_says_what_when_and_where(cafe):
    card = told(cafe)
    assert card["title"] == "Kafé &quot;Rundt&quot; bordet"
    assert "12. mars" in card["description"] and card["description"].endswith("· Biblioteket")
    assert card["url"] == f"http://lillevik.test/activities/{cafe.pk}/"


def test_one_that_is_called_off_gives_no_time(cafe, at):
    Activity.objects.filter(pk=cafe.pk).update(cancelled_at=at)
    description = told(cafe)["description"]
    assert description.startswith("Avlyst") and "mars" not in description


def test_a_shared_activity_has_a_card_as_large_as_it_says_that_is_kept_until_its_words_change(cafe, at):
    head = told(cafe)
    answer = READER.get(head["image"])
    picture = Image.open(io.BytesIO(answer.content))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert (head["image:width"], head["image:height"]) == ("1200", "630")
    alt = html.unescape(head["image:alt"])
    assert alt.startswith('Kafé "Rundt" bordet') and "12. mars" in alt and alt.endswith("Lillevik")
    again = READER.get(head["image"], headers={"if-none-match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Activity.objects.filter(pk=cafe.pk).update(title={"nb": "Kafé for alle"})
    moved = READER.get(head["image"])
    assert moved.status_code == 302 and moved.headers["Location"] in told(cafe)["image"]
    Activity.objects.filter(pk=cafe.pk).update(hidden_at=at)
    assert READER.get(head["image"]).status_code == 404


def test_the_same_card_is_drawn_once_and_what_is_made_up_is_drawn_never(cafe):
    cards._drawn.cache_clear()
    address = told(cafe)["image"]
    for _twice in range(2):
        assert READER.get(f"{address}?x={_twice}").status_code == 200
    made_up = re.sub(r"-[0-9a-f]+\.png", "-0123456789abcdef.png", address)
    assert READER.get(made_up).status_code == 302
    assert READER.get(address.replace("/activity/", "/person/")).status_code == 404
    assert cards._drawn.cache_info().misses == 1


def test_who_comes_while_others_are_drawn_is_told_when_to_come_back(cafe, monkeypatch):
    address = told(cafe)["image"]
    monkeypatch.setattr(cards, "PATIENCE", 0.01)
    with cards._one_at_a_time:
        answer = READER.get(address)
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "5"


def test_an_association_shows_its_own_picture_where_it_has_one(choir, cafe, at):
    head = told_at(f"/organisations/{choir.pk}/")
    assert "/cards/organisation/" in head["image"] and READER.get(head["image"]).status_code == 200
    add_picture(choir, a_file().read(), alt="Et kor i regn", taken_by="", has_agreed=True, by="system", at=at)
    head = told_at(f"/organisations/{choir.pk}/")
    assert "/pictures/" in head["image"] and head["image:alt"] == "Et kor i regn"
    shown = Image.open(io.BytesIO(READER.get(head["image"]).content))
    assert shown.size == (int(head["image:width"]), int(head["image:height"]))


@pytest.mark.parametrize(
    "title",
    ["a", "Fest " * 60, "x" * 300, "مقهى اللغة في Lillevik", "Мовне кафе", "தமிழ் மாலை", "🎉", "", "\x00\x07"],
)
def test_a_card_can_be_drawn_of_whatever_people_write(title):
    picture = Image.open(io.BytesIO(cards.png_of(cards.Card("Lillevik", title, ("tirsdag", title)))))
    assert picture.size == cards.SIZE


def test_a_word_that_can_be_written_is_and_one_that_cannot_leaves_no_boxes():
    def drawn(title):
        return cards.png_of(cards.Card("Lillevik", title))

    assert len({drawn("Мовне кафе"), drawn("مقهى اللغة"), drawn("Språkkafé"), drawn("")}) == 4
    assert drawn("தமிழ் மாலை") == drawn("") and drawn("Fest 🎉") == drawn("Fest")
