"""A phone shows to be hers: six digits go there and come back.

Meanwhile nothing of what she wrote is stored: it travels in the page itself, sealed together with the code.
"""

from __future__ import annotations

import datetime as dt
import hmac
import json
import secrets
from collections.abc import Callable, Sequence
from typing import Any

from django.utils import translation

from samspill.foundation.limits import Limit, spend
from samspill.foundation.one_time_codes import DIGITS, WrongCode
from samspill.foundation.phones import is_mobile, read_phone
from samspill.foundation.sealing import Unreadable, seal, unseal
from samspill.messaging.actions.outgoing import queue_message
from samspill.people.actions import NameMissing, refuse_national_ids
from samspill.people.models import Channel
from samspill.people.rules.names import tidy_name

CODE_LASTS = dt.timedelta(minutes=30)
FEW_CODES = Limit(burst=3, refill=dt.timedelta(minutes=20))
FEW_TRIES = Limit(burst=6, refill=dt.timedelta(minutes=5))


class NotAMobile(ValueError):
    """A code cannot be sent to this phone; somebody must call."""


def mobile_of(phone: str) -> str:
    """The number as it is kept. Raises `phones.NotAPhone` and `NotAMobile`."""
    number = read_phone(phone).e164
    if not is_mobile(number):
        raise NotAMobile(number)
    return number


def who_has_a_mobile(name: str, phone: str) -> tuple[str, str]:
    """Name and number as they are kept. Raises `NameMissing`, `HoldsNationalId` and as `mobile_of`."""
    name = tidy_name(name)
    if not name:
        raise NameMissing
    refuse_national_ids(name=name)
    return name, mobile_of(phone)


def send_code(
    number: str,
    say: Callable[[str], str],
    told: Sequence[Any],
    *,
    purpose: str,
    language: str,
    at: dt.datetime,
) -> str:
    """Send a code to the phone, in words that `say` makes of it; gives back what the page must bring with the code.

    `told` is what she wrote, ready for JSON; `confirmed` gives it back. Raises `limits.TooOften`.
    """
    spend(f"{purpose}_code", number, FEW_CODES, at=at)
    code = f"{secrets.randbelow(9 * 10 ** (DIGITS - 1)) + 10 ** (DIGITS - 1)}"
    with translation.override(language):
        body = say(code)
    queue_message(
        channel=Channel.SMS,
        address=number,
        body=body,
        key=f"{purpose}_code:{secrets.token_hex(12)}",
        at=at,
        expires_at=at + CODE_LASTS,
        answers_now=True,
        despite_opt_out=True,
    )
    return seal(json.dumps([list(told), number, code, (at + CODE_LASTS).timestamp()]), purpose)


def confirmed(asked: str, code: str, *, purpose: str, at: dt.datetime) -> list[Any]:
    """The code came back: what was told to `send_code`, whose answer `asked` is.

    A try counts also when it is wrong, so it is written down before the code is looked at. Raises `WrongCode` and
    `limits.TooOften`.
    """
    try:
        told, number, sent, until = json.loads(unseal(asked, purpose))
    except Unreadable as error:
        raise WrongCode from error
    spend(f"{purpose}_try", f"{number}{sent}", FEW_TRIES, at=at)
    written = "".join(digit for digit in code if digit.isdecimal())
    if at.timestamp() > until or not hmac.compare_digest(written.encode(), sent.encode()):
        raise WrongCode
    return list(told)
