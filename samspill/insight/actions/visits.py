"""Counting what is read: in this process first, and in the database a few seconds later (0039).

To count costs a request one addition in memory. A thread of its own adds the counts up in the database; what is
counted and not yet written when a process is killed, at most some seconds, is lost.
"""

from __future__ import annotations

import atexit
import datetime as dt
import logging
from collections import Counter
from collections.abc import Mapping
from threading import Lock, Timer
from typing import NamedTuple

from django.conf import settings
from django.db import IntegrityError, connections, transaction
from django.db.models import F

from samspill.foundation.tenancy import entered
from samspill.insight.models import Visits
from samspill.insight.rules.visits import week_of

log = logging.getLogger(__name__)


class Seen(NamedTuple):
    """A page that can be counted: whose, what it is of, and the key of the row or the name of the page."""

    municipality: str
    what: str
    key: str


Counts = Counter[tuple[dt.date, Seen]]

#: So many pages at most are counted between two writings. There are fewer; this is for a day when something is wrong.
MOST = 20_000

_lock = Lock()
_writing = Lock()
_counts: Counts = Counter()
_timer: list[Timer] = []


def note_visit(seen: Seen, *, on: dt.date) -> None:
    """Somebody opened this page. Written within `VISITS_WRITTEN_AFTER` seconds; where that is None, when told to."""
    note_visits(seen, 1, on=on)


def note_visits(seen: Seen, number: int, *, on: dt.date) -> None:
    """This page was opened so many times."""
    one = (week_of(on), seen)
    with _lock:
        if number and (one in _counts or len(_counts) < MOST):
            _counts[one] += number
        _begin_to_wait()


def write_visits() -> int:
    """Add what this process has counted to what is in the database; how many visits. What fails is kept for later.

    Each municipality's in one transaction, in the order of the keys, so that two processes cannot wait for each other.
    """
    with _writing:
        with _lock:
            taken = Counter(_counts)
            _counts.clear()
        return sum(_write_for(number, counts) for number, counts in _by_municipality(taken).items())


def forget_counted() -> None:
    """Throw away what is counted and not written: between tests."""
    with _lock:
        _counts.clear()


def _write_for(number: str, counts: Mapping[tuple[dt.date, Seen], int]) -> int:
    try:
        with entered(number), transaction.atomic():
            _add(counts)
    except IntegrityError:
        log.exception("Visits of municipality %s cannot be kept", number)
        return 0
    except Exception:  # The database is away: what is counted stays, and is written when it is there again.
        log.warning("Visits could not be written; they wait", exc_info=True)
        with _lock:
            _counts.update(counts)
        return 0
    return sum(counts.values())


def _add(counts: Mapping[tuple[dt.date, Seen], int]) -> None:
    """Two steps that are each one statement: that the row is there, and that it is so much more."""
    rows = sorted((week, seen.what, seen.key, number) for (week, seen), number in counts.items())
    Visits.objects.bulk_create(
        [Visits(week=week, what=what, key=key) for week, what, key, _ in rows], ignore_conflicts=True
    )
    for week, what, key, number in rows:
        Visits.objects.filter(week=week, what=what, key=key).update(number=F("number") + number)


def _by_municipality(counts: Counts) -> dict[str, Counts]:
    found: dict[str, Counts] = {}
    for (week, seen), number in sorted(counts.items()):
        found.setdefault(seen.municipality, Counter())[week, seen] = number
    return found


def _begin_to_wait() -> None:
    """Let a thread write in a while, unless one already waits. Called with the lock held."""
    seconds = settings.VISITS_WRITTEN_AFTER
    if _timer or seconds is None:
        return
    timer = Timer(seconds, _write_in_a_thread)
    timer.daemon = True
    _timer.append(timer)
    timer.start()


def _write_in_a_thread() -> None:
    with _lock:
        _timer.clear()
    try:
        write_visits()
    finally:
        connections.close_all()
    with _lock:
        if _counts:
            _begin_to_wait()


@atexit.register
def _write_what_is_left() -> None:
    if _counts and settings.VISITS_WRITTEN_AFTER is not None:
        write_visits()
