"""Words that nothing public holds any more leave the spelling aid."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation import jobs, search
from samspill.foundation.models import Municipality, SearchWord
from samspill.foundation.tenancy import entered
from samspill.foundation.tests.test_search import KIND, add, found


@pytest.mark.usefixtures("town")
def test_words_that_nothing_public_holds_any_more_are_forgotten() -> None:
    key = add("Knausbergkoret")
    add("Turgruppe")
    search.forget(KIND, key)
    assert search.forget_unused_words() == 3
    assert set(SearchWord.objects.values_list("word", flat=True)) == {"turgruppe", "tur", "gruppe"}


def test_the_worker_forgets_them_once_a_day_in_each_town(
    town: Municipality, neighbour: Municipality, at: dt.datetime
) -> None:
    for one in (town, neighbour):
        with entered(one):
            add("Turgruppe")
            search.index(KIND, add("Knausbergkoret"), title="Knausbergkoret", public=False)
    jobs.declare_all()
    jobs.run_due(holder="w", at=at)
    for one in (town, neighbour):
        with entered(one):
            assert found("turgrupe") and not found("knausbergkort")
            assert not SearchWord.objects.filter(word__startswith="knaus").exists()


@pytest.mark.usefixtures("town")
def test_a_word_lost_from_the_spelling_aid_comes_back() -> None:
    add("Turgruppe")
    SearchWord.objects.filter(word="turgruppe").delete()
    search.forget_unused_words()
    assert SearchWord.objects.filter(word="turgruppe").count() == 1
