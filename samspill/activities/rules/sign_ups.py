"""Seats at a time of an activity: which one is free, and how many are left."""

from __future__ import annotations

from collections.abc import Collection


def first_free(taken: Collection[int], places: int | None) -> int | None:
    """The lowest seat nobody has; None where it is full. Without a number of places there is always one more."""
    held = set(taken)
    seat = next(number for number in range(1, len(held) + 2) if number not in held)
    return seat if places is None or len(held) < places else None


def left(taken: int, places: int | None) -> int | None:
    """How many places are left, never below 0; None where there is no limit."""
    return None if places is None else max(0, places - taken)
