"""Reading a class list as schools have them: columns for the class and the name, or names under a class.

Only class and name are taken, whatever else stands there, and of the surname no more than its first letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from samspill.activities.rules.fairs.class_names import (
    CLASS_WORDS,
    GRADE_WORDS,
    class_called,
    is_grade,
    is_letter,
)
from samspill.foundation.national_ids import holds_national_id

MOST_PUPILS = 3000
LONGEST_NAME, LONGEST_CLASS = 60, 40

_CLASS = re.compile(
    r"(?:\d{1,2}\.?(?: ?trinn)?(?: ?[-.]? ?[A-ZÆØÅ]{1,3}\d?|-\d{1,2})?|VG ?[123]\b.{0,30})", re.IGNORECASE
)
#: «Klasse 8A» above its pupils; «8A Ada Solberg» and «Ada Solberg, 8A» where all stands in one cell; «12. Ada Solberg».
_WORD_BEFORE = re.compile(
    r"(?:klasse|class|gruppe|basisgruppe|klassegruppe|kontaktgruppe)\b[\s:]*", re.IGNORECASE
)
_CLASS_FIRST = re.compile(
    r"(?P<school_class>\d{1,2} ?[A-ZÆØÅ])[\s:,–-]+(?P<name>[^\W\d_]{2}.*)", re.IGNORECASE
)
_CLASS_LAST = re.compile(r"(?P<name>.*\w)[\s:,(–-]+(?P<school_class>\d{1,2} ?[A-ZÆØÅ])\)?", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(r"\d{1,3}[.)]?\s+(?=[^\W\d_]{2})")
_NAME_WORDS = frozenset({"navn", "namn", "name", "elev", "elevnavn", "elevnamn", "fullt navn", "pupil"})
_FIRST_WORDS = frozenset({"fornavn", "førenamn", "fornamn", "first name", "given name"})
_LAST_WORDS = frozenset({"etternavn", "etternamn", "last name", "surname", "family name"})


class ListedPupil(NamedTuple):
    """One line as it was understood. `problem`: "" or no_class, no_name, name_long, class_long, twice."""

    row: int
    school_class: str
    name: str
    problem: str = ""


class HoldsNationalIds(ValueError):
    """There is a national identity number in the list: nothing of it is read. `rows` counts from 1."""

    def __init__(self, rows: list[int]) -> None:
        super().__init__(", ".join(map(str, rows[:5])))
        self.rows = rows


class NobodyInList(ValueError):
    """No line holds a name."""


class ListTooLong(ValueError):
    """More lines than a fair has pupils."""


@dataclass(frozen=True)
class _Columns:
    school_class: int | None
    names: tuple[int, ...]
    starts: int
    grade: int | None = None


def read_class_list(rows: Sequence[Sequence[str]], *, shorten: bool = True) -> list[ListedPupil]:
    """The pupils of a list, with what is wrong in each line. `shorten` names to the first and one letter.

    Raises `HoldsNationalIds`, `ListTooLong` and `NobodyInList`.
    """
    held = [row for row, cells in enumerate(rows, start=1) if holds_national_id(" ".join(cells))]
    if held:
        raise HoldsNationalIds(held)
    columns = _columns(rows)
    found, above = [], ""
    for number, cells in enumerate(rows[columns.starts :], start=columns.starts + 1):
        filled = [cell.strip() for cell in cells if cell.strip()]
        if not filled:
            continue
        alone = _WORD_BEFORE.sub("", filled[0], count=1) if len(filled) == 1 else ""
        if alone and _is_class(alone):
            above = alone
            continue
        told = class_called(_cell(cells, columns.grade), _cell(cells, columns.school_class))
        given, name = told or above, _name(cells, columns)
        if both := alone and (_CLASS_FIRST.fullmatch(alone) or _CLASS_LAST.fullmatch(alone)):
            given, name = both["school_class"], both["name"]
        name = _NUMBER_BEFORE.sub("", name, count=1)
        found.append(ListedPupil(number, " ".join(given.split()), name))
    if not found:
        raise NobodyInList
    if len(found) > MOST_PUPILS:
        raise ListTooLong
    return _judged(_shortened(found) if shorten else found)


def name_kept(name: str, others: Collection[str] = ()) -> str:
    """What is kept of one pupil's name: «Ada S.»; more letters where another in the class is called so already."""
    name, taken = " ".join(name.split()), {one.casefold() for one in others}
    short = (_short(name, letters) for letters in (1, 2, 3, LONGEST_NAME))
    return next((one for one in short if one.casefold() not in taken), name)


def grade_in(school_class: str) -> int:
    """The grade a class's name tells: 8 of «8A», 11 of «VG1»; 0 where it tells none."""
    if found := re.match(r"\s*vg ?([123])", school_class, re.IGNORECASE):
        return 10 + int(found[1])
    found = re.match(r"\s*(\d{1,2})", school_class)
    return int(found[1]) if found and 1 <= int(found[1]) <= 13 else 0


def _is_class(text: str) -> bool:
    return bool(_CLASS.fullmatch(text.strip()))


def _columns(rows: Sequence[Sequence[str]]) -> _Columns:
    for place, cells in enumerate(rows[:10]):
        words = [" ".join(cell.casefold().split()).strip(":") for cell in cells]
        first, last = _among(words, _FIRST_WORDS), _among(words, _LAST_WORDS)
        whole = _among(words, _NAME_WORDS)
        names = tuple(one for one in (first, last) if one is not None) or (
            (whole,) if whole is not None else ()
        )
        if names:
            school_class, grade = _among(words, CLASS_WORDS), _among(words, GRADE_WORDS)
            return _Columns(school_class, names, place + 1, grade)
    return _guessed(rows)


def _guessed(rows: Sequence[Sequence[str]]) -> _Columns:
    """Without headings: the column in which most looks like a class, and those that hold words."""
    width = max((len(cells) for cells in rows), default=0)
    looks = [sum(_is_class(_cell(cells, column)) for cells in rows) for column in range(width)]
    words = [
        column
        for column in range(width)
        if sum(bool(re.search(r"[^\W\d_]{2}", _cell(cells, column))) for cells in rows) * 2 > len(rows)
    ]
    best = looks.index(max(looks)) if width > 1 and max(looks) else None
    names = tuple(column for column in words if column != best)[:2]
    letters = next((column for column in range(width) if _is_all(rows, column, is_letter)), None)
    if best is not None and letters is not None and _is_all(rows, best, is_grade):
        return _Columns(letters, names or (0,), 0, best)
    return _Columns(best, names or (0,), 0)


def _is_all(rows: Sequence[Sequence[str]], column: int, is_so: Callable[[str], bool]) -> bool:
    """Whether all that stands in a column is so, and something stands there."""
    filled = [cell for cells in rows if (cell := _cell(cells, column))]
    return bool(filled) and all(map(is_so, filled))


def _among(words: Sequence[str], wanted: frozenset[str]) -> int | None:
    return next((column for column, word in enumerate(words) if word in wanted), None)


def _cell(cells: Sequence[str], column: int | None) -> str:
    return cells[column].strip() if column is not None and column < len(cells) else ""


def _name(cells: Sequence[str], columns: _Columns) -> str:
    name = " ".join(part for part in (_cell(cells, column) for column in columns.names) if part)
    last, comma, first = name.partition(",")
    return " ".join((f"{first} {last}" if comma and first.strip() else name).split())


def _shortened(found: list[ListedPupil]) -> list[ListedPupil]:
    """«Ada Marie Solberg» → «Ada Marie S.», and more letters where two in a class would be called the same."""
    for letters in (1, 2, 3, LONGEST_NAME):
        short = [one._replace(name=_short(one.name, letters)) for one in found]
        counts = Counter((one.school_class.casefold(), one.name.casefold()) for one in short)
        if letters == 1:
            told, left = list(short), counts
            continue
        for n, one in enumerate(told):
            if left[one.school_class.casefold(), one.name.casefold()] > 1:
                told[n] = short[n]
        left = Counter((one.school_class.casefold(), one.name.casefold()) for one in told)
    return told


def _short(name: str, letters: int) -> str:
    parts = name.split()
    if len(parts) < 2 or len(parts[-1]) <= letters or parts[-1].endswith("."):
        return name
    return " ".join([*parts[:-1], parts[-1][:letters] + "."])


def _judged(found: list[ListedPupil]) -> list[ListedPupil]:
    seen: set[tuple[str, str]] = set()
    judged = []
    for one in found:
        key = (one.school_class.casefold(), one.name.casefold())
        judged.append(one._replace(problem=_problem(one) or ("twice" if key in seen else "")))
        seen.add(key)
    return judged


def _problem(one: ListedPupil) -> str:
    if not one.name:
        return "no_name"
    if not one.school_class:
        return "no_class"
    if len(one.name) > LONGEST_NAME:
        return "name_long"
    return "class_long" if len(one.school_class) > LONGEST_CLASS else ""
