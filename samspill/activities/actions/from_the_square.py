"""Signing up without an account: name and phone, a code to the phone, and the code back.

Until the phone has shown to be hers nothing of it is stored: name, phone and code travel in the page itself, sealed.
"""

from __future__ import annotations

import datetime as dt
import hmac
import json
import secrets
import uuid

from django.db import transaction
from django.utils import translation

from samspill.activities.actions.sign_ups import NotOpen, TimeIsFull, sign_up, sign_up_or_wait
from samspill.activities.models import Occurrence, SignUp, Waiting
from samspill.activities.queries.sign_ups import has_list, is_full, open_times, time_for
from samspill.activities.queries.times import in_language
from samspill.activities.wording import sign_ups as words
from samspill.foundation.limits import Limit, spend
from samspill.foundation.phones import is_mobile, read_phone
from samspill.foundation.sealing import Unreadable, seal, unseal
from samspill.messaging.actions import queue_message
from samspill.people.actions import NameMissing, find_or_add_person, refuse_national_ids
from samspill.people.models import Channel
from samspill.people.rules.names import tidy_name

PURPOSE = "activities.sign_up"
CODE_LASTS = dt.timedelta(minutes=30)
FEW_CODES = Limit(burst=3, refill=dt.timedelta(minutes=20))
FEW_TRIES = Limit(burst=6, refill=dt.timedelta(minutes=5))


class NotAMobile(ValueError):
    """A code cannot be sent to this phone; somebody must call."""


class WrongCode(ValueError):
    """The code is not the one that was sent, or it is too old."""


@transaction.atomic
def ask_for_place(occurrence_id: uuid.UUID, name: str, phone: str, *, language: str, at: dt.datetime) -> str:
    """Send a code to the phone; gives back what the page must bring with the code. Nothing is stored, no place is held.
    Of what is full only where one may wait for a place.

    Raises `TimeIsFull`, `NotOpen`, `NameMissing`, `HoldsNationalId`, `phones.NotAPhone`, `NotAMobile` and
    `limits.TooOften`.
    """
    time = time_for(None, occurrence_id)
    if time.cancelled_at or time.activity.cancelled_at or time.starts_at <= at:
        raise NotOpen(occurrence_id)
    waits = is_full(time)
    if waits and not has_list(time, at=at):
        raise TimeIsFull(open_times(time.activity, at=at, beside=time))
    name, number = _who(name, phone)
    spend("sign_up_code", number, FEW_CODES, at=at)
    code = f"{secrets.randbelow(900_000) + 100_000}"
    _send_the_code(time, number, code, language, at)
    return seal(
        json.dumps([str(time.pk), name, number, language, code, (at + CODE_LASTS).timestamp(), waits]),
        PURPOSE,
    )


def take_place(asked: str, code: str, *, at: dt.datetime) -> SignUp | Waiting:
    """The code came back: she is who she says, and gets the place if there is one. `asked` is from `ask_for_place`.

    Who was told that it is full gets in line where it still is; nobody else is put in a line she has not seen.

    A try counts also when it is wrong, so it is written down before the code is looked at.
    Raises `WrongCode`, `TimeIsFull`, `NotOpen` and `limits.TooOften`.
    """
    try:
        occurrence_id, name, number, language, sent, until, waits = json.loads(unseal(asked, PURPOSE))
    except Unreadable as error:
        raise WrongCode from error
    spend("sign_up_try", f"{number}{sent}", FEW_TRIES, at=at)
    written = "".join(digit for digit in code if digit.isdecimal())
    if at.timestamp() > until or not hmac.compare_digest(written.encode(), sent.encode()):
        raise WrongCode
    with transaction.atomic():
        person = find_or_add_person(name, [number], by="public", at=at, channel="web", language=language)
        take = sign_up_or_wait if waits else sign_up
        return take(uuid.UUID(occurrence_id), person, channel="web", by=person, at=at)


def title_of(occurrence: Occurrence, language: str) -> str:
    """What a time is called, in the reader's language."""
    return in_language(occurrence.title or occurrence.activity.title, language)


def _who(name: str, phone: str) -> tuple[str, str]:
    name = tidy_name(name)
    if not name:
        raise NameMissing
    refuse_national_ids(name=name)
    number = read_phone(phone).e164
    if not is_mobile(number):
        raise NotAMobile(number)
    return name, number


def _send_the_code(time: Occurrence, number: str, code: str, language: str, at: dt.datetime) -> None:
    with translation.override(language):
        body = words.code_to_confirm(title_of(time, language), code)
    queue_message(
        channel=Channel.SMS,
        address=number,
        body=body,
        key=f"sign_up_code:{time.pk}:{secrets.token_hex(8)}",
        at=at,
        expires_at=at + CODE_LASTS,
        answers_now=True,
        despite_opt_out=True,
    )
