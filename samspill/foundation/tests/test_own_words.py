"""A municipality says itself which words mean the same, and its search follows; another's does not."""

from __future__ import annotations

import uuid

import pytest

from samspill.foundation import search
from samspill.foundation.models import SameMeaning
from samspill.foundation.search.own_words import (
    AlreadyListed,
    TooFewWords,
    TooManyWords,
    list_words,
    unlist_words,
)
from samspill.foundation.tenancy import entered

KIND = "foundation.thing"


def add(title: str) -> uuid.UUID:
    key = uuid.uuid4()
    search.index(KIND, key, title=title, body="", public=True)
    return key


def found(asked: str) -> list[uuid.UUID]:
    return list(search.matching(KIND, asked))


def test_a_nickname_finds_what_it_means_until_it_is_taken_away(town, ola, at):
    club = add("Ungdomsklubben i Storgata")
    assert found("huset") == []
    kept = list_words("Huset, ungdomsklubb", by=ola, at=at)
    assert found("huset") == [club] and found("Huset i Storgata") == [club]
    unlist_words(kept.pk, by=ola, at=at)
    assert found("huset") == []


def test_both_ways_and_in_any_form(town, ola, at):
    library = add("Lån ski hos BUA")
    list_words("bua utlån", by=ola, at=at)
    assert found("utlån") == [library]


def test_another_municipality_has_its_own(town, neighbour, ola, at):
    list_words("huset ungdomsklubb", by=ola, at=at)
    with entered(neighbour):
        add("Ungdomsklubben")
        assert found("huset") == []


@pytest.mark.parametrize("written", ["", "huset", "huset og", "Huset, HUSET", "og i på"])
def test_one_word_means_nothing_but_itself(town, ola, at, written):
    with pytest.raises(TooFewWords):
        list_words(written, by=ola, at=at)


def test_the_same_words_stand_once_whatever_their_order(town, ola, at):
    list_words("huset, ungdomsklubb", by=ola, at=at)
    with pytest.raises(AlreadyListed):
        list_words("Ungdomsklubb og Huset", by=ola, at=at)
    assert SameMeaning.objects.count() == 1


def test_a_line_has_an_end(town, ola, at):
    with pytest.raises(TooManyWords):
        list_words(" ".join(f"ord{number}" for number in range(90)), by=ola, at=at)
