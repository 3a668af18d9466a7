"""Whose words an activity from a source has: those written over it here, or the source's own again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.activities.models import Activity, CalendarSubscription
from samspill.activities.rules.sources import OURS_FOR_NOW, OURS_STAND, awaiting_digest, whose_words
from samspill.foundation.actions import note
from samspill.foundation.tenancy import Owned


@transaction.atomic
def take_source_words(activity: Activity, *, by: Owned | str, at: dt.datetime, channel: str = "web") -> None:
    """Let an activity that was written over here follow its source again, from the next reading on.

    The source is read at the next round, as if for the first time: one that has not changed would not be sent again.
    Nothing happens to an activity that follows its source, or that its source no longer has.
    """
    known = _held(activity, OURS_STAND)
    if known is None:
        return
    known.edited_here_at, known.source_digest = None, awaiting_digest(known.source_digest)
    known.save(update_fields=["edited_here_at", "source_digest"])
    source = CalendarSubscription.objects.filter(activities=known)
    source.update(etag="", last_modified="")
    source.filter(ended_at__isnull=True).exclude(url="").update(next_fetch_at=at)
    note("take_source_words", known, by=by, channel=channel, at=at)


@transaction.atomic
def keep_own_words(activity: Activity, *, by: Owned | str, at: dt.datetime, channel: str = "web") -> None:
    """Undo `take_source_words` while the source has not been read. Afterwards nothing happens: its words are in."""
    known = _held(activity, OURS_FOR_NOW)
    if known is None:
        return
    known.edited_here_at = at
    known.save(update_fields=["edited_here_at"])
    note("keep_own_words", known, by=by, channel=channel, at=at)


def _held(activity: Activity, words: str) -> Activity | None:
    """The row, if it comes from a source and these words stand on it.

    Its source is held first, as a reading holds it: neither writes over what the other has just said.
    """
    if activity.subscription_id is None:
        return None
    CalendarSubscription.objects.select_for_update().get(pk=activity.subscription_id)
    known = Activity.objects.select_for_update().get(pk=activity.pk)
    return known if whose_words(known.edited_here_at, known.source_digest) == words else None
