"""Finding activities by words."""

from __future__ import annotations

from django.db.models import Q


def found_by(words: str) -> Q:
    """The condition that a time's activity is found by these words."""
    return Q(activity__title__icontains=words)
