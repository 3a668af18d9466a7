"""An association comes aboard: the codes that were sent (`asking_aboard.py`) have come back, and in she is.

What is kept of the page they were asked for in is a one-time link that nobody is given, so that it counts once.
"""

from __future__ import annotations

import datetime as dt
import hmac
import uuid
from dataclasses import dataclass

from django.db import transaction

from samspill.foundation.actions import LinkNotValid, note, use_link
from samspill.foundation.limits import spend
from samspill.foundation.models import Municipality
from samspill.foundation.one_time_codes import WrongCode
from samspill.foundation.phones import formatted
from samspill.foundation.places import folded
from samspill.foundation.tenancy import entered_number
from samspill.messaging.actions.confirming import FEW_TRIES
from samspill.organisations import wording
from samspill.organisations.actions.asking_aboard import PURPOSE, Told, unsealed
from samspill.organisations.actions.groups import hide_organisation, register_group
from samspill.organisations.actions.posts import give_post, let_act, locked
from samspill.organisations.actions.reading import let_be_read
from samspill.organisations.actions.reviews import approve_review
from samspill.organisations.actions.telling import link_to_pages, tell
from samspill.organisations.models import Organisation, Post, PostClaim
from samspill.organisations.queries.acting import acts_for, associations_of, those_who_act_for
from samspill.organisations.queries.reviews import last_review
from samspill.people.actions import (
    ClaimSettled,
    ReasonMissing,
    find_or_add_person,
    refuse_national_ids,
)
from samspill.people.models import Person, StaffMember


@dataclass(frozen=True, slots=True)
class Aboard:
    """What came of it: she acts for the association, or (`waits`) the municipality looks at it first."""

    person: Person
    organisation: Organisation
    waits: bool = False


def come_aboard(sealed: str, own_code: str, their_code: str = "", *, at: dt.datetime) -> Aboard:
    """The codes came back: she acts for the association from now on, or her claim waits at the desk.

    A try counts also when it is wrong, so it is written down before the codes are looked at. The same page again
    leads to the same place and gives nothing twice. Raises `WrongCode`, `Organisation.DoesNotExist`,
    `OrganisationKnown` and `limits.TooOften`.
    """
    told = unsealed(sealed)
    spend("aboard_try", told.once, FEW_TRIES, at=at)
    is_right = _is_same(own_code, told.own) and (not told.theirs or _is_same(their_code, told.theirs))
    if at.timestamp() > told.until or not is_right:
        raise WrongCode
    with transaction.atomic():
        return _DONE[told.kind](told, _counts(told.once, at), at)


@transaction.atomic
def approve_claim(claim: PostClaim, *, by: StaffMember, at: dt.datetime) -> Post:
    """The municipality believes her: she holds the post, may act, and gets a link. Raises `ClaimSettled`."""
    organisation, claim = _waiting(claim)
    claim.approved_at, claim.settled_by = at, by
    claim.save(update_fields=["approved_at", "settled_by"])
    note("approve_post_claim", claim, by=by, channel="web", at=at)
    return _take_in(organisation, claim.person, claim.title, by=by, at=at)


@transaction.atomic
def refuse_claim(claim: PostClaim, reason: str, *, by: StaffMember, at: dt.datetime) -> PostClaim:
    """The municipality does not; she is told why. Raises `ClaimSettled`, `ReasonMissing` and `HoldsNationalId`."""
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise ReasonMissing
    refuse_national_ids(reason=reason)
    organisation, claim = _waiting(claim)
    claim.refused_at, claim.settled_by, claim.refusal = at, by, reason
    claim.save(update_fields=["refused_at", "settled_by", "refusal"])
    note("refuse_post_claim", claim, by=by, channel="web", at=at)
    phone = Municipality.objects.get(pk=entered_number()).contact_phone
    tell(
        claim.person,
        lambda: wording.claim_refused(organisation.name, reason, formatted(phone) if phone else ""),
        key=f"claim_refused:{claim.pk}",
        at=at,
    )
    return claim


@transaction.atomic
def review_group(organisation: Organisation, *, by: StaffMember, at: dt.datetime) -> Organisation:
    """Staff have looked at a group that registered itself; if it was held back, it is on the square now."""
    waiting = last_review("group", organisation.pk)
    if waiting is not None and waiting.is_waiting:
        return approve_review(waiting, by=by, at=at).organisation
    if organisation.reviewed_at is None:
        organisation.reviewed_at = at
        organisation.save(update_fields=["reviewed_at"])
        note("review_group", organisation, by=by, channel="web", at=at)
    return organisation


def _by_code(told: Told, counts: bool, at: dt.datetime) -> Aboard:
    organisation = _open(told)
    person = _person(told, at)
    if not acts_for(person, organisation):
        if not counts:
            raise WrongCode
        _take_in(organisation, person, told.title, by=person, at=at)
    return Aboard(person, organisation)


def _by_the_desk(told: Told, counts: bool, at: dt.datetime) -> Aboard:
    organisation = _open(told)
    person = _person(told, at)
    if acts_for(person, organisation):
        return Aboard(person, organisation)
    waiting = PostClaim.objects.filter(
        organisation=organisation, person=person, approved_at__isnull=True, refused_at__isnull=True
    )
    if counts and not waiting.exists():
        claim = PostClaim.objects.create(
            organisation=organisation, person=person, title=told.title, words=told.words, asked_at=at
        )
        note("claim_post", claim, by=person, channel="web", at=at)
    return Aboard(person, organisation, waits=True)


def _as_group(told: Told, counts: bool, at: dt.datetime) -> Aboard:
    person = _person(told, at)
    if not counts:
        name = folded(told.facts["name"])
        mine = next((one for one in associations_of(person) if folded(one.name) == name), None)
        if mine is None:
            raise WrongCode
        return Aboard(person, mine)
    group = register_group(
        told.facts["name"], about=told.facts["about"], by=person, at=at, also_if_same_name=True
    )
    _hold_back(group, person, at)
    _take_in(group, person, told.title, by=person, at=at)
    return Aboard(person, group)


def _hold_back(group: Organisation, person: Person, at: dt.datetime) -> None:
    """Nobody is shown the group before the desk has read of it, where new groups are read."""
    if let_be_read(group, "group", group.pk, group.name, by=person, at=at):
        hide_organisation(group, True, by="system", at=at)


_DONE = {"code": _by_code, "desk": _by_the_desk, "group": _as_group}


def _take_in(
    organisation: Organisation, person: Person, title: str, *, by: Person | StaffMember, at: dt.datetime
) -> Post:
    """She holds the post and may act; she gets a link, and those who acted before are told of her."""
    before = [post.person for post in those_who_act_for(organisation) if post.person_id != person.pk]
    post = give_post(organisation, person, title, by=by, at=at, channel="web")
    post = let_act(post, by=by, at=at, channel="web")
    tell(
        person,
        lambda: wording.welcome_aboard(organisation.name, link_to_pages(person, organisation, at=at)),
        key=f"aboard:{post.pk}:{at.isoformat()}",
        at=at,
        answers_now=by == person,
    )
    for other in {one.pk: one for one in before}.values():
        tell(
            other,
            lambda: wording.somebody_more(person.name, organisation.name),
            key=f"aboard_told:{post.pk}:{other.pk}:{at.isoformat()}",
            at=at,
        )
    return post


def _waiting(claim: PostClaim) -> tuple[Organisation, PostClaim]:
    """Both locked, the association first. Raises `ClaimSettled`."""
    organisation = locked(claim.organisation_id)
    fresh = PostClaim.objects.select_for_update(of=("self",)).select_related("person").get(pk=claim.pk)
    if fresh.approved_at or fresh.refused_at:
        raise ClaimSettled
    return organisation, fresh


def _is_same(written: str, sent: str) -> bool:
    digits = "".join(digit for digit in written if digit.isdecimal())
    return hmac.compare_digest(digits.encode(), sent.encode())


def _counts(once: str, at: dt.datetime) -> bool:
    """Whether this is the first time the page comes back. Simultaneous ones wait here for each other."""
    try:
        use_link(PURPOSE, once, at=at)
    except LinkNotValid:
        return False
    return True


def _open(told: Told) -> Organisation:
    organisation = locked(uuid.UUID(told.organisation))
    if organisation.closed_on or organisation.hidden_at:
        raise Organisation.DoesNotExist
    return organisation


def _person(told: Told, at: dt.datetime) -> Person:
    phones, emails = ([], [told.where]) if "@" in told.where else ([told.where], [])
    return find_or_add_person(
        told.name, phones, emails, by="public", at=at, channel="web", language=told.language
    )
