"""The week on pages of others: framed by anybody, without cookies, with exactly the filter that was pasted."""

from __future__ import annotations

import re
from html import unescape

import pytest

from samspill.activities.models import Occurrence

SQUARE = "http://lillevik.test"


def shown(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def snippet_on(page):
    return unescape(re.search(r'<textarea[^>]*id="snippet"[^>]*>(.*?)</textarea>', page, re.DOTALL)[1])


def framed_address(page):
    return unescape(re.search(r'<iframe src="([^"]*)"', snippet_on(page))[1])


def policy_of(answer):
    return dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))


def test_anybody_may_frame_the_embedded_week(square, language_cafe):
    answer = square.get("/embed/week/")
    assert policy_of(answer)["frame-ancestors"] == "*" and "X-Frame-Options" not in answer
    assert policy_of(answer)["default-src"] == "'none'" and policy_of(answer)["form-action"] == "'self'"


@pytest.mark.parametrize(
    "address", ["/", "/week/", "/embed/", "/organisations/", "/interest/", "/no/such/page/"]
)
def test_nobody_may_frame_any_other_page(square, centre, address):
    answer = square.get(address)
    assert policy_of(answer)["frame-ancestors"] == "'none'" and answer["X-Frame-Options"] == "DENY"


def test_only_the_page_with_the_lines_may_hold_a_frame_and_only_of_ours(square):
    assert policy_of(square.get("/embed/"))["frame-src"] == "'self'"
    assert "frame-src" not in policy_of(square.get("/embed/week/")) | policy_of(square.get("/week/"))


@pytest.mark.parametrize("address", ["/embed/", "/embed/week/?in=nn&theme=dark"])
def test_it_sets_no_cookie_and_may_be_kept(square, language_cafe, address):
    answer = square.get(address)
    assert not answer.cookies and answer["Cache-Control"] == "public, max-age=60"


def test_it_has_no_menu_no_form_and_no_script(square, language_cafe):
    page = shown(square.get("/embed/week/"))
    assert not re.search(r"<(script|form|button|nav|header|footer)\b", page)


def test_it_shows_what_the_filter_finds_and_says_which(square, language_cafe, put_on):
    put_on("Sjakk", hours=5)
    page = shown(square.get("/embed/week/?free=1&language=ar"))
    assert "Språkkafé" in page and "Sjakk" not in page
    assert "gratis" in page.lower() and "arabisk" in page
    assert "Sjakk" in shown(square.get("/embed/week/"))


def test_every_link_is_whole_and_opens_in_a_new_window(square, language_cafe):
    page = shown(square.get("/embed/week/"))
    links = re.findall(r"<a\b[^>]*>", page)
    assert f'<a href="{SQUARE}/activities/{language_cafe.pk}/" target="_blank" rel="noopener">' in links
    assert len(links) == 2
    assert all(f'href="{SQUARE}/' in link and 'target="_blank" rel="noopener"' in link for link in links)
    assert "nytt vindu" in page


def test_links_on_the_square_itself_stay_as_they_are(square, language_cafe):
    assert f'<a href="/activities/{language_cafe.pk}/">Språkkafé</a>' in shown(square.get("/week/"))


@pytest.mark.parametrize(("put", "seen", "leads_on"), [(20, 20, False), (21, 20, True)])
def test_it_shows_twenty_and_leads_to_the_rest_of_the_choice(square, put_on, put, seen, leads_on):
    for number in range(put):
        put_on(f"Sjakk {number}", hours=1 + number, is_free=True)
    page = shown(square.get("/embed/week/?free=1"))
    assert page.count("<li>") == seen
    assert (f'href="{SQUARE}/week/?free=1" target' in page) == leads_on
    assert ("Se alle 21" in page) == leads_on


def test_it_always_shows_the_days_to_come(square, language_cafe, put_on):
    put_on("Neste måned", hours=24 * 30)
    page = shown(square.get("/embed/week/?from=2026-04-01&until=2026-04-30"))
    assert "Språkkafé" in page and "Neste måned" not in page


def test_what_is_called_off_is_struck_out_and_leads_nowhere(square, language_cafe, at):
    Occurrence.objects.update(cancelled_at=at)
    page = shown(square.get("/embed/week/"))
    assert "<del>Språkkafé</del>" in page and str(language_cafe.pk) not in page


def test_an_empty_week_says_so_and_leads_to_everything(square):
    for query, words in (("", "Ingenting er planlagt"), ("?free=1", "Ingenting passer")):
        page = shown(square.get("/embed/week/" + query))
        assert words in page and f'href="{SQUARE}/week/" target' in page


@pytest.mark.parametrize(
    "query",
    ["in=xx&theme=pink", "from=&until=x", "where=not-an-id", "what=<script>", "near=1,2,3", "q=%00", "q=" + "x" * 5000],
)  # fmt: skip
def test_what_makes_no_sense_is_passed_over(square, language_cafe, query):
    for address in ("/embed/", "/embed/week/"):
        page = shown(square.get(f"{address}?{query}"))
        assert "<script>" not in page and 'lang="nb" data-color-scheme="auto"' in page


def test_how_it_looks_stands_in_the_address_and_not_in_a_cookie(square, language_cafe):
    square.cookies["language"], square.cookies["theme"] = "nn", "dark"
    assert 'lang="nb" data-color-scheme="auto"' in shown(square.get("/embed/week/"))
    english = square.get("/embed/week/?in=en&theme=light")
    assert 'lang="en" data-color-scheme="light"' in shown(english) and english["Content-Language"] == "en"
    assert "Language café" in shown(english) and "This week in Lillevik" in shown(english)


def test_the_week_leads_to_the_lines_for_the_choice_one_stands_in(square, language_cafe):
    page = shown(square.get("/week/?free=1&what=language&when=weekend"))
    assert 'href="/embed/?what=language&amp;free=1"' in page


def test_the_lines_hold_the_choice_and_what_they_frame_is_there(square, language_cafe, put_on):
    put_on("Sjakk", hours=5)
    page = shown(square.get("/embed/?free=1&in=nn&theme=dark"))
    assert framed_address(page) == f"{SQUARE}/embed/week/?free=1&in=nn&theme=dark"
    assert 'title="Denne veka i Lillevik" loading="lazy"' in snippet_on(page)
    framed = shown(square.get(framed_address(page).removeprefix(SQUARE)))
    assert "Språkkafé" in framed and "Sjakk" not in framed


def test_the_preview_is_what_the_lines_make(square):
    page = shown(square.get("/embed/?free=1"))
    assert page.count(snippet_on(page)) == 1


def test_another_look_keeps_the_choice(square, language_cafe):
    page = shown(square.get("/embed/?free=1&language=ar&theme=dark"))
    assert 'type="hidden" name="free" value="1"' in page and 'name="language" value="ar"' in page
    assert '<option value="dark" selected>' in page


def test_words_in_the_choice_cannot_leave_the_lines(square):
    page = shown(square.get("/embed/", {"q": '"><script>alert(1)</script></textarea>'}))
    assert "<script>alert" not in page and "<script>alert" not in snippet_on(page)
    assert snippet_on(page).count("<") == 2
    assert "<script>alert" not in shown(square.get(framed_address(page).removeprefix(SQUARE)))


def test_where_the_reader_stands_is_never_in_the_lines(square, language_cafe):
    page = shown(square.get("/embed/?near=63.4,10.4&within=2&free=1"))
    lines = page.partition("<main")[2].partition("</main>")[0]
    assert "63.4" not in lines and framed_address(page) == f"{SQUARE}/embed/week/?free=1&in=nb"
    assert "/embed/?free=1" in shown(square.get("/week/?near=63.4,10.4&within=2&free=1"))
    framed = shown(square.get("/embed/week/?near=10.0,10.0&within=1"))
    assert "Språkkafé" in framed and "10.0" not in framed


def test_the_neighbours_week_holds_none_of_ours(square, language_cafe, neighbour):
    assert "Språkkafé" not in shown(square.get("/embed/week/", headers={"host": "storfjordby.test"}))


@pytest.mark.parametrize("address", ["/embed/", "/embed/week/"])
def test_nothing_can_be_sent_there(square, address):
    assert square.post(address).status_code == 405
