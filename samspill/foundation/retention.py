"""How long things are kept: one rule for each kind, said once, and then run by the worker and read by everybody.

A room declares its rules in `actions/keeping.py` with `keep`, and imports that from its `jobs.py`. What people read and
what the worker does come from the same declaration, so that they cannot differ. `people.actions.keeping` runs them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from samspill.foundation.jobs import declare_all
from samspill.foundation.models import KeepingPeriod
from samspill.foundation.tenancy import Owned

Rows = QuerySet[Any]
YEAR = 365
MONTH = 30


@dataclass(frozen=True)
class Rule:
    """What is kept how long, and what happens then.

    `due` gives the rows whose time began before a moment and that are still there; `end` ends one of them, and then it
    is due no more. A town may choose its own `days` between `shortest` and `longest`. `person` is the way from a
    row to the person it is about, so that a hold on her holds it; "" where it is about nobody. `tables` are those it
    empties. `what`, `since` and `then` are read by everybody.
    """

    name: str
    tables: tuple[str, ...]
    what: str | Promise
    since: str | Promise
    then: str | Promise
    days: int
    shortest: int
    longest: int
    due: Callable[[dt.datetime], list[Rows]]
    end: Callable[[Owned, dt.datetime], object]
    person: str = "person"


class UnknownRule(LookupError):
    """No rule is called so."""


_rules: dict[str, Rule] = {}


def keep(rule: Rule) -> Rule:
    """Declare how long something is kept."""
    _rules[rule.name] = rule
    return rule


def delete_row(row: Owned, at: dt.datetime) -> None:
    """An `end`: the whole row goes. `people.actions.erase_row` is the other: what counts stays."""
    row.delete()


def all_rules() -> list[Rule]:
    """Every rule of every room, in the order they are declared."""
    declare_all()
    return list(_rules.values())


def rule_named(name: str) -> Rule:
    """The rule of this name. Raises `UnknownRule`."""
    found = next((rule for rule in all_rules() if rule.name == name), None)
    if found is None:
        raise UnknownRule(name)
    return found


def days_kept() -> dict[str, int]:
    """How many days each rule keeps things in the entered municipality, by the rule's name. One query."""
    chosen = dict(KeepingPeriod.objects.values_list("rule", "days"))
    return {rule.name: chosen.get(rule.name, rule.days) for rule in all_rules()}
