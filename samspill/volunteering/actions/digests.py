"""One weekly letter rather than many messages: chosen by SMS, link or phone; put by, and sent once a week."""

from __future__ import annotations

import datetime as dt
import logging
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import override

from samspill.foundation import clock
from samspill.foundation.actions import note, subject_of
from samspill.messaging.actions import BudgetSpent, queue_message
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.messaging.queries import language_of
from samspill.messaging.queries.letters import postal_addresses
from samspill.messaging.rules.replies import Answer, Reply
from samspill.messaging.signals import Outcome
from samspill.people.models import Channel, Person, StaffMember, Unit
from samspill.people.queries import may_be_contacted, people_with_email, people_with_phone
from samspill.volunteering.models import DigestLine, DigestWish, Volunteer
from samspill.volunteering.queries.digests import Digest, digest_of
from samspill.volunteering.queries.reach import Way, way_to_reach
from samspill.volunteering.queries.tasks import phone_of_unit
from samspill.volunteering.rules.digests import VOLUNTEERS_FROM, week_of, wish_in
from samspill.volunteering.wording import messages

log = logging.getLogger(__name__)
Who = StaffMember | Person | str


@transaction.atomic
def choose_digest(person: Person, *, channel: str, by: Who, at: dt.datetime) -> DigestWish:
    """She wants what is not urgent once a week. Choosing it again changes nothing."""
    standing = DigestWish.objects.filter(person=person, ended_at__isnull=True).first()
    if standing is not None:
        return standing
    entered_by = by if isinstance(by, StaffMember) else None
    try:
        with transaction.atomic():
            wish = DigestWish.objects.create(
                person=person, since_at=at, channel=channel, entered_by=entered_by
            )
    except IntegrityError:  # She pressed twice.
        return DigestWish.objects.get(person=person, ended_at__isnull=True)
    note("choose_digest", person, by=by, channel=channel, at=at)
    return wish


@transaction.atomic
def end_digest(person: Person, *, channel: str, by: Who, at: dt.datetime) -> bool:
    """She wants everything at once again; whether she had chosen otherwise. What waits goes with a last letter."""
    if not DigestWish.objects.filter(person=person, ended_at__isnull=True).update(ended_at=at):
        return False
    note("end_digest", person, by=by, channel=channel, at=at)
    return True


def put_by(
    lines: Sequence[tuple[Person, str, str, str]],
    *,
    at: dt.datetime,
    pointless_at: dt.datetime | None = None,
) -> None:
    """Keep these (person, key, about, words) for their next letter. A key that is kept already is kept once."""
    rows = [
        DigestLine(person=person, key=key, about=about, body=body, put_by_at=at, pointless_at=pointless_at)
        for person, key, about, body in lines
    ]
    DigestLine.objects.bulk_create(rows, ignore_conflicts=True)


def take_digest_reply(inbound: InboundMessage, reply: Reply, *, at: dt.datetime) -> Outcome | None:
    """«UKE» chooses the weekly letter, «STRAKS» ends it; None where it says something else or from whom is unclear."""
    wish = wish_in(inbound.body) if reply.answer == Answer.UNCLEAR else None
    person = _only_volunteer_at(inbound) if wish is not None else None
    if wish is None or person is None:
        return None
    if inbound.channel == Channel.EMAIL and inbound.answers is None:
        return None  # Anybody can write in her name; as a reply to a letter of ours it is hers.
    change = choose_digest if wish else end_digest
    change(person, channel=inbound.channel, by=person, at=at)
    with override(language_of(person)):
        words = messages.digest_chosen() if wish else messages.digest_ended()
    queue_message(
        channel=inbound.channel, address=inbound.sender, body=words, key=f"confirm:{inbound.pk}",
        person=person, at=at, answers_now=True,
    )  # fmt: skip
    return Outcome("weekly" if wish else "at_once", about=subject_of(person), person=person)


def send_weekly_digests(at: dt.datetime) -> int:
    """On Mondays from ten, one letter to each who has chosen it and has something to be told; how many were written.

    Whoever has got this week's is passed over, so that the job may run as often as it likes.
    """
    week = week_of(clock.local(at), opens=VOLUNTEERS_FROM)
    if not week:
        return 0
    wishes = DigestWish.objects.filter(ended_at__isnull=True).order_by("pk")
    written = 0
    for key in wishes.values_list("pk", flat=True):
        try:
            written += _send_digest(key, week, at)
        except BudgetSpent:
            log.warning("The day's budget holds no more weekly letters")
            break
    return written


@transaction.atomic
def _send_digest(wish_id: uuid.UUID, week: str, at: dt.datetime) -> bool:
    wish = (
        DigestWish.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person")
        .get(pk=wish_id)
    )
    key = f"digest:{wish.person_id}:{week}"
    way = _way(wish.person)
    if wish.ended_at or way is None or OutboundMessage.objects.filter(key=key).exists():
        return False
    told = digest_of(wish, at=at)
    if not told or not may_be_contacted(wish.person):
        return False
    message = _write(wish.person, told, way, key, at)
    DigestLine.objects.filter(pk__in=[line.pk for line in told.lines]).update(told_at=at, message=message)
    wish.last_letter_at = at
    wish.save(update_fields=["last_letter_at"])
    return True


def _write(person: Person, told: Digest, way: Way, key: str, at: dt.datetime) -> OutboundMessage:
    unit = _unit_of(person)
    with override(language_of(person)):
        lines = [line.body for line in told.lines]
        body = messages.digest(
            person.name,
            lines,
            told.tasks,
            told.more,
            unit=unit.name if unit else "",
            phone=phone_of_unit(unit),
        )
        subject = messages.digest_subject()
    return queue_message(
        channel=way.channel, address=way.address, subject=subject if way.channel != Channel.SMS else "",
        body=body, key=key, person=person, about=subject_of(person), unit=unit, at=at,
    )  # fmt: skip


def _way(person: Person) -> Way | None:
    way = way_to_reach(person.pk)
    if way is not None and way.channel == Channel.LETTER:
        way = Way(way.channel, postal_addresses([person.pk]).get(person.pk, ""))
    return way if way and way.address else None


def _unit_of(person: Person) -> Unit | None:
    """Who writes: the unit that follows her up, else the one that receives the public."""
    volunteer = Volunteer.objects.select_related("unit").filter(person=person).first()
    own = volunteer.unit if volunteer else None
    return (
        own or Unit.objects.filter(receives_the_public=True, closed_at__isnull=True).order_by("name").first()
    )


def _only_volunteer_at(inbound: InboundMessage) -> Person | None:
    find = people_with_phone if inbound.channel == Channel.SMS else people_with_email
    found = list(find(inbound.sender).filter(volunteer__left_at__isnull=True, volunteer__isnull=False)[:2])
    return found[0] if len(found) == 1 else None
