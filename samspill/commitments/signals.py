"""Bells this room rings. Heard in higher rooms' `receivers`, in the same transaction; facts, never orders."""

from __future__ import annotations

from django.dispatch import Signal

#: Somebody signed a text. Carries `signature` (Signature, with `text` and `person`), `by` and `at`.
text_signed = Signal()

#: A signature no longer counts: it was a mistake, or was taken back. Carries `signature`, `by` and `at`.
signature_withdrawn = Signal()
