"""An association asks to come aboard from the square: who she is, which association, and a code to each address.

Until the codes have come back (`aboard.py`) nothing of it is stored: what she wrote and the codes travel in the page
itself, sealed.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import translation

from samspill.foundation.actions import make_link
from samspill.foundation.limits import Limit, spend
from samspill.foundation.one_time_codes import DIGITS, WrongCode
from samspill.foundation.sealing import Unreadable, seal, unseal
from samspill.messaging.actions import queue_message
from samspill.messaging.actions.confirming import CODE_LASTS, FEW_CODES, mobile_of
from samspill.messaging.queries import WRITTEN_IN
from samspill.organisations import wording
from samspill.organisations.actions.groups import OrganisationKnown
from samspill.organisations.actions.telling import new_key
from samspill.organisations.queries.aboard import alike, registered_ways
from samspill.organisations.queries.square import organisation_for
from samspill.people.actions import NameMissing, ReasonMissing, read_email, refuse_national_ids
from samspill.people.models import Channel
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
class Told:
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
        told = unsealed(sealed)
    except WrongCode:
        return None
    return Asked(sealed, told.where, told.theirs_at)


def _read(who: Claimant) -> tuple[str, str]:
    """Her name and address in the form they are stored."""
    name = tidy_name(who.name)
    if not name:
        raise NameMissing
    refuse_national_ids(name=name)
    if "@" in who.where:
        return name, read_email(who.where)
    return name, mobile_of(who.where)


def unsealed(sealed: str) -> Told:
    """What the page brought back. Raises `WrongCode` where nobody here has sealed it."""
    try:
        return Told(**json.loads(unseal(sealed, PURPOSE)))
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
