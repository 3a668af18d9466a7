"""Many messages about one thing."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.messaging.actions import opt_out, queue_message
from samspill.messaging.actions.many import Draft, queue_owed_messages
from samspill.messaging.models import OutboundMessage


def drafts(number: int) -> list[Draft]:
    return [Draft("sms", f"+4741{n:06}", "Oppdraget er dekket. Takk!", f"covered:{n}") for n in range(number)]


def test_each_key_is_written_once_and_as_it_would_be_by_itself(town, at):
    alone = queue_message(
        channel="sms",
        address="+4741000000",
        body="Oppdraget er dekket. Takk!",
        key="covered:0",
        at=at,
        is_owed=True,
    )
    assert queue_owed_messages(drafts(3), at=at) == 2
    assert queue_owed_messages(drafts(3), at=at) == 0
    other = OutboundMessage.objects.get(key="covered:1")
    for fact in ("segments", "cost_ore", "not_before_at", "cancelled_at", "body"):
        assert getattr(other, fact) == getattr(alone, fact)


def test_an_address_that_said_stopp_is_not_written_to(town, at):
    opt_out("sms", "+4741000001", source="sms", at=at)
    queue_owed_messages(drafts(3), at=at)
    assert OutboundMessage.objects.get(key="covered:1").failure == "opted_out"
    assert OutboundMessage.objects.filter(cancelled_at__isnull=True).count() == 2


def test_as_many_statements_for_thirty_as_for_two(town, at):
    with CaptureQueriesContext(connection) as few:
        queue_owed_messages(drafts(2), at=at)
    OutboundMessage.objects.all().delete()
    with CaptureQueriesContext(connection) as many:
        queue_owed_messages(drafts(30), at=at)
    assert len(many) == len(few)
