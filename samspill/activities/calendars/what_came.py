"""What came where a calendar should have come: so that whoever added it is told what is wrong with it, and where."""

from __future__ import annotations

from samspill.activities.calendars.lines import Line, content_lines
from samspill.activities.calendars.results import BrokenAt, NotACalendar, NothingCame, OtherFile

#: How other kinds of file begin: pictures, PDF, packed files and spreadsheets, old Office, sound and film.
_BEGINNINGS = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf",
    b"\xd0\xcf\x11\xe0", b"ID3", b"\0\0\0",
)  # fmt: skip
#: Lines that stand in calendars and hardly elsewhere.
_OF_CALENDARS = frozenset("BEGIN END PRODID DTSTART DTEND DTSTAMP RRULE UID SUMMARY METHOD CALSCALE".split())
_LOOKED_AT = 50


def why_no_calendar(source: bytes) -> NotACalendar:
    """The error that says what these bytes are, which hold no calendar and are neither JSON nor a page."""
    if not source.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        return NothingCame()
    if source.startswith(_BEGINNINGS):
        return OtherFile()
    first: Line | None = None
    for number, line in enumerate(content_lines(source)):
        first = first or line
        if line.name in _OF_CALENDARS:
            return BrokenAt("broken_calendar", first.number)
        if number >= _LOOKED_AT:
            break
    return NotACalendar()
