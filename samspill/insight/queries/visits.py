"""How often pages were opened: of one association, and of the whole square."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Sum

from samspill.activities.models import Activity
from samspill.activities.queries.times import in_language
from samspill.insight.models import Visits
from samspill.insight.rules.visits import ACTIVITY, ALL_NEEDS, FRAME, NEED, ORGANISATION, PAGE, WHOLE_WEEK
from samspill.organisations.models import Organisation
from samspill.people.queries import Asker
from samspill.volunteering.models import Need

_ORDER = (ORGANISATION, FRAME, ACTIVITY)


@dataclass(frozen=True, slots=True)
class Opened:
    """A page and how often it was opened in each week; `name` is "" where the row is there no more."""

    what: str
    key: str
    name: str
    weeks: dict[dt.date, int]


def visits_of(organisation: Organisation, weeks: Sequence[dt.date], *, language: str) -> list[Opened]:
    """The association's own page first, then its calendar on pages of others, then its activities that were opened in
    these weeks. Three queries.

    Visits to an association that was merged into this one are its own too.
    """
    titles = dict(Activity.objects.filter(organisation=organisation).values_list("pk", "title"))
    names = {(ACTIVITY, str(key)): in_language(title, language) for key, title in titles.items()}
    names[ORGANISATION, str(organisation.pk)] = names[FRAME, str(organisation.pk)] = organisation.name
    merged = Organisation.with_merged.filter(merged_into=organisation).values_list("pk", "name")
    names |= {(what, str(key)): name for key, name in merged for what in (ORGANISATION, FRAME)}
    rows = Visits.objects.filter(week__in=weeks, what__in=[ACTIVITY, ORGANISATION, FRAME])
    found = _gathered(rows.filter(key__in=[key for _, key in names]), names)
    return sorted(found, key=lambda one: (_ORDER.index(one.what), -sum(one.weeks.values()), one.name))


def visits_to(asker: Asker, what: str, weeks: Sequence[dt.date], *, language: str) -> list[Opened]:
    """Every page of one kind that was opened in these weeks, the most read first. Two queries."""
    rows = Visits.objects.filter(week__in=weeks, what=what)
    found = _gathered(rows, {})
    names = _names(what, [one.key for one in found], language)
    named = [Opened(one.what, one.key, names.get(one.key, ""), one.weeks) for one in found]
    return sorted(named, key=lambda one: (-sum(one.weeks.values()), one.name, one.key))


def visits_by_week(asker: Asker, weeks: Sequence[dt.date]) -> dict[dt.date, int]:
    """All pages of the square together, week by week; what stands on pages of others is not opened here. One query."""
    rows = Visits.objects.filter(week__in=weeks).exclude(what=FRAME).values("week").annotate(n=Sum("number"))
    return dict(rows.values_list("week", "n"))


def _gathered(rows: object, names: dict[tuple[str, str], str]) -> list[Opened]:
    found: dict[tuple[str, str], Opened] = {}
    for what, key, week, number in rows.values_list("what", "key", "week", "number"):  # type: ignore[attr-defined]
        one = found.setdefault((what, key), Opened(what, key, names.get((what, key), ""), {}))
        one.weeks[week] = number
    return list(found.values())


def _names(what: str, keys: Collection[str], language: str) -> dict[str, str]:
    """What the rows are called, by key; pages are named by whoever shows them."""
    if what == PAGE:
        return {}
    ids = [uuid.UUID(key) for key in keys if key not in (WHOLE_WEEK, ALL_NEEDS)]
    if what == ACTIVITY:
        titles = Activity.objects.filter(pk__in=ids).values_list("pk", "title")
        return {str(key): in_language(title, language) for key, title in titles}
    if what == NEED:
        return {str(key): title for key, title in Need.objects.filter(pk__in=ids).values_list("pk", "title")}
    return {str(key): name for key, name in Organisation.objects.filter(pk__in=ids).values_list("pk", "name")}
