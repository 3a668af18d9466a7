"""What kind of source has answered, and the whole of it read: one file, or the pages of a feed."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from samspill.activities.calendars.reader import read_calendar
from samspill.activities.calendars.results import (
    BrokenAt,
    CalendarTooBig,
    Limits,
    NoEventsInData,
    NoEventsOnPage,
    NotACalendar,
    ReadCalendar,
)
from samspill.activities.calendars.told import read_told
from samspill.activities.calendars.told_values import is_event
from samspill.foundation.recurrence import OSLO

ICALENDAR, LINKED_EVENTS, SCHEMA_ORG, OPENACTIVE = KINDS = (
    "icalendar",
    "linked_events",
    "schema_org",
    "openactive",
)
_STANDARD_LIMITS = Limits()
_JSON_LD = re.compile(
    rb"<script\b[^>]{0,400}\btype\s*=\s*[\"']?application/ld\+json\b[^>]{0,400}>(.*?)</script", re.I | re.S
)
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Document:
    """One answer: its kind, and what it says (bytes of iCalendar, JSON taken apart for the others)."""

    kind: str
    told: Any


def recognised(source: bytes, *, limits: Limits = _STANDARD_LIMITS) -> Document:
    """What came, by what it looks like and not by what its address or headers say. Raises UnreadableCalendar."""
    if len(source) > limits.bytes:
        raise CalendarTooBig(f"{len(source)} bytes")
    head = source[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] in (b"{", b"["):
        return _json_document(_parsed(source))
    if head[:1] == b"<":
        return Document(SCHEMA_ORG, _told_on_page(source))
    return Document(ICALENDAR, source)


def next_page(document: Document) -> str:
    """The address of the page after this one; "" on the last.

    An OpenActive feed ends in a page without items (RPDE 1.0, section 4.2); Linked Events says null.
    """
    told = document.told
    if document.kind == OPENACTIVE and told.get("items"):
        found = told.get("next")
    elif document.kind == LINKED_EVENTS and isinstance(told.get("meta"), dict):
        found = told["meta"].get("next")
    else:
        found = ""
    return found if isinstance(found, str) else ""


def read_documents(
    documents: Sequence[Document],
    *,
    since: dt.datetime,
    until: dt.datetime,
    home: dt.tzinfo = OSLO,
    limits: Limits = _STANDARD_LIMITS,
    language: str = "nb",
    is_whole: bool = True,
) -> ReadCalendar:
    """All pages of a source as one calendar, as `read_calendar` gives it. `is_whole`: no page was left unread.

    `language` is the one wanted where a text stands in several. Raises UnreadableCalendar.
    """
    kind = documents[0].kind
    if kind == ICALENDAR:
        return read_calendar(documents[0].told, since=since, until=until, home=home, limits=limits)
    pages = [document.told for document in documents]
    read = read_told(kind, pages, since=since, until=until, home=home, limits=limits, language=language)
    return read if is_whole else replace(read, is_complete=False)


def read_source(
    source: bytes,
    *,
    since: dt.datetime,
    until: dt.datetime,
    home: dt.tzinfo = OSLO,
    limits: Limits = _STANDARD_LIMITS,
    language: str = "nb",
) -> ReadCalendar:
    """One file of any kind we know, read whole. Raises UnreadableCalendar."""
    document = recognised(source, limits=limits)
    is_whole = not next_page(document)
    return read_documents(
        [document], since=since, until=until, home=home, limits=limits, language=language, is_whole=is_whole
    )


def _parsed(source: bytes) -> Any:
    try:
        return json.loads(source.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError) as error:
        raise BrokenAt("broken_data", getattr(error, "lineno", 1)) from error


def _json_document(told: Any) -> Document:
    if isinstance(told, dict):
        if isinstance(told.get("items"), list) and "next" in told:
            return Document(OPENACTIVE, told)
        if isinstance(told.get("data"), list) and isinstance(told.get("meta"), dict):
            return Document(LINKED_EVENTS, told)
        if "/LinkedEvent" in str(told.get("@type", "")):
            return Document(LINKED_EVENTS, {"data": [told]})
    if not _holds_an_event(told):
        raise NoEventsInData
    return Document(SCHEMA_ORG, told)


def _told_on_page(page: bytes) -> list[Any]:
    """What a web page tells programs (JSON-LD); a block that is broken is passed over."""
    found = []
    for block in _JSON_LD.finditer(page):
        try:
            found.append(_parsed(block[1].strip()))
        except NotACalendar:
            continue
    if not _holds_an_event(found):
        raise NoEventsOnPage
    return found


def _holds_an_event(told: Any, depth: int = 0) -> bool:
    if depth > _DEEPEST:
        return False
    if isinstance(told, list):
        return any(_holds_an_event(one, depth + 1) for one in told)
    if not isinstance(told, dict):
        return False
    return is_event(told) or any(_holds_an_event(one, depth + 1) for one in told.values())
