"""What becomes of signatures and requests when two persons are one, and when one is forgotten (0016)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.commitments.models import Signature
from samspill.commitments.queries.signatures import open_ones
from samspill.people.models import Person

#: What outlives the one who signed, and how long after she was forgotten.
OUTLIVE = {"confidentiality": dt.timedelta(days=5 * 365)}


@transaction.atomic
def settle_collisions(keep: Person, gone: Person, *, at: dt.datetime) -> None:
    """Of two requests for the same the one that stays is `keep`'s. Signatures both stand: neither is ever changed."""
    kinds = open_ones().filter(person=keep).values_list("kind", flat=True)
    open_ones().filter(person=gone, kind__in=list(kinds)).update(lapsed_at=at)


@transaction.atomic
def take_leave(person: Person, *, at: dt.datetime) -> None:
    """She is being forgotten: nothing waits for her signature, and her name goes from what need not outlive it."""
    open_ones().filter(person=person).update(lapsed_at=at)
    Signature.objects.filter(person=person).exclude(kind__in=OUTLIVE).update(signed_name="")


def forget_old_signers(at: dt.datetime) -> int:
    """Blank the names under declarations whose time is over; how many."""
    blanked = 0
    for kind, kept in OUTLIVE.items():
        old = Signature.objects.filter(kind=kind, person__erased_at__lt=at - kept).exclude(signed_name="")
        blanked += old.update(signed_name="")
    return blanked
