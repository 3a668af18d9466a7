"""Which physical activities of OpenActive's list an activity is, read out of its title.

The list (OpenActive Activity List, CC BY 4.0) has sports, dancing, walking and singing under ids that never change; it
has no language café. `data/physical_activities.csv` has those of its concepts that people do here, and the words for
each in Norwegian and English. A word with `=` before it counts only when it stands alone; others of five letters and
more also where a longer word begins with them, of six and more also where one ends with them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

#: What an activity must be filed under: at a «fotballquiz», filed under games, nobody plays football.
PHYSICAL = frozenset({"sport", "outdoors", "health", "music", "culture"})
LIST = "https://openactive.io/activity-list"

_BEGINS, _ENDS = 5, 6
_WORD = re.compile(r"[^\W\d_]+")
#: One watches, listens, buys or talks there.
_NOT_DOING = re.compile(
    r"(?:konsert|concert|forestilling|premiere|show|quiz|kamp|match|finale|cup|foredrag|film|utstilling|møte|meeting|"
    r"dugnad|loppemarked|loppemarknad|marked|messe|basar|lotteri|salg|bytte|utlån|kafé|kafe|café|fest)"
    r"(?:en|et|a|r|er|ene|ane)?"
)


class PhysicalActivity(NamedTuple):
    """A concept of OpenActive's list: its address and its name there, which is English."""

    address: str
    name: str


def physical_activities(title: str, categories: Collection[str]) -> tuple[PhysicalActivity, ...]:
    """What one does there, in the order of the title's words; empty where the list has no word for it.

    Of several that a word could be, the longest: «gåfotball» is walking football, not football.
    """
    words = _WORD.findall(title.lower())
    if PHYSICAL.isdisjoint(categories) or any(_is_watched(word) for word in words):
        return ()
    phrases = [(phrase, one) for phrase, one in _phrases() if _stands_in(phrase, words)]
    read = {word for phrase, _ in phrases for word in phrase}
    found = [one for word in words if word not in read and (one := _named_by(word))]
    return tuple(dict.fromkeys([*(one for _, one in phrases), *found]))


def all_physical_activities() -> tuple[PhysicalActivity, ...]:
    """Those we have words for."""
    return tuple(dict.fromkeys([*_words().values(), *(one for _, one in _phrases())]))


def _is_watched(word: str) -> bool:
    return any(_NOT_DOING.fullmatch(word, begin) for begin in range(len(word)))


@lru_cache(maxsize=4096)
def _named_by(word: str) -> PhysicalActivity | None:
    words = _words()
    if word in words or f"={word}" in words:
        return words.get(word) or words[f"={word}"]
    fitting = [known for known in words if _is_part(known, word)]
    return words[max(fitting, key=len)] if fitting else None


def _is_part(known: str, word: str) -> bool:
    return (len(known) >= _BEGINS and word.startswith(known)) or (
        len(known) >= _ENDS and word.endswith(known)
    )


def _stands_in(phrase: list[str], words: list[str]) -> bool:
    length = len(phrase)
    return any(words[begin : begin + length] == phrase for begin in range(len(words) - length + 1))


@cache
def _words() -> dict[str, PhysicalActivity]:
    return {word: one for word, one in _read() if "-" not in word}


@cache
def _phrases() -> list[tuple[list[str], PhysicalActivity]]:
    """Names of several words."""
    return [(word.split("-"), one) for word, one in _read() if "-" in word]


def _read() -> list[tuple[str, PhysicalActivity]]:
    file = resources.files("samspill.activities") / "data" / "physical_activities.csv"
    with file.open(encoding="utf-8") as lines:
        return [
            (word, PhysicalActivity(f"{LIST}#{row['identifier']}", row["name"]))
            for row in csv.DictReader(lines, delimiter=";")
            for word in row["words"].split()
        ]
