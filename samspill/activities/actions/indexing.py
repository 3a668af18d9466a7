"""Keeping the search index in step with the activities."""

from __future__ import annotations

from collections.abc import Sequence

from samspill.activities.models import Activity

KIND = "activities.activity"


def index_activities(activities: Sequence[Activity]) -> None:
    """Index what is on the square and drop what is not. For the caller's transaction."""
