"""An activity as schema.org tells it, for search engines and for other sites that read it (JSON-LD)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from samspill.activities.models import Activity, Occurrence, Schedule
from samspill.activities.queries.times import in_language
from samspill.activities.rules.prices import prices_in
from samspill.foundation.recurrence import OSLO

_FOR = {"children": "Children", "youth": "Young people", "seniors": "Seniors", "families": "Families"}
_DAYS = {
    "mo": "Monday", "tu": "Tuesday", "we": "Wednesday", "th": "Thursday", "fr": "Friday", "sa": "Saturday",
    "su": "Sunday",
}  # fmt: skip
_CONTEXT = "https://schema.org"


def event_data(
    activity: Activity, times: Sequence[Occurrence], *, url: str, language: str
) -> list[dict[str, Any]]:
    """A schema.org Event for each time, and last the series they belong to, where it comes back by a rule.

    `url` is the activity's page; the activity has its place and organiser with it. Made of what is told and nothing
    else: an empty field is left out, for a wrong answer is worse than none.
    """
    rules = [row for row in activity.schedules.order_by("starts_on", "pk") if _has_plain_words(row)]
    events = [_event(activity, time, url, language, is_of_series=bool(rules)) for time in times]
    return [*events, _series(activity, rules, url, language)] if rules else events


def schedule_data(row: Schedule) -> dict[str, Any]:
    """A schema.org Schedule. What is left out of the rule (holidays) only the times themselves tell."""
    unit = {"daily": "D", "weekly": "W", "monthly": "M"}.get(row.pattern, "D")
    days = (
        [] if row.pattern == "monthly" and row.nth else [f"{_CONTEXT}/{_DAYS[day]}" for day in row.weekdays]
    )
    begins = dt.datetime.combine(row.starts_on, row.starts_time) if row.starts_time else None
    ends = begins + dt.timedelta(minutes=row.minutes) if begins and row.minutes else None
    return _told(
        {
            "@type": "Schedule",
            "startDate": row.starts_on.isoformat(),
            "scheduleTimezone": "Europe/Oslo",
            "repeatFrequency": f"P{row.every}{unit}",
            "endDate": row.ends_on.isoformat() if row.ends_on else None,
            "byDay": days,
            "startTime": begins.strftime("%H:%M") if begins else None,
            "endTime": ends.strftime("%H:%M") if ends else None,
            "duration": f"PT{row.minutes}M" if row.minutes else None,
        }
    )


def as_json_ld(events: Sequence[dict[str, Any]]) -> str:
    """The events as text that is safe inside <script type="application/ld+json">."""
    text = json.dumps(list(events), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _has_plain_words(row: Schedule) -> bool:
    """Whether schema.org has words for the rule: not for "the last Tuesday of the month"."""
    return row.pattern != "once" and not row.nth


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in (None, "", [])}


def _event(
    activity: Activity, time: Occurrence, url: str, language: str, *, is_of_series: bool
) -> dict[str, Any]:
    own = {
        "@type": "Event",
        "@id": f"{url}#{time.pk}",
        "name": in_language(time.title or activity.title, language),
        "startDate": _when(time.starts_at, time.is_all_day),
        "endDate": _when(time.ends_at, time.is_all_day, is_end=True) if time.ends_at else None,
        "eventStatus": _status(bool(time.cancelled_at or activity.cancelled_at)),
        "location": _location(activity, time),
        "superEvent": {"@id": url} if is_of_series else None,
    }
    return _told(_of_all(activity, url, language) | own)


def _series(activity: Activity, rules: Sequence[Schedule], url: str, language: str) -> dict[str, Any]:
    """Without a first and last day of its own: schema.org wants them told by the schedules alone (eventSchedule)."""
    own = {
        "@type": "EventSeries",
        "@id": url,
        "name": in_language(activity.title, language),
        "eventStatus": _status(bool(activity.cancelled_at)),
        "location": _location(activity),
        "eventSchedule": [schedule_data(row) for row in rules],
    }
    return _told(_of_all(activity, url, language) | own)


def _of_all(activity: Activity, url: str, language: str) -> dict[str, Any]:
    return {
        "@context": _CONTEXT,
        "description": in_language(activity.text, language)[:5000],
        "url": url,
        "eventAttendanceMode": _mode(activity),
        "organizer": _organiser(activity),
        "inLanguage": list(activity.languages) or None,
        "isAccessibleForFree": activity.is_free,
        "offers": _offers(activity, url),
        "audience": _audience(activity),
        "typicalAgeRange": _ages(activity),
    }


def _status(is_off: bool) -> str:
    return f"{_CONTEXT}/{'EventCancelled' if is_off else 'EventScheduled'}"


def _when(moment: dt.datetime, is_all_day: bool, *, is_end: bool = False) -> str:
    local = moment.astimezone(OSLO)
    if not is_all_day:
        return local.isoformat(timespec="minutes")
    # Our all-day ends at the midnight after; schema.org's last day is the last day itself.
    return (local.date() - dt.timedelta(days=1) if is_end else local.date()).isoformat()


def _mode(activity: Activity) -> str:
    has_place = bool(activity.place_id or activity.place_text)
    kind = "Mixed" if activity.is_online and has_place else "Online" if activity.is_online else "Offline"
    return f"{_CONTEXT}/{kind}EventAttendanceMode"


def _location(activity: Activity, time: Occurrence | None = None) -> dict[str, Any] | None:
    if time and time.place_text:
        return {"@type": "Place", "name": time.place_text, "address": time.place_text}
    if activity.place is None:
        return _unknown_place(activity)
    place = activity.place
    address = {
        "@type": "PostalAddress",
        "streetAddress": place.address,
        "postalCode": place.postcode,
        "addressLocality": place.town,
        "addressCountry": "NO",
    }
    location: dict[str, Any] = {
        "@type": "Place",
        "name": place.name,
        "address": {name: value for name, value in address.items() if value},
    }
    if place.latitude is not None and place.longitude is not None:
        location["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    return location


def _unknown_place(activity: Activity) -> dict[str, Any] | None:
    if activity.place_text:
        return {"@type": "Place", "name": activity.place_text, "address": activity.place_text}
    if activity.is_online and activity.url:
        return {"@type": "VirtualLocation", "url": activity.url}
    return None


def _organiser(activity: Activity) -> dict[str, str] | None:
    organiser = activity.organisation or activity.unit
    return {"@type": "Organization", "name": organiser.name} if organiser else None


def _offers(activity: Activity, url: str) -> list[dict[str, Any]]:
    """Each price that is known as a number; what is told in other words is left out."""
    if activity.is_free:
        return [{"@type": "Offer", "price": 0, "priceCurrency": "NOK", "url": url}]
    return [
        {"@type": "Offer", "name": price.words, "price": price.kroner, "priceCurrency": "NOK", "url": url}
        for price in prices_in(activity.price)
    ]


def _audience(activity: Activity) -> list[dict[str, str]]:
    names = (_FOR.get(code) for code in activity.audiences)
    return [{"@type": "Audience", "audienceType": name} for name in names if name]


def _ages(activity: Activity) -> str | None:
    if activity.age_from is None and activity.age_until is None:
        return None
    return f"{activity.age_from or 0}-{'' if activity.age_until is None else activity.age_until}"
