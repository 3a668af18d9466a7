"""What we make of an event read from somebody else's calendar, and when we ask that calendar again."""

from __future__ import annotations

import datetime as dt
import hashlib

from samspill.activities.calendars.results import ReadEvent

HORIZON = dt.timedelta(days=400)
"""How far ahead times are made into rows: this season, the next, and the same week next year."""
LOOK_BACK = dt.timedelta(days=7)
"""How far back a calendar still counts: the whole of the week that is shown."""

_BETWEEN_FETCHES = dt.timedelta(hours=4)
_LONGEST_PAUSE = dt.timedelta(days=2)
_CANCELLED, _GONE = "cancelled:", "gone"


def digest_of(event: ReadEvent) -> str:
    """A fingerprint of what the event says of itself; another fingerprint means that somebody changed it."""
    told = (event.title, event.text, event.location, event.url, *event.categories)
    fingerprint = hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:48]
    return _CANCELLED + fingerprint if event.status == "cancelled" else fingerprint


def gone_digest() -> str:
    """What stands instead of a fingerprint when the event is no longer in its calendar."""
    return _GONE


def cancelled_by_source(digest: str) -> bool:
    """Whether it was the calendar, and not somebody here, that called the activity off."""
    return digest == _GONE or digest.startswith(_CANCELLED)


def shortened(text: str, most: int) -> str:
    """The text, cut at a word with an ellipsis where it is longer than `most` characters."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut).rstrip(" ,;:") + "…"


def next_fetch(at: dt.datetime, failures: int) -> dt.datetime:
    """When to ask a calendar again: every four hours, and less and less often (two days at most) while it fails."""
    return at + min(_BETWEEN_FETCHES * 2 ** min(failures, 10), _LONGEST_PAUSE)
