"""Everything stored about a person as something she can read: on a page, or as a PDF that a screen reader reads too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.foundation.documents import pdf
from samspill.foundation.phones import formatted
from samspill.foundation.queries import areas
from samspill.foundation.tenancy import Owned
from samspill.foundation.together import with_what_they_point_at
from samspill.people.models import Person
from samspill.people.queries import Asker, readable, rows_about
from samspill.people.queries.exporting import trail_of
from samspill.web.access import stored_words as words
from samspill.web.design import dates
from samspill.web.design.language_names import language_name
from samspill.web.design.words import CHANNEL_WORDS, told_times, word_for

TEMPLATE = Path(__file__).resolve().parent / "data" / "stored.typ"
CONTENT_TYPE = "application/pdf"

Fact = tuple[str, str]


@dataclass(frozen=True)
class Section:
    """One table: what it is called, and its rows as facts with names."""

    title: str
    rows: list[list[Fact]]


@dataclass(frozen=True)
class Happening:
    """A line of the trail, in words: when, what, who, by which way; `why` where somebody looked."""

    when: str
    what: str
    who: str
    how: str = ""
    why: str = ""


@dataclass(frozen=True)
class Stored:
    """All of it, in the reader's language."""

    name: str
    made_on: str
    sections: list[Section]
    looks: list[Happening]
    trail: list[Happening]


def stored_about(person: Person, asker: Asker | None = None) -> Stored:
    """What is stored about her in every room, table by table, who looked and why, and what was done.

    Where a member of staff asks, what another unit alone may read is left out; she herself sees all.
    """
    rows = readable(asker, rows_about(person))
    with_what_they_point_at(with_what_they_point_at(rows), known=rows)
    by_table: dict[str, list[Owned]] = {}
    for row in rows:
        by_table.setdefault(row._meta.label_lower, []).append(row)
    happened = trail_of(rows)
    return Stored(
        name=person.name,
        made_on=dates.day(clock.today(), _language(), year=True),
        sections=[Section(str(words.table_word(label)), _told(some)) for label, some in by_table.items()],
        looks=[_happening(line) for line in happened if line["what"] == "looked"],
        trail=[_happening(line) for line in happened if line["what"] != "looked"],
    )


def looks_at(person: Person, asker: Asker | None = None) -> list[Happening]:
    """Who looked at what we have of her, the latest first; for a member of staff, at what she may read."""
    lines = trail_of(readable(asker, rows_about(person)))
    return [_happening(line) for line in lines if line["what"] == "looked"]


def stored_pdf(stored: Stored) -> bytes:
    """The same as PDF/UA."""
    return pdf(TEMPLATE, _for_paper(stored))


def _for_paper(stored: Stored) -> dict[str, Any]:
    return {
        "title": _("What is stored about %(name)s") % {"name": stored.name},
        "language": _language(),
        "made_on": stored.made_on,
        "sections": [{"title": section.title, "rows": section.rows} for section in stored.sections],
        "looked": _("Who has looked, and why"),
        "nobody": _("Nobody has looked at anything sensitive."),
        "looks": [_on_paper(line) for line in stored.looks],
        "happened": _("What has happened"),
        "trail": [_on_paper(line) for line in stored.trail],
        "right": _("Is something wrong? Tell us, and we correct it. You can also ask us to forget you."),
    }


def _on_paper(line: Happening) -> list[str]:
    return [line.when, ", ".join(part for part in (line.what, line.who, line.how, line.why) if part)]


def _told(rows: Iterable[Owned]) -> list[list[Fact]]:
    told = [list(_facts(row)) for row in rows]
    return [facts for facts in told if facts]


def _facts(row: Owned) -> Iterator[Fact]:
    label = row._meta.label_lower
    for field in row._meta.concrete_fields:
        if words.is_technical(label, field.name):
            continue
        value = _in_words(label, field, row)
        if value:
            yield str(words.field_word(label, field.name)), value


def _in_words(label: str, field: Any, row: Owned) -> str:
    value = getattr(row, field.attname)
    if value in (None, "", (), [], {}):
        return ""
    if isinstance(field, models.ForeignKey):
        return _named(getattr(row, field.name))
    return _plain(label, field.name, value)


def _named(thing: Any) -> str:
    """What a row that is pointed at is called; a shift or a time of an activity by what it is and when."""
    whole = getattr(thing, "need", None) or getattr(thing, "activity", None)
    if whole is not None and hasattr(thing, "starts_at"):
        return f"{_titled(whole.title)}, {dates.moment(thing.starts_at, _language(), year=True)}"
    return _titled(getattr(thing, "title", "")) or str(thing)


def _titled(title: Any) -> str:
    """A title; of one kept in several languages the reader's, else the first."""
    if isinstance(title, Mapping):
        return str(title.get(_language()) or next(iter(title.values()), ""))
    return str(title)


def _plain(label: str, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dt.datetime):
        return dates.moment(value, _language(), year=True)
    if isinstance(value, dt.date):
        return dates.day(value, _language(), year=True)
    if name in ("availability", "times"):
        return "; ".join(told_times(value))
    if name == "answers":
        return "; ".join(" ".join(pair) for pair in value)
    return _coded(label, name, value)


def _coded(label: str, name: str, value: Any) -> str:
    codes = value if isinstance(value, tuple | list) else [value]
    if name in ("language", "languages"):
        return ", ".join(language_name(code) for code in codes)
    if name == "areas":
        return ", ".join(_areas().get(str(code), str(code)) for code in codes)
    known = words.code_words(label, name)
    return ", ".join(_as_phone(str(known.get(str(code), code))) for code in codes)


def _as_phone(text: str) -> str:
    return formatted(text) if text.startswith("+") and text[1:].isdecimal() else text


def _areas() -> dict[str, str]:
    return {str(area.pk): area.name for area in areas()}


def _happening(line: dict[str, Any]) -> Happening:
    return Happening(
        when=dates.moment(dt.datetime.fromisoformat(line["at"]), _language(), year=True),
        what=str(words.verb_word(line["what"])),
        who=_who(line),
        how=word_for(line["channel"], CHANNEL_WORDS),
        why=str(words.ERRANDS.get(line.get("why", ""), "")),
    )


def _who(line: dict[str, Any]) -> str:
    others = {
        "system": _("the system"),
        "public": _("somebody on the square"),
        "people.person": _("you, or another person"),
        "person": _("you, or another person"),
    }
    return ", ".join(part for part in (others.get(line["who"], line["who"]), line["unit"]) if part)


def _language() -> str:
    return get_language() or "nb"
