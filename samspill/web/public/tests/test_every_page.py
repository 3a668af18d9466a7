"""What holds for every page of the square, in every language."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

PAGES = (
    "/", "/week/", "/week/?q=ingenting-passer-her", "/organisations/", "/needs/", "/interest/", "/interest/received/",
    "/request/", "/request/received/", "/about-volunteering/", "/privacy/", "/accessibility-statement/",
    "/no/such/page/",
)  # fmt: skip
#: English words that stand in no Norwegian sentence.
ENGLISH = re.compile(r"\b(?:the|you|your|and|what|with|help|week|phone|name)\b", re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_nothing_is_left_in_english(square, choir, centre, page, language):
    square.cookies["language"] = language
    text = _text_of(square.get(page).content.decode())
    assert not ENGLISH.findall(text)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_one_heading_a_title_and_a_way_past_the_menu(square, centre, page):
    html = square.get(page).content.decode()
    assert len(re.findall(r"<h1\b", html)) == 1
    assert re.search(r"<title>[^<]+</title>", html)
    assert 'href="#main"' in html
    assert len(html) < 200_000


@pytest.mark.parametrize("page", PAGES)
def test_no_page_carries_script_or_style_in_its_markup(square, page):
    html = square.get(page).content.decode()
    assert not re.search(r"\son\w+=|\sstyle=|<style", html)
    assert not re.search(r"<script(?![^>]*(?:src=|ld\+json))", html)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ("/interest/", "/request/")])
def test_looking_leaves_no_cookie(square, page):
    assert not square.get(page).cookies


def _text_of(html: str) -> str:
    """What a reader sees, without the names of languages in the menu, and without where it stands, for paper."""
    with translation.override("nb"):
        body = re.sub(r"<(script|form class=\"languages\").*?</(script|form)>", " ", html, flags=re.DOTALL)
        body = re.sub(r"<p class=\"on-paper\">.*?</p>", " ", body, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", body)
