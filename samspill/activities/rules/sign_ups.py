"""Seats at a time of an activity: which one is free, and how many are left."""

from __future__ import annotations

from collections.abc import Collection


def first_free(taken: Collection[int], places: int | None) -> int | None:
    """The lowest seat nobody has; None where it is full. Without a number of places there is always one more."""
    held = set(taken)
    seat = next(number for number in range(1, len(held) + 2) if number not in held)
    return seat if places is None or len(held) < places else None


def free_seats(taken: Collection[int], places: int | None, wanted: int) -> list[int] | None:
    """The lowest seats nobody has, so many as are wanted; None where there are too few."""
    held, found = set(taken), []
    for _ in range(wanted):
        seat = first_free(held, places)
        if seat is None:
            return None
        held.add(seat)
        found.append(seat)
    return found


def seats_again(
    had: Collection[int], taken: Collection[int], places: int | None, offered: int
) -> dict[int, int] | None:
    """Which seat each of those that were given back becomes: itself where nobody has it, else the lowest that is free.
    None where there is no room for all of them beside those `taken` and those that are `offered` to others.
    """
    if places is not None and len(set(taken)) + offered + len(had) > places:
        return None
    if not set(had) & set(taken):
        return {seat: seat for seat in had}
    others = free_seats(taken, places, len(had))
    return None if others is None else dict(zip(sorted(had), others, strict=True))


def left(taken: int, places: int | None) -> int | None:
    """How many places are left, never below 0; None where there is no limit."""
    return None if places is None else max(0, places - taken)
