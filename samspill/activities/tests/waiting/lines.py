"""What tests of waiting share: how one gets in line, and what one has been told."""

from __future__ import annotations

import datetime as dt

from samspill.activities.actions import (
    Announcement,
    sign_up_or_wait,
)
from samspill.activities.queries.sign_ups import sign_ups_of
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.messaging.models import OutboundMessage

DAY = dt.timedelta(days=1)


WAYS = ("at_once", "offer", "pick")


def told_of(centre, way, places, **more):
    return Announcement(
        title={"nb": "Keramikk"}, unit=centre, place_text="Torggata 7", takes_sign_ups=True, places=places,
        waiting_list=way, **more,
    )  # fmt: skip


def once(at, days):
    return Pattern(
        kind="once", starts_on=clock.local_day(at) + days * DAY, starts_time=dt.time(18), minutes=120
    )


def join(time, person, at, **how):
    return sign_up_or_wait(time.pk, person, **{"channel": "web", "by": person, "at": at, **how})


def last_told(person):
    return OutboundMessage.objects.filter(person=person, cancelled_at=None).latest("queued_at", "pk").body


def have_places(time):
    return {row.person for row in sign_ups_of(time)}
