"""People ask with what they want to do, and the texts say what it is: «gå tur» finds «Tirsdagsturen»."""

from __future__ import annotations

import uuid

import pytest

from samspill.foundation import search
from samspill.foundation.tests.test_search import KIND

pytestmark = pytest.mark.usefixtures("town")


def both_ways(asked: str, *titles: str) -> list[str]:
    """The titles found by the index, which are the same as among the texts at hand."""
    texts = [search.Text(uuid.uuid4(), title, "") for title in titles]
    search.index_many(KIND, [search.Entry(one.key, one.title, one.body, public=True) for one in texts])
    names = {text.key: text.title for text in texts}
    found = [names[key] for key in search.look_for(KIND, asked).subject_ids]
    assert sorted(found) == sorted(names[key] for key in search.look_among(texts, asked).keys)
    return sorted(found)


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("gå tur", "Tirsdagsturen"),
        ("gå på tur", "Tirsdagsturen"),
        ("lære å strikke", "Strikkekafé"),
        ("lære å strikka", "Strikkekafé"),
        ("synge i kor", "Korøvelse"),
        ("syngje i songkor", "Korøvelse"),
        ("spille sjakk", "Sjakk-kveld"),
        ("spille skjakk", "Sjakk-kveld"),
        ("play football", "Fotball for alle"),
        ("fiksefest", "Reparasjonskafé"),
    ],
)
def test_what_one_wants_to_do_finds_what_it_is(asked: str, title: str) -> None:
    assert both_ways(asked, title, "Filatelistene møtes", "Blodgivning") == [title]


def test_where_something_holds_all_the_words_they_all_count() -> None:
    assert both_ways("synge i kor", "Vi synger i kor", "Kor på tur") == ["Vi synger i kor"]


def test_a_word_for_doing_something_alone_is_asked_for_as_any_other() -> None:
    assert both_ways("synge", "Vi synger sammen", "Tirsdagsturen") == ["Vi synger sammen"]
    assert both_ways("delta", "Tirsdagsturen") == []


def test_what_one_does_must_still_be_there() -> None:
    assert both_ways("spille trombone", "Spill og moro", "Tirsdagsturen") == []
