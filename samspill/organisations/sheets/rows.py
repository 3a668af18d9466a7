"""One row of a contact sheet understood: an association and the people who speak for it, or why it cannot be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from samspill.foundation.national_ids import holds_national_id
from samspill.foundation.phones import find_phones
from samspill.foundation.places import folded
from samspill.organisations.registers.fields import website_of
from samspill.organisations.rules.audiences import UnknownAudience, named_audiences
from samspill.organisations.rules.categories import UnknownCategory, categories, category
from samspill.organisations.rules.names import readable_name
from samspill.organisations.rules.numbers import NotAnOrganisationNumber, organisation_number
from samspill.organisations.sheets.columns import PERSON_PARTS, TITLES

_EMAIL = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>().]{2,}")
_YES = frozenset({"x", "ja", "j", "yes", "y", "true", "sann", "1"})
#: The widest each of an organisation's columns may be; a longer text is refused, never cut.
WIDEST = {"name": 200, "address": 200, "town": 60, "about": 4_000, "place_text": 200}


@dataclass(frozen=True, slots=True)
class Contact:
    """A person named in the row, the post she holds, and how she is reached."""

    title: str
    name: str
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What the row says. `facts` holds only columns with something in them, in the form they are stored.

    `problem` is why the row cannot be brought in, with the text it is about in `problem_text`; "" when it can.
    """

    facts: dict[str, str] = field(default_factory=dict)
    number: str = ""
    contacts: tuple[Contact, ...] = ()
    is_published: bool = False
    problem: str = ""
    problem_text: str = ""


class _Problem(Exception):
    def __init__(self, reason: str, text: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.text = text


def understand(cells: Sequence[str], columns: Mapping[int, str]) -> RowFacts:
    """The row's facts, by the confirmed columns (number → field)."""
    said = {
        name: cells[column]
        for column, name in columns.items()
        if column < len(cells) and cells[column].strip()
    }
    try:
        _refuse_national_ids(cells)
        return RowFacts(
            facts=_organisation_facts(said),
            number=_number(said.get("number", "")),
            contacts=tuple(_contacts(said)),
            is_published=said.get("published", "").strip().casefold() in _YES,
        )
    except _Problem as problem:
        return RowFacts(_name_to_show(said, problem), problem=problem.reason, problem_text=problem.text[:200])


def _name_to_show(said: Mapping[str, str], problem: _Problem) -> dict[str, str]:
    """The name as it stands, so that a row with a problem is known again; nothing of one with an identity number."""
    name = "" if str(problem) == "holds_national_id" else said.get("name", "").strip()[:200]
    return {"name": name} if name else {}


def _refuse_national_ids(cells: Sequence[str]) -> None:
    if any(holds_national_id(cell) for cell in cells):
        raise _Problem("holds_national_id")


def _number(text: str) -> str:
    try:
        return organisation_number(text) if text else ""
    except NotAnOrganisationNumber as refused:
        raise _Problem(f"number_{refused.problem}", text) from None


def _organisation_facts(said: Mapping[str, str]) -> dict[str, str]:
    if not said.get("name"):
        raise _Problem("no_name")
    facts = {name: said[name] for name in WIDEST if name in said} | {"name": readable_name(said["name"])}
    for name, text in facts.items():
        if len(text) > WIDEST[name]:
            raise _Problem("too_long", text)
    facts |= {
        "phone": next(iter(_phones(said.get("phone", "")) + _phones(said.get("mobile", ""))), ""),
        "email": next(iter(_emails(said.get("email", ""))), ""),
        "website": website_of(said, "website"),
        "postcode": _postcode(said.get("postcode", "")),
        "categories": " ".join(_categories(said.get("categories", ""))),
        "audiences": " ".join(_audiences(said.get("audiences", ""))),
        "area": said.get("area", ""),
    }
    return {name: word for name, word in facts.items() if word}


def _phones(text: str) -> tuple[str, ...]:
    """Every number in the cell; a cell with something in it and no number is a problem, not an empty cell."""
    if not text:
        return ()
    found = tuple(phone.e164 for phone in find_phones(text))
    if not found:
        raise _Problem("phone_unreadable", text)
    return found


def _emails(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    found = tuple(dict.fromkeys(match.lower().removeprefix("mailto:") for match in _EMAIL.findall(text)))
    if not found or any(len(address) > 254 for address in found):
        raise _Problem("email_unreadable", text)
    return found


def _postcode(text: str) -> str:
    """Four digits, with the zeros a spreadsheet has eaten."""
    if not text:
        return ""
    digits = re.sub(r"^N-?|\s", "", text.strip(), flags=re.IGNORECASE)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 4):
        raise _Problem("postcode_unreadable", text)
    return digits.zfill(4)


def _categories(text: str) -> list[str]:
    """Codes, or names in any language, parted by comma, semicolon or line; words we do not know are left out."""
    names = {
        folded(name): found.code for found in categories().values() for name in (found.nb, found.nn, found.en)
    }
    codes: dict[str, None] = {}
    for part in re.split(r"[,;/\n]", text):
        try:
            codes[category(part).code] = None
        except UnknownCategory:
            if code := names.get(folded(part)):
                codes[code] = None
    return list(codes)[:20]


def _audiences(text: str) -> tuple[str, ...]:
    """For whom it is, in words or codes; a word that names nobody is a problem, since half an answer misleads."""
    try:
        return named_audiences(text)
    except UnknownAudience as error:
        raise _Problem("audience_unknown", str(error)) from None


def _contacts(said: Mapping[str, str]) -> list[Contact]:
    found = []
    for title in TITLES:
        parts = {part: said.get(f"{title}.{part}", "") for part in PERSON_PARTS}
        name = parts["name"] or f"{parts['first_name']} {parts['last_name']}".strip()
        phones, emails = _phones(parts["phone"]), _emails(parts["email"])
        if not name and (phones or emails):
            raise _Problem("contact_without_name", parts["phone"] or parts["email"])
        if len(name) > 120:
            raise _Problem("too_long", name)
        if name:
            found.append(Contact(_title(title, said), name, phones, emails))
    return found


def _title(title: str, said: Mapping[str, str]) -> str:
    """A contact's own column may say that she is the leader."""
    words = set(re.sub(r"[^a-z]+", " ", folded(said.get("contact.title", ""))).split())
    if title != "contact" or not words:
        return title
    return next((known for known, several in TITLES.items() if words & set(several)), title)
