"""What stands in no index is found as what does: the same words, the same misspellings, the same order."""

from __future__ import annotations

import uuid

import pytest

from samspill.foundation import search
from samspill.foundation.search.own_words import list_words
from samspill.foundation.search.spelling import SHORTEST_BEGINNING
from samspill.foundation.tests.test_search import FINDS, FINDS_NOT, KIND, RESPELLED, STOP_WORDS_ONLY, pairs

PAIRS = pairs(FINDS) + pairs(FINDS_NOT) + pairs(RESPELLED)
ASKED = [asked for asked, _title in PAIRS]


def texts(*told: tuple[str, str]) -> list[search.Text[uuid.UUID]]:
    return [search.Text(uuid.uuid4(), title, body) for title, body in told]


def index(these: list[search.Text[uuid.UUID]]) -> None:
    search.index_many(KIND, [search.Entry(text.key, text.title, text.body, public=True) for text in these])


@pytest.mark.usefixtures("town")
def test_it_answers_as_the_index_does_whatever_is_asked() -> None:
    corpus = texts(*((title, PAIRS[-number][1]) for number, (_asked, title) in enumerate(PAIRS)))
    index(corpus)
    half_typed = [asked[:SHORTEST_BEGINNING] for asked in ASKED]
    for asked in [*ASKED, *half_typed, *STOP_WORDS_ONLY, "xyzzy", "språkkafé xyzzy", "", "\x00 '"]:
        kept, at_hand = search.look_for(KIND, asked), search.look_among(corpus, asked)
        assert set(at_hand.keys) == set(kept.subject_ids), asked
        assert at_hand.is_everything == kept.is_everything, asked
        if at_hand.keys:
            assert at_hand.is_respelled == kept.is_respelled, asked


@pytest.mark.usefixtures("town")
def test_those_whose_titles_hold_the_words_come_first_and_else_they_keep_their_order() -> None:
    corpus = texts(("Hyggestund", "Vi går en tur"), ("Tur til fjells", ""), ("Kaffe", "Tur etterpå"))
    keys = [text.key for text in corpus]
    assert search.look_among(corpus, "tur").keys == (keys[1], keys[0], keys[2])


def test_words_of_the_municipality_itself_are_found_by(town, ola, at):
    corpus = texts(("Hjelp på Huset", ""), ("Tur", ""))
    assert search.look_among(corpus, "fritidsklubben").keys == ()
    list_words("Huset, fritidsklubben", by=ola, at=at)
    assert search.look_among(corpus, "fritidsklubben").keys == (corpus[0].key,)
