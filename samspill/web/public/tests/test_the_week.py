"""The week: everything that happens, and a filter that works without JavaScript."""

from __future__ import annotations

import datetime as dt
import html
import re
from urllib.parse import quote

import pytest

from samspill.activities.models import Occurrence, WeekSubscription
from samspill.foundation.models import Area
from samspill.messaging.models import OutboundMessage
from samspill.organisations.models import Organisation
from samspill.venues.models import Place


def _shown(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_week_shows_day_time_place_organiser_and_price(square, language_cafe):
    page = _shown(square.get("/week/"))
    assert "tirsdag 10. mars" in page
    assert f'<time>18.00</time><a href="/activities/{language_cafe.pk}/">Språkkafé</a>' in page
    assert "til 20.00 · Biblioteket, Hamna · Lillevik blanda kor · arabisk" in page
    assert "<i>Gratis</i>" in page
    assert "1 arrangement" in page


def test_what_was_over_earlier_today_is_left_out_and_what_goes_on_stays(square, put_on):
    put_on("Morgensvømming", hours=-3)
    put_on("Frokost", hours=-1)
    page = _shown(square.get("/week/"))
    assert "Morgensvømming" not in page
    assert "Frokost" in page


def test_what_is_cancelled_is_struck_out_and_leads_nowhere(square, language_cafe, at):
    Occurrence.objects.update(cancelled_at=at)
    page = _shown(square.get("/week/"))
    assert "<del>Språkkafé</del><span>Avlyst · " in page
    assert f"/activities/{language_cafe.pk}/" not in page


@pytest.mark.parametrize(
    "query",
    ["free=1", "language=ar", "what=language", "for=newcomers", "accessible=1", "q=språkkafeen", "time=evening",
     "when=today", "where={area}", "from=2026-03-10", "free=1&language=ar&q=kafe"],
)  # fmt: skip
def test_each_part_of_the_filter_finds_what_fits_and_leaves_the_rest(
    square, language_cafe, put_on, harbour, query
):
    put_on(
        "Kveldstrim",
        hours=26 if query in ("when=today", "from=2026-03-10") else 1,
        is_free=False,
        languages=("nb",),
    )
    if query == "from=2026-03-10":
        query += "&until=2026-03-10"
    page = _shown(square.get("/week/?" + query.format(area=harbour.pk)))
    assert "Språkkafé" in page
    assert "Kveldstrim" not in page


@pytest.mark.parametrize(
    "query",
    ["from=2026-13-99", "from=&until=x", "where=not-an-id", "what=<script>", "for[]=1", "q=%00%00", "when=yesterday",
     "q=" + "x" * 5000, "language=%F0%9F%A6%84", "free=maybe", "from=0001-01-01", "from=9999-12-31", "q=%27%3B--"],
)  # fmt: skip
def test_garbage_in_the_address_is_passed_over(square, language_cafe, query):
    _shown(square.get("/week/?" + query))


@pytest.mark.parametrize("words", ["bli med", "hva kan jeg være med på"])
def test_words_that_only_join_others_do_not_empty_the_page(square, language_cafe, words):
    assert "Språkkafé" in _shown(square.get("/week/", {"q": words}))


@pytest.mark.parametrize(
    "words", ["språkkafe", "sprakkafe", "språkkafeen", "SPRÅKKAFÉ", "språk", "kafe", "kafeer"]
)
def test_search_finds_a_word_however_it_is_written(square, language_cafe, put_on, words):
    put_on("Fotballtrening")
    page = _shown(square.get("/week/", {"q": words}))
    assert "Språkkafé" in page
    assert "Fotballtrening" not in page


def test_when_nothing_fits_there_is_a_way_out(square, language_cafe):
    page = _shown(square.get("/week/?q=kajakkpadling"))
    assert "Ingenting passer på disse dagene." in page
    assert 'href="/week/">Vis alt</a>' in page


def test_what_was_found_is_not_pushed_down_by_lists_nobody_chose_from(square, language_cafe):
    closed, opened = "<details><summary>Velg dager", "<details open><summary>Velg dager"
    assert closed in _shown(square.get("/week/")) and closed in _shown(square.get("/week/?q=kafe"))
    assert opened in _shown(square.get("/week/?q=kafe&free=1"))


def test_who_searches_is_shown_where_else_it_may_be(square, language_cafe):
    for words in ("røde kors & co", "språkkafe"):
        page = _shown(square.get("/week/", {"q": words}))
        assert f'href="/organisations/?q={quote(words)}"' in page
        assert f"Søk etter «{html.escape(words)}» blant lag og foreninger" in page
        assert '<a href="/needs/">Dette trenger vi frivillige til</a>' in page
    assert "blant lag og foreninger" not in _shown(square.get("/week/"))


def test_one_can_go_to_the_next_days_and_back_without_losing_the_filter(square, put_on):
    put_on("Vårkonsert", hours=24 * 8, is_free=True)
    assert "Vårkonsert" not in _shown(square.get("/week/?free=1"))
    page = _shown(square.get("/week/?from=2026-03-17&free=1"))
    assert "Vårkonsert" in page
    assert 'rel="prev" href="?free=1"' in page
    assert 'rel="next" href="?from=2026-03-24&amp;free=1"' in page


def test_the_calendar_link_follows_exactly_this_filter(square, language_cafe):
    page = _shown(square.get("/week/?free=1&from=2026-03-10&when=week"))
    assert "/api/calendar.ics?free=1" in page


def test_titles_cannot_carry_markup_into_the_page(square, put_on):
    put_on("<script>alert(1)</script> & «kor»")
    page = _shown(square.get("/week/"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; «kor»" in page


def test_nothing_told_of_an_activity_can_carry_markup_into_its_row(square, put_on, harbour, town):
    sly = "<i onclick=x>&"
    harbour.name = sly
    harbour.save()
    club = Organisation.objects.create(name=f"Lag {sly}", came_from="desk", created_at=town.opened_at)
    put_on("Kor", area=harbour, place_text=f"Sal {sly}", organisation=club, is_free=False, price=f"5 {sly}")
    page = _shown(square.get("/week/"))
    assert "onclick=x>" not in page
    safe = "&lt;i onclick=x&gt;&amp;"
    assert f"Sal {safe}, {safe} · Lag {safe} · 5 {safe}</span>" in page


def test_an_english_reader_gets_english_words_and_texts_where_they_exist(square, language_cafe):
    square.cookies["language"] = "en"
    page = _shown(square.get("/week/"))
    assert "Tuesday 10 March" in page
    assert "Language café" in page
    assert "until 20.00" in page


def test_hidden_drafts_and_the_neighbours_activities_are_not_shown(square, put_on, neighbour, at):
    from samspill.activities.models import Activity
    from samspill.foundation.tenancy import entered

    hidden = put_on("Hemmelig møte")
    Activity.objects.filter(pk=hidden.pk).update(hidden_at=at)
    draft = put_on("Kladd")
    Activity.objects.filter(pk=draft.pk).update(published_at=None)
    with entered(neighbour):
        put_on("Naboens fest")
    page = _shown(square.get("/week/"))
    assert not any(word in page for word in ("Hemmelig", "Kladd", "Naboens"))


def test_two_hundred_rows_are_light_and_cost_no_more_queries_than_three(
    square, put_on, library, choir, django_assert_max_num_queries
):
    for number in range(3):
        put_on(f"Aktivitet nummer {number}", hours=number)
    with django_assert_max_num_queries(5):
        square.get("/week/")
    for number in range(197):
        put_on(
            f"Åpen kafé og strikketreff {number}",
            hours=1 + number % 150,
            place=library,
            organisation=choir,
            is_free=number % 2 == 0,
            languages=("nb", "en"),
        )
    with django_assert_max_num_queries(5):
        page = square.get("/week/")
    assert page.content.count(b"<li><time>") == 200
    assert len(page.content) <= 67_000


def test_what_lasts_all_day_or_several_days_stands_on_the_first_day_shown(square, put_on, at):
    exhibition = put_on("Utstilling")
    start = at - dt.timedelta(days=5)
    Occurrence.objects.filter(activity=exhibition).update(
        starts_at=start, slot=start, ends_at=at + dt.timedelta(days=5), is_all_day=True
    )
    page = _shown(square.get("/week/"))
    assert "<h2>tirsdag 10. mars</h2><ul><li><time>Hele dagen</time>" in page


def test_near_me_tells_how_far_it_is_and_can_be_taken_away(square, language_cafe, put_on):
    put_on("Uten sted", hours=1)
    page = _shown(square.get("/week/?near=63.41,10.40&free=1"))
    assert "Språkkafé" in page and "about 1 km" not in page and "omtrent 1 km" in page
    assert "Uten sted" not in page and 'name="near" value="63.41,10.4"' in page
    assert 'href="?free=1"' in page
    far = _shown(square.get("/week/?near=63.90,10.40"))
    assert "Språkkafé" not in far and "Ingenting passer på disse dagene" in far


def test_what_is_near_may_be_shown_the_nearest_first_on_the_same_days(square, library, harbour, put_on):
    def house(name, north):
        return Place.objects.create(name=name, latitude=north, longitude=10.40, area=harbour)

    put_on("Langt unna i dag", hours=1, place=house("Fjellet", 63.44))
    put_on("Nær i morgen", hours=26, place=house("Kaia", 63.41))
    put_on("Nær i dag", hours=2, place=house("Brua", 63.412))
    titles = re.compile("(Langt unna i dag|Nær i morgen|Nær i dag)</a>")
    day_by_day = _shown(square.get("/week/?near=63.41,10.40&when=week"))
    assert titles.findall(day_by_day) == ["Langt unna i dag", "Nær i dag", "Nær i morgen"]
    other = html.unescape(re.search(r'href="([^"]+)">Vis det nærmeste først', day_by_day)[1])
    nearest = _shown(square.get(f"/week/{other}"))
    assert titles.findall(nearest) == ["Nær i dag", "Nær i morgen", "Langt unna i dag"]
    assert "ons. 11. mars" in nearest and 'name="order" value="near"' in nearest
    assert re.search(r'href="\?when=weekend&amp;near=63.41%2C10.4&amp;order=near"', nearest)
    back = html.unescape(re.search(r'href="([^"]+)">Vis dag for dag', nearest)[1])
    assert titles.findall(_shown(square.get(f"/week/{back}"))) == titles.findall(day_by_day)
    assert titles.findall(_shown(square.get("/week/?order=near"))) == titles.findall(day_by_day)


def test_where_somebody_is_is_not_kept_with_a_phone_number(square, language_cafe):
    page = _shown(square.get("/week/?near=63.41,10.40&free=1"))
    assert 'href="/subscribe/?free=1"' in page
    asked = {"address": "41234567", "rhythm": "weekly", "weekday": "0"}
    sent = _shown(square.post("/subscribe/?near=63.41,10.40&free=1", asked))
    code = re.search(r"\b\d{6}\b", OutboundMessage.objects.get().body)[0]
    sealed = re.search(r'name="asked" value="([^"]+)"', sent)[1]
    square.post("/subscribe/code/", {"asked": sealed, "code": code})
    assert WeekSubscription.objects.get().looked_for == "free=1"


def test_a_part_of_town_whose_middle_is_known_offers_how_far_around_it(square, language_cafe, put_on):
    centre = Area.objects.create(name="Sentrum", latitude=63.41, longitude=10.4)
    page = _shown(square.get(f"/week/?where={centre.pk}&within=2"))
    assert "Språkkafé" in page and 'name="within"' in page
    assert "Språkkafé" not in _shown(square.get(f"/week/?where={centre.pk}"))


def test_where_no_middle_is_known_nothing_is_said_of_how_far(square, language_cafe):
    assert 'name="within"' not in _shown(square.get("/week/"))
