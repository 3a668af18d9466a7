"""Bells this room rings. Heard in higher rooms' `receivers`, in the same transaction; facts, never orders."""

from __future__ import annotations

from django.dispatch import Signal

#: A booking that was still to come holds its time no more: staff took it back, or the borrower gave it back.
#: Carries `booking` (the row, with `cancelled_at` or `given_back_at`) and `at` (moment).
booking_cancelled = Signal()

#: A place is called something else than before.
#: Carries `place` (the row, as it stands now) and `at` (moment).
place_renamed = Signal()
