"""What is told about an activity, and how it is written on its row."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from samspill.activities.models import Activity
from samspill.activities.rules.vocabulary import CATEGORIES
from samspill.foundation.models import Area
from samspill.organisations.models import Organisation
from samspill.people.models import Unit
from samspill.venues.models import Place


class TitleMissing(ValueError):
    """An activity needs a title in at least one language."""


class UnknownCategory(ValueError):
    """There is nothing of this code that an activity may be about: `args[0]` is the code."""


@dataclass(frozen=True)
class Announcement:
    """What is told about an activity. Titles and texts are per language: {"nb": "Språkkafé"}.

    `audiences`, `categories` and `accessibility` hold codes of `rules.vocabulary`; `languages` those spoken there.
    `is_free` None means that nobody has said.
    """

    title: dict[str, str]
    text: dict[str, str] | None = None
    organisation: Organisation | None = None
    unit: Unit | None = None
    place: Place | None = None
    place_text: str = ""
    area: Area | None = None
    is_online: bool = False
    audiences: Sequence[str] = ()
    categories: Sequence[str] = ()
    languages: Sequence[str] = ()
    accessibility: Sequence[str] = ()
    is_free: bool | None = None
    price: str = ""
    age_from: int | None = None
    age_until: int | None = None
    bring: str = ""
    sign_up: str = ""
    takes_sign_ups: bool = False
    for_all_times: bool = False
    places: int | None = None
    seats_each: int = 4
    questions: tuple[dict[str, Any], ...] = ()
    waiting_list: str = ""
    waiting_hours: int = 24
    waiting_ends_the_day: bool = False
    appointment_minutes: int | None = None
    completes: str = ""
    completes_at_end: bool = False
    url: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    picture: str = ""
    by_link_only: bool = False


def news_in(activity: Activity, announcement: Announcement) -> list[str]:
    """Which fields of an activity an announcement would change; nothing is written. Raises TitleMissing."""
    return tell(copy.copy(activity), announcement)


def tell(activity: Activity, announcement: Announcement) -> list[str]:
    """Write what is told on the row, not yet saved; which fields changed. Raises TitleMissing and UnknownCategory."""
    told = {field.name: getattr(announcement, field.name) for field in fields(announcement)}
    told["title"] = _texts(announcement.title)
    told["text"] = _texts(announcement.text or {})
    if not told["title"]:
        raise TitleMissing
    _refuse_unknown(announcement.categories)
    told["questions"] = list(announcement.questions)
    for name in ("audiences", "categories", "languages", "accessibility"):
        told[name] = tuple(told[name])
    changed = [name for name, value in told.items() if getattr(activity, name) != value]
    for name in changed:
        setattr(activity, name, told[name])
    return changed


def title_told(activity: Activity) -> str:
    """What it is called, in the first language that has it."""
    return next(iter(activity.title.values()), "")


def _refuse_unknown(categories: Sequence[str]) -> None:
    for code in categories:
        if code not in CATEGORIES:
            raise UnknownCategory(code)


def _texts(told: dict[str, str]) -> dict[str, str]:
    return {language: text.strip() for language, text in told.items() if text.strip()}
