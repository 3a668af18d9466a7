"""Bells this room rings. Heard in higher rooms' `receivers`, in the same transaction; facts, never orders."""

from __future__ import annotations

from dataclasses import dataclass

from django.dispatch import Signal

from samspill.people.models import Person

#: Somebody answered, and it was neither STOPP nor START. Carries `inbound` (InboundMessage), `reply`
#: (rules.replies.Reply) and `at`. A receiver that took it gives back an `Outcome`; the others None.
reply_received = Signal()

#: A message will never arrive. Carries `message` (OutboundMessage, with `failure`) and `at`.
delivery_failed = Signal()


@dataclass(frozen=True)
class Outcome:
    """What a receiver made of a reply: a word for it, what it was about, and whose it was.

    With `waits` the receiver knows what it is about, but a person must read it all the same.
    """

    word: str
    about: str = ""
    person: Person | None = None
    waits: bool = False
