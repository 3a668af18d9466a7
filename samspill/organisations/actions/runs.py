"""The book of a register reading: what was read, what came of it, what was refused, where to go on."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from samspill.foundation import clock
from samspill.organisations.models import RegisterRejection, RegisterRun
from samspill.organisations.rules.entries import Reason, Rejected

#: What a run counts, in the order it is told.
COUNTED = (
    "read",
    "new",
    "changed",
    "unchanged",
    "closed",
    "skipped_not_association",
    "skipped_elsewhere",
    "rejected",
)
#: Refused rows kept with their reason. All are counted; a file that is wrong from end to end need not fill the disk.
KEPT_REJECTIONS = 5_000

Progress = Callable[[Counter[str]], None]


def start_run(source: str, origin: str, *, at: dt.datetime, cursor: str = "") -> RegisterRun:
    """A new page in the book."""
    return RegisterRun.objects.create(
        source=source, origin=origin[:300], started_at=at, cursor=cursor, counts=dict.fromkeys(COUNTED, 0)
    )


@dataclass(slots=True)
class Bookkeeping:
    """Counts and refused rows of one run, written down each time `save` is called."""

    run: RegisterRun
    progress: Progress | None = None
    counts: Counter[str] = field(default_factory=Counter)
    _refused: list[RegisterRejection] = field(default_factory=list)
    _kept: int = 0
    _began: float = field(default_factory=clock.ticks)

    @classmethod
    def of(cls, run: RegisterRun, progress: Progress | None = None) -> Bookkeeping:
        """The book of a run that may have been broken off before: it counts on from there."""
        run.failed_reason = ""
        return cls(run, progress, counts=Counter(run.counts))

    @contextmanager
    def telling_why_it_stops(self, *expected: type[Exception]) -> Iterator[None]:
        """Write down why the run stopped when anything is raised, and let it rise."""
        try:
            yield
        except expected as error:
            self.fail(str(error))
            raise
        except Exception as error:
            self.fail(f"{type(error).__name__}: {error}")
            raise

    def count(self, what: str, number: int = 1) -> None:
        """Add to one of `COUNTED`; every ten thousandth row read is told to whoever watches."""
        self.counts[what] += number
        if what == "read" and self.progress and self.counts["read"] % 10_000 == 0:
            self.progress(self.counts)

    def refuse(self, rejected: Rejected) -> None:
        """Count a refused row and keep why, up to the limit."""
        self.counts["rejected"] += 1
        if rejected.reason is Reason.BROKEN_FILE:
            self.run.failed_reason = rejected.excerpt[:300] or "The file could not be read to its end."
        if self._kept < KEPT_REJECTIONS:
            self._kept += 1
            self._refused.append(_row(self.run, rejected))

    def save(self, *, cursor: str | None = None) -> None:
        """Write down how far the run has come. `cursor`: where to go on after a break."""
        RegisterRejection.objects.bulk_create(self._refused)
        self._refused.clear()
        if cursor is not None:
            self.run.cursor = cursor
        self.run.counts = {what: self.counts[what] for what in COUNTED}
        self.run.save()

    def finish(self) -> RegisterRun:
        """Write down that the run is over. The time is the run's beginning and what the clock has measured since."""
        self.run.finished_at = self.run.started_at + dt.timedelta(seconds=clock.ticks() - self._began)
        self.save()
        if self.progress:
            self.progress(self.counts)
        return self.run

    def fail(self, reason: str) -> None:
        """Write down why the run stopped; what it had saved stands."""
        self.run.failed_reason = reason[:2000]
        self.save()


def _row(run: RegisterRun, rejected: Rejected) -> RegisterRejection:
    return RegisterRejection(
        run=run,
        row=rejected.row,
        number=rejected.number[:20],
        reason=rejected.reason,
        excerpt=rejected.excerpt[:300].replace("\x00", ""),
    )
