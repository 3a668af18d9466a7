"""One activity's page: what one needs to know before going."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re

import pytest

from samspill.activities.actions import Announcement, publish_activity, sign_up
from samspill.activities.models import Activity, Occurrence
from samspill.activities.wording import accessibility_words
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.foundation.tenancy import entered
from samspill.people.actions import find_or_add_person

DAY = dt.timedelta(days=1)
phones = itertools.count(41300000)


def _page(square, activity):
    answer = square.get(f"/activities/{activity.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_tells_what_where_when_price_language_access_sign_up_and_whom_to_call(square, language_cafe):
    page = _page(square, language_cafe)
    for words in (
        "Vi snakker norsk sammen.",
        "Storgata 4, 9999 Lillevik",
        "tirsdag 10. mars kl. 18.00–20.00",
        "Gratis",
        "norsk bokmål, arabisk",
        "Nei. Bare kom.",
        "Solveig",
        'href="tel:+4741234567"',
        "Lillevik blanda kor",
    ):
        assert words in page
    assert "openstreetmap.org/?mlat=63.40000&amp;mlon=10.40000" in page


def test_the_place_tells_how_to_get_in_where_the_activity_does_not(square, language_cafe):
    page = _page(square, language_cafe)
    assert all(str(accessibility_words(code)) in page for code in ("step_free", "toilet"))


def test_a_place_in_words_alone_is_looked_up_on_the_map(square, put_on):
    assert "openstreetmap.org/search?query=Parken%20ved%20elva%2C%20Lillevik" in _page(
        square, put_on(place_text="Parken ved elva")
    )


def test_search_engines_get_each_time_as_an_event(square, language_cafe):
    page = _page(square, language_cafe)
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    events = json.loads(block[1])
    assert events[0]["@type"] == "Event"
    assert events[0]["startDate"] == "2026-03-10T18:00+01:00"
    assert events[0]["location"]["address"]["streetAddress"] == "Storgata 4"
    assert events[0]["url"] == f"http://lillevik.test/activities/{language_cafe.pk}/"


def test_no_text_can_end_the_data_block_or_carry_markup(square, put_on):
    page = _page(
        square, put_on("</script><script>alert(1)</script>", text={"nb": "<img src=x onerror=alert(1)>"})
    )
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://x.no/", "", "nonsense"])
def test_an_address_that_is_no_web_page_is_not_linked(square, put_on, url):
    assert "Mer om det" not in _page(square, put_on(url=url))


def test_a_text_in_another_language_says_which(square, put_on):
    page = _page(square, put_on({"en": "Language café"}, text={"en": "Welcome."}))
    assert '<h1 lang="en">Language café</h1>' in page


def test_what_is_cancelled_says_so(square, language_cafe, at):
    Activity.objects.filter(pk=language_cafe.pk).update(cancelled_at=at)
    assert "Dette er avlyst." in _page(square, language_cafe)


def test_when_it_is_over_the_page_says_that_nothing_more_is_planned(square, language_cafe, at):
    Occurrence.objects.all().delete()
    assert "Ingen nye tider er planlagt." in _page(square, language_cafe)


def test_hidden_drafts_and_the_neighbours_have_no_page(square, put_on, neighbour, at):
    hidden, draft = put_on("Skjult"), put_on("Kladd")
    Activity.objects.filter(pk=hidden.pk).update(hidden_at=at)
    Activity.objects.filter(pk=draft.pk).update(published_at=None)
    with entered(neighbour):
        theirs = put_on("Naboens")
    codes = [square.get(f"/activities/{row.pk}/").status_code for row in (hidden, draft, theirs)]
    assert codes == [404, 404, 404]


def test_it_costs_few_queries(square, language_cafe, django_assert_max_num_queries):
    _page(square, language_cafe)
    with django_assert_max_num_queries(4):
        _page(square, language_cafe)


@pytest.fixture
def evenings(town, at):
    """Three evenings from tomorrow on, with one place each; gives the times, the first first."""

    def put(**facts):
        days = [
            Pattern("once", starts_on=clock.local_day(at) + n * DAY, starts_time=dt.time(18), minutes=60)
            for n in (1, 2, 3)
        ]
        told = Announcement({"nb": "Keramikk"}, **{"takes_sign_ups": True, "places": 1, **facts})
        activity = publish_activity(told, days, by="system", at=at)
        return list(activity.occurrences.order_by("starts_at"))

    return put


def _fill(time, at):
    person = find_or_add_person("Kari Berg", [str(next(phones))], by="public", at=at, channel="web")
    return sign_up(time.pk, person, channel="web", by=person, at=at)


def _dates(square, time):
    """What stands at each of the dates, in order."""
    dates = re.search(r'<ul class="dates">(.*?)</dd>', _page(square, time.activity), re.DOTALL)[1]
    return [re.sub("<[^>]+>", "", line) for line in re.findall("<li.*?</li>", dates)]


def test_a_date_that_is_full_says_so_in_the_list_of_dates(square, evenings, at):
    first, second, _third = evenings()
    _fill(second, at)
    assert [" Fullt" in said for said in _dates(square, first)] == [False, True, False]


def test_a_full_date_that_one_may_wait_for_says_that_too(square, evenings, at):
    first, _second, _third = evenings(waiting_list="offer")
    _fill(first, at)
    assert _dates(square, first)[0].endswith("Fullt, venteliste")
    assert "Fullt" not in _dates(square, first)[1]


def test_what_is_signed_up_for_once_says_once_that_it_is_full(square, evenings, at):
    times = evenings(for_all_times=True)
    assert "Fullt" not in _page(square, times[0].activity)
    _fill(times[0], at)
    assert _page(square, times[0].activity).count("Fullt") == 1


def test_a_cancelled_date_says_that_and_not_that_it_was_full(square, evenings, at):
    first, *_rest = evenings()
    _fill(first, at)
    Occurrence.objects.filter(pk=first.pk).update(cancelled_at=at)
    assert "Avlyst" in _dates(square, first)[0] and "Fullt" not in _dates(square, first)[0]


def test_which_dates_are_full_costs_one_query_however_many_they_are(
    square, evenings, at, django_assert_num_queries
):
    times = evenings()
    for time in times:
        _fill(time, at)
    _page(square, times[0].activity)
    with django_assert_num_queries(5):
        assert sum("Fullt" in said for said in _dates(square, times[0])) == 3
