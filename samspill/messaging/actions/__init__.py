"""What happens to messages."""

from samspill.messaging.actions.calls import take_inbound_call, take_report_call
from samspill.messaging.actions.incoming import (
    AlreadySettled,
    answer_inbound,
    receive_inbound,
    settle_inbound,
    take_inbound,
    unsettle_inbound,
)
from samspill.messaging.actions.many import Draft, queue_within_budget
from samspill.messaging.actions.outgoing import (
    BudgetSpent,
    NoWayToWrite,
    cancel_about,
    cancel_message,
    cancel_unsent_about,
    note_call,
    queue_message,
    write_to,
)
from samspill.messaging.actions.reporting import receive_report
from samspill.messaging.actions.stopping import call_off_messages_to, opt_in, opt_out, take_back_consent

__all__ = [
    "AlreadySettled",
    "BudgetSpent",
    "Draft",
    "NoWayToWrite",
    "answer_inbound",
    "call_off_messages_to",
    "cancel_about",
    "cancel_message",
    "cancel_unsent_about",
    "note_call",
    "opt_in",
    "opt_out",
    "queue_message",
    "queue_within_budget",
    "receive_inbound",
    "receive_report",
    "settle_inbound",
    "take_back_consent",
    "take_inbound",
    "take_inbound_call",
    "take_report_call",
    "unsettle_inbound",
    "write_to",
]
