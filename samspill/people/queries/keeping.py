"""Whose time is over, or soon: who has not been heard of for long, and what the rules will end."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from samspill.foundation.counting import counted_together
from samspill.foundation.models import KeepingRun
from samspill.foundation.retention import Rows, Rule, all_rules, days_kept, rule_named
from samspill.people.models import Hold, Person
from samspill.people.queries.asking import Asker
from samspill.people.queries.holdings import tables_with_persons
from samspill.people.queries.persons import known_to

#: What will go is shown so long before it goes, so that somebody can hold it.
NOTICE = dt.timedelta(days=30)
PERSONS = "persons"

Reason = Callable[[dt.datetime], Q]
_reasons: list[Reason] = []

#: Moments of what we did ourselves; they tell nothing of whether she is still there.
OURS = frozenset(
    """
    asked_at queued_at sent_at delivered_at failed_at unknown_at not_before_at expires_at claimed_at cancelled_at
    lapsed_at undelivered_at details_told_at reminded_at told_to_wait_at handled_at settled_at waits_since_at erased_at
    """.split()
)
#: Where one of these is empty, something is still going on.
ENDS = ("ended_at", "ended_on", "until_on")


@dataclass(frozen=True)
class Coming:
    """A rule with what it keeps how long here, and how many rows it ends within `NOTICE`."""

    rule: Rule
    days: int
    soon: int


def reason_to_keep(known_for: Reason) -> Reason:
    """Let a higher room tell why a person is still known: `known_for(before)` is the condition on Person that something
    happened with her since. Used when the application starts; what names her in a table of its own needs none.
    """
    if known_for not in _reasons:
        _reasons.append(known_for)
    return known_for


def idle_since(before: dt.datetime, *, but_for: Reason | None = None) -> QuerySet[Person]:
    """Persons of whom nothing has been heard since this moment, and with whom nothing is going on.

    Every table that names a person is asked: a moment in it that is hers, or an end that has not come, keeps her.
    `but_for` is a reason to keep that is not asked.
    """
    rows = Person.objects.filter(erased_at__isnull=True, merged_into__isnull=True, created_at__lt=before)
    rows = rows.filter(
        restricted_at__isnull=True
    )  # Whoever asked us to leave it alone has asked us to keep it.
    reasons = (reason(before) for reason in _reasons if reason is not but_for)
    for kept in (*_kept_by_tables(before), *reasons):
        rows = rows.exclude(kept)
    return rows


def due_rows(rule: Rule, *, at: dt.datetime, days: int | None = None) -> list[Rows]:
    """The rows this rule ends at this moment; those of persons who are held left out."""
    kept = dt.timedelta(days=days_kept()[rule.name] if days is None else days)
    held = Hold.objects.filter(lifted_at__isnull=True, until_on__gte=at.date()).values("person")
    found = rule.due(at - kept)
    return [rows.exclude(**{f"{rule.person}__in": held}) for rows in found] if rule.person else found


def what_is_coming(*, at: dt.datetime) -> list[Coming]:
    """Every rule, and how many rows it ends within `NOTICE`. Two queries."""
    days, rules = days_kept(), all_rules()
    piles = {
        (rule.name, place): rows
        for rule in rules
        for place, rows in enumerate(due_rows(rule, at=at + NOTICE, days=days[rule.name]))
    }
    soon: Counter[str] = Counter()
    for (name, _), number in counted_together(piles).items():
        soon[name] += number
    return [Coming(rule, days[rule.name], soon[rule.name]) for rule in rules]


def persons_to_be_forgotten(asker: Asker, *, at: dt.datetime) -> QuerySet[Person]:
    """Those who will be forgotten within `NOTICE` if nothing is heard of them, as far as the asker may know of them."""
    rows = due_rows(rule_named(PERSONS), at=at + NOTICE)[0]
    return known_to(asker).filter(pk__in=rows.values("pk")).order_by("search_name", "pk")


def holds_for(asker: Asker) -> QuerySet[Hold]:
    """Those who are kept past their time, the first to run out first."""
    rows = Hold.objects.filter(lifted_at__isnull=True, person__in=known_to(asker).values("pk"))
    return rows.select_related("person", "held_by").order_by("until_on", "pk")


def hold_for(asker: Asker, hold_id: uuid.UUID) -> Hold:
    """The gate: one hold. Raises `Hold.DoesNotExist`."""
    return holds_for(asker).get(pk=hold_id)


def latest_runs(limit: int = 20) -> list[KeepingRun]:
    """What went because its time was over, the latest first."""
    return list(KeepingRun.objects.order_by("-ran_at", "rule")[:limit])


def _kept_by_tables(before: dt.datetime) -> Iterator[Q]:
    for model, key in tables_with_persons():
        if model is Person or not getattr(model, "keeps_its_person", True):
            continue
        signs = _signs(model, before)
        if signs:
            yield Q(Exists(model.objects.filter(signs, **{key: OuterRef("pk")})))


def _signs(model: type[models.Model], before: dt.datetime) -> Q:
    """The condition on rows of this table that tell that she is still there; empty where none can."""
    signs = Q()
    for field in model._meta.concrete_fields:
        if field.name in OURS:
            continue
        if isinstance(field, models.DateTimeField):
            signs |= Q(**{f"{field.name}__gte": before})
        elif isinstance(field, models.DateField):
            signs |= Q(**{f"{field.name}__gte": before.date()})
        if field.name in ENDS:
            signs |= Q(**{f"{field.name}__isnull": True})
    return signs
