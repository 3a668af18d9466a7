"""Bells this room rings. Heard in higher rooms' `receivers`, in the same transaction; facts, never orders."""

from __future__ import annotations

from django.dispatch import Signal

#: A time that was still to come will not take place.
#: Carries `occurrence` (the row, with `cancelled_at`) and `at` (moment).
occurrence_cancelled = Signal()

#: A time that is still to come has another start than people were told.
#: Carries `occurrence` (the row, already moved), `moved_from` (the start it had, UTC) and `at` (moment).
occurrence_moved = Signal()

#: Who came to a time of an activity was written down, or put right.
#: Carries `sign_up` (SignUp, with `person` and `occurrence.activity`), `came` (whether she did), `by` and `at`.
attendance_noted = Signal()
