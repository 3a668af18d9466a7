"""The way in: whoever lacks something is asked to sign, or invited to a course; many at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from samspill.commitments.actions import ask_to_sign
from samspill.commitments.actions.asking import Reach
from samspill.foundation import clock
from samspill.foundation.actions import make_link, note, subject_of
from samspill.foundation.models import Municipality
from samspill.foundation.queries import web_address
from samspill.foundation.tenancy import entered_number
from samspill.messaging.actions import queue_message
from samspill.people.models import Channel, Person, StaffMember, Unit
from samspill.volunteering.queries.inviting import invitation_text, written_ways
from samspill.volunteering.queries.reach import Way

#: What the link of an invitation opens, how long, and where (`web/public/sign_ups`).
INVITATION = "volunteering.course"
INVITATION_LASTS = dt.timedelta(days=60)
PATH = "/course/{token}/"
#: What one can be invited to a course for.
COURSES = ("course", "first_aid")


class Sent(NamedTuple):
    """What came of asking many: how many were written to, and who must be called or written a letter."""

    written: int
    by_hand: list[Person]


@transaction.atomic
def send_to_sign(
    persons: Sequence[Person], kinds: Sequence[str], *, unit: Unit, by: StaffMember, at: dt.datetime
) -> Sent:
    """Ask all of these to read and sign; each by the way she prefers. Who cannot be written to, or has not said that we
    may, is given back, and her request waits for somebody to call.

    All or none: raises `messaging.actions.BudgetSpent` where the day's money does not hold all.
    """
    ways = written_ways(persons)
    by_hand = [person for person in persons if person.pk not in ways]
    for person in persons:
        reach = Reach(*ways.get(person.pk, Way(Channel.PHONE, "")))
        ask_to_sign(person, kinds, reach=reach, unit=unit, by=by, at=at)
    return Sent(len(persons) - len(by_hand), by_hand)


@transaction.atomic
def invite_to_course(
    persons: Sequence[Person], kind: str, *, unit: Unit, by: StaffMember | str, at: dt.datetime
) -> Sent:
    """Send all of these a link to choose a date for a course. Who cannot be written to is given back.

    The same again on the same day sends nothing more. Raises `messaging.actions.BudgetSpent`.
    """
    ways = written_ways(persons)
    by_hand = [person for person in persons if person.pk not in ways]
    for person in persons:
        if person.pk in ways:
            _invite(person, ways[person.pk], kind, unit, by, at)
    return Sent(len(persons) - len(by_hand), by_hand)


def course_link(person: Person, *, at: dt.datetime) -> str:
    """The address of the page where she chooses a date, with a key of its own."""
    token = make_link(INVITATION, str(person.pk), at=at, valid_for=INVITATION_LASTS)
    return web_address(Municipality.objects.get(pk=entered_number()), PATH.format(token=token))


def _invite(person: Person, way: Way, kind: str, unit: Unit, by: StaffMember | str, at: dt.datetime) -> None:
    subject, body = invitation_text(person, kind, unit=unit, link=course_link(person, at=at))
    message = queue_message(
        channel=way.channel,
        address=way.address,
        subject=subject if way.channel == Channel.EMAIL else "",
        body=body,
        key=f"course:{kind}:{person.pk}:{clock.local_day(at)}",
        person=person,
        about=subject_of(person),
        by=by if isinstance(by, StaffMember) else None,
        at=at,
    )
    note("invite_to_course", person, by=by, channel=way.channel, at=at, kind=kind, message=str(message.pk))
