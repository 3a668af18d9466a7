"""Nothing is kept longer than the rules say: what is due goes, unless somebody holds it for a reason."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction

from samspill.foundation.actions import note
from samspill.foundation.models import KeepingPeriod, KeepingRun
from samspill.foundation.retention import Rule, all_rules, rule_named
from samspill.foundation.tenancy import Owned
from samspill.people.actions.persons import refuse_national_ids
from samspill.people.models import Hold, Person, StaffMember
from samspill.people.queries.keeping import due_rows

log = logging.getLogger(__name__)

AT_A_TIME = 500
#: A run ends after so many of a kind; the next one goes on.
MOST_IN_A_RUN = 20_000
LONGEST_HOLD = dt.timedelta(days=3 * 365)


class OutOfBounds(ValueError):
    """A rule does not allow so short or so long a time. The argument is the rule."""


class HoldTooLong(ValueError):
    """A hold lasts three years at most, and until a day to come."""


class ReasonMissing(ValueError):
    """To keep somebody longer than the rules say takes a reason."""


def end_what_is_due(at: dt.datetime) -> dict[str, int]:
    """Run every rule; how many rows each ended, by its name. One rule's fault does not stop the others."""
    ended: dict[str, int] = {}
    for rule in all_rules():
        try:
            ended[rule.name] = _run(rule, at)
        except Exception:  # The others must go all the same; the worker tells of it.
            log.exception("The rule %s could not be run", rule.name)
    return {name: number for name, number in ended.items() if number}


@transaction.atomic
def choose_period(name: str, days: int, *, by: StaffMember, at: dt.datetime) -> None:
    """Keep this kind of thing so long here. Raises `retention.UnknownRule` and `OutOfBounds`."""
    rule = rule_named(name)
    if not rule.shortest <= days <= rule.longest:
        raise OutOfBounds(name)
    period, _ = KeepingPeriod.objects.update_or_create(rule=name, defaults={"days": days, "set_at": at})
    note("choose_period", period, by=by, channel="web", at=at, rule=name, days=days)


@transaction.atomic
def hold_person(person: Person, *, reason: str, until_on: dt.date, by: StaffMember, at: dt.datetime) -> Hold:
    """Keep what we have of her until a day, whatever the rules say; a hold that stands is replaced.

    Raises `ReasonMissing`, `HoldTooLong` and `HoldsNationalId`.
    """
    refuse_national_ids(reason=reason)
    if not reason.strip():
        raise ReasonMissing
    if not at.date() < until_on <= at.date() + LONGEST_HOLD:
        raise HoldTooLong
    Hold.objects.filter(person=person, lifted_at__isnull=True).update(lifted_at=at)
    hold = Hold.objects.create(
        person=person, reason=reason.strip()[:200], held_at=at, held_by=by, until_on=until_on
    )
    note("hold_person", person, by=by, channel="web", at=at, until_on=until_on.isoformat())
    return hold


@transaction.atomic
def lift_hold(hold: Hold, *, by: StaffMember, at: dt.datetime) -> None:
    """The rules hold again."""
    if Hold.objects.filter(pk=hold.pk, lifted_at__isnull=True).update(lifted_at=at):
        note("lift_hold", hold.person, by=by, channel="web", at=at)


def _run(rule: Rule, at: dt.datetime) -> int:
    ended = 0
    for rows in due_rows(rule, at=at):
        while ended < MOST_IN_A_RUN and (some := list(rows[:AT_A_TIME])):
            ended += _end(rule, some, at)
    if ended:
        run = KeepingRun.objects.create(rule=rule.name, ran_at=at, erased=ended)
        note("end_what_is_due", run, by="system", channel="system", at=at, rule=rule.name, erased=ended)
    return ended


@transaction.atomic
def _end(rule: Rule, rows: list[Owned], at: dt.datetime) -> int:
    for row in rows:
        rule.end(row, at)
    return len(rows)
