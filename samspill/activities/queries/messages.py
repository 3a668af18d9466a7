"""Messages to those who have signed up: whom they go to and how, how they read, and how it went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.utils import translation

from samspill.activities.models import Activity, Occurrence, SignUp, SignUpMessage, Waiting
from samspill.activities.queries.times import in_language
from samspill.activities.rules.messages import BOTH, COME, WAIT
from samspill.activities.wording import sign_ups as words
from samspill.foundation.actions import subject_of
from samspill.foundation.holidays import is_public_holiday
from samspill.foundation.phones import formatted
from samspill.messaging.actions.outgoing import OPTED_OUT
from samspill.messaging.models import OutboundMessage
from samspill.messaging.queries import language_of, policy, quiet_hours, ways_to_write
from samspill.messaging.rules.quiet_hours import next_permitted
from samspill.messaging.rules.segments import Measure, measure
from samspill.people.models import Channel, Person


@dataclass(frozen=True)
class Addressed:
    """One who is written to, by which way, and what she reads."""

    person: Person
    channel: str
    address: str
    subject: str
    body: str


@dataclass(frozen=True)
class Preview:
    """What would be sent: to whom, how it reads, and when it leaves."""

    written_to: list[Addressed]
    not_reached: list[Person]
    sms: int
    email: int
    example_sms: str
    example_email: tuple[str, str]
    measure: Measure
    leaves_at: dt.datetime


@dataclass(frozen=True)
class Sent:
    """A message that was written, and how many have got it, wait for it, or will not get it."""

    message: Any
    gone: int = 0
    waiting: int = 0
    failed: int = 0
    stopped: int = 0
    unknown: int = 0
    who: str = field(default="")


def recipients_of(
    activity: Activity, occurrence: Occurrence | None, *, at: dt.datetime, goes_to: str = COME
) -> list[Person]:
    """Whoever has a place at the time; without one, at any time to come that is not called off. By name, each once.

    With `goes_to` those who wait for one instead, or both. Who waits for all the times waits at each of them.
    """
    come = SignUp.objects.filter(cancelled_at__isnull=True)
    wait = Waiting.objects.filter(left_at__isnull=True, sign_up__isnull=True)
    coming = Q(
        occurrence__activity=activity, occurrence__cancelled_at__isnull=True, occurrence__starts_at__gt=at
    )
    here = coming if occurrence is None else Q(occurrence=occurrence)
    waits_here = Q(occurrence__activity=activity) if activity.for_all_times else here
    asked = {
        COME: Q(pk__in=come.filter(here).values("person")),
        WAIT: Q(pk__in=wait.filter(waits_here).values("person")),
    }
    whom = asked[COME] | asked[WAIT] if goes_to == BOTH else asked[goes_to]
    return list(Person.objects.filter(whom, erased_at__isnull=True).order_by("search_name", "pk"))


def preview(
    activity: Activity, occurrence: Occurrence | None, body: str, *, at: dt.datetime, goes_to: str = COME
) -> Preview:
    """Whom it goes to and how they read it. The same number of questions however many they are."""
    people = recipients_of(activity, occurrence, at=at, goes_to=goes_to)
    written_to = addressed_to(people, activity, occurrence, body)
    reached = {one.person.pk for one in written_to}
    language = (translation.get_language() or "nb")[:2]
    sms = words_of(activity, occurrence, body, language=language)
    return Preview(
        written_to=written_to,
        not_reached=[person for person in people if person.pk not in reached],
        sms=sum(one.channel == Channel.SMS for one in written_to),
        email=sum(one.channel == Channel.EMAIL for one in written_to),
        example_sms=sms,
        example_email=(subject_words(activity, occurrence, language=language), sms),
        measure=measure(sms),
        leaves_at=next_permitted(at, quiet_hours(policy()), is_holiday=is_public_holiday),
    )


def addressed_to(
    people: Sequence[Person], activity: Activity, occurrence: Occurrence | None, body: str
) -> list[Addressed]:
    """Those who can be written to, each in her own language and by her own way."""
    ways = ways_to_write(people)
    found = []
    for person in people:
        if person.pk not in ways:
            continue
        channel, address = ways[person.pk]
        language = language_of(person)
        subject = subject_words(activity, occurrence, language=language) if channel == Channel.EMAIL else ""
        read = words_of(activity, occurrence, body, language=language)
        found.append(Addressed(person, channel, address, subject, read))
    return found


def words_of(activity: Activity, occurrence: Occurrence | None, body: str, *, language: str) -> str:
    """The whole text, in this language around the organiser's own words."""
    with translation.override(language):
        about = subject_words(activity, occurrence, language=language)
        return words.from_the_organiser(about, body, _signed(activity))


def subject_words(activity: Activity, occurrence: Occurrence | None, *, language: str) -> str:
    """What it is about: the activity, and the time where it is one."""
    with translation.override(language):
        title = in_language((occurrence and occurrence.title) or activity.title, language)
        if occurrence is None:
            return title[:200]
        return f"{title}, {words.time_words(occurrence.starts_at, occurrence.ends_at)}"[:200]


def written_to_those_of(activity: Activity, *, limit: int = 20) -> list[Sent]:
    """What was written about an activity, the latest first, and how it went. Two queries."""
    rows = list(
        SignUpMessage.objects.filter(activity=activity)
        .select_related("occurrence", "person", "written_by")
        .order_by("-written_at", "pk")[:limit]
    )
    counted = _counted(rows)
    return [Sent(row, who=_who(row), **counted.get(subject_of(row), {})) for row in rows]


def _counted(rows: Iterable[SignUpMessage]) -> dict[str, dict[str, int]]:
    """By what the outbox calls the message: how many of its copies are in each state."""
    stopped = Q(cancelled_at__isnull=False, failure=OPTED_OUT)
    failed = Q(failed_at__isnull=False) | (Q(cancelled_at__isnull=False) & ~Q(failure=OPTED_OUT))
    ended = stopped | failed
    arrived = Q(delivered_at__isnull=False) | Q(sent_at__isnull=False, unknown_at__isnull=True)
    unknown = Q(unknown_at__isnull=False, delivered_at__isnull=True)
    states = {
        "stopped": stopped,
        "failed": failed,
        "gone": arrived & ~ended,
        "unknown": unknown & ~ended,
        "waiting": ~ended & ~arrived & ~unknown,
    }
    copies = OutboundMessage.objects.filter(about__in=[subject_of(row) for row in rows])
    counts = {name: Count("pk", filter=state) for name, state in states.items()}
    found: Any = copies.values("about").annotate(**counts)
    return {one.pop("about"): one for one in found}


def _who(row: Any) -> str:
    writer = row.written_by or row.person
    return writer.name if writer else ""


def _signed(activity: Activity) -> str:
    organiser = activity.organisation or activity.unit
    phone = activity.contact_phone or (activity.unit.phone if activity.unit else "")
    return words.signed_by(organiser.name if organiser else "", formatted(phone) if phone else "")
