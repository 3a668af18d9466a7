"""Bells this room rings. Heard in higher rooms' `receivers`, in the same transaction; facts, never orders."""

from __future__ import annotations

from django.dispatch import Signal

#: An organisation is deleted from the national register, or a group without a number says it has stopped.
#: Carries `organisation` (the row), `closed_on` (day) and `at` (moment).
organisation_closed = Signal()
