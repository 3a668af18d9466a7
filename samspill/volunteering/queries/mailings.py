"""Messages to many: what would be sent to whom and what it costs, and how it goes."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from samspill.foundation.actions import subject_of
from samspill.foundation.holidays import is_public_holiday
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.messaging.queries import budget_of, policy, quiet_hours
from samspill.messaging.queries.letters import postal_addresses
from samspill.messaging.queries.templates import Merger
from samspill.messaging.rules.budget import Budget
from samspill.messaging.rules.quiet_hours import next_permitted
from samspill.messaging.rules.segments import measure
from samspill.messaging.rules.templates import Words, chosen_for
from samspill.people.models import Channel, Consent, Person
from samspill.people.queries import Asker
from samspill.volunteering.models import DigestWish, Mailing, MailingRecipient
from samspill.volunteering.queries.reach import Way, ways_to_reach, who_stopped
from samspill.volunteering.queries.selections import people_fitting
from samspill.volunteering.rules.mailings import LEFT_OUT, WRITTEN, way_or_reason
from samspill.volunteering.rules.selections import read_criteria

#: An answer within this is taken for one to the mailing.
ANSWERED_WITHIN = dt.timedelta(days=14)
#: So many keys are written into one statement.
AT_A_TIME = 10_000
STATES = ("waiting", "sent", "delivered", "failed", "unknown", "cancelled")


class Planned(NamedTuple):
    """What one of the many gets. `way` is a channel, or the reason why she is left out; then there is no address."""

    person: Person
    way: str
    address: str
    words: Words
    segments: int
    is_dear: bool = False
    language: str = ""
    is_other_language: bool = False


@dataclass(frozen=True)
class Preview:
    """What would happen if it were sent now."""

    planned: list[Planned]
    cost_ore: int
    budget: Budget
    goes_at: dt.datetime
    by_way: Mapping[str, list[Planned]] = field(default_factory=dict)

    @property
    def written_to(self) -> int:
        """How many get something."""
        return sum(len(self.by_way.get(way, ())) for way in WRITTEN)

    @property
    def ways(self) -> list[tuple[str, list[Planned]]]:
        """Those who get it, by channel; the empty ones left out."""
        return [(way, self.by_way[way]) for way in WRITTEN if self.by_way.get(way)]

    @property
    def left_out(self) -> list[tuple[str, list[Planned]]]:
        """Those who do not, by reason; the empty ones left out."""
        return [(why, self.by_way[why]) for why in LEFT_OUT if self.by_way.get(why)]

    @property
    def dear(self) -> list[Planned]:
        """Those whose SMS is dearer because of letters in their own names."""
        return [one for one in self.planned if one.is_dear]

    @property
    def in_another_language(self) -> list[Planned]:
        """Those who are written to in another language than their own, since theirs is missing."""
        return [one for one in self.planned if one.is_other_language and one.way in WRITTEN]

    @property
    def is_held_by_budget(self) -> bool:
        """Whether the day's money is enough for all of it."""
        return self.budget.holds(self.cost_ore)


@dataclass(frozen=True)
class Progress:
    """How a confirmed mailing goes, in numbers. What waits for somebody who prints or calls stands in `by_hand`."""

    total: int
    seen_to: int
    states: Mapping[str, int]
    left_out: Mapping[str, int]
    by_hand: Mapping[str, int]
    answered: int

    @property
    def gone(self) -> int:
        """How many have left, whatever became of them."""
        return sum(self.states.get(state, 0) for state in ("sent", "delivered", "failed", "unknown"))


def mailings_for(asker: Asker) -> QuerySet[Mailing]:
    """The mailings of the asker's units, the latest first, with unit, selection and who made them."""
    rows = Mailing.objects.filter(unit__in=asker.caring_unit_ids, removed_at__isnull=True)
    named = rows.select_related("unit", "selection", "made_by", "confirmed_by", "stopped_by")
    return named.order_by("-made_at", "-pk")


def mailing_for(asker: Asker, mailing_id: uuid.UUID | str) -> Mailing:
    """The gate: a mailing of a unit the asker cares for. Raises `Mailing.DoesNotExist`."""
    return mailings_for(asker).get(pk=mailing_id)


def preview(mailing: Mailing, asker: Asker, *, at: dt.datetime) -> Preview:
    """What would be sent to whom if it were confirmed now. As many queries however many they are."""
    people = list(people_fitting(read_criteria(mailing.criteria), asker, at=at))
    planned = plan(mailing, people)
    under = policy()
    by_way: dict[str, list[Planned]] = {}
    for one in planned:
        by_way.setdefault(one.way, []).append(one)
    return Preview(
        planned=planned,
        cost_ore=sum(one.segments for one in by_way.get(Channel.SMS, ())) * under.price_ore,
        budget=budget_of(at, under=under),
        goes_at=next_permitted(at, quiet_hours(under), is_holiday=is_public_holiday),
        by_way=by_way,
    )


def plan(mailing: Mailing, people: Sequence[Person]) -> list[Planned]:
    """How each of these would be written to now, in their order.

    What they have said and how they are reached is looked up anew: a plan is never kept. Eight queries for each ten
    thousand.
    """
    told: set[tuple[str, str]] = set()
    merger = Merger(mailing.unit)
    return [
        one
        for start in range(0, len(people), AT_A_TIME)
        for one in _plan_some(mailing, people[start : start + AT_A_TIME], merger, told)
    ]


def _plan_some(
    mailing: Mailing, people: Sequence[Person], merger: Merger, told: set[tuple[str, str]]
) -> list[Planned]:
    """`told` holds what is said to whom already, so that a couple with one phone is told the same once."""
    among = [person.pk for person in people]
    ways, stopped = ways_to_reach(among), who_stopped(among)
    consents = Consent.objects.filter(person__in=among, purpose="contact", withdrawn_at__isnull=True)
    willing = set(consents.values_list("person_id", flat=True))
    weekly = set() if mailing.is_urgent else _with_digest(among)
    homes = postal_addresses(among)
    texts = texts_of(mailing)
    planned = []
    for person in people:
        way = ways.get(person.pk, Way("", ""))
        address = homes.get(person.pk, "") if way.channel == Channel.LETTER else way.address
        how = way_or_reason(
            may_be_contacted=person.pk in willing,
            has_stopped=person.pk in stopped,
            channel=way.channel,
            has_address=bool(address),
            waits_for_digest=person.pk in weekly,
        )
        one = _planned(person, how, address, texts, merger)
        if how in WRITTEN and (address, one.words.body) in told:
            one = one._replace(way="shares_phone", segments=0, is_dear=False)
        elif how in WRITTEN:
            told.add((address, one.words.body))
        planned.append(one)
    return planned


def texts_of(mailing: Mailing) -> dict[str, Words]:
    """The words by language."""
    return {
        code: Words(words.get("body", ""), words.get("subject", "")) for code, words in mailing.texts.items()
    }


def progress(mailing: Mailing, *, at: dt.datetime) -> Progress:
    """How it goes. Three queries."""
    recipients = MailingRecipient.objects.filter(mailing=mailing)
    reasons = recipients.values_list("left_out").annotate(Count("pk"), Count("seen_to_at"))
    counted = {why: (number, seen) for why, number, seen in reasons}
    messages = OutboundMessage.objects.filter(about=subject_of(mailing))
    is_by_hand = Q(channel__in=(Channel.LETTER, Channel.PHONE))
    waiting_by_hand = messages.filter(is_by_hand, _is("waiting"))
    return Progress(
        total=sum(number for number, _ in counted.values()),
        seen_to=sum(seen for _, seen in counted.values()),
        states=_states(messages.exclude(is_by_hand & _is("waiting"))),
        left_out={why: number for why, (number, _) in counted.items() if why},
        by_hand=dict(waiting_by_hand.values_list("channel").annotate(Count("pk"))),
        answered=_answered(mailing),
    )


def recipients_of(mailing: Mailing) -> QuerySet[MailingRecipient]:
    """Everybody it was to, in order, with person and message."""
    rows = MailingRecipient.objects.filter(mailing=mailing).select_related("person", "message")
    return rows.order_by("place")


def recipients_in(mailing: Mailing, state: str) -> QuerySet[MailingRecipient]:
    """Those of whose message this is the state, or who were left out for this reason; all for another word."""
    rows = recipients_of(mailing)
    if state in LEFT_OUT:
        return rows.filter(left_out=state)
    if state in STATES:
        return rows.filter(_is(state, "message__"), message__isnull=False)
    return rows


def _planned(person: Person, how: str, address: str, texts: Mapping[str, Words], merger: Merger) -> Planned:
    chosen = chosen_for(person.language, texts)
    words = Words(
        merger.filled(chosen.words.body, person.name), merger.filled(chosen.words.subject, person.name)
    )
    segments, is_dear = 0, False
    if how == Channel.SMS:
        measured = measure(words.body)
        segments = measured.segments
        is_dear = measured.encoding == "ucs2" and not set(measured.forced_by) & set(chosen.words.body)
    return Planned(person, how, address, words, segments, is_dear, chosen.language, chosen.is_other)


def _with_digest(among: Collection[uuid.UUID]) -> set[uuid.UUID]:
    rows = DigestWish.objects.filter(person__in=among, ended_at__isnull=True)
    return set(rows.values_list("person_id", flat=True))


def _states(messages: QuerySet[OutboundMessage]) -> dict[str, int]:
    counted = messages.aggregate(**{state: Count("pk", filter=_is(state)) for state in STATES})
    return {state: number for state, number in counted.items() if number}


def _is(state: str, row: str = "") -> Q:
    """The condition that a message is in this state, as `conversations.state_of` tells it."""
    is_set = {
        fact: Q(**{f"{row}{fact}_at__isnull": False})
        for fact in ("cancelled", "failed", "delivered", "unknown", "sent")
    }
    found = Q()
    for fact, condition in is_set.items():
        if fact == state:
            return found & condition
        found &= ~condition
    return found


def _answered(mailing: Mailing) -> int:
    if mailing.confirmed_at is None:
        return 0
    written_to = MailingRecipient.objects.filter(mailing=mailing, message__isnull=False)
    heard = InboundMessage.objects.filter(
        person__in=written_to.values("person"),
        received_at__gt=mailing.confirmed_at,
        received_at__lt=mailing.confirmed_at + ANSWERED_WITHIN,
    )
    return heard.aggregate(number=Count("person", distinct=True))["number"]


def segments_spread(preview: Preview) -> list[tuple[int, int]]:
    """How many get one SMS, how many two, and so on."""
    spread = Counter(one.segments for one in preview.by_way.get(Channel.SMS, ()))
    return sorted(spread.items())
