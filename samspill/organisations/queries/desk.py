"""Organisations as staff see them: all of them, also those hidden from the square or closed."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import reduce
from operator import and_, or_

from django.db.models import Q, QuerySet

from samspill.foundation.codes import holding
from samspill.foundation.places import folded
from samspill.organisations.models import Organisation, Post, RegisterRejection, RegisterRun
from samspill.organisations.queries.acting import acting_posts
from samspill.organisations.queries.merging import standing
from samspill.organisations.queries.square import for_audience
from samspill.organisations.rules.categories import subcategories
from samspill.organisations.rules.numbers import NotAnOrganisationNumber, organisation_number
from samspill.people.queries import Asker


def organisations_for(
    asker: Asker,
    *,
    words: str = "",
    category: str = "",
    audience: str = "",
    area: uuid.UUID | None = None,
    with_closed: bool = False,
    not_in_touch: bool = False,
    nobody_acts: bool = False,
    not_confirmed_since: dt.datetime | None = None,
) -> QuerySet[Organisation]:
    """The municipality's organisations by name. `words`: a number, or parts of the name.

    `category`: a main group's code or one of its own. `audience`: for these, or for everyone.
    `not_in_touch`: those in which we know nobody (S20).
    `nobody_acts`: those that nobody runs from here yet. `not_confirmed_since`: those that have not said since then
    (or ever) that their page is right.
    """
    rows = Organisation.objects.filter(_found_by(words)).select_related("area").order_by("name", "id")
    if category:
        codes = [category, *(found.code for found in subcategories(category))]
        rows = rows.filter(reduce(or_, (holding("categories", code) for code in codes)))
    if audience:
        rows = rows.filter(for_audience(audience))
    if area:
        rows = rows.filter(area=area)
    if not with_closed:
        rows = rows.filter(closed_on__isnull=True)
    if not_in_touch:
        rows = rows.exclude(pk__in=Post.objects.filter(until_on__isnull=True).values("organisation"))
    if nobody_acts:
        rows = rows.exclude(pk__in=acting_posts().values("organisation"))
    if not_confirmed_since:
        rows = rows.filter(Q(confirmed_at__isnull=True) | Q(confirmed_at__lt=not_confirmed_since))
    return rows


def organisation_for(asker: Asker, organisation_id: uuid.UUID) -> Organisation:
    """One of the municipality's organisations; by the id of one that became a part of it, too.

    Raises `Organisation.DoesNotExist`.
    """
    row = Organisation.with_merged.select_related("area").get(pk=organisation_id)
    return standing(row)


def organisation_numbered(text: str) -> Organisation | None:
    """The organisation with this number, written with or without spaces; None where there is none."""
    try:
        row = Organisation.with_merged.filter(number=organisation_number(text)).first()
    except NotAnOrganisationNumber:
        return None
    return standing(row) if row else None


def organisation_called(text: str) -> Organisation | None:
    """The one organisation with this number or this very name; capitals and accents do not count.

    Every name is compared here, since no database folds `Kárášjohka` as we do: ten thousand take half a second.
    None where there is none, or several.
    """
    if numbered := organisation_numbered(text):
        return numbered
    wanted = folded(text)
    names = Organisation.objects.filter(closed_on__isnull=True).values_list("pk", "name")
    found = [key for key, name in names.iterator() if folded(name) == wanted] if wanted else []
    return Organisation.objects.get(pk=found[0]) if len(found) == 1 else None


def posts_in(organisation: Organisation, *, with_former: bool = False) -> list[Post]:
    """Who holds posts there now (or ever), with `person`, in the order they began."""
    posts = organisation.posts.select_related("person").order_by("from_on", "id")
    return list(posts if with_former else posts.filter(until_on__isnull=True))


def post_of_link(post_id: str) -> Post:
    """The post a link was made for, while it is held and the organisation lives. Raises `DoesNotExist`."""
    living = {
        "person__erased_at__isnull": True,
        "organisation__closed_on__isnull": True,
        "organisation__merged_into__isnull": True,
    }
    rows = Post.objects.filter(until_on__isnull=True, **living)
    return rows.select_related("person", "organisation").get(pk=post_id)


def register_runs(limit: int = 20) -> list[RegisterRun]:
    """The latest readings of the national registers, newest first."""
    return list(RegisterRun.objects.order_by("-started_at", "-id")[:limit])


def rejections_of(run: RegisterRun, limit: int = 500) -> list[RegisterRejection]:
    """The rows a reading refused, in the order of the file."""
    return list(run.rejections.order_by("row", "id")[:limit])


def _found_by(words: str) -> Q:
    try:
        return Q(number=organisation_number(words))
    except NotAnOrganisationNumber:
        return reduce(and_, (_in_name(word) for word in words.split()), Q())


def _in_name(word: str) -> Q:
    """SQLite ignores case in ASCII only, so a Norwegian letter is tried in both its sizes."""
    sizes = {word, word.lower(), word.upper(), word.capitalize()}
    return reduce(or_, (Q(name__icontains=size) | Q(register_name__icontains=size) for size in sizes))
