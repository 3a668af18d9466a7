"""What a program sent, through the editor's own form: so that what is refused there is refused here, in its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from samspill.activities.actions import Announcement
from samspill.activities.models import Activity
from samspill.foundation.recurrence import Pattern
from samspill.foundation.recurrence.pattern import WEEKDAYS, BrokenPattern
from samspill.organisations.models import Organisation
from samspill.web.access.activity_fields import FactsForm, typed_activity
from samspill.web.api.v1.bodies import wrong_body
from samspill.web.api.v1.sent_sign_ups import (
    SAME,
    not_taken,
    typed_questions,
    where_asked,
    wrong_in_questions,
)

Sent = Mapping[str, Any]
#: What the document calls a field, where the form calls it something else.
_NAMES = {"price_kind": "is_free", "url": "link"}
#: What programs have no word for stays as people have decided.
_NOT_SAID = ("picture", "by_link_only")
_SAME = (
    "is_online place_text audiences categories languages accessibility price age_from age_until bring "
    "contact_name contact_phone contact_email picture"
).split()


def announcement_from(
    told: Sent, organisation: Organisation, activity: Activity | None = None, *, keeps: bool = False
) -> Announcement:
    """What is told about an activity. With `keeps`, what was not sent stays as `activity` has it.

    Raises the `Problem` that names each field to be put right.
    """
    standing = typed_activity(activity) if activity else {}
    begun = standing if keeps else {name: standing[name] for name in _NOT_SAID if name in standing}
    form = FactsForm({**begun, **_typed(told)})
    errors = list(wrong_in_questions(told))
    if not form.is_valid():
        errors += [(_where(name), " ".join(map(str, words))) for name, words in form.errors.items()]
    if errors:
        raise wrong_body(errors)
    announced = form.announcement(organisation, activity)
    if errors := list(not_taken(told, announced)):
        raise wrong_body(errors)
    return announced


def patterns_from(schedules: list[Sent]) -> list[Pattern]:
    """When it takes place. Raises the `Problem` that names what does not fit together."""
    patterns, errors = [], []
    for number, told in enumerate(schedules):
        try:
            patterns.append(_pattern(told))
        except BrokenPattern as error:
            errors.append((f"schedules.{number}.{error.field}", _complaint(error.field)))
    if errors:
        raise wrong_body(errors)
    return patterns


def _typed(told: Sent) -> dict[str, Any]:
    """What was sent as the form's fields hold it."""
    typed = {name: told[name] for name in (*_SAME, *SAME) if name in told} | typed_questions(told)
    for what in ("title", "text"):
        typed |= {f"{what}_{language}": words for language, words in told.get(what, {}).items()}
    typed |= {name: told[name] or "" for name in ("place", "area") if name in told}
    if "is_free" in told:
        typed["price_kind"] = {True: "free", False: "costs", None: ""}[told["is_free"]]
    if "link" in told:
        typed["url"] = told["link"]
    return typed


def _where(name: str) -> str:
    """The document's name of a field of the form."""
    if asked := where_asked(name):
        return asked
    what, _underscore, language = name.partition("_")
    if what in ("title", "text"):
        return f"{what}.{language}"
    return "" if name == "__all__" else _NAMES.get(name, name)


def _pattern(told: Sent) -> Pattern:
    ends_on, starts_time = told.get("ends_on"), told.get("starts_time")
    return Pattern(
        kind=told["pattern"],
        starts_on=dt.date.fromisoformat(told["starts_on"]),
        starts_time=dt.time.fromisoformat(starts_time) if starts_time else None,
        minutes=told.get("minutes") if starts_time else None,
        every=told.get("every", 1),
        weekdays=tuple(sorted(set(told.get("weekdays", ())), key=WEEKDAYS.index)),
        nth=told.get("nth"),
        ends_on=dt.date.fromisoformat(ends_on) if ends_on else None,
        skips_public_holidays=told.get("skips_public_holidays", True),
        skips_school_holidays=told.get("skips_school_holidays", False),
    )


def _complaint(field: str) -> str:
    words = {
        "nth": _("Which weekday of the month: 1 to 4, or -1 for the last, and one weekday."),
        "weekdays": _("One weekday only, with «nth»."),
        "ends_on": _("It ends before it begins."),
    }
    return words.get(field) or _("This does not make sense here.")
