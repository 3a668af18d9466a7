"""What everyone should know, in words everyone can read."""

from __future__ import annotations

import html
import re

import pytest

ABOUT = ("/about-volunteering/", "/privacy/", "/accessibility-statement/")
LANGUAGES = ("nb", "nn", "en")
LONGEST_SENTENCE = 18


def _page(square, address, language="nb"):
    square.cookies["language"] = language
    answer = square.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def sentences_of(page):
    """The sentences of the page's own part, headings and list items among them."""
    main = page[page.index("<main") : page.index("</main>")]
    blocks = re.split(r"</?(?:p|h\d|li|dt|dd|ul|ol|dl|main)\b[^>]*>", main)
    texts = (html.unescape(re.sub(r"<[^>]+>", " ", block)) for block in blocks)
    return [part.strip() for text in texts for part in re.split(r"(?<=[.!?:])\s+", text) if part.strip()]


@pytest.mark.parametrize("address", ABOUT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_longer_than_most_can_read(square, address, language):
    sentences = sentences_of(_page(square, address, language))
    assert len(sentences) > 10
    assert not [sentence for sentence in sentences if len(sentence.split()) > LONGEST_SENTENCE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_that_needs_explaining_stands_unexplained(square, language):
    page = _page(square, "/about-volunteering/", language)
    text = page[page.index("<main") : page.index("<dl>")].lower()
    assert not any(
        word in text for word in ("dugnad", "frivilligsentral", "taushetserklæring", "politiattest")
    )


def test_the_page_says_unpaid_how_often_what_is_expected_and_what_it_does_not_change(square):
    page = _page(square, "/about-volunteering/")
    for words in (
        "ikke penger",
        "Du bestemmer",
        "kommer når du har sagt ja",
        "ikke retten din til å bo i Norge",
        "NAV",
    ):
        assert words in page
    assert 'href="/interest/"' in page


def test_the_privacy_page_says_how_to_stop(square):
    page = _page(square, "/privacy/")
    assert "STOPP" in page
    assert "Datatilsynet" in page
    assert "Lillevik" in page


@pytest.mark.parametrize("address", ABOUT)
def test_pages_for_everybody_set_no_cookie_and_ask_for_no_session(square, address):
    answer = square.get(address)
    assert not answer.cookies
    assert answer.headers["Cache-Control"].startswith("public")


def test_a_page_that_is_not_there_says_so_in_the_municipalitys_own_frame(square, town):
    answer = square.get("/no/such/page/")
    assert answer.status_code == 404
    assert "Denne siden finnes ikke" in answer.content.decode()
    assert "Lillevik" in answer.content.decode()
