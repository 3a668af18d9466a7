"""Which associations may stand here twice: what two of them share, and how much that says."""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from samspill.foundation.places import folded

#: How much it says that two share it. An address is shared by all who use the same hall.
WEIGHTS = {"name": 3, "email": 2, "phone": 2, "website": 2, "address": 1}
#: Shared by more than so many, it is a hall's or a head office's, and says nothing.
MOST_ALIKE = 5
#: From here on it is shown. An address alone is not.
ENOUGH = 2
#: Words that mean the same in a name, and small ones that one writes and another leaves out.
_SAME = {
    "idrettslag": "il",
    "idrettslaget": "il",
    "foreningen": "forening",
    "foreninga": "forening",
    "klubben": "klubb",
    "laget": "lag",
    "koret": "kor",
}
#: «Sjakk-klubb» and «sjakkklubb» are written «sjakklubb».
_ELIDED = re.compile(r"(\w)\1-?\1")
_SMALL = frozenset("og i for på av".split())


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of one association. `number`: "" where it has none."""

    id: uuid.UUID
    name: str
    number: str
    email: str = ""
    phone: str = ""
    website: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Double:
    """Two that may be the same, the one to be kept first, and what they share, in the order of `WEIGHTS`."""

    keep: uuid.UUID
    other: uuid.UUID
    shared: tuple[str, ...]


def possible_doubles(rows: Iterable[Known]) -> list[Double]:
    """Pairs that share enough, those that share most first. The one with a number is kept.

    Two with each a number are two in the national register, and are shown only where their names are the same.
    """
    known = {row.id: row for row in rows}
    shared: defaultdict[tuple[uuid.UUID, uuid.UUID], list[str]] = defaultdict(list)
    for what in WEIGHTS:
        for pair in _sharing(what, known.values()):
            shared[pair].append(what)
    found = [
        _double(known[one], known[other], tuple(words))
        for (one, other), words in shared.items()
        if sum(WEIGHTS[word] for word in words) >= ENOUGH
        and ("name" in words or not (known[one].number and known[other].number))
    ]
    return sorted(
        found, key=lambda double: (-sum(WEIGHTS[word] for word in double.shared), known[double.keep].name)
    )


def _sharing(what: str, rows: Iterable[Known]) -> Iterable[tuple[uuid.UUID, uuid.UUID]]:
    groups: defaultdict[str, list[uuid.UUID]] = defaultdict(list)
    for row in rows:
        if key := _KEYS[what](row):
            groups[key].append(row.id)
    for ids in groups.values():
        if len(ids) <= MOST_ALIKE:
            yield from combinations(sorted(ids), 2)


def _double(one: Known, other: Known, shared: tuple[str, ...]) -> Double:
    keep, gone = (other, one) if other.number and not one.number else (one, other)
    return Double(keep.id, gone.id, shared)


def _name(row: Known) -> str:
    words = re.findall(r"\w+", _ELIDED.sub(r"\1\1", folded(row.name)))
    return " ".join(sorted({_SAME.get(word, word) for word in words} - _SMALL)) or " ".join(words)


def _website(row: Known) -> str:
    return re.sub(r"^https?://(www\.)?", "", row.website.strip().lower()).rstrip("/")


_KEYS = {
    "name": _name,
    "email": lambda row: row.email.strip().lower(),
    "phone": lambda row: row.phone.strip(),
    "website": _website,
    "address": lambda row: folded(row.address).strip(),
}
