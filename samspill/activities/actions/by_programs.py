"""What a program tells of an activity: published once however often it is sent, and rewritten as a whole."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction

from samspill.activities.actions.activities import change_activity, publish_activity, reschedule_activity
from samspill.activities.actions.announcing import Announcement, news_in
from samspill.activities.actions.calling_off import cancel_activity, restore_activity
from samspill.activities.models import Activity
from samspill.activities.queries.running import patterns_of, written_by_another
from samspill.activities.rules.schedules import still_holding
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.organisations.models import ProgramKey

CHANNEL = "api"


class SentForAnother(ValueError):
    """Under the same word of the program's own, something else was sent before: `args[0]` is what it became."""


class ChangedMeanwhile(ValueError):
    """It is no longer as it was when it was looked at."""


class WouldOverwrite(ValueError):
    """Somebody else told of it last, and the program writes all of it without having read that."""


@transaction.atomic
def publish_once(
    announcement: Announcement,
    patterns: Sequence[Pattern],
    *,
    word: str,
    said: str,
    by: ProgramKey,
    at: dt.datetime,
) -> tuple[Activity, bool]:
    """Publish what a program sends, or find what it became the first time; whether it is new.

    `word` is the program's own for this sending (its idempotency key), `said` a fingerprint of all that was sent.
    Sendings of one key wait for each other. Raises `SentForAnother`, and what `publish_activity` does.
    """
    ProgramKey.objects.select_for_update().get(pk=by.pk)
    key = uuid.uuid5(by.pk, word)
    standing = Activity.objects.filter(pk=key, organisation=announcement.organisation).first()
    if standing is not None:
        if standing.source_digest != said:
            raise SentForAnother(standing)
        return standing, False
    activity = publish_activity(announcement, patterns, by=by, at=at, channel=CHANNEL, key=key)
    activity.source_digest = said
    activity.save(update_fields=["source_digest"])
    return activity, True


@transaction.atomic
def rewrite_activity(
    activity: Activity,
    announcement: Announcement,
    patterns: Sequence[Pattern] | None,
    *,
    is_cancelled: bool | None = None,
    is_blind: bool = False,
    by: ProgramKey,
    at: dt.datetime,
) -> Activity:
    """Tell what a program says of an activity now; with `patterns`, also when it is from today on.

    `activity` is as it was looked at: raises `ChangedMeanwhile` where it has changed since. `is_blind`: the program
    tells all of it and has not said which reading it knows; raises `WouldOverwrite` where that would undo what another
    wrote.

    What is sent again unchanged changes nothing: no time is moved, nobody told. With `is_cancelled` it is called off,
    or takes place after all. What the municipality has hidden stays hidden. Raises `NothingPlanned`, and what
    `change_activity` does; then nothing is changed.
    """
    today = clock.local_day(at)
    if Activity.objects.select_for_update().get(pk=activity.pk).changed_at != activity.changed_at:
        raise ChangedMeanwhile
    if patterns is not None:
        patterns = still_holding(patterns, on=today)  # what it read may tell of others, which are over
    is_rescheduled = patterns is not None and set(patterns) != set(patterns_of(activity, on=today))
    is_told_anew = news_in(activity, announcement)
    if is_blind and (is_told_anew or is_rescheduled) and written_by_another(activity, by):
        raise WouldOverwrite
    if is_cancelled is False:
        restore_activity(activity, by=by, at=at, channel=CHANNEL)
    if is_told_anew:
        change_activity(activity, announcement, by=by, at=at, channel=CHANNEL)
    if patterns is not None and is_rescheduled:
        reschedule_activity(activity, patterns, from_on=today, by=by, at=at, channel=CHANNEL)
    if is_cancelled:
        cancel_activity(activity, by=by, at=at, channel=CHANNEL)
    activity.refresh_from_db()
    return activity
