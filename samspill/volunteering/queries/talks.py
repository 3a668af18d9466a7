"""Times for conversations: what is offered to whom, when somebody at the desk is busy, and which times to offer."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import override

from samspill.foundation import clock
from samspill.foundation.holidays import is_public_holiday
from samspill.people.models import ContactPoint, StaffMember, UnitRole
from samspill.people.queries import Asker
from samspill.volunteering.models import IntakeTalk, Interest, TalkOffer
from samspill.volunteering.models.talks import TO_COME
from samspill.volunteering.queries.interests import language_in
from samspill.volunteering.rules.talks import LONGEST_LOOK, Span, free_times
from samspill.volunteering.wording.times import about_when

#: So long an offered time may be picked.
OFFER_LASTS = dt.timedelta(days=LONGEST_LOOK)


def open_times(interest: Interest, *, at: dt.datetime) -> list[TalkOffer]:
    """The times she may choose between now, by number."""
    rows = TalkOffer.objects.filter(interest=interest, picked_at__isnull=True, lapsed_at__isnull=True)
    return list(rows.filter(starts_at__gt=at).select_related("with_staff").order_by("number"))


def times_offered_at(address: str, *, at: dt.datetime) -> list[TalkOffer]:
    """Every time that was offered to this address and may still be picked, the latest offered first."""
    rows = TalkOffer.objects.filter(
        address=address,
        picked_at__isnull=True,
        lapsed_at__isnull=True,
        starts_at__gt=at,
        offered_at__gt=at - OFFER_LASTS,
        interest__settled_at__isnull=True,
    )
    return list(rows.select_related("interest__unit", "interest__person").order_by("-offered_at", "number"))


def talks_reached_at(address: str, *, at: dt.datetime) -> list[IntakeTalk]:
    """The talks to come with whoever wrote from this address, or is reached there."""
    here = ContactPoint.objects.filter(value=address).values("person_id")
    rows = IntakeTalk.objects.filter(TO_COME, booked_for_at__gt=at)
    mine = rows.filter(interest__phone=address) | rows.filter(interest__email=address)
    mine |= rows.filter(interest__person__in=here)
    return list(
        mine.distinct().select_related("interest__unit", "interest__person").order_by("booked_for_at")
    )


def times_left(interest: Interest, *, at: dt.datetime) -> list[tuple[int, str]]:
    """The numbers and times she may still choose between, in her language."""
    language = language_in(interest)
    return [(offer.number, said_when(offer.starts_at, language)) for offer in open_times(interest, at=at)]


def talks_of(interest: Interest) -> list[IntakeTalk]:
    """All talks with her, the latest first."""
    rows = interest.talks.select_related("with_staff", "held_by", "booked_by")
    return list(rows.order_by("-booked_for_at", "-pk"))


def talk_to_come(interest: Interest) -> IntakeTalk | None:
    """The talk that is booked with her, if one is."""
    return interest.talks.filter(TO_COME).select_related("with_staff").first()


def busy_spans(staff: StaffMember, *, around: dt.datetime) -> list[Span]:
    """The talks this member of staff has within a day of a moment, from and to."""
    day = dt.timedelta(days=1)
    rows = IntakeTalk.objects.filter(
        TO_COME, with_staff=staff, booked_for_at__range=(around - day, around + day)
    )
    return [_span(*row) for row in rows.values_list("booked_for_at", "minutes")]


def times_to_offer(
    staff: StaffMember, *, at: dt.datetime, how_many: int = 3, minutes: int = 30
) -> list[dt.datetime]:
    """Moments this member of staff is free for a talk on the next working days, to be offered; UTC."""
    rows = IntakeTalk.objects.filter(
        TO_COME, with_staff=staff, booked_for_at__range=(at, at + dt.timedelta(days=LONGEST_LOOK + 1))
    )
    return free_times(
        clock.local_day(at),
        busy=[_span(*row) for row in rows.values_list("booked_for_at", "minutes")],
        minutes=minutes,
        how_many=how_many,
        at_local=clock.at_local,
        is_off=is_public_holiday,
    )


def who_may_talk(asker: Asker, *, on: dt.date) -> list[StaffMember]:
    """Colleagues in the asker's unit who may hold a talk, she herself first."""
    working = UnitRole.objects.filter(unit=asker.unit, from_on__lte=on).exclude(until_on__lt=on)
    rows = StaffMember.objects.filter(left_at__isnull=True, roles__in=working).distinct().order_by("name")
    return sorted(rows, key=lambda one: one.pk != asker.staff.pk)


def said_when(starts_at: dt.datetime, language: str) -> str:
    """«tirsdag 10. mars kl. 10.00», in this language."""
    with override(language):
        return about_when(starts_at, starts_at)


def _span(starts_at: dt.datetime, minutes: int) -> Span:
    return starts_at, starts_at + dt.timedelta(minutes=minutes)
