"""What pages tell search engines, as schema.org has it: associations, lists, and what comes back each week."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest

from samspill.activities.actions import Announcement, cancel_occurrence, publish_activity
from samspill.foundation.recurrence import Pattern
from samspill.foundation.tenancy import entered
from samspill.organisations.models import Organisation
from tools.validating import needs_validators, verdict

TUESDAYS = Pattern(
    "weekly", dt.date(2026, 3, 17), dt.time(17), 120, weekdays=("tu",), ends_on=dt.date(2026, 4, 28)
)

#: All that we tell of.
KINDS = set(
    "Organization ItemList ListItem Event EventSeries Schedule Place VirtualLocation PostalAddress GeoCoordinates "
    "Offer Audience".split()
)


def _told(square, address):
    """The data of a page; [] where it has none."""
    page = square.get(address).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [thing for block in blocks for thing in json.loads(block)]


def _things(told):
    """Every thing in the data, also those inside others; a bare reference is none."""
    if isinstance(told, list):
        for one in told:
            yield from _things(one)
    elif isinstance(told, dict) and set(told) != {"@id"}:
        yield told
        for value in told.values():
            yield from _things(value)


@pytest.fixture
def known(choir, harbour):
    """An association that has told of itself."""
    choir.about, choir.number, choir.email = "Vi synger </script>.", "974760673", "post@koret.test"
    choir.website, choir.address, choir.postcode, choir.town = "koret.test", "Storgata 1", "9999", "Lillevik"
    choir.languages = ("nb", "uk")
    choir.save()
    return choir


@pytest.fixture
def weekly(town, at, known, library):
    facts = Announcement(
        {"nb": "Korøvelse"}, organisation=known, place=library, is_free=True, languages=("nb",),
        audiences=("seniors",), age_from=18, text={"nb": "Kom og syng."},
    )  # fmt: skip
    return publish_activity(facts, [TUESDAYS], by="system", at=at)


@needs_validators
def test_all_that_pages_tell_is_as_schema_org_has_it(square, known, weekly, put_on):
    online = put_on("På nett", is_online=True, url="https://møte.test/", place_text="")
    pages = (
        f"/organisations/{known.pk}/", "/organisations/", "/week/",
        f"/activities/{weekly.pk}/", f"/activities/{online.pk}/",
    )  # fmt: skip
    told = [thing for page in pages for thing in _told(square, page)]
    assert {thing["@type"] for thing in _things(told)} == KINDS
    wrong = {"@context": "https://schema.org", "@type": "Place", "name": "Kinoen", "addres": "Storgata 1"}
    *found, of_the_wrong = verdict("vocabulary.cjs", [*told, wrong])
    assert [words for words in found if words] == []
    assert "addres" in of_the_wrong[0]


def test_an_association_is_told_as_its_page_shows_it(square, known):
    (told,) = _told(square, f"/organisations/{known.pk}/")
    assert told == {
        "@context": "https://schema.org", "@type": "Organization",
        "@id": f"http://lillevik.test/organisations/{known.pk}/",
        "url": f"http://lillevik.test/organisations/{known.pk}/",
        "name": "Lillevik blanda kor", "description": "Vi synger </script>.", "sameAs": ["https://koret.test"],
        "email": "post@koret.test", "telephone": "+4741234567", "knowsLanguage": ["nb", "uk"],
        "identifier": "974760673", "iso6523Code": "0192:974760673",
        "address": {
            "@type": "PostalAddress", "streetAddress": "Storgata 1", "postalCode": "9999",
            "addressLocality": "Lillevik", "addressCountry": "NO",
        },
    }  # fmt: skip


def test_what_an_association_has_not_told_is_left_out(square, at):
    bare = Organisation.objects.create(
        name="Turlaget", came_from="desk", created_at=at, website="javascript:x"
    )
    (told,) = _told(square, f"/organisations/{bare.pk}/")
    assert set(told) == {"@context", "@type", "@id", "url", "name"}


def test_the_list_of_associations_goes_on_counting_on_its_next_page(square, at, neighbour):
    for number in range(62):
        Organisation.objects.create(name=f"Lag {number:02}", came_from="desk", created_at=at)
    with entered(neighbour):
        Organisation.objects.create(name="Naboen", came_from="desk", created_at=at)
    (told,) = _told(square, "/organisations/?page=2")
    assert told["numberOfItems"] == 62
    assert [(one["position"], one["name"]) for one in told["itemListElement"]] == [
        (61, "Lag 60"),
        (62, "Lag 61"),
    ]
    assert square.get(told["itemListElement"][0]["url"]).status_code == 200
    assert _told(square, "/organisations/?q=finnes+ikke") == []


def test_the_week_lists_each_activity_once_and_none_that_is_called_off(square, put_on, at, town):
    later, off = put_on("Senere", hours=30), put_on("Avlyst", hours=9)
    daily = Pattern("daily", dt.date(2026, 3, 10), dt.time(18), 60, ends_on=dt.date(2026, 3, 14))
    every_day = publish_activity(Announcement({"nb": "Hver dag"}), [daily], by="system", at=at)
    cancel_occurrence(off.occurrences.get(), by="system", at=at)
    (told,) = _told(square, "/week/")
    assert told["numberOfItems"] == 2
    assert [one["url"] for one in told["itemListElement"]] == [
        f"http://lillevik.test/activities/{one.pk}/" for one in (every_day, later)
    ]


def test_what_comes_back_each_week_tells_its_rule_and_each_time_belongs_to_it(square, weekly):
    *times, series = _told(square, f"/activities/{weekly.pk}/")
    assert (
        series["@type"] == "EventSeries" and series["@id"] == f"http://lillevik.test/activities/{weekly.pk}/"
    )
    assert series["eventSchedule"] == [
        {
            "@type": "Schedule", "startDate": "2026-03-17", "endDate": "2026-04-28", "repeatFrequency": "P1W",
            "byDay": ["https://schema.org/Tuesday"], "startTime": "17:00", "endTime": "19:00", "duration": "PT120M",
            "scheduleTimezone": "Europe/Oslo",
        }
    ]  # fmt: skip
    assert not {"startDate", "endDate"} & set(series), "the schedule tells them"
    assert times and {one["superEvent"]["@id"] for one in times} == {series["@id"]}


@pytest.mark.parametrize(
    "pattern",
    [
        Pattern("once", dt.date(2026, 3, 17), dt.time(17), 60),
        Pattern("monthly", dt.date(2026, 3, 31), dt.time(17), 60, weekdays=("tu",), nth=-1),
    ],
)
def test_a_rule_that_schema_org_has_no_words_for_is_left_to_its_times(square, town, at, pattern):
    activity = publish_activity(Announcement({"nb": "Kafé"}), [pattern], by="system", at=at)
    told = _told(square, f"/activities/{activity.pk}/")
    assert (
        told and {one["@type"] for one in told} == {"Event"} and not any("superEvent" in one for one in told)
    )
