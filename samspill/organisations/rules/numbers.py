"""Organisation numbers: nine digits, the last a mod-11 check digit (Brønnøysundregistrene)."""

from __future__ import annotations

import re

from stdnum.exceptions import ValidationError
from stdnum.no import orgnr


class NotAnOrganisationNumber(ValueError):
    """The text cannot be an organisation number. `problem` says why, in one of the words below."""

    EXCEL_ROUNDED = "excel_rounded"
    WRONG_LENGTH = "wrong_length"
    NOT_DIGITS = "not_digits"
    WRONG_CHECK_DIGIT = "wrong_check_digit"

    def __init__(self, text: str, problem: str) -> None:
        super().__init__(f"{text!r} is not an organisation number ({problem})")
        self.text = text
        self.problem = problem


def organisation_number(text: str) -> str:
    """The nine digits of a number as people write it: `974 760 673`, `NO 974760673 MVA`, `974760673.0`.

    Raises `NotAnOrganisationNumber`; a number a spreadsheet has rounded (`9,1E+08`) cannot be saved and is refused.
    """
    bare = _without_decoration(text)
    if _ROUNDED.fullmatch(bare):
        raise NotAnOrganisationNumber(text, NotAnOrganisationNumber.EXCEL_ROUNDED)
    if not (bare.isascii() and bare.isdigit()):
        raise NotAnOrganisationNumber(text, NotAnOrganisationNumber.NOT_DIGITS)
    if len(bare) != 9:
        raise NotAnOrganisationNumber(text, NotAnOrganisationNumber.WRONG_LENGTH)
    if not has_right_check_digit(bare):
        raise NotAnOrganisationNumber(text, NotAnOrganisationNumber.WRONG_CHECK_DIGIT)
    return bare


def has_right_check_digit(number: str) -> bool:
    """Whether the text is nine digits, begins with 8 or 9, and ends in the check digit the first eight demand."""
    if number[:1] not in {"8", "9"} or len(number) != 9:
        return False
    try:
        orgnr.validate(number)
    except ValidationError:
        return False
    return True


def shown_number(number: str) -> str:
    """The number in groups of three, as Norwegians read it: `974 760 673`."""
    return f"{number[:3]} {number[3:6]} {number[6:]}"


_ROUNDED = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
_DECORATION = re.compile(r"^(org\.?\s*(nr|nummer)?\.?:?\s*|NO)|MVA$|\.0$|[\s.\u00a0\u202f-]", re.IGNORECASE)


def _without_decoration(text: str) -> str:
    kept = text.strip()
    if _ROUNDED.fullmatch(kept):
        return kept
    kept = re.sub(r"\.0+$", "", kept)
    return _DECORATION.sub("", kept.replace("\u00a0", " ")).strip()
