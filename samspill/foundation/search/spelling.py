"""What a misspelt or half-typed word may mean, among the words that can be found. Done here and not in the database, so
that both databases find the same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from samspill.foundation.search.compounds import word
from samspill.foundation.search.questions import Term

SHORTEST_BEGINNING = 3
SHORTEST_MISSPELT = 4
SHORTEST_LONG_WORD = 7
MOST_GUESSES = 12


def respelled(term: Term, vocabulary: Collection[str]) -> Term | None:
    """The term as words of the vocabulary; itself where it stands there or is known; None where nothing is near.

    A word that begins so comes before one that is spelled nearly so.
    """
    if term.is_known or any(all(part in vocabulary for part in way) for way in term.ways):
        return term
    guesses = _beginning_so(term.asked, vocabulary) or _nearly_so(term.asked, vocabulary)
    return replace(term, ways=tuple((guess,) for guess in guesses)) if guesses else None


def _beginning_so(asked: str, vocabulary: Collection[str]) -> list[str]:
    if len(asked) < SHORTEST_BEGINNING:
        return []
    begun = [found for found in vocabulary if found.startswith(asked)]
    return sorted(begun, key=lambda found: (len(found), found))[:MOST_GUESSES]


def _nearly_so(asked: str, vocabulary: Collection[str]) -> list[str]:
    """The words at the smallest distance from the word or its stem: one slip in a short word, two in a long one.

    Letters from another keyboard (`sprakkafe`, `Aas`) are no slip.
    """
    from rapidfuzz import process  # late: heavy, and few processes need it
    from rapidfuzz.distance import OSA

    if len(asked) < SHORTEST_MISSPELT or not asked.isalpha():
        return []
    slips = 1 if len(asked) < SHORTEST_LONG_WORD else 2
    distances: dict[str, float] = {}
    for form in {_as_typed(asked), _as_typed(word(asked).whole)}:
        for found, distance, _ in process.extract(
            form, sorted(vocabulary), processor=_as_typed, scorer=OSA.distance, score_cutoff=slips, limit=None
        ):
            distances[found] = min(distance, distances.get(found, slips))
    nearest = min(distances.values(), default=0)
    return sorted(found for found, distance in distances.items() if distance == nearest and len(found) > 2)[
        :MOST_GUESSES
    ]


def _as_typed(text: str) -> str:
    """The word as it looks from a keyboard without æøå."""
    for written, typed in (("aa", "a"), ("å", "a"), ("oe", "o"), ("ø", "o"), ("ae", "e"), ("æ", "e")):
        text = text.replace(written, typed)
    return text
