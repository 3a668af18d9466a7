"""Rows as they are told: plain values for JSON. `document.py` says the same in words."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from samspill.activities.models import Activity, Occurrence, Schedule
from samspill.foundation.models import Area
from samspill.organisations.models import Organisation
from samspill.venues.models import Place
from samspill.volunteering.queries.square import OpenNeed

Told = dict[str, Any]


def moment(at: dt.datetime | None) -> str | None:
    """A moment in UTC, to the second: 2026-03-12T17:00:00Z."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


class Shapes:
    """Tells of rows; the request says under which address the town is reached."""

    def __init__(self, request: HttpRequest) -> None:
        self._root = request.build_absolute_uri("/").rstrip("/")

    def page(self, name: str, key: object) -> str:
        """A page of the square in full."""
        return self._root + reverse(f"public:{name}", args=[key])

    def activity(self, row: Activity) -> Told:
        """An activity with its organiser, place, area and schedules."""
        return {
            **self._of_activity(row),
            "text": row.text,
            "age_from": row.age_from,
            "age_until": row.age_until,
            "bring": row.bring,
            **_how_to_sign_up(row),
            "picture": row.picture,
            "link": row.url,
            "schedules": [schedule(one) for one in sorted(row.schedules.all(), key=_by_begin)],
            "cancelled_at": moment(row.cancelled_at),
            "created_at": moment(row.created_at),
            "changed_at": moment(row.changed_at),
        }

    def occurrence(self, row: Occurrence) -> Told:
        """One time, with what one would want to know of its activity."""
        return {
            "id": str(row.pk),
            "starts_at": moment(row.starts_at),
            "ends_at": moment(row.ends_at),
            "is_all_day": row.is_all_day,
            "title": row.title or row.activity.title,
            "place_text": row.place_text,
            "cancelled_at": moment(row.cancelled_at or row.activity.cancelled_at),
            "activity": self._of_activity(row.activity),
        }

    def organisation(self, row: Organisation, formerly: Sequence[uuid.UUID]) -> Told:
        """An association as its page shows it; whoever holds a post there is not told of.

        `formerly`: the ids of those that have become a part of it.
        """
        return {
            "id": str(row.pk),
            "url": self.page("organisations:organisation", row.pk),
            "number": row.number,
            "name": row.name,
            "about": row.about,
            "audiences": list(row.audiences),
            "place_text": row.place_text,
            "categories": list(row.categories),
            "languages": list(row.languages),
            "area": area(row.area),
            "website": row.website,
            "email": row.email,
            "phone": row.phone,
            "address": row.address,
            "postcode": row.postcode,
            "town": row.town,
            "founded_on": row.founded_on.isoformat() if row.founded_on else None,
            "formerly": list(map(str, formerly)),
        }

    def gone_to(self, organisation_id: uuid.UUID) -> Told:
        """The one that an association has become a part of, and where it is."""
        return {
            "id": str(organisation_id),
            "url": self.page("organisations:organisation", organisation_id),
        }

    def need(self, row: OpenNeed) -> Told:
        """A need that is open to all. Whoever is helped, and where she lives, is not known here."""
        return {
            "id": str(row.id),
            "url": self.page("needs:need", row.id),
            "title": row.title,
            "text": row.public_text,
            "kind": row.kind,
            "area": row.area,
            "unit": row.unit,
            "phone": row.phone,
            "languages": list(row.languages),
            "demands": list(row.demands),
            "age_from": row.min_age,
            "places_left": row.places_left,
            "starts_at": moment(row.shift.starts_at),
            "ends_at": moment(row.shift.ends_at),
            "is_window": row.shift.is_window,
            "is_lasting": row.shift.is_pair,
            "more_times": row.more_times,
        }

    def _of_activity(self, row: Activity) -> Told:
        return {
            "id": str(row.pk),
            "url": self.page("activities:activity", row.pk),
            "title": row.title,
            "organiser": _organiser(row),
            "place": place(row.place) if row.place else None,
            "place_text": row.place_text,
            "area": area(row.area or (row.place.area if row.place else None)),
            "is_online": row.is_online,
            "audiences": list(row.audiences),
            "categories": list(row.categories),
            "languages": list(row.languages),
            "accessibility": list(row.accessibility or (row.place.accessibility if row.place else ())),
            "is_free": row.is_free,
            "price": row.price,
        }


def place(row: Place) -> Told:
    """A place, and how one gets in."""
    return {
        "id": str(row.pk),
        "name": row.name,
        "address": row.address,
        "postcode": row.postcode,
        "town": row.town,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "area": area(row.area),
        "accessibility": list(row.accessibility),
    }


def area(row: Area | None) -> Told | None:
    """A part of town."""
    return {"id": str(row.pk), "name": row.name} if row else None


def schedule(row: Schedule) -> Told:
    """When it comes back, in Norwegian wall time."""
    return {
        "pattern": row.pattern,
        "every": row.every,
        "weekdays": list(row.weekdays),
        "nth": row.nth,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
        "starts_time": row.starts_time.strftime("%H:%M") if row.starts_time else None,
        "minutes": row.minutes,
        "skips_public_holidays": row.skips_public_holidays,
        "skips_school_holidays": row.skips_school_holidays,
    }


def _how_to_sign_up(row: Activity) -> Told:
    """How one signs up, and what happens when it is full."""
    return {
        "sign_up": row.sign_up,
        "takes_sign_ups": row.takes_sign_ups,
        "for_all_times": row.for_all_times,
        "places": row.places,
        "seats_each": row.most_together,
        "waiting_list": row.waiting_list,
        "waiting_hours": row.waiting_hours,
        "waiting_ends_the_day": row.waiting_ends_the_day,
        "questions": row.questions,
        "appointment_minutes": row.appointment_minutes,
    }


def _by_begin(row: Schedule) -> tuple[dt.date, str]:
    return row.starts_on, str(row.pk)


def _organiser(row: Activity) -> Told | None:
    if row.organisation:
        return {"type": "organisation", "id": str(row.organisation_id), "name": row.organisation.name}
    return {"type": "unit", "id": str(row.unit_id), "name": row.unit.name} if row.unit else None
