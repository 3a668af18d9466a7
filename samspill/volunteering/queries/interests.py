"""Those who want to help: how each is reached, who calls them, and who waits in which list."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from samspill.foundation.models import Municipality
from samspill.foundation.phones import formatted, is_mobile
from samspill.foundation.tenancy import entered_number
from samspill.messaging.queries import WRITTEN_IN
from samspill.people.models import Channel, Person, Unit
from samspill.people.queries import Asker, persons_for
from samspill.volunteering.models import IntakeTalk, Interest
from samspill.volunteering.models.talks import TO_COME
from samspill.volunteering.queries.profiles import interests_for
from samspill.volunteering.queries.reach import Way

#: Whoever has not been called within this is told that she is not forgotten.
LONGEST_SILENCE = dt.timedelta(days=14)
LISTS = ("waiting", "talks", "not_reached", "settled")


def interest_list(asker: Asker, which: str) -> QuerySet[Any]:
    """One of `LISTS`, with all that is shown: the longest waiting first, talks by time, of those settled the latest.

    `talk_at` is when a talk is booked, `tries` how often somebody called in vain.
    """
    if which == "settled":
        return _told(interests_for(asker, settled=True))
    if which == "talks":
        return _told(interests_for(asker)).filter(talk_at__isnull=False).order_by("talk_at", "pk")
    if which == "not_reached":
        return _told(interests_for(asker)).filter(told_not_reached_at__isnull=False, talk_at__isnull=True)
    return waiting_for_a_call(asker)


def waiting_for_a_call(asker: Asker) -> QuerySet[Any]:
    """Those whom nobody has booked a talk with, nor told that they were not reached; the longest waiting first."""
    return _told(interests_for(asker)).filter(talk_at__isnull=True, told_not_reached_at__isnull=True)


def talks_for(asker: Asker) -> QuerySet[IntakeTalk]:
    """The talks to come with those the asker may see, the next first."""
    rows = IntakeTalk.objects.filter(TO_COME, interest__in=interests_for(asker).values("pk"))
    return rows.select_related("interest", "with_staff").order_by("booked_for_at", "pk")


def silent_interests(*, at: dt.datetime) -> QuerySet[Interest]:
    """Those who have heard nothing in `LONGEST_SILENCE` and have not been told so: neither a talk nor a try."""
    tried = IntakeTalk.objects.filter(interest=OuterRef("pk"), cancelled_at__isnull=True)
    return Interest.objects.filter(
        ~Exists(tried),
        settled_at__isnull=True,
        told_to_wait_at__isnull=True,
        received_at__lt=at - LONGEST_SILENCE,
    ).select_related("unit", "person")


def left_behind() -> QuerySet[Interest]:
    """Those who wait at a unit that is closed, where nobody sees them."""
    rows = Interest.objects.filter(
        unit__closed_at__isnull=False, passed_on_at__isnull=True, settled_at__isnull=True
    )
    return rows.select_related("unit", "person")


def way_to(interest: Interest) -> Way | None:
    """How one who wants to help is written to: her mobile, else her e-mail; None where somebody must call."""
    if interest.phone and is_mobile(interest.phone):
        return Way(Channel.SMS, interest.phone)
    return Way(Channel.EMAIL, interest.email) if interest.email else None


def language_in(interest: Interest) -> str:
    """The language she is written to in: the one she used, where our catalogues have it."""
    return interest.language if interest.language in WRITTEN_IN else "nb"


def receiving_unit() -> Unit | None:
    """The unit that receives the public, else the first by name; None where there is no unit."""
    units = Unit.objects.filter(closed_at__isnull=True)
    return units.filter(receives_the_public=True).order_by("name").first() or units.order_by("name").first()


def signature_of(unit: Unit | None) -> tuple[str, str]:
    """Who writes and the phone to call, as it is read: the unit's, else the municipality's."""
    town = Municipality.objects.get(pk=entered_number())
    phone = (unit.phone if unit else "") or town.contact_phone
    return (unit.name if unit else town.name_nb), (formatted(phone) if phone else "")


def person_behind(asker: Asker, interest: Interest) -> Person | None:
    """Who it turned out to be, as far as the asker may know her."""
    return persons_for(asker).filter(pk=interest.person_id).first() if interest.person_id else None


def entered_lately(asker: Asker, *, channel: str, since: dt.datetime) -> list[Interest]:
    """What this member of staff has typed in herself since then, the latest first."""
    rows = interests_for(asker).filter(taken_by=asker.staff, channel=channel, received_at__gte=since)
    return list(rows.order_by("-received_at", "-pk")[:50])


def interest_to_change_for(asker: Asker, interest_id: uuid.UUID) -> Interest:
    """The gate for what changes one that is not settled. Raises `Interest.DoesNotExist`."""
    return interests_for(asker).get(pk=interest_id)


def _told(rows: QuerySet[Interest]) -> QuerySet[Any]:
    talks = IntakeTalk.objects.filter(TO_COME, interest=OuterRef("pk"))
    in_vain = IntakeTalk.objects.filter(interest=OuterRef("pk"), did_not_answer_at__isnull=False)
    counted = in_vain.order_by().values("interest").annotate(number=Count("pk")).values("number")
    return rows.select_related("link", "taken_by").annotate(
        talk_at=Subquery(talks.values("booked_for_at")[:1]), tries=Subquery(counted)
    )
