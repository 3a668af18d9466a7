"""Somebody is asked to sign: a request with a code, and a message with a link to what she is to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils import translation

from samspill.commitments.models import SigningRequest
from samspill.commitments.queries.messages import language_of, signed_by, what_she_reads
from samspill.commitments.queries.signatures import open_ones, open_requests
from samspill.commitments.queries.texts import current_texts
from samspill.commitments.rules.texts import KINDS
from samspill.commitments.wording import signatures as words
from samspill.foundation import clock
from samspill.foundation.actions import make_link, note, subject_of
from samspill.foundation.models import Municipality
from samspill.foundation.queries import web_address
from samspill.foundation.tenancy import entered_number
from samspill.messaging.actions import queue_message
from samspill.messaging.actions.outgoing import address_of
from samspill.people.models import Channel, Person, StaffMember, Unit

#: What the link of the message opens, how long, and where (`web/public/signing`).
LINK = "commitments.signing"
LINK_LASTS = dt.timedelta(days=60)
PATH = "/sign/{token}/"
#: Four digits from the first on: nobody takes them for an hour or a day.
FIRST_CODE = 1001
WRITTEN = (Channel.SMS.value, Channel.EMAIL.value)


class Reach(NamedTuple):
    """How she is asked: by sms or email at an address; by phone or letter somebody does it by hand."""

    channel: str
    address: str = ""


@transaction.atomic
def ask_to_sign(
    person: Person,
    kinds: Sequence[str],
    *,
    reach: Reach,
    unit: Unit | None,
    by: StaffMember | str,
    at: dt.datetime,
    tells: bool = True,
) -> list[SigningRequest]:
    """Ask her to read and sign these; one message with one link for all of them. `unit` stands under the message.

    A kind without a published text is left out. Asking again on the same day sends nothing more. With `tells` False the
    caller writes to her, with `make_signing_link`. Raises `BudgetSpent`.
    """
    texts = current_texts()
    wanted = [kind for kind in KINDS if kind in kinds and kind in texts]
    requests = [_ask(person, kind, texts[kind][0].version, reach, by, at) for kind in wanted]
    if tells and requests and reach.channel in WRITTEN:
        _send_the_link(person, requests, reach, unit, by, at)
    return requests


@transaction.atomic
def read_out(request: SigningRequest, *, unit: Unit, by: StaffMember, at: dt.datetime) -> bool:
    """The text was read to her on the phone, so she gets the code by SMS; False where it was answered meanwhile.

    Raises `BudgetSpent` and `messaging.actions.NoWayToWrite`.
    """
    if not open_ones().filter(pk=request.pk).update(read_out_at=at, read_out_by=by):
        return False
    person = request.person
    with translation.override(language_of(person)):
        body = words.code_after_reading_out(request.kind, request.code, signed_by(unit))
    queue_message(
        channel=Channel.SMS,
        address=address_of(person, Channel.SMS),
        body=body,
        key=f"sign_code:{request.pk}:{at:%Y%m%d%H%M}",
        person=person,
        about=subject_of(request),
        by=by,
        at=at,
        answers_now=True,
    )
    note("read_out", person, by=by, channel="phone", at=at, kind=request.kind, version=request.version)
    return True


@transaction.atomic
def send_new_link(person: Person, *, at: dt.datetime) -> bool:
    """Her link was too old and she asked for a new one; False where nothing is to be signed or nothing can be sent."""
    requests = [request for request in open_requests(person) if request.channel in WRITTEN]
    if not requests:
        return False
    reach = Reach(requests[0].channel, requests[0].address)
    _send_the_link(person, requests, reach, None, "system", at, key=f"sign_again:{person.pk}:{at:%Y%m%d%H%M}")
    return True


def renew_requests(kind: str, version: int, *, at: dt.datetime) -> int:
    """There is a new version: whoever has not answered is asked about that, under a new code; how many.

    The link she has leads to the new one. For the transaction that publishes.
    """
    standing = list(open_ones().filter(kind=kind).exclude(version=version).select_related("person"))
    for request in standing:
        open_ones().filter(pk=request.pk).update(lapsed_at=at)
        renewed = SigningRequest(kind=kind, version=version, person=request.person, code=_next_code())
        for fact in ("channel", "address", "asked_at", "asked_by_id"):
            setattr(renewed, fact, getattr(request, fact))
        renewed.save(force_insert=True)
    return len(standing)


def make_signing_link(person: Person, *, at: dt.datetime) -> str:
    """The address of the page where she reads and signs, with a key of its own."""
    token = make_link(LINK, str(person.pk), at=at, valid_for=LINK_LASTS)
    return web_address(Municipality.objects.get(pk=entered_number()), PATH.format(token=token))


def _ask(
    person: Person, kind: str, version: int, reach: Reach, by: StaffMember | str, at: dt.datetime
) -> SigningRequest:
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    asked = {"channel": reach.channel, "address": reach.address, "asked_at": at}
    request = open_ones().filter(person=person, kind=kind).first()
    if request is None:
        request = SigningRequest(person=person, kind=kind, version=version, code=_next_code())
    for fact, value in asked.items():
        setattr(request, fact, value)
    request.asked_by = by if isinstance(by, StaffMember) else None
    request.save()
    note("ask_to_sign", person, by=by, channel=reach.channel, at=at, kind=kind, version=version)
    return request


def _send_the_link(
    person: Person,
    requests: Sequence[SigningRequest],
    reach: Reach,
    unit: Unit | None,
    by: StaffMember | str,
    at: dt.datetime,
    key: str = "",
) -> None:
    kinds = [request.kind for request in requests]
    subject, body = what_she_reads(person, kinds, unit=unit, link=make_signing_link(person, at=at))
    queue_message(
        channel=reach.channel,
        address=reach.address,
        subject=subject if reach.channel == Channel.EMAIL else "",
        body=body,
        key=key or f"sign:{person.pk}:{'+'.join(kinds)}:{clock.local_day(at)}",
        person=person,
        about=subject_of(requests[0]),
        by=by if isinstance(by, StaffMember) else None,
        at=at,
        answers_now=bool(key),
    )


def _next_code() -> int:
    """The next short number. The municipality's row is locked, so that two colleagues do not get the same."""
    Municipality.objects.select_for_update(no_key=True).get(pk=entered_number())
    highest = SigningRequest.objects.aggregate(code=Max("code"))["code"] or 0
    return max(highest + 1, FIRST_CODE)
