"""Questions about messages."""

from samspill.messaging.queries.conversations import Line, conversation
from samspill.messaging.queries.inbox import inbound_for, inbox, waiting_count
from samspill.messaging.queries.sending import (
    WRITTEN_IN,
    Estimate,
    Reach,
    budget_of,
    is_opted_out,
    language_of,
    opted_out_addresses,
    points_of,
    policy,
    price_of,
    quiet_hours,
    reach_of,
    remembered_policy,
    ways_to_write,
)

__all__ = [
    "WRITTEN_IN",
    "Estimate",
    "Line",
    "Reach",
    "budget_of",
    "conversation",
    "inbound_for",
    "inbox",
    "is_opted_out",
    "language_of",
    "opted_out_addresses",
    "points_of",
    "policy",
    "price_of",
    "quiet_hours",
    "reach_of",
    "remembered_policy",
    "waiting_count",
    "ways_to_write",
]
