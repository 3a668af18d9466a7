"""Gunvor and Kari as in the room's own tests, and the desk's clock standing still."""

from __future__ import annotations

import pytest

from samspill.foundation import clock
from samspill.volunteering.tests.conftest import ask, phoned_in, texts, volunteer, written_to
from samspill.volunteering.tests.pairs.conftest import (
    agreed,
    asked,
    helped,
    nordsida,
    read_by,
    started,
    two_weeks_later,
    wanted,
)

__all__ = [
    "agreed",
    "ask",
    "asked",
    "helped",
    "nordsida",
    "phoned_in",
    "read_by",
    "started",
    "texts",
    "two_weeks_later",
    "volunteer",
    "wanted",
    "written_to",
]


@pytest.fixture(autouse=True)
def tuesday(monkeypatch, at):
    """The desk's clock stands still at the moment of the test, or where a test moves it."""

    def move(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    move(at)
    return move
