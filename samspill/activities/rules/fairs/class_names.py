"""What a class is called where a school has the grade in one column and the letter of the class in another."""

from __future__ import annotations

import re

#: Headings of the column with the grade, and of the one with the class or its letter.
GRADE_WORDS = frozenset(
    {
        "trinn",
        "klassetrinn",
        "årstrinn",
        "steg",
        "klassesteg",
        "årssteg",
        "grade",
        "year",
        "year group",
        "level",
    }
)
CLASS_WORDS = frozenset(
    {
        *("klasse", "klassebokstav", "bokstav", "parallell", "class", "parallel", "section"),
        *("gruppe", "basisgruppe", "klassegruppe", "kontaktgruppe"),
    }
)
_LETTER = re.compile(r"[A-ZÆØÅ]\d?", re.IGNORECASE)
_GRADE = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_UPPER = re.compile(r"\W*vg ?([123])\b", re.IGNORECASE)


def class_called(grade: str, school_class: str) -> str:
    """«8A» of 8 and A, of «8. trinn» and «A», and of 8 and 8A; «VG1 A» of VG1 and A; the grade alone where there is no
    more. «8-1» of 8 and 1: a number alone is no class where the grade is another. "" of two empty cells.
    """
    grade, school_class = grade.strip(), " ".join(school_class.split())
    number = _number(grade)
    if not number or (school_class and _tells_its_grade(school_class, number)):
        return school_class
    if not school_class:
        return grade if re.fullmatch(r"\d{1,2} ?[A-ZÆØÅ]\d?", grade, re.IGNORECASE) else number
    if school_class.isdecimal():
        return f"{number}-{school_class}"
    return f"{number}{'' if _LETTER.fullmatch(school_class) and number.isdecimal() else ' '}{school_class}"


def is_letter(cell: str) -> bool:
    """Whether a cell holds the letter of a class and no more: «A», «B2»."""
    return bool(_LETTER.fullmatch(cell.strip()))


def is_grade(cell: str) -> bool:
    """Whether a cell holds a grade and no more: «8», «8.», «8. trinn», «VG1»."""
    words = re.sub(r"[\d.\s]+", "", cell.casefold())
    return bool(_number(cell)) and (words in ("", "vg") or words in GRADE_WORDS)


def _number(grade: str) -> str:
    """«8», «VG1», or "" where no grade is told: a year of birth is none."""
    if upper := _UPPER.match(grade):
        return f"VG{upper[1]}"
    found = _GRADE.search(grade)
    return str(int(found[1])) if found and 1 <= int(found[1]) <= 13 else ""


def _tells_its_grade(school_class: str, number: str) -> bool:
    """Whether the class says the grade itself: «8A», «VG1 ST», and «8» in grade 8; not «1» in grade 8."""
    if school_class.isdecimal():
        return school_class == number
    return bool(_UPPER.match(school_class) or re.match(r"\W*\d", school_class))
