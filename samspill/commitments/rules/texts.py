"""What can be signed, how long it counts, and which version a signature must be under."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

#: What people sign. `commitments.wording` has what each is called.
KINDS = ("agreement", "confidentiality")
#: The languages texts are written in, in the order one falls back.
LANGUAGES = ("nb", "nn", "en")
#: The duty of confidentiality lasts as long as one lives; a text that ran out would say something else.
NEVER_RUN_OUT = frozenset({"confidentiality"})
LONGEST_YEARS = 10
RENEWED_BEFORE_DAYS = 60


def counts_until(signed_on: dt.date, years: int | None) -> dt.date | None:
    """The last day a signature counts; None where it counts for good."""
    if years is None:
        return None
    try:
        return signed_on.replace(year=signed_on.year + years) - dt.timedelta(days=1)
    except ValueError:  # Signed on a leap day: the day before the first of March.
        return dt.date(signed_on.year + years, 2, 28)


def may_be_renewed(until: dt.date | None, *, on: dt.date) -> bool:
    """Whether the same version may be signed once more: it has run out, or does so within two months."""
    return until is not None and (until - on).days <= RENEWED_BEFORE_DAYS


def oldest_that_counts(asking_anew: Iterable[int]) -> int:
    """The oldest version that still counts, of the versions that had to be signed anew; 1 where there is none."""
    return max(asking_anew, default=1)


def nearest(language: str, written_in: Iterable[str]) -> str | None:
    """The language a reader gets, of those a version is written in; None where it is written in none."""
    there = set(written_in)
    return next((code for code in (language, *LANGUAGES) if code in there), None)


def digest_of(title: str, body: str) -> str:
    """A fingerprint of a text (SHA-256), for the document that shows what was signed."""
    return hashlib.sha256(f"{title}\n\n{body}".encode()).hexdigest()
