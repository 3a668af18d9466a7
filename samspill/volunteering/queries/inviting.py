"""What is sent to many: whom it goes to, what they read, and what it costs, before anything is sent."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import override

from samspill.commitments.queries import asked_lately, current_text
from samspill.commitments.queries.messages import signature_of, what_each_reads
from samspill.commitments.rules.texts import KINDS as SIGNED_KINDS
from samspill.foundation.models import Municipality
from samspill.foundation.queries import web_address
from samspill.foundation.tenancy import entered_number
from samspill.messaging.queries import budget_of, language_of, policy, price_of
from samspill.messaging.rules.budget import Budget
from samspill.people.models import Channel, Consent, Person, Unit
from samspill.volunteering.queries.reach import CARRIED, Way, ways_to_reach
from samspill.volunteering.wording import onboarding as words
from samspill.volunteering.wording.messages import first_name

#: Whoever was asked so lately is left alone, unless somebody ticks her.
LATELY = dt.timedelta(days=7)
#: As long as the keys of real links are.
SAMPLE_KEY = "x" * 22
#: What stands for each one's first name in a text to many.
NAME = "{name}"
#: So many at a time can be shown and sent; the rest afterwards.
MOST = 500


@dataclass(frozen=True)
class Preview:
    """What would be sent. `sample` is what the first one reads; `parts` how many SMS it is in all."""

    persons: list[Person]
    asked_lately: frozenset[object]
    by_hand: list[Person]
    emails: int
    texts: int
    parts: int
    cost_ore: int
    budget: Budget
    sample: str = ""
    has_text: bool = True

    @property
    def is_too_dear(self) -> bool:
        """Whether today's money does not hold it."""
        return not self.budget.holds(self.cost_ore)


def preview_of(persons: Sequence[Person], what: str, *, unit: Unit, at: dt.datetime) -> Preview:
    """What sending `what` (a kind of text to sign, or a course) to these would be."""
    return preview_of_fresh(persons, what, unit=unit, at=at)[0]


def preview_of_fresh(
    persons: Sequence[Person], what: str, *, unit: Unit, at: dt.datetime
) -> tuple[Preview, Preview]:
    """`preview_of` these, and of those of them who have not been asked lately. As many queries as for the one."""
    is_signed, shown = what in SIGNED_KINDS, list(persons[:MOST])
    link = web_address(
        Municipality.objects.get(pk=entered_number()), f"/{'sign' if is_signed else 'course'}/{SAMPLE_KEY}/"
    )
    if is_signed:
        text_for = what_each_reads(shown, [what], unit=unit, link=link)
    else:
        text_for = invitation_to(what, unit=unit, link=link)
    lately = asked_lately(what, since=at - LATELY) if is_signed else frozenset()
    has_text = not is_signed or current_text(what, "nb") is not None
    reckon = _reckoner(shown, lambda person: text_for(person)[1], lately, has_text, at)
    return reckon(shown), reckon([person for person in shown if person.pk not in lately])


def preview_of_thanks(persons: Sequence[Person], text: str, *, at: dt.datetime) -> Preview:
    """What thanking these with this text would be; `{name}` is each one's first name."""

    def read_by(person: Person) -> str:
        return text.replace(NAME, first_name(person.name))

    shown = list(persons[:MOST])
    return _reckoner(shown, read_by, frozenset(), True, at)(shown)


def written_ways(persons: Sequence[Person]) -> dict[uuid.UUID, Way]:
    """How each of these is written to; left out is whoever has no mobile and no e-mail, or has not said that we may."""
    ids = [person.pk for person in persons]
    standing = Consent.objects.filter(person__in=ids, purpose="contact", withdrawn_at__isnull=True)
    said_yes = set(standing.values_list("person_id", flat=True))
    ways = ways_to_reach(ids)
    return {pk: way for pk, way in ways.items() if way.channel in CARRIED and pk in said_yes}


def invitation_text(person: Person, kind: str, *, unit: Unit, link: str) -> tuple[str, str]:
    """Subject and text of the invitation to a course, in her language."""
    return invitation_to(kind, unit=unit, link=link)(person)


def invitation_to(kind: str, *, unit: Unit, link: str) -> Callable[[Person], tuple[str, str]]:
    """The same for many: as many queries as for one."""
    signature = signature_of(unit)

    def read_by(person: Person) -> tuple[str, str]:
        with override(language_of(person)):
            return words.course_title(kind)[:200], words.invitation(person.name, kind, link, signature())

    return read_by


def _reckoner(
    everybody: list[Person],
    read_by: Callable[[Person], str],
    lately: frozenset[object],
    has_text: bool,
    at: dt.datetime,
) -> Callable[[list[Person]], Preview]:
    """Fetches what it takes to tell what writing to some of these would be."""
    ways, under = written_ways(everybody), policy()
    budget = budget_of(at, under=under)

    def reckon(persons: list[Person]) -> Preview:
        channel_of = {person.pk: ways[person.pk].channel if person.pk in ways else "" for person in persons}
        priced = [price_of(read_by(one), under=under) for one in persons if channel_of[one.pk] == Channel.SMS]
        counted = Counter(channel_of.values())
        return Preview(
            persons=persons,
            asked_lately=lately,
            by_hand=[one for one in persons if one.pk not in ways],
            emails=counted[Channel.EMAIL],
            texts=counted[Channel.SMS],
            parts=sum(one.measure.segments for one in priced),
            cost_ore=sum(one.cost_ore for one in priced),
            budget=budget,
            sample=read_by(persons[0]) if persons else "",
            has_text=has_text,
        )

    return reckon
