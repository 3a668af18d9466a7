"""Questions about messages."""

from samspill.messaging.queries.conversations import Line, conversation
from samspill.messaging.queries.inbox import inbound_for, inbox, waiting_count
from samspill.messaging.queries.sending import (
    Estimate,
    budget_of,
    is_opted_out,
    opted_out_addresses,
    points_of,
    policy,
    price_of,
    quiet_hours,
)

__all__ = [
    "Estimate",
    "Line",
    "budget_of",
    "conversation",
    "inbound_for",
    "inbox",
    "is_opted_out",
    "opted_out_addresses",
    "points_of",
    "policy",
    "price_of",
    "quiet_hours",
    "waiting_count",
]
