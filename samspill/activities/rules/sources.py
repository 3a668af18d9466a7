"""What we make of an event read from somebody else's calendar, and when we ask that calendar again."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Set

from samspill.activities.calendars.results import ReadEvent

HORIZON = dt.timedelta(days=400)
"""How far ahead times are made into rows: this season, the next, and the same week next year."""
LOOK_BACK = dt.timedelta(days=7)
"""How far back a calendar still counts: the whole of the week that is shown."""

COMPARED = dt.timedelta(days=60)
"""How far ahead the times of two sources are held together: both show that far, whenever each was read last."""

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


THEIRS, OURS_STAND, OURS_FOR_NOW = "theirs", "ours_stand", "ours_for_now"
"""Whose words stand: the source's; ours, which it does not replace; ours until the source is read the next time."""


def awaiting_digest(digest: str) -> str:
    """What stands instead of a fingerprint until the source is read: no event has it, so the words are taken anew.

    That it was the source that called the activity off is still told.
    """
    return _CANCELLED if cancelled_by_source(digest) else ""


def whose_words(edited_here_at: dt.datetime | None, digest: str) -> str:
    """Whose words an activity from a source has. What the source no longer has has no words to take: `THEIRS`."""
    if digest == _GONE:
        return THEIRS
    if digest in ("", _CANCELLED) and edited_here_at is None:
        return OURS_FOR_NOW
    return OURS_STAND if edited_here_at is not None else THEIRS


def shortened(text: str, most: int) -> str:
    """The text, cut at a word with an ellipsis where it is longer than `most` characters."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut).rstrip(" ,;:") + "…"


def next_fetch(at: dt.datetime, failures: int) -> dt.datetime:
    """When to ask a calendar again: every four hours, and less and less often (two days at most) while it fails."""
    return at + min(_BETWEEN_FETCHES * 2 ** min(failures, 10), _LONGEST_PAUSE)


def title_key(title: str) -> str:
    """A title for comparing: letters and digits alone, whatever their case."""
    return "".join(letter for letter in title.casefold() if letter.isalnum())


def is_the_same(mine: Set[dt.datetime], theirs: Set[dt.datetime], *, my_place: str, their_place: str) -> bool:
    """Whether two activities with one title are one event: all of my next times are theirs too, and where it is agrees.

    Places agree when one of them is not told, or when they share a word of four letters or more.
    """
    if not mine or not mine <= theirs:
        return False
    words = [_place_words(place) for place in (my_place, their_place)]
    return not all(words) or bool(words[0] & words[1])


def _place_words(place: str) -> set[str]:
    letters = "".join(letter if letter.isalnum() else " " for letter in place.casefold())
    return {word for word in letters.split() if len(word) >= 4}
