"""One activity's page: what one needs to know before going."""

from __future__ import annotations

import json
import re

import pytest

from samspill.activities.models import Activity, Occurrence
from samspill.activities.wording import accessibility_words
from samspill.foundation.tenancy import entered


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
