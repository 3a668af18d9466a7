"""Telling an association that a place is free, and that it chooses who of those who wait gets it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from samspill.activities.queries.choosing import times_to_choose_at
from samspill.activities.queries.times import in_language
from samspill.activities.wording import sign_ups as words
from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import link_to_pages, tell
from samspill.organisations.queries.acting import those_who_act_for


def tell_who_chooses(at: dt.datetime) -> int:
    """Write to everybody who acts for an association where somebody gave a place back, others wait, and nobody gets it
    before the association has chosen; how many were written to.

    Once for each day on which a place was given back: run again, it tells nobody. More places, which it made itself,
    are not told of, nor what was given to somebody meanwhile. What a unit runs stands on the desk's page
    of the day.
    """
    times = times_to_choose_at(at=at).filter(activity__organisation__isnull=False, freed_at__isnull=False)
    return sum(_tell(time, at=at) for time in times.select_related("activity__organisation"))


@transaction.atomic
def _tell(time: Any, *, at: dt.datetime) -> int:
    organisation = time.activity.organisation
    people = [post.person for post in those_who_act_for(organisation)]
    keys = {f"choose:{time.pk}:{clock.local_day(time.freed_at)}:{one.pk}": one for one in people}
    told = set(OutboundMessage.objects.filter(key__in=keys).values_list("key", flat=True))
    written = 0
    for key, person in keys.items():
        if key not in told:
            link = partial(
                link_to_pages, person, organisation, at=at, onward=f"activities/times/{time.pk}/line/"
            )
            written += tell(person, partial(_say, time, link), key=key, at=at)
    return written


def _say(time: Any, link: Any) -> tuple[str, str]:
    title = in_language(time.title or time.activity.title, (get_language() or "nb")[:2])
    return words.to_choose(title, words.time_words(time.starts_at, time.ends_at), time.in_line, link())
