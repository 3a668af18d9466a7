"""How a municipality sends: chosen by whoever runs it."""

from __future__ import annotations

import datetime as dt
from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from samspill.foundation.actions import note
from samspill.foundation.remembering import forget_answers_to
from samspill.messaging import gateways
from samspill.messaging.models import MessagingPolicy
from samspill.messaging.queries import remembered_policy

#: What `set_policy` takes.
FACTS = frozenset("sms_gateway sender email_from quiet_from quiet_until price_ore daily_budget_ore".split())
#: An SMS shows a number, or at most so many letters.
LONGEST_SENDER = 11


class NotASender(ValueError):
    """Nobody can be written to from this."""


@transaction.atomic
def set_policy(*, by: str, at: dt.datetime, **facts: object) -> MessagingPolicy:
    """Choose some of `FACTS` for the entered municipality; what is not told stays.

    Raises `gateways.NoSuchGateway` and `NotASender`.
    """
    unknown = facts.keys() - FACTS
    if unknown:
        raise TypeError(f"A policy has no {', '.join(sorted(unknown))}")
    _check(facts)
    policy = MessagingPolicy.objects.select_for_update().first() or MessagingPolicy()
    for name, value in facts.items():
        setattr(policy, name, value)
    policy.save()
    forget_answers_to(remembered_policy)
    note("set_policy", policy, by=by, channel="system", at=at, changed=sorted(facts))
    return policy


def _check(facts: dict[str, object]) -> None:
    if "sms_gateway" in facts:
        gateways.named(str(facts["sms_gateway"]))
    sender = str(facts.get("sender", ""))
    if len(sender) > LONGEST_SENDER and not sender.lstrip("+").isdecimal():
        raise NotASender(sender)
    if facts.get("email_from"):
        try:
            validate_email(parseaddr(str(facts["email_from"]))[1])
        except ValidationError:
            raise NotASender(facts["email_from"]) from None
