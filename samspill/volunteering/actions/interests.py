"""Somebody wants to help, or needs help, and left a name and a way to reach her: a person calls."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import uuid
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from samspill.foundation import clock
from samspill.foundation.actions import note
from samspill.foundation.phones import NotAPhone, Reason, read_phone
from samspill.foundation.places import folded
from samspill.people.actions import NameMissing, read_email, refuse_national_ids
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.actions.volunteers import UnknownCode
from samspill.volunteering.models import Interest, Need, Request
from samspill.volunteering.queries.interests import receiving_unit
from samspill.volunteering.rules.codes import KINDS

SAME_DAY = dt.timedelta(days=1)
OUTCOMES = ("welcomed", "declined", "not_reached", "duplicate")
#: What else `express_interest` takes.
FACTS = frozenset(
    "wishes brings_words how_many language channel signed_on link taken_by call_back_words person unit".split()
)


class InterestSettled(RuntimeError):
    """A colleague has dealt with this one."""


class NobodyReceivesThePublic(RuntimeError):
    """No unit is set to receive those who ask from the square."""


@transaction.atomic
def express_interest(
    name: str,
    phone: str = "",
    *,
    email: str = "",
    words: str = "",
    need: Need | uuid.UUID | None = None,
    at: dt.datetime,
    **facts: Any,
) -> Interest:
    """Somebody wants to help, perhaps with one need; a person will call. The same again within a day is the same row,
    unless it has been settled meanwhile: then she has said it anew.

    `phone` as it was written; an e-mail address will do instead. `facts` are some of `FACTS`; `taken_by` is whoever
    typed it in. Raises `NameMissing` (by SMS a number is enough), `phones.NotAPhone`, `NotAnEmail`,
    `HoldsNationalId` and `UnknownCode`.
    """
    _check(facts)
    told = _who(name, phone, email, words, facts)
    need_id = need.pk if isinstance(need, Need) else need
    lately = Interest.objects.filter(**told, need=need_id, received_at__gt=at - SAME_DAY)
    known = lately.filter(settled_at__isnull=True).first()
    if known:
        return known
    if need_id and not facts.get("unit"):
        facts["unit"] = Unit.objects.get(needs=need_id)
    # Those that wait are not counted: one that came a moment ago must give the same key, and so be found.
    earlier = lately.filter(settled_at__isnull=False).count()
    interest, is_new = _once(
        Interest,
        {"once_key": _key(*told.values(), need_id, clock.local_day(at), earlier)},
        {**told, **facts, "need_id": need_id, "received_at": at},
    )
    if is_new:
        by = interest.taken_by or interest.person or "public"
        note("express_interest", interest, by=by, channel=interest.channel, at=at)
    return interest


@transaction.atomic
def receive_request(
    caller_name: str,
    caller_phone: str,
    *,
    words: str = "",
    at: dt.datetime,
    unit: Unit | None = None,
    **facts: Any,
) -> Request:
    """Somebody needs help: it waits at `unit`, else at the one that receives the public. Twice within a day is once.

    `facts` are further columns of a request: language, channel, on_behalf_of, for_whom, link. Raises `NameMissing`,
    `phones.NotAPhone`, `HoldsNationalId` and `NobodyReceivesThePublic`.
    """
    refuse_national_ids(**{name: text for name, text in facts.items() if isinstance(text, str)})
    who = _who(caller_name, caller_phone, "", words, {})
    told = {"caller_name": who["name"], "caller_phone": who["phone"], "words": who["words"]}
    told["for_whom"] = facts.pop("for_whom", "").strip()[:120]
    known = Request.objects.filter(**told, received_at__gt=at - SAME_DAY).first()
    if known:
        return known
    facts = {"channel": "web", **facts, "unit": unit or _who_receives_the_public(), "received_at": at}
    key = _key(*told.values(), clock.local_day(at))[:40]
    request, is_new = _once(Request, {"form_key": key}, {**told, **facts})
    if is_new:
        note("receive_request", request, by="public", channel=request.channel, at=at)
    return request


@transaction.atomic
def settle_interest(
    interest: Interest, *, outcome: str, by: StaffMember, at: dt.datetime, person: Person | None = None
) -> None:
    """A person has dealt with it: `outcome` is one of `OUTCOMES`. Raises `InterestSettled`."""
    facts = {"settled_at": at, "settled_by": by, "outcome": outcome}
    if person is not None:
        facts["person"] = person
    if not Interest.objects.filter(pk=interest.pk, settled_at__isnull=True).update(**facts):
        raise InterestSettled(interest.pk)
    note("settle_interest", interest, by=by, channel="web", at=at, outcome=outcome)


@transaction.atomic
def unsettle_interest(interest: Interest, *, by: StaffMember, at: dt.datetime) -> None:
    """Put it back among those that wait for a call."""
    Interest.objects.filter(pk=interest.pk).update(
        settled_at=None, settled_by=None, outcome="", told_not_reached_at=None
    )
    note("unsettle_interest", interest, by=by, channel="web", at=at)


def _check(facts: dict[str, Any]) -> None:
    unknown = set(facts) - FACTS
    if unknown:
        raise TypeError(f"An interest has no {', '.join(sorted(unknown))}")
    unheard_of = set(facts.get("wishes", ())) - set(KINDS)
    if unheard_of:
        raise UnknownCode(", ".join(sorted(unheard_of)))
    refuse_national_ids(**{name: text for name, text in facts.items() if isinstance(text, str)})


def _who(name: str, phone: str, email: str, words: str, facts: dict[str, Any]) -> dict[str, str]:
    name = " ".join(name.split())
    if not name and facts.get("channel") != "sms":
        raise NameMissing
    refuse_national_ids(name=name, words=words)
    if not phone.strip() and not email.strip():
        raise NotAPhone(Reason.EMPTY, "")
    number = read_phone(phone).e164 if phone.strip() else ""
    address = read_email(email) if email.strip() else ""
    return {"name": name, "phone": number, "email": address, "words": words.strip()}


def _once(
    table: type[Interest] | type[Request], key: dict[str, str], facts: dict[str, Any]
) -> tuple[Any, bool]:
    """The row made, or the one that was made under this key a moment ago: the database lets only one in."""
    try:
        with transaction.atomic():
            return table.objects.create(**key, **facts), True
    except IntegrityError:
        standing = table.objects.filter(**key).first()
        if standing is None:
            raise
        return standing, False


def _key(*parts: object) -> str:
    """A digest of who, what and on which day; tells nothing to one who does not know the installation's secret."""
    text = "|".join(folded(str(part)) for part in parts)
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def _who_receives_the_public() -> Unit:
    unit = receiving_unit()
    if unit is None:
        raise NobodyReceivesThePublic
    return unit
