"""How often somebody may do something: a bucket of tokens that drips full again, kept in the database."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from samspill.foundation.models import Allowance


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `burst` at once; then one more for every `refill` that passes."""

    burst: int
    refill: dt.timedelta


class TooOften(Exception):
    """The bucket is empty; `wait` is how long until one token has dripped in."""

    def __init__(self, wait: dt.timedelta) -> None:
        super().__init__(f"Wait {wait}.")
        self.wait = wait


@transaction.atomic
def spend(what: str, whose: str, limit: Limit, *, at: dt.datetime) -> None:
    """Take a token from the bucket of `whose` for `what`. Raises `TooOften`, and then takes nothing.

    `whose` (an address, a phone number) is stored only as a keyed hash. Simultaneous calls wait for each other.
    """
    bucket, _ = Allowance.objects.select_for_update().get_or_create(
        key=f"{what}:{_hidden(whose)}", defaults={"tokens": limit.burst, "filled_at": at}
    )
    tokens = min(limit.burst, bucket.tokens + max(at - bucket.filled_at, dt.timedelta()) / limit.refill)
    if tokens < 1:
        raise TooOften((1 - tokens) * limit.refill)
    bucket.tokens, bucket.filled_at = tokens - 1, max(at, bucket.filled_at)
    bucket.save(update_fields=["tokens", "filled_at"])


def forget_full_buckets(*, before: dt.datetime) -> int:
    """Delete buckets nobody has drawn from since `before` (full again by then); how many went."""
    return Allowance.objects.filter(filled_at__lt=before).delete()[0]


def _hidden(whose: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), whose.encode(), hashlib.sha256).hexdigest()[:32]
