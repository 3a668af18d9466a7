"""An evening that more would like to come to than there is room for."""

from __future__ import annotations

import datetime as dt

from samspill.activities.actions import (
    Announcement,
    cancel_sign_up,
    publish_activity,
    sign_up_or_wait,
)
from samspill.activities.models import SignUp
from samspill.activities.rules.parties import CHILD, Party
from samspill.activities.rules.questions import Question, kept_questions
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.organisations.models import Organisation
from samspill.people.models import Person

PLACES, WHO_WANT_TO = 3, 6


def fill_an_evening(people: dict[str, Person], clubs: dict[str, Organisation], *, at: dt.datetime) -> None:
    """Three have a place, the others wait in line; one cannot come after all, and the first in line is asked."""
    told = Announcement(
        title={"nb": "Lær å strikke votter", "en": "Learn to knit mittens"},
        text={"nb": "Vi strikker sammen. Garn og pinner får du låne."},
        organisation=next(iter(clubs.values())),
        place_text="Biblioteket, lesesalen",
        audiences=("everyone",),
        categories=("crafts",),
        languages=("nb",),
        is_free=True,
        takes_sign_ups=True,
        places=PLACES,
        waiting_list="offer",
        waiting_hours=24,
        questions=kept_questions([Question("Noe vi bør vite?")]),
    )
    pattern = Pattern(
        kind="once",
        starts_on=clock.local_day(at) + dt.timedelta(days=9),
        starts_time=dt.time(18),
        minutes=120,
    )
    evening = publish_activity(told, [pattern], by="system", at=at).occurrences.get()
    want_to = list(people.values())[:WHO_WANT_TO]
    first = sign_up_or_wait(evening.pk, want_to[0], channel="web", by=want_to[0], at=at)
    parent = want_to[1]
    child = Party(CHILD, ("Siri",), (("Noe vi bør vite?", "Er venstrehendt"),))
    sign_up_or_wait(evening.pk, parent, channel="web", by=parent, at=at, party=child)
    for one in want_to[2:]:
        sign_up_or_wait(evening.pk, one, channel="web", by=one, at=at)
    assert isinstance(first, SignUp)
    cancel_sign_up(first, channel="web", by=want_to[0], at=at)
