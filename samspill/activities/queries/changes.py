"""Which rows an activity, and a time of it, is made of: what others see differently when it changes."""

from __future__ import annotations

from samspill.activities.models import Activity, Occurrence, Schedule
from samspill.foundation.changes import Told, Watched
from samspill.organisations.models import Organisation
from samspill.venues.models import Place

ACTIVITY, OCCURRENCE = "activity", "occurrence"

_ACTIVITIES, _TIMES = Activity._meta.db_table, Occurrence._meta.db_table
_ITS_TIMES = f"SELECT id FROM {_TIMES} WHERE activity_id = {{row}}.id"
#: Not what only staff see: who is called about it, where it was read, how it is filed.
_OF_ACTIVITY = (
    "title", "text", "organisation_id", "unit_id", "place_id", "place_text", "area_id", "is_online", "audiences",
    "categories", "languages", "accessibility", "is_free", "price", "age_from", "age_until", "bring", "sign_up",
    "takes_sign_ups", "for_all_times", "places", "seats_each", "waiting_list", "waiting_hours", "waiting_ends_the_day",
    "questions", "appointment_minutes", "completes", "picture", "url", "published_at", "cancelled_at", "hidden_at",
    "by_link_only",
)  # fmt: skip
_OF_TIME = ("activity_id", "starts_at", "ends_at", "is_all_day", "title", "place_text", "cancelled_at")
_OF_SCHEDULE = (
    "pattern", "every", "weekdays", "nth", "starts_on", "ends_on", "starts_time", "minutes", "skips_public_holidays",
    "skips_school_holidays",
)  # fmt: skip
_OF_PLACE = ("name", "address", "postcode", "town", "latitude", "longitude", "area_id", "accessibility")

WATCHED = (
    Watched(
        _ACTIVITIES,
        _OF_ACTIVITY,
        (
            Told(ACTIVITY),
            # What a time tells of its activity besides is the activity's own change. What it is filed under and what
            # it costs decide whether OpenActive hears of it at all (0051).
            Told(
                OCCURRENCE,
                _ITS_TIMES,
                (
                    "published_at",
                    "hidden_at",
                    "by_link_only",
                    "cancelled_at",
                    "title",
                    "place_id",
                    "categories",
                    "is_free",
                    "price",
                ),
            ),
        ),
    ),
    Watched(_TIMES, _OF_TIME, (Told(OCCURRENCE), Told(ACTIVITY, "SELECT {row}.activity_id AS id"))),
    Watched(
        Schedule._meta.db_table,
        _OF_SCHEDULE,
        (
            Told(ACTIVITY, "SELECT {row}.activity_id AS id"),
            Told(OCCURRENCE, f"SELECT id FROM {_TIMES} WHERE activity_id = {{row}}.activity_id"),
        ),
    ),
    Watched(
        Organisation._meta.db_table,
        ("name",),
        (Told(ACTIVITY, f"SELECT id FROM {_ACTIVITIES} WHERE organisation_id = {{row}}.id", ("name",)),),
    ),
    Watched(
        Place._meta.db_table,
        _OF_PLACE,
        (Told(ACTIVITY, f"SELECT id FROM {_ACTIVITIES} WHERE place_id = {{row}}.id", _OF_PLACE),),
    ),
)
