"""Shifts have another time or place: those who come, and those who were asked, are told once each."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence

from samspill.volunteering.actions import seats
from samspill.volunteering.actions.telling import News, tell_each_once
from samspill.volunteering.models import GroupBooking, Shift
from samspill.volunteering.wording import messages, rotas


def tell_of_the_change(
    shift_ids: Sequence[uuid.UUID], version: int, *, at: dt.datetime, only_told: bool = False
) -> int:
    """Tell everybody whom it concerns; how many were written to. The private part is told anew when its time comes.

    `version` is the need's, so that each change is told once. `only_told`: only those who know the private part.
    """
    shifts = list(Shift.objects.select_related("need__unit", "need__area", "role").filter(pk__in=shift_ids))
    come = [one for shift in shifts for one in _those_who_come(shift, version, only_told=only_told)]
    asked = [] if only_told else [one for shift in shifts for one in _those_asked(shift, version)]
    for shift in shifts:
        seats.live_assignments(shift).update(details_told_at=None, reminded_at=None)
        GroupBooking.objects.filter(shift=shift).update(details_told_at=None, reminded_at=None)
    told = tell_each_once(come, messages.changed, rotas.moved_several, at=at, must_hear=True)
    # Each question is answered by itself, and so it is told by itself.
    return told + sum(tell_each_once([one], messages.changed_question, rotas.stopped, at=at) for one in asked)


def _those_who_come(shift: Shift, version: int, *, only_told: bool) -> Iterator[News]:
    told = {"details_told_at__isnull": False} if only_told else {}
    for assignment in seats.live_assignments(shift).filter(**told).select_related("person"):
        yield News(assignment.person, f"changed:{assignment.pk}:{version}", assignment, shift)
    groups = GroupBooking.objects.filter(shift=shift, released_at__isnull=True, **told)
    for group in groups.select_related("contact"):
        yield News(group.contact, f"changed:{group.pk}:{version}", group, shift)


def _those_asked(shift: Shift, version: int) -> Iterator[News]:
    for offer in seats.open_offers(shift).select_related("person"):
        yield News(offer.person, f"changed:{offer.pk}:{version}", offer, shift, seats.way_of(offer))
