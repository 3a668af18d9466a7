"""Nobody has called somebody who wants to help: she is told, and her wish goes to those who receive the public."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.foundation.actions import note
from samspill.volunteering.actions.writing import write_to
from samspill.volunteering.models import Interest
from samspill.volunteering.queries.interests import left_behind, receiving_unit, silent_interests, way_to
from samspill.volunteering.wording import intake

AT_A_TIME = 200


def tell_those_who_wait(at: dt.datetime) -> int:
    """Nobody has called in two weeks: say that she is not forgotten, once; how many were told.

    Where another unit than the one that receives the public has let her wait, it goes to that one, and at once where
    the unit is closed. Whom nothing can be written to is passed on all the same, and stays on top of the desk.
    """
    for interest in left_behind()[:AT_A_TIME]:
        _pass_on(interest, at)
    return sum(_tell(interest, at) for interest in silent_interests(at=at)[:AT_A_TIME])


@transaction.atomic
def _tell(interest: Interest, at: dt.datetime) -> bool:
    is_passed_on = _pass_on(interest, at)
    if way_to(interest) is None:
        return False
    waiting = Interest.objects.filter(pk=interest.pk, told_to_wait_at__isnull=True, settled_at__isnull=True)
    if not waiting.update(told_to_wait_at=at):
        return False

    def words(unit: str, phone: str) -> str:
        return intake.still_waiting(interest.name, unit, phone, is_passed_on=is_passed_on)

    return write_to(interest, words, key=f"waiting:{interest.pk}", at=at)


@transaction.atomic
def _pass_on(interest: Interest, at: dt.datetime) -> bool:
    """Give it to the unit that receives the public, once, where another has had it; whether it went."""
    there = receiving_unit()
    if interest.unit is None or there is None or interest.unit == there:
        return interest.passed_on_at is not None
    standing = Interest.objects.filter(pk=interest.pk, passed_on_at__isnull=True, settled_at__isnull=True)
    if not standing.update(unit=there, passed_on_at=at):
        return False
    note("pass_on", interest, by="system", channel="system", at=at, from_unit=str(interest.unit_id))
    interest.unit = there
    return True
