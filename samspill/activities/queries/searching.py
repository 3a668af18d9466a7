"""Finding activities by words."""

from __future__ import annotations

from django.db.models import Q

from samspill.foundation import search

KIND = "activities.activity"
"""What activities are called in the search index."""


def found_by(words: str) -> Q:
    """The condition that a time's activity is found by these words; words that say nothing ("bli med") find all."""
    hits = search.look_for(KIND, words)
    return Q() if hits.is_everything else Q(activity_id__in=hits.subject_ids)
