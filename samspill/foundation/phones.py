"""Phone numbers as people write them: read, stored as E.164, and shown the way Norwegians write them.

Which numbers are in use comes from the `phonenumbers` package (libphonenumber's tables). Around it stand the
cases that real lists hold and it does not answer well: Svalbard is a region of its own (SJ) and yet a
Norwegian number, two numbers share a cell, a date is glued to the last digit, the letter O stands for zero,
and short numbers such as 116117 can be dialled but never texted from here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType


class Reason(StrEnum):
    """Why a text is not a phone number. The interface has a sentence for each."""

    EMPTY = "empty"
    WORDS = "words"
    LETTER_FOR_DIGIT = "letter_for_digit"
    SHORT_NUMBER = "short_number"
    SEVERAL = "several"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NOT_IN_USE = "not_in_use"


class NotAPhone(ValueError):
    """The text is not one phone number; `reason` says why."""

    def __init__(self, reason: Reason, text: str) -> None:
        super().__init__(f"{text!r} is not a phone number: {reason}")
        self.reason = reason
        self.text = text


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone number. `e164` is how it is stored; `country` an ISO code (SJ for Svalbard); `extension`
    digits or "".
    """

    e164: str
    country: str
    is_mobile: bool
    extension: str = ""

    def __str__(self) -> str:
        return formatted(self.e164)


#: Longer texts than this are not read at all: no phone number, and no work for an attacker to give us.
LONGEST_TEXT = 200


def read_phone(text: str) -> Phone:
    """The one phone number in `text`, with or without a label ("tlf: 412 34 567") and in any script's digits.

    A number without a country code is Norwegian. Raises `NotAPhone` with the reason.
    """
    written = _plain(text)
    if not written:
        raise NotAPhone(Reason.EMPTY, text)
    found = _read(written)
    if found is None:
        raise NotAPhone(_why_not(written), text)
    return found


def find_phones(cell: str) -> list[Phone]:
    """Every phone number in a cell or a line of free text, in order and without repeats.

    Finds both of "412 34 567 / 22 33 44 55", the number in "954 38 8935. mar" (glued to the next date), and
    nothing in dates, organisation numbers, account numbers and national identity numbers.
    """
    plain = _without_dates(_plain(cell[: LONGEST_TEXT * 50]))
    whole = _read(plain)
    found = [whole] if whole else [phone for run in _RUN.findall(plain) for phone in _in_run(run)]
    return list({phone.e164: phone for phone in found}.values())


def formatted(e164: str) -> str:
    """A stored number as Norwegians write it: 412 34 567, 22 33 44 55, 02800; a foreign one as +46 70 123 45
    67.
    """
    if not e164.startswith("+47"):
        return _international(e164)
    digits = e164[3:]
    if len(digits) != 8:
        return digits
    if digits[0] in "489":
        return f"{digits[:3]} {digits[3:5]} {digits[5:]}"
    return " ".join(digits[at : at + 2] for at in range(0, 8, 2))


def is_mobile(e164: str) -> bool:
    """Whether a stored number can be texted, as far as its range tells. Danish ranges do not tell: yes."""
    try:
        return _is_mobile(phonenumbers.parse(e164, "NO"))
    except phonenumbers.NumberParseException:
        return False


def _plain(text: str) -> str:
    """The text with ordinary digits, spaces and hyphens, without invisible characters."""
    return re.sub(r"\s+", " ", "".join(_plain_character(character) for character in text)).strip()


def _plain_character(character: str) -> str:
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return {"Pd": "-", "Zs": " ", "Cf": "", "Cc": ""}.get(category, "+" if character == "＋" else character)


_LABEL = re.compile(
    r"^(?:tel|tlf|telefon|phone|mob|mobil|mobile|sms|t|m|p)(?:\.?\s*nr)?\s*[.:]?\s*(?=[+(\d])", re.IGNORECASE
)
_EXTENSION = re.compile(r"[\s,;]*(?:ext|ext\.|x|internt?|linje|lokal)[.:]?\s*(\d{1,6})$", re.IGNORECASE)
_NATIONAL_ZERO = re.compile(r"(?<=\d)\s*\(0\)\s*")
_WRITTEN_AS_NUMBER = re.compile(r"^\+?[\d\s().\-/]+$")


def _read(text: str) -> Phone | None:
    """The phone number this text is, label and extension aside; None if it is anything else."""
    text = _LABEL.sub("", text[:LONGEST_TEXT])
    extension = _EXTENSION.search(text)
    bare = (
        _NATIONAL_ZERO.sub("", text[: extension.start()] if extension else text)
        .removeprefix("(")
        .strip(" .,;-")
    )
    bare = bare.replace("+47)", "+47") if bare.startswith("+47)") else bare
    if not _WRITTEN_AS_NUMBER.match(bare):
        return None
    return _in_use(bare, extension[1] if extension else "")


def _in_use(digits: str, extension: str = "") -> Phone | None:
    try:
        number = phonenumbers.parse(digits, "NO")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    country = phonenumbers.region_code_for_number(number) or ""
    return Phone(e164, country, _is_mobile(number), extension)


def _is_mobile(number: PhoneNumber) -> bool:
    kinds = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
    return phonenumbers.number_type(number) in kinds


def _international(e164: str) -> str:
    try:
        return phonenumbers.format_number(phonenumbers.parse(e164, None), PhoneNumberFormat.INTERNATIONAL)
    except phonenumbers.NumberParseException:
        return e164


def _why_not(text: str) -> Reason:
    if len(find_phones(text)) > 1:
        return Reason.SEVERAL
    if re.search(r"(?:^|[\d\s+])[oOlI](?=[\s\d])|\d[oOlI](?![A-Za-z])", text):
        return Reason.LETTER_FOR_DIGIT
    digits = re.sub(r"\D", "", text)
    if not digits or re.search(r"[^\W\d_]", _EXTENSION.sub("", _LABEL.sub("", text))):
        return Reason.WORDS
    if _is_short_number(digits):
        return Reason.SHORT_NUMBER
    return _why_digits_are_not(text, digits)


def _why_digits_are_not(text: str, digits: str) -> Reason:
    if text.startswith(("+", "(+", "00")):
        return _why_abroad_is_not(text)
    if len(digits) == 8:
        return Reason.NOT_IN_USE
    return Reason.TOO_SHORT if len(digits) < 8 else Reason.TOO_LONG


def _why_abroad_is_not(text: str) -> Reason:
    try:
        verdict = phonenumbers.is_possible_number_with_reason(phonenumbers.parse(text.lstrip("("), "NO"))
    except phonenumbers.NumberParseException:
        return Reason.NOT_IN_USE
    lengths = {
        phonenumbers.ValidationResult.TOO_SHORT: Reason.TOO_SHORT,
        phonenumbers.ValidationResult.TOO_LONG: Reason.TOO_LONG,
    }
    return lengths.get(verdict, Reason.NOT_IN_USE)


def _is_short_number(digits: str) -> bool:
    """Emergency and information numbers such as 113, 1881 and 116117 (Nkom's plan for 3 to 6 digits)."""
    return len(digits) <= 6 and (digits[0] == "1" or (len(digits) == 5 and digits[0] == "0"))


#: A run of digits as people group them. Slash, comma and semicolon part two numbers.
_RUN = re.compile(r"(?:(?<!\d)|(?=\+))(?:\(?\+ ?)?\(?\d(?:[\d ().\-]*\d)?(?!\d)")
_MONTH = r"\s*(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)"
_DAY_BEFORE_MONTH = re.compile(rf"([+(\d][\d ().\-]{{0,30}})(?<=\d)\.?(?={_MONTH})", re.IGNORECASE)
_DATE = re.compile(r"(?<!\d)(?:[0-3]?\d[.\-/][01]?\d[.\-/](?:19|20)\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)")


def _without_dates(text: str) -> str:
    return _DAY_BEFORE_MONTH.sub(_without_day, _DATE.sub(";", text))


def _without_day(match: re.Match[str]) -> str:
    """Cut the day off the digits before a month: "954 38 8935. mar" is 954 38 893 and the fifth of March."""
    digits = match[1]
    for length in (1, 2):
        if digits[-length:].isdigit() and _longest_from([digits[:-length].strip()], 0)[0]:
            return digits[:-length] + ";"
    return re.sub(r"(?<!\d)\d{1,2}$", ";", digits)


def _in_run(run: str) -> list[Phone]:
    """The numbers in one run of digits: the longest groups that together are a number in use, from the left.

    A stray group of one to three digits beside a number written in groups means that we do not know where the
    number ends ("412 34 567 8"): then nothing is found rather than something guessed.
    """
    groups = run.split()
    found: list[Phone] = []
    at, guessed, strays = 0, False, False
    while at < len(groups):
        phone, used = _longest_from(groups, at)
        found += [phone] if phone else []
        guessed |= phone is not None and used > 1
        strays |= phone is None and len(groups[at]) < 4
        at += used
    return [] if guessed and strays else found


def _longest_from(groups: list[str], at: int) -> tuple[Phone | None, int]:
    for end in range(min(len(groups), at + 8), at, -1):
        text = " ".join(groups[at:end])
        if sum(map(str.isdigit, text)) >= 8 and (phone := _in_use(text)):
            return phone, end - at
    return None, 1
