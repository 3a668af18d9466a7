"""An association comes aboard from the square: who she is, which association, a code to each address, and in she is.

Until the codes have come back nothing of it is stored: what she wrote and the codes travel in the page itself, sealed.
What is kept is a one-time link that nobody is given, so that the same page counts once.
"""

from __future__ import annotations

import datetime as dt
import hmac
import json
import secrets
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import translation

from samspill.foundation.actions import LinkNotValid, make_link, note, use_link
from samspill.foundation.limits import Limit, spend
from samspill.foundation.one_time_codes import DIGITS, WrongCode
from samspill.foundation.places import folded
from samspill.foundation.sealing import Unreadable, seal, unseal
from samspill.messaging.actions import queue_message
from samspill.messaging.actions.confirming import CODE_LASTS, FEW_CODES, FEW_TRIES, mobile_of
from samspill.messaging.queries import WRITTEN_IN
from samspill.organisations import wording
from samspill.organisations.actions.groups import OrganisationKnown, hide_organisation, register_group
from samspill.organisations.actions.posts import give_post, let_act, locked
from samspill.organisations.actions.reading import let_be_read
from samspill.organisations.actions.reviews import approve_review
from samspill.organisations.actions.telling import link_to_pages, new_key, tell
from samspill.organisations.models import Organisation, Post, PostClaim
from samspill.organisations.queries.aboard import alike, registered_ways
from samspill.organisations.queries.acting import acts_for, associations_of, those_who_act_for
from samspill.organisations.queries.reviews import last_review
from samspill.organisations.queries.square import organisation_for
from samspill.people.actions import (
    ClaimSettled,
    NameMissing,
    ReasonMissing,
    find_or_add_person,
    read_email,
    refuse_national_ids,
)
from samspill.people.models import Channel, Person, StaffMember
from samspill.people.rules.names import tidy_name

PURPOSE = "organisations.aboard"
#: A board of five may all ask the same evening; somebody who tries names does not stop at five.
A_BOARD = Limit(burst=5, refill=dt.timedelta(hours=1))
#: Somebody may run a choir and a walking group, and not a dozen.
FEW_GROUPS = Limit(burst=3, refill=dt.timedelta(hours=8))


class NoSuchWay(ValueError):
    """The association has no such registered address."""


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who says that she may act: her name, her mobile or e-mail as written, the post she holds."""

    name: str
    where: str
    title: str
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page must bring with the codes; where they were sent. `theirs` is "" where one code is enough."""

    sealed: str
    own: str
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Aboard:
    """What came of it: she acts for the association, or (`waits`) the municipality looks at it first."""

    person: Person
    organisation: Organisation
    waits: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """What is sealed in the page."""

    kind: str
    name: str
    where: str
    title: str
    language: str
    once: str
    until: float
    own: str
    theirs: str = ""
    theirs_at: str = ""
    organisation: str = ""
    words: str = ""
    facts: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def ask_by_code(organisation_id: uuid.UUID, who: Claimant, way: str, *, at: dt.datetime) -> Asked:
    """Send a code to the association's registered `way` (email, phone), and one to her own address if it is another.

    Raises `Organisation.DoesNotExist`, `NoSuchWay`, `NameMissing`, `NotAPhone`, `NotAMobile`, `NotAnEmail`,
    `HoldsNationalId` and `limits.TooOften`.
    """
    organisation = organisation_for(None, organisation_id)
    name, where = _read(who)
    theirs = registered_ways(organisation).get(way)
    if theirs is None:
        raise NoSuchWay(way)
    own_code, code = _send_own_code(where, who.language, at), ""
    if theirs != where:
        code = _send_code(
            theirs, "nb", at, lambda sent: wording.code_to_the_association(name, organisation.name, sent)
        )
    at_theirs = theirs if code else ""
    told = _told(
        "code", who, name, where, own_code, at,
        theirs=code, theirs_at=at_theirs, organisation=str(organisation.pk),
    )  # fmt: skip
    return Asked(told, where, at_theirs)


@transaction.atomic
def ask_the_desk(organisation_id: uuid.UUID, who: Claimant, words: str, *, at: dt.datetime) -> Asked:
    """She has none of the registered addresses: her own is proven, then the municipality looks at it.

    Raises as `ask_by_code`, and `ReasonMissing` where she does not say why.
    """
    organisation = organisation_for(None, organisation_id)
    words = " ".join(words.split())
    if not words:
        raise ReasonMissing
    refuse_national_ids(words=words)
    name, where = _read(who)
    spend("aboard_desk", str(organisation.pk), A_BOARD, at=at)
    code = _send_own_code(where, who.language, at)
    told = _told("desk", who, name, where, code, at, organisation=str(organisation.pk), words=words[:500])
    return Asked(told, where)


@transaction.atomic
def ask_for_group(
    group: str, about: str, who: Claimant, *, at: dt.datetime, is_another: bool = False
) -> Asked:
    """A group without a number wants to be here. `is_another`: none of those with such a name is theirs.

    Raises as `ask_by_code`, and `OrganisationKnown` with the first that has such a name.
    """
    refuse_national_ids(group=group, about=about)
    if not is_another and (known := alike(group)):
        raise OrganisationKnown(known[0])
    name, where = _read(who)
    spend("aboard_group", where, FEW_GROUPS, at=at)
    code = _send_own_code(where, who.language, at)
    return Asked(
        _told("group", who, name, where, code, at, facts={"name": group.strip(), "about": about.strip()}),
        where,
    )


def asked_before(sealed: str) -> Asked | None:
    """What the page brought back, and where its codes went; None where nobody here has sealed it."""
    try:
        told = _unsealed(sealed)
    except WrongCode:
        return None
    return Asked(sealed, told.where, told.theirs_at)


def come_aboard(sealed: str, own_code: str, their_code: str = "", *, at: dt.datetime) -> Aboard:
    """The codes came back: she acts for the association from now on, or her claim waits at the desk.

    A try counts also when it is wrong, so it is written down before the codes are looked at. The same page again
    leads to the same place and gives nothing twice. Raises `WrongCode`, `Organisation.DoesNotExist`,
    `OrganisationKnown` and `limits.TooOften`.
    """
    told = _unsealed(sealed)
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
    tell(
        claim.person,
        lambda: wording.claim_refused(organisation.name, reason),
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


def _by_code(told: _Told, counts: bool, at: dt.datetime) -> Aboard:
    organisation = _open(told)
    person = _person(told, at)
    if not acts_for(person, organisation):
        if not counts:
            raise WrongCode
        _take_in(organisation, person, told.title, by=person, at=at)
    return Aboard(person, organisation)


def _by_the_desk(told: _Told, counts: bool, at: dt.datetime) -> Aboard:
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


def _as_group(told: _Told, counts: bool, at: dt.datetime) -> Aboard:
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


def _read(who: Claimant) -> tuple[str, str]:
    """Her name and address in the form they are stored."""
    name = tidy_name(who.name)
    if not name:
        raise NameMissing
    refuse_national_ids(name=name)
    if "@" in who.where:
        return name, read_email(who.where)
    return name, mobile_of(who.where)


def _unsealed(sealed: str) -> _Told:
    try:
        return _Told(**json.loads(unseal(sealed, PURPOSE)))
    except (Unreadable, TypeError, ValueError) as error:
        raise WrongCode from error


def _told(
    kind: str, who: Claimant, name: str, where: str, own_code: str, at: dt.datetime, **more: Any
) -> str:
    once = make_link(PURPOSE, kind, at=at, valid_for=CODE_LASTS)
    facts = {
        "kind": kind,
        "name": name,
        "where": where,
        "title": who.title,
        "language": who.language if who.language in WRITTEN_IN else "nb",
        "once": once,
        "until": (at + CODE_LASTS).timestamp(),
        "own": own_code,
    }
    return seal(json.dumps(facts | more), PURPOSE)


def _send_own_code(where: str, language: str, at: dt.datetime) -> str:
    return _send_code(where, language, at, wording.code_of_her_own)


def _send_code(address: str, language: str, at: dt.datetime, say: Any) -> str:
    """A code to this address; who has not asked for it is told to do nothing."""
    spend("aboard_code", address, FEW_CODES, at=at)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    with translation.override(language if language in WRITTEN_IN else "nb"):
        subject, body = say(code)
    by_mail = "@" in address
    queue_message(
        channel=Channel.EMAIL if by_mail else Channel.SMS,
        address=address,
        subject=subject[:200] if by_mail else "",
        body=body,
        key=new_key("aboard_code"),
        at=at,
        expires_at=at + CODE_LASTS,
        answers_now=True,
        despite_opt_out=True,
    )
    return code


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


def _open(told: _Told) -> Organisation:
    organisation = locked(uuid.UUID(told.organisation))
    if organisation.closed_on or organisation.hidden_at:
        raise Organisation.DoesNotExist
    return organisation


def _person(told: _Told, at: dt.datetime) -> Person:
    phones, emails = ([], [told.where]) if "@" in told.where else ([told.where], [])
    return find_or_add_person(
        told.name, phones, emails, by="public", at=at, channel="web", language=told.language
    )
