"""Foreningenes dag."""

from __future__ import annotations

import datetime as dt

from samspill.activities.models import (
    Fair,
    FairOffer,
    FairPlace,
    FairRoom,
    FairRound,
    Pupil,
    PupilWish,
    SchoolClass,
)
from samspill.foundation import clock
from samspill.organisations.models import Organisation
from samspill.people.models import Unit


def enter_fair(unit: Unit, number: int, at: dt.datetime) -> None:
    """One offer in one round, and one pupil who wished for it and goes there."""
    day = clock.local_day(at) + dt.timedelta(days=1)
    fair = Fair.objects.create(
        unit=unit, name=f"Foreningenes dag {number}", held_on=day, wishes_open_at=at - dt.timedelta(days=9),
        wishes_close_at=at - dt.timedelta(days=2), seed="lot", commitment="0" * 64, made_at=at, drawn_at=at,
        drawing_asked_at=at,
    )  # fmt: skip
    FairRound.objects.create(fair=fair, number=1, begins=dt.time(9), ends=dt.time(10))
    host = Organisation.objects.get(name=f"Turlaget {number}")
    offer = FairOffer.objects.create(
        fair=fair, organisation=host, host_name=host.name, number=1, title="Klatring"
    )
    FairRoom.objects.create(offer=offer, round=1, capacity=9)
    school_class = SchoolClass.objects.create(fair=fair, name="8A", grade=8)
    pupil = Pupil.objects.create(
        fair=fair, school_class=school_class, name="Ada S.", code=f"ACDE{number:03}", added_at=at
    )
    PupilWish.objects.create(pupil=pupil, offer=offer, rank=1, reason="granted", facts={"round": 1})
    FairPlace.objects.create(pupil=pupil, offer=offer, round=1, seat=1, rank=1, placed_at=at)
