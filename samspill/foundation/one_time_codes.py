"""Six digits sent to a phone or an address, to be typed in again: whoever can read them there is reached there."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets

from django.conf import settings
from django.db import transaction

from samspill.foundation.models import OneTimeLink

DIGITS = 6


class WrongCode(ValueError):
    """The code is not the one that was sent, or it is too old or used."""


@transaction.atomic
def make_code(purpose: str, subject: str, *, at: dt.datetime, valid_for: dt.timedelta) -> str:
    """A new code; only a digest of it is kept, and whatever was sent for the same subject before is void."""
    OneTimeLink.objects.filter(purpose=purpose, subject=subject).delete()
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    OneTimeLink.objects.create(
        token_hash=_digest(purpose, subject, code),
        purpose=purpose,
        subject=subject,
        made_at=at,
        expires_at=at + valid_for,
    )
    return code


def use_code(purpose: str, subject: str, code: str, *, at: dt.datetime) -> None:
    """Use the code up, once. The caller limits how often one may try. Raises `WrongCode`."""
    digits = "".join(sign for sign in code if sign.isdecimal())
    rows = OneTimeLink.objects.filter(
        purpose=purpose,
        subject=subject,
        token_hash=_digest(purpose, subject, digits),
        used_at__isnull=True,
        expires_at__gt=at,
    )
    if not rows.update(used_at=at):
        raise WrongCode


def _digest(purpose: str, subject: str, code: str) -> str:
    """Keyed, for a million possibilities are soon tried."""
    text = f"{purpose}|{subject}|{code}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
