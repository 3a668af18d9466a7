"""A calendar that was read becomes rows: in one transaction, in few statements, and a second time to no effect."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from samspill.activities.actions.folding import doubles_among, fold_together, unfold_what_is_gone
from samspill.activities.actions.indexing import index_activities
from samspill.activities.actions.occurrences import write_over
from samspill.activities.actions.telling import (
    tell_that_they_are_off,
    tell_that_they_are_on,
    tell_that_they_moved,
)
from samspill.activities.calendars import Problem, ReadCalendar, ReadEvent, ReadOccurrence
from samspill.activities.models import (
    Activity,
    CalendarProblem,
    CalendarRun,
    CalendarSubscription,
    Occurrence,
)
from samspill.activities.rules.slots import paired
from samspill.activities.rules.sources import cancelled_by_source, digest_of, gone_digest, shortened
from samspill.activities.rules.vocabulary import categories_of
from samspill.activities.signals import occurrence_cancelled, occurrence_moved
from samspill.foundation.actions import note
from samspill.foundation.models import Municipality
from samspill.foundation.tenancy import Owned, entered_number

COUNTED = ("new", "changed", "unchanged", "cancelled", "same", "over", "problems")
"""What a run counts, in events: `over` have no time from a week back to the horizon and no activity was made; `same`
are told of by another source already.
"""

_BATCH = 500
_TOLD = ["title", "text", "place_text", "url", "categories", "cancelled_at", "changed_at", "source_digest"]
_TIMED = ["starts_at", "ends_at", "is_all_day", "title", "place_text", "cancelled_at"]


def bring_in(
    subscription: CalendarSubscription,
    calendar: ReadCalendar,
    *,
    since: dt.datetime,
    until: dt.datetime,
    at: dt.datetime,
    by: Owned | str,
) -> CalendarRun:
    """Make the subscription's rows say what the calendar says, for the window it was read with.

    For the caller's transaction. New events become activities on the square; changed ones are changed; what is no
    longer there is cancelled, never deleted, and only if the calendar was read whole. What somebody here has moved,
    cancelled or added to an activity stands. Private events are left out.
    """
    CalendarSubscription.objects.select_for_update().get(pk=subscription.pk)
    run = CalendarRun.objects.create(subscription=subscription, started_at=at)
    work = _BringingIn(subscription, since=since, until=until, at=at)
    work.compare(calendar)
    work.write()
    work.fold()
    _finish(run, work.counts, [*calendar.problems, *work.problems], at)
    note(
        "import_calendar", run, by=by, channel="system" if by == "system" else "web", at=at, counts=run.counts
    )
    return run


@dataclass(frozen=True, slots=True)
class Foreseen:
    """An activity a first reading would make, with its times, and what stands here of it already. None are saved."""

    activity: Activity
    rows: list[Occurrence]
    double_of: Activity | None


@dataclass(frozen=True, slots=True)
class Foresight:
    """All a first reading would make; `over` counts the events without a time left."""

    brought: list[Foreseen]
    over: int
    problems: list[Problem]


def foresee(calendar: ReadCalendar, *, since: dt.datetime, until: dt.datetime, at: dt.datetime) -> Foresight:
    """What `bring_in` would make of a calendar nobody has read before, for the same window. Nothing is written."""
    work = _BringingIn(None, since=since, until=until, at=at)
    work.compare(calendar)
    rows = defaultdict[object, list[Occurrence]](list)
    for row in work.new_rows:
        rows[row.activity_id].append(row)
    doubles = doubles_among(work.starts_told(), at=at)
    brought = [Foreseen(one, rows[one.pk], doubles.get(one.pk)) for one in work.new_activities]
    return Foresight(brought, work.counts["over"], [*calendar.problems, *work.problems])


def _finish(run: CalendarRun, counts: Counter[str], problems: list[Problem], at: dt.datetime) -> None:
    CalendarProblem.objects.bulk_create(
        (
            CalendarProblem(
                run=run, uid=one.uid[:255], line=one.line, reason=one.reason, excerpt=one.detail[:300]
            )
            for one in problems
        ),
        _BATCH,
    )
    counts["problems"] = len(problems)
    run.counts = {what: counts[what] for what in COUNTED}
    run.finished_at = at
    run.save(update_fields=["counts", "finished_at"])


class _BringingIn:
    """One run: what there is, what is to be written, what to ring for."""

    def __init__(
        self,
        subscription: CalendarSubscription | None,
        *,
        since: dt.datetime,
        until: dt.datetime,
        at: dt.datetime,
    ) -> None:
        self.subscription, self.since, self.until, self.at = subscription, since, until, at
        self.language = language_here()
        self.activities: dict[str, Activity] = {}
        self.rows: defaultdict[object, list[Occurrence]] = defaultdict(list)
        if subscription is not None:
            known = subscription.activities.select_related("organisation", "unit", "place", "area")
            self.activities = {activity.uid: activity for activity in known}
            self.rows = _rows_by_activity(subscription, since)
        self.counts: Counter[str] = Counter()
        self.problems: list[Problem] = []
        self.new_activities: list[Activity] = []
        self.told_anew: list[Activity] = []
        self.new_rows: list[Occurrence] = []
        self.changed_rows: list[Occurrence] = []
        self.cancelled: list[Occurrence] = []
        self.moved: list[tuple[Occurrence, dt.datetime]] = []
        self.on_again: list[Occurrence] = []
        self.held_otherwise: list[Occurrence] = []

    def compare(self, calendar: ReadCalendar) -> None:
        """Hold the whole calendar against what there is."""
        for event in calendar.events:
            self._take(event)
        self._cancel_missing(calendar)

    def fold(self) -> None:
        """Hide what another source tells of already, and show again what no other tells of any more."""
        self.counts["same"] = fold_together(self.starts_told(), at=self.at)
        unfold_what_is_gone()

    def starts_told(self) -> list[tuple[Activity, set[dt.datetime]]]:
        """What is new or told anew, with the moments each takes place."""
        told = {activity.pk: activity for activity in (*self.new_activities, *self.told_anew)}
        starts: dict[object, set[dt.datetime]] = {key: set() for key in told}
        rows = [*self.new_rows, *(row for key in told for row in self.rows[key])]
        for row in rows:
            if row.activity_id in starts and row.cancelled_at is None:
                starts[row.activity_id].add(row.starts_at)
        return [(told[key], starts[key]) for key in told]

    def _take(self, event: ReadEvent) -> None:
        """Compare one event with what there is of it."""
        activity = self.activities.get(event.uid)
        if event.is_private or not event.title:
            self._leave_out(event, "private" if event.is_private else "no_title")
        elif activity is None:
            self._begin(event)
        else:
            self._change(activity, event)

    def _cancel_missing(self, calendar: ReadCalendar) -> None:
        """Cancel what the calendar no longer holds, where something was still to come of it.

        Of one that was not read whole, only what it says itself that it took away.
        """
        present = {event.uid for event in calendar.events if not event.is_private}
        present |= {problem.uid for problem in calendar.problems}
        for uid, activity in self.activities.items():
            if uid in present or activity.cancelled_at is not None:
                continue
            if not calendar.is_complete and uid not in calendar.gone:
                continue
            coming = [
                row for row in self.rows[activity.pk] if row.cancelled_at is None and row.starts_at >= self.at
            ]
            if coming:
                self._call_off(activity, coming)

    def write(self) -> None:
        """Put it all down, then ring, and tell whoever has a place."""
        Activity.objects.bulk_create(self.new_activities, _BATCH)
        write_over(Activity, self.told_anew, _TOLD)
        Occurrence.objects.bulk_create(self.new_rows, _BATCH)
        write_over(Occurrence, self.changed_rows, _TIMED)
        index_activities([*self.new_activities, *self.told_anew])
        for row in self.cancelled:
            occurrence_cancelled.send(Occurrence, occurrence=row, at=self.at)
        for row, moved_from in self.moved:
            occurrence_moved.send(Occurrence, occurrence=row, moved_from=moved_from, at=self.at)
        tell_that_they_are_off(self._signed_up_for(self.cancelled), at=self.at)
        tell_that_they_moved(self._signed_up_for(self.held_otherwise), at=self.at)
        tell_that_they_are_on(self._signed_up_for(self.on_again), at=self.at)

    def _signed_up_for(self, rows: list[Occurrence]) -> list[Occurrence]:
        """Those of which somebody may have a place: that one signs up is said here, never in the calendar."""
        takes = {activity.pk for activity in self.activities.values() if activity.takes_sign_ups}
        return [row for row in rows if row.activity_id in takes]

    def _leave_out(self, event: ReadEvent, reason: str) -> None:
        detail = "" if event.is_private else event.location
        self.problems.append(Problem(reason, event.line or None, event.uid, detail[:200]))

    def _begin(self, event: ReadEvent) -> None:
        if not event.occurrences:
            self.counts["over"] += 1
            return
        activity = Activity(
            subscription=self.subscription,
            uid=event.uid,
            organisation=self.subscription.organisation if self.subscription else None,
            unit=self.subscription.unit if self.subscription else None,
            created_at=self.at,
            published_at=self.at,
        )
        self._tell(activity, event)
        self.new_activities.append(activity)
        self.activities[event.uid] = activity
        for time in event.occurrences:
            row = Occurrence(activity=activity, slot=time.slot)
            self._fit(row, time)
            self.new_rows.append(row)
        self.counts["new"] += 1

    def _change(self, activity: Activity, event: ReadEvent) -> None:
        is_told_anew, where = activity.source_digest != digest_of(event), activity.where
        if is_told_anew:
            self._tell(activity, event)
            self.told_anew.append(activity)
        has_other_times = self._fit_rows(activity, event)
        if activity.where != where:
            self.held_otherwise += self._only_elsewhere(activity)
        if has_other_times and not is_told_anew:
            activity.changed_at = self.at
            self.told_anew.append(activity)
        self.counts["changed" if is_told_anew or has_other_times else "unchanged"] += 1

    def _only_elsewhere(self, activity: Activity) -> list[Occurrence]:
        """Times to come at the activity's own place, of which nothing else has to be told."""
        told = {row.pk for row in (*self.held_otherwise, *self.on_again)}
        return [
            row
            for row in self.rows[activity.pk]
            if row.starts_at >= self.at and not row.cancelled_at and not row.place_text and row.pk not in told
        ]

    def _tell(self, activity: Activity, event: ReadEvent) -> None:
        """Write the calendar's own words on the row; what somebody here has added beside them stays.

        Words that somebody here has written over stay as well, and it is said that the calendar has others now.
        """
        if activity.edited_here_at is None:
            self._word(activity, event)
        else:
            self.problems.append(Problem("kept_ours", event.line or None, event.uid, event.title[:200]))
        activity.categories = tuple(activity.categories) or categories_of(event.categories)
        was_theirs = cancelled_by_source(activity.source_digest) or activity.cancelled_at is None
        activity.source_digest = digest_of(event)
        if was_theirs:
            is_off = cancelled_by_source(activity.source_digest)
            activity.cancelled_at = (activity.cancelled_at or self.at) if is_off else None
        activity.changed_at = self.at

    def _word(self, activity: Activity, event: ReadEvent) -> None:
        activity.title = {**activity.title, self.language: shortened(event.title, 200)}
        activity.text = {**activity.text, self.language: event.text} if event.text else {}
        activity.place_text = shortened(event.location, 200)
        activity.url = event.url

    def _fit_rows(self, activity: Activity, event: ReadEvent) -> bool:
        pairing = paired(self.rows[activity.pk], event.occurrences)
        changed = [self._fit_known(row, time) for row, time in pairing.kept]
        for time in pairing.new:
            row = Occurrence(activity=activity, slot=time.slot)
            self._fit(row, time)
            self.new_rows.append(row)
        gone = [row for row in pairing.gone if self._is_gone(row)]
        for row in gone:
            self._cancel(row)
        return any(changed) or bool(pairing.new) or bool(gone)

    def _is_gone(self, row: Occurrence) -> bool:
        in_window = self.since <= row.slot <= self.until
        return (
            in_window
            and row.cancelled_at is None
            and row.starts_at >= self.at
            and row.decided_here_at is None
        )

    def _fit_known(self, row: Occurrence, time: ReadOccurrence) -> bool:
        """Whether the row had to be changed. A time somebody here decided over is left as it is."""
        if row.decided_here_at is not None:
            return False
        before, held = _said(row), _held(row)
        moved_from, was_off = row.starts_at, row.cancelled_at is not None
        self._fit(row, time)
        if _said(row) == before:
            return False
        self.changed_rows.append(row)
        if row.cancelled_at is not None and not was_off and moved_from >= self.at:
            self.cancelled.append(row)
        elif row.cancelled_at is None and moved_from != row.starts_at and moved_from >= self.at:
            self.moved.append((row, moved_from))
        if row.cancelled_at is None and row.starts_at >= self.at:
            if was_off:
                self.on_again.append(row)
            elif held != _held(row):
                self.held_otherwise.append(row)
        return True

    def _fit(self, row: Occurrence, time: ReadOccurrence) -> None:
        row.starts_at, row.ends_at, row.is_all_day = time.starts_at, time.ends_at, time.all_day
        title = time.overrides.get("title", "")
        row.title = {self.language: shortened(title, 200)} if title else None
        row.place_text = shortened(time.overrides.get("location", ""), 200)
        row.cancelled_at = (row.cancelled_at or self.at) if time.cancelled else None

    def _cancel(self, row: Occurrence) -> None:
        row.cancelled_at = self.at
        self.changed_rows.append(row)
        self.cancelled.append(row)

    def _call_off(self, activity: Activity, coming: list[Occurrence]) -> None:
        activity.cancelled_at = activity.changed_at = self.at
        activity.source_digest = gone_digest()
        self.told_anew.append(activity)
        for row in coming:
            self._cancel(row)
        self.counts["cancelled"] += 1


def _held(row: Occurrence) -> tuple[object, ...]:
    """When and where: what whoever has a place must know of."""
    return row.starts_at, row.ends_at, row.place_text


def _said(row: Occurrence) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _TIMED)


def _rows_by_activity(
    subscription: CalendarSubscription, since: dt.datetime
) -> defaultdict[object, list[Occurrence]]:
    """The rows a calendar may still say something about; a time may have been moved by up to two months."""
    rows = Occurrence.objects.filter(
        activity__subscription=subscription, slot__gte=since - dt.timedelta(days=62)
    )
    found: defaultdict[object, list[Occurrence]] = defaultdict(list)
    for row in rows.select_for_update(of=("self",)):
        found[row.activity_id].append(row)
    return found


def language_here() -> str:
    """The language the municipality writes in, which others' words are taken to be in."""
    return Municipality.objects.values_list("standard_language", flat=True).get(pk=entered_number())
