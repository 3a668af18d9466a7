"""A person uses her rights: nothing is done with what we have, something is corrected, she is forgotten."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samspill.foundation.actions import note
from samspill.people.actions.persons import refuse_national_ids
from samspill.people.models import Claim, Person, Restriction, StaffMember

Who = StaffMember | Person | str


class ClaimSettled(RuntimeError):
    """A colleague has dealt with this one."""


@transaction.atomic
def restrict_person(person: Person, *, reason: str, by: Who, at: dt.datetime, channel: str) -> bool:
    """From now on she is in no list, nobody is told of her and nothing is sent to her; what we have is only stored.

    `reason` is one of `Restriction`. False where she was restricted already. What is on its way is called off by
    `volunteering.actions.restricting`, which is what to call.
    """
    free = Person.objects.filter(pk=person.pk, restricted_at__isnull=True)
    if not free.update(restricted_at=at, restricted_reason=Restriction(reason)):
        return False
    person.refresh_from_db(fields=["restricted_at", "restricted_reason"])
    note("restrict_person", person, by=by, channel=channel, at=at, reason=reason)
    return True


@transaction.atomic
def lift_restriction(person: Person, *, by: Who, at: dt.datetime, channel: str) -> bool:
    """What we have may be used again; False where it was not restricted."""
    restricted = Person.objects.filter(pk=person.pk, restricted_at__isnull=False)
    if not restricted.update(restricted_at=None, restricted_reason=""):
        return False
    person.refresh_from_db(fields=["restricted_at", "restricted_reason"])
    note("lift_restriction", person, by=by, channel=channel, at=at)
    return True


@transaction.atomic
def make_claim(person: Person, kind: str, words: str, *, by: Who, at: dt.datetime, channel: str) -> Claim:
    """She asks for a correction (`words` says of what) or to be forgotten. The same again adds her words to the first.

    Raises `HoldsNationalId`.
    """
    refuse_national_ids(words=words)
    Person.objects.select_for_update().get(pk=person.pk)
    standing = Claim.objects.filter(person=person, kind=kind, settled_at__isnull=True).first()
    if standing is not None:
        return _add_words(standing, words)
    entered_by = by if isinstance(by, StaffMember) else None
    claim = Claim.objects.create(
        person=person,
        kind=Claim.Kind(kind),
        words=words.strip(),
        asked_at=at,
        channel=channel,
        entered_by=entered_by,
    )
    note("make_claim", person, by=by, channel=channel, at=at, kind=kind)
    return claim


@transaction.atomic
def settle_claim(claim: Claim, *, outcome: str, by: StaffMember, at: dt.datetime, answer: str = "") -> None:
    """It is corrected, or refused with a reason. Raises `ClaimSettled` and `HoldsNationalId`."""
    refuse_national_ids(answer=answer)
    waiting = Claim.objects.filter(pk=claim.pk, settled_at__isnull=True)
    if not waiting.update(
        settled_at=at, settled_by=by, outcome=Claim.Outcome(outcome), answer=answer.strip()
    ):
        raise ClaimSettled(claim.pk)
    note("settle_claim", claim.person, by=by, channel="web", at=at, kind=claim.kind, outcome=outcome)


def _add_words(claim: Claim, words: str) -> Claim:
    new = words.strip()
    if new and new not in claim.words:
        claim.words = f"{claim.words}\n{new}".strip()
        claim.save(update_fields=["words"])
    return claim
