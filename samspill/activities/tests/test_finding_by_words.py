"""An activity is found by what it is, for whom and what it costs, and not by what others of its kind are."""

from __future__ import annotations

from typing import Any

import pytest

from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.queries import open_data
from samspill.activities.rules.filters import Filter
from samspill.activities.tests.test_own_activities import TUESDAYS


@pytest.fixture
def square(town: Any, at: Any) -> None:
    """Four things that happen on Tuesdays."""
    for title, told in {
        "Håndball": {"categories": ("sport",), "audiences": ("children",), "is_free": True},
        "Turn": {"categories": ("sport",), "audiences": ("children",), "price": "300 kr"},
        "Kafé Babel": {"categories": ("language",), "audiences": ("newcomers",)},
        "Vafler": {"categories": ("food",), "audiences": ("seniors",), "is_free": True},
    }.items():
        publish_activity(Announcement({"nb": title}, **told), [TUESDAYS], by="system", at=at)


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("gratis for barn", ["Håndball"]),
        ("gratis", ["Håndball", "Vafler"]),
        ("noe for eldre i dag", ["Vafler"]),
        ("idrett", ["Håndball", "Turn"]),
        ("håndball", ["Håndball"]),
        ("svømming", []),
        ("lære norsk", ["Kafé Babel"]),
        ("øve norsk", ["Kafé Babel"]),
        ("learn norwegian", ["Kafé Babel"]),
    ],
)
def test_what_somebody_asks_for_is_found_and_not_what_is_filed_beside_it(
    square: None, asked: str, titles: list[str]
) -> None:
    found = open_data.activities_page(Filter(words=asked), limit=10)
    assert [row.title["nb"] for row in found] == titles
