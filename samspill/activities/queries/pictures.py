"""Which illustration goes with an activity."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from samspill.activities.models import Activity

#: The illustration of a category that has none of its own name.
_OF_CATEGORY = {
    "crafts": "craft",
    "repair": "craft",
    "homework": "children",
    "games": "meeting",
    "meeting_place": "meeting",
    "health": "seniors",
    "digital": "tech",
    "faith": "meeting",
    "course": "culture",
}


def pictures_of(activity_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The name of an illustration for each activity: its own, else its first category's, else the general one."""
    rows = Activity.objects.filter(pk__in=list(activity_ids)).values_list("pk", "picture", "categories")
    return {key: picture or picture_of(categories) for key, picture, categories in rows}


def picture_of(categories: tuple[str, ...]) -> str:
    """The illustration of the first category."""
    return next((_OF_CATEGORY.get(code, code) for code in categories), "meeting")
