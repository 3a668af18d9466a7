"""What waits for somebody at the desk in the conversations: letters, calls, numbers that fail, drafts, questions."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import F

from samspill.messaging.queries import waiting_count
from samspill.messaging.queries.letters import letters_waiting
from samspill.messaging.queries.threads import forgotten_drafts
from samspill.people.queries import Asker
from samspill.volunteering.queries.calls import calls_due
from samspill.volunteering.queries.needs import requests_waiting, shifts_for
from samspill.volunteering.queries.profiles import interests_for
from samspill.volunteering.queries.unusable import unusable_points

SOON = dt.timedelta(days=7)


class Waiting(NamedTuple):
    """Something that waits: a code with words of its own, how many, and whether it is urgent."""

    code: str
    number: int
    is_urgent: bool = False


def what_waits_in_conversations(asker: Asker, *, at: dt.datetime) -> list[Waiting]:
    """In order of urgency; what is 0 is left out. Calls that are due come first: somebody promised to call, or nobody
    else can be reached. Then letters to print (they are slow), numbers that do not work (ask for a new one), and drafts
    the asker began more than a day ago (send them or throw them away). Seven queries.

    The next action is a page each: `desk:needs:calls`, `desk:letters:list`, `desk:people:unusable`, and the
    conversation of the draft's person.
    """
    found = [
        Waiting("calls", calls_due(asker, at=at), is_urgent=True),
        Waiting("letters", letters_waiting(asker).count()),
        Waiting("unusable", unusable_points(asker).count()),
        Waiting("drafts", forgotten_drafts(asker, at=at).count()),
    ]
    return [one for one in found if one.number]


def what_waits_on_monday(asker: Asker, *, at: dt.datetime) -> list[Waiting]:
    """All that waits for the units the asker cares for, for a letter on Monday morning; what is 0 is left out."""
    soon = shifts_for(asker).filter(
        need__unit__in=asker.caring_unit_ids, cancelled_at__isnull=True, ends_at__gt=at,
        starts_at__lt=at + SOON, taken__lt=F("places"),
    )  # fmt: skip
    found = [
        Waiting("uncovered", soon.count(), is_urgent=True),
        Waiting("requests", requests_waiting(asker).count(), is_urgent=True),
        Waiting("inbox", waiting_count(asker), is_urgent=True),
        Waiting("interests", interests_for(asker).count()),
    ]
    return [*(one for one in found if one.number), *what_waits_in_conversations(asker, at=at)]
