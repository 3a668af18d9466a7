"""Activities as OpenActive tells them: SessionSeries with its ScheduledSessions, or an Event where it is once.

The words are those of the OpenActive Modelling Specification 2.0. It speaks of physical activities, each named by a
list of its own, with a price in numbers; what cannot be told so is told elsewhere (0051). Made of what is told and
nothing else, but for what the specification demands of everybody: a price of 0 for what is free, an age range (0 and
up where nobody has said), and a county in every address. An address in parts must have a postcode: where nobody has
told one, it is told as text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from samspill.activities.models import Activity, Occurrence
from samspill.activities.queries.structured import schedule_data
from samspill.activities.queries.times import in_language
from samspill.activities.rules.addresses import address_in
from samspill.activities.rules.physical import LIST, PhysicalActivity, physical_activities
from samspill.activities.rules.prices import Price, prices_in
from samspill.activities.wording import category_words
from samspill.foundation.models import Municipality
from samspill.foundation.recurrence import OSLO
from samspill.venues.models import Place

Told = dict[str, Any]

CONTEXT = "https://openactive.io/"


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of a town's activities. `root` is the square's address without a slash at the end."""

    root: str
    town: Municipality
    language: str

    def can_tell(self, activity: Activity) -> bool:
        """Whether it is something OpenActive has words for: a physical activity of its list, free or with prices."""
        return bool(self._activities(activity) and _prices(activity))

    def series(self, activity: Activity) -> Told:
        """What comes back, without its times."""
        return self._whole(activity, "SessionSeries") | _given(
            eventSchedule=[
                schedule_data(one) | {"@type": "PartialSchedule"} for one in activity.schedules.all()
            ]
        )

    def session(self, time: Occurrence) -> Told:
        """One time of a series; what is told of the series is not told again."""
        activity = time.activity
        own = in_language(time.title or {}, self.language)
        return {
            "@context": CONTEXT,
            "@type": "ScheduledSession",
            "@id": self._id("occurrences", time.pk),
            "identifier": str(time.pk),
            "url": self._page(activity),
            "superEvent": self._id("activities", activity.pk),
        } | _given(
            name=own, location=self._elsewhere(time) if time.place_text else None, **_when(time, activity)
        )

    def event(self, activity: Activity, time: Occurrence) -> Told:
        """What takes place once."""
        told = self._whole(activity, "Event") | _given(**_when(time, activity))
        return told | ({"location": self._elsewhere(time)} if time.place_text else {})

    def _whole(self, activity: Activity, kind: str) -> Told:
        return {
            "@context": CONTEXT,
            "@type": kind,
            "@id": self._id("activities", activity.pk),
            "identifier": str(activity.pk),
            "url": self._page(activity),
            "name": in_language(activity.title, self.language),
            "location": self._location(activity),
            "activity": [_concept(one) for one in self._activities(activity)],
            "organizer": self._organizer(activity),
            "offers": self._offers(activity),
            "ageRange": _ages(activity),
            "eventStatus": _status(activity.cancelled_at),
        } | _given(
            description=in_language(activity.text, self.language)[:5000],
            category=[str(category_words(code)) for code in activity.categories],
            isAccessibleForFree=activity.is_free,
            maximumAttendeeCapacity=activity.places,
        )

    def _organizer(self, activity: Activity) -> Told:
        organisation = activity.organisation
        if organisation is not None:
            return {
                "@type": "Organization",
                "@id": self._id("organisations", organisation.pk),
                "name": organisation.name,
                "url": f"{self.root}/organisations/{organisation.pk}/",
            }
        name = activity.unit.name if activity.unit else self.town.name_nb
        return {
            "@type": "Organization",
            "@id": f"{self.root}/#organiser",
            "name": name,
            "url": f"{self.root}/",
        }

    def _location(self, activity: Activity) -> Told:
        place = activity.place
        if place is None:
            return self._somewhere(activity.place_text)
        return {
            "@type": "Place",
            "@id": self._id("places", place.pk),
            "identifier": str(place.pk),
            "name": place.name,
            "address": self._address(place.address, place.postcode, place.town),
        } | _given(geo=_geo(place))

    def _elsewhere(self, time: Occurrence) -> Told:
        return self._somewhere(time.place_text)

    def _somewhere(self, words: str) -> Told:
        """Where it is in words, or in the municipality at least."""
        return {
            "@type": "Place",
            "name": words or self.town.name_nb,
            "address": self._address(*address_in(words)),
        }

    def _address(self, street: str, postcode: str, town: str) -> Told | str:
        town = town or self.town.name_nb
        if not postcode:
            return ", ".join(filter(None, (street, town)))
        return {
            "@type": "PostalAddress",
            "streetAddress": street or town,
            "addressLocality": town,
            "addressRegion": self.town.county,
            "postalCode": postcode,
            "addressCountry": "NO",
        }

    def _offers(self, activity: Activity) -> list[Told]:
        """Each price."""
        begun = f"{self._id('activities', activity.pk)}#offer"
        return [
            {
                "@type": "Offer",
                "@id": begun + (f"-{number}" if number else ""),
                "name": price.words,
                "price": price.kroner,
                "priceCurrency": "NOK",
                "url": self._page(activity),
            }
            for number, price in enumerate(_prices(activity))
        ]

    def _activities(self, activity: Activity) -> tuple[PhysicalActivity, ...]:
        return physical_activities(in_language(activity.title, self.language), activity.categories)

    def _page(self, activity: Activity) -> str:
        return f"{self.root}/activities/{activity.pk}/"

    def _id(self, what: str, key: object) -> str:
        return f"{self.root}/api/v1/{what}/{key}"


def happens_once(activity: Activity) -> bool:
    """Whether it is an Event of its own: it has one schedule, and that never comes back. The schedules are at hand."""
    schedules = list(activity.schedules.all())
    return len(schedules) == 1 and schedules[0].pattern == "once"


def _prices(activity: Activity) -> list[Price]:
    return [Price("Gratis", 0)] if activity.is_free else prices_in(activity.price)


def _concept(one: PhysicalActivity) -> Told:
    return {"@type": "Concept", "@id": one.address, "prefLabel": one.name, "inScheme": LIST}


def _given(**told: Any) -> Told:
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _when(time: Occurrence, activity: Activity) -> Told:
    return {
        "startDate": _moment(time.starts_at),
        "endDate": _moment(time.ends_at) if time.ends_at else None,
        "duration": _length(time.ends_at - time.starts_at) if time.ends_at else None,
        "eventStatus": _status(time.cancelled_at or activity.cancelled_at),
    }


def _moment(at: dt.datetime) -> str:
    return at.astimezone(OSLO).isoformat(timespec="seconds")


def _length(length: dt.timedelta) -> str | None:
    minutes = int(length.total_seconds() // 60)
    return f"PT{minutes}M" if minutes > 0 else None


def _status(cancelled_at: dt.datetime | None) -> str:
    return f"https://schema.org/Event{'Cancelled' if cancelled_at else 'Scheduled'}"


def _ages(activity: Activity) -> Told:
    """Always told: an age range that is missing is read as 18 and up."""
    return {"@type": "QuantitativeValue", "minValue": activity.age_from or 0} | _given(
        maxValue=activity.age_until
    )


def _geo(place: Place) -> Told | None:
    if place.latitude is None or place.longitude is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
