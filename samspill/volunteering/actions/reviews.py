"""Reviews of a pair: a talk with the two, or with one of them, about how they go on."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import NamedTuple

from django.db import transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.people.actions import refuse_national_ids
from samspill.people.models import StaffMember
from samspill.volunteering.actions.follow_ups import note_what_was_said
from samspill.volunteering.actions.pairings import BeforeTheStart, StartsInTheFuture, lock_started, set_facts
from samspill.volunteering.models import PairingReview
from samspill.volunteering.rules.pairings import coming_after


class ReviewHeld(RuntimeError):
    """The review of this date has been held; a colleague may have been first."""


class Said(NamedTuple):
    """What one side said in the talk: a number from 1 to 5 or None, and words. Shown to nobody on the other side."""

    score: int | None = None
    words: str = ""


@transaction.atomic
def hold_review(
    pairing_id: uuid.UUID,
    *,
    due_on: dt.date,
    held_on: dt.date,
    held_with: str,
    words: str = "",
    said: Mapping[str, Said] | None = None,
    next_on: dt.date | None = None,
    by: StaffMember,
    at: dt.datetime,
) -> PairingReview:
    """The review that was due on `due_on` is held; the next comes on `next_on`, or by the pair's own rhythm.

    `words` is what was agreed, and both may read it; `said` what each side said by itself, kept as follow-ups. Raises
    `PairHasEnded`, `PairHasNotStarted`, `ReviewHeld`, `StartsInTheFuture`, `BeforeTheStart` and `HoldsNationalId`.
    """
    refuse_national_ids(words=words)
    pairing, today = lock_started(pairing_id), clock.local_day(at)
    if pairing.next_review_on != due_on:
        raise ReviewHeld(due_on)
    if held_on > today:
        raise StartsInTheFuture(held_on)
    if (next_on is not None and next_on <= today) or (pairing.started_on and held_on < pairing.started_on):
        raise BeforeTheStart(next_on or held_on)
    review = PairingReview.objects.create(
        pairing=pairing,
        due_on=due_on,
        held_on=held_on,
        held_by=by,
        held_with=held_with,
        note=words.strip(),
        recorded_at=at,
    )
    following = next_on or coming_after(held_on, weeks=pairing.review_every_weeks, today=today)
    set_facts(pairing, next_review_on=following)
    note("hold_review", pairing, by=by, channel="web", at=at, next_on=following.isoformat())
    for side, one in (said or {}).items():
        if one.score or one.words.strip():
            note_what_was_said(
                pairing_id, side=side, score=one.score, words=one.words, channel="talk", by=by, at=at
            )
    return review
