"""Answers that change slowly are remembered a while, each municipality's by itself."""

from __future__ import annotations

import pytest

from samspill.foundation import clock, remembering
from samspill.foundation.remembering import remembered
from samspill.foundation.tenancy import NoMunicipalityEntered, entered


@pytest.fixture
def asked(monkeypatch):
    """A question that counts how often it is really asked, and a clock that the test moves."""
    times = []
    time = {"now": 1000.0}
    monkeypatch.setattr(clock, "ticks", lambda: time["now"])

    @remembered(seconds=60)
    def how_many(what, *, language="nb"):
        times.append((what, language))
        return len(times)

    return how_many, times, time


def test_a_question_is_asked_once_until_the_time_has_passed(asked):
    how_many, times, time = asked
    with entered("9901"):
        assert [how_many("choirs"), how_many("choirs")] == [1, 1]
        time["now"] += 61
        assert how_many("choirs") == 2
    assert len(times) == 2


def test_another_argument_language_or_municipality_is_another_question(asked):
    how_many, times, _ = asked
    with entered("9901"):
        how_many("choirs")
        how_many("clubs")
        how_many("choirs", language="en")
    with entered("9902"):
        how_many("choirs")
    assert len(times) == 4


def test_without_a_municipality_nothing_is_answered(asked):
    how_many, times, _ = asked
    with pytest.raises(NoMunicipalityEntered):
        how_many("choirs")
    assert not times


def test_memory_has_a_limit(asked, monkeypatch):
    how_many, _times, _ = asked
    monkeypatch.setattr(remembering, "MOST", 3)
    with entered("9901"):
        for number in range(10):
            how_many(number)
    assert len(remembering._remembered) <= 3
