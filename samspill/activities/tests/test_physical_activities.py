"""What OpenActive's list calls an activity, read out of its title."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.activities.rules.physical import PHYSICAL, all_physical_activities, physical_activities


def _names(title, category="sport"):
    return [one.name for one in physical_activities(title, (category,))]


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Fotball for alle", ["Football"]),
        ("Jentefotball 10–12 år", ["Football"]),
        ("Gåfotball", ["Walking Football"]),
        ("BORDTENNIS", ["Table Tennis"]),
        ("Tirsdagsturen", ["Walking"]),
        ("Sykkeltur og bading", ["Cycling", "Swimming"]),
        ("Sterk og stødig på Nordsida", ["General Fitness for Older Adults"]),
        ("Symjing for kvinner", ["Swimming"]),
        ("Tur-o med orientering", ["Orienteering"]),
        ("Table football", ["Football"]),
    ],
)
def test_words_for_it_are_found_bent_and_joined_in_both_norwegians_and_english(title, names):
    assert _names(title) == names


@pytest.mark.parametrize(
    "title",
    [
        "Språkkafé", "Fotballquiz", "Julekonsert med koret", "Håndballkampen", "Skibytte", "Skøytebytte", "Turné",
        "Turnering", "Utlån av kajakk", "Åpent hus", "2026", "",
    ],
)  # fmt: skip
def test_where_one_watches_buys_or_talks_nothing_is_done(title):
    assert _names(title) == []


def test_it_must_be_filed_as_something_physical():
    assert _names("Fotball", "games") == []
    assert physical_activities("Fotball", ()) == ()
    assert _names("Korøvelse", "music") == ["Singing"]


@given(st.text(max_size=80), st.sampled_from(sorted(PHYSICAL)))
def test_any_title_gives_known_activities_each_once(title, category):
    found = physical_activities(title, (category,))
    assert len(set(found)) == len(found) and set(found) <= set(all_physical_activities())
