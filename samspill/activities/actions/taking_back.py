"""Somebody gave her place back and regrets it: it is hers again, as long as nobody else has got it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from samspill.activities.actions.seats import Who, lock_occurrence
from samspill.activities.actions.sign_ups import AT_ONCE, NotOpen, come_after_all
from samspill.activities.actions.telling import tell
from samspill.activities.actions.whole import let_the_line_stand, seat_at_times_without_her
from samspill.activities.models import SignUp
from samspill.activities.queries.taking_back import given_back, is_one_of_all
from samspill.activities.queries.whole import heads_of, is_whole, rows_of
from samspill.activities.wording import sign_ups as words
from samspill.foundation.actions import note


class PlaceGone(RuntimeError):
    """Somebody else has got the place, or is offered it."""


@transaction.atomic
def take_back_place(sign_up: SignUp, *, channel: str, by: Who, at: dt.datetime) -> bool:
    """She has again what she gave back herself, with those beside her, under the code and the link she had, and is
    told. False where she has it already. Whoever was offered it while it was free keeps the offer.

    Names and answers were blanked when the place was given back, and stay so. Raises `PlaceGone`, and `NotOpen` where
    nothing can be taken back any more.
    """
    occurrence = lock_occurrence(sign_up.occurrence_id)
    row = SignUp.objects.select_related("person").get(pk=sign_up.pk)
    row.occurrence = occurrence
    if is_one_of_all(row):
        return come_after_all(row, channel=channel, by=by, at=at)
    if occurrence.activity.for_all_times:
        let_the_line_stand(occurrence.activity, at=at)
    if _stands(row, at):
        return False
    found = given_back(row, at=at)
    if found is None:
        raise NotOpen(occurrence.pk)
    if found.seats is None:
        raise PlaceGone(row.pk)
    _restore(row, found.rows, found.seats, at)
    facts = {"person": str(row.person_id), "places": len(found.seats)}
    note("take_back_place", occurrence, by=by, channel=channel, at=at, **facts)
    row.refresh_from_db(fields=["seat", "cancelled_at"])
    key = f"taken_back:{row.pk}:{at.timestamp()}"
    tell(row, words.signed_up, key=key, at=at, answers_now=channel in AT_ONCE)
    return True


def _restore(row: SignUp, rows: Sequence[SignUp], seats: dict[int, int], at: dt.datetime) -> None:
    """Her places stand again. Where one of all the times was given back before, she still does not come to that one."""
    for one in rows:
        one.cancelled_at, one.cancelled_channel, one.seat = None, "", seats[one.seat]
    SignUp.objects.bulk_update(rows, ["cancelled_at", "cancelled_channel", "seat"])
    if is_whole(row):
        gone = rows_of(row, at=at).filter(cancelled_at__isnull=False, seat__in=list(seats))
        absent = list(gone)
        for one in absent:
            one.seat = seats[one.seat]
        SignUp.objects.bulk_update(absent, ["seat"])
        seat_at_times_without_her(row, rows, at=at)


def _stands(row: SignUp, at: dt.datetime) -> bool:
    return bool(heads_of(row, at=at)) if is_whole(row) else row.cancelled_at is None
