"""What the municipality knows of its associations, and whom to try next."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from samspill.foundation import clock
from samspill.organisations.models import CampaignRecipient, ContactTry, Organisation, Post
from samspill.organisations.queries.acting import acting_posts
from samspill.organisations.queries.merging import gone_to
from samspill.organisations.rules.categories import UnknownCategory, main_category
from samspill.organisations.rules.mapping import Known
from samspill.people.models import StaffMember
from samspill.people.queries import Asker

#: Whose turn: everybody's, one's own, or those nobody has been told to try.
EVERYBODY, MINE, NOBODYS = "", "mine", "nobodys"


@dataclass(frozen=True, slots=True)
class ToTry:
    """An association to get in contact with, and the latest try that stands."""

    organisation: Organisation
    last: ContactTry | None


def standing_associations() -> QuerySet[Organisation]:
    """The associations there are: those that have stopped, companies and public services left out."""
    return Organisation.objects.filter(kind=Organisation.Kind.ASSOCIATION, closed_on__isnull=True)


def known(asker: Asker) -> list[Known]:
    """Every association of the municipality and what is known of it, by name. Three queries at most."""
    rows = _told(standing_associations()).order_by("name", "pk").values_list(*_COLUMNS)
    return [_known(row) for row in rows.iterator(chunk_size=2000)]


def narrowed(
    rows: Iterable[Known], *, measure: str, category: str | None, area: str | None, group: str | None
) -> list[Known]:
    """Those of `known` that one number was counted from; None narrows nothing, "" are those of whom it is not told."""
    wanted = {"category": category, "area": area, "group": group}
    return [
        row
        for row in rows
        if row.holds(measure)
        and all(value is None or getattr(row, name) == value for name, value in wanted.items())
    ]


def tries_of(organisation: Organisation) -> list[ContactTry]:
    """All tries of one, the latest first, also those taken back, with who tried. One query."""
    rows = organisation.contact_tries.select_related("tried_by", "next_by")
    return list(rows.order_by("-tried_at", "-pk"))


def contact_try_for(asker: Asker, contact_try_id: uuid.UUID) -> ContactTry:
    """The gate: a try that stands. Raises `ContactTry.DoesNotExist`."""
    rows = ContactTry.objects.filter(taken_back_at__isnull=True)
    return rows.select_related("organisation").get(pk=contact_try_id)


def to_try(
    asker: Asker, *, today: dt.date, whose: str = EVERYBODY, area: uuid.UUID | None = None
) -> QuerySet[Organisation]:
    """Whom to try: those whose day has come, the longest waiting first, then those never tried and not in contact."""
    rows = _told(standing_associations().exclude(hidden_at__isnull=False)).select_related("area")
    never = Q(tried=None, presented_at__isnull=True, acts=False, answered=False)
    due = Q(next_on__lte=today)
    wanted = {
        MINE: due & Q(next_by=asker.staff.pk),
        NOBODYS: never | (due & Q(next_by__isnull=True)),
    }.get(whose, due | never)
    rows = rows.filter(wanted)
    if area:
        rows = rows.filter(area=area)
    return rows.order_by(F("next_on").asc(nulls_last=True), "name", "pk")


def with_last_try(organisations: Iterable[Organisation]) -> list[ToTry]:
    """Each with its latest try that stands. One query."""
    rows = list(organisations)
    latest: dict[uuid.UUID, ContactTry] = {}
    tries = _standing_tries().filter(organisation__in=rows).select_related("tried_by", "next_by")
    for one in tries.order_by("tried_at", "pk"):
        latest[one.organisation_id] = one
    return [ToTry(row, latest.get(row.pk)) for row in rows]


def staff_to_try(today: dt.date) -> list[StaffMember]:
    """Those who may be asked to try next: who has a role here today. One query."""
    held = Q(roles__from_on__lte=today) & (Q(roles__until_on__isnull=True) | Q(roles__until_on__gte=today))
    return list(StaffMember.objects.filter(held).distinct().order_by("name", "pk"))


def _standing_tries() -> QuerySet[ContactTry]:
    return ContactTry.objects.filter(taken_back_at__isnull=True)


def _answers() -> QuerySet[CampaignRecipient]:
    return CampaignRecipient.objects.filter(answered_at__isnull=False)


def _answered_by_another_name() -> set[uuid.UUID]:
    """Associations for which one answered that has become a part of them since."""
    rows = _answers().filter(organisation__merged_into__isnull=False)
    return set(gone_to(list(rows.values_list("organisation_id", flat=True))).values())


def _told(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """What each is known by, as columns of the row."""
    its = {"organisation": OuterRef("pk")}
    latest = _standing_tries().filter(**its).order_by("-tried_at", "-pk")
    return rows.annotate(
        contact_person=Exists(Post.objects.filter(until_on__isnull=True, **its)),
        acts=Exists(acting_posts().filter(**its)),
        talked=Exists(_standing_tries().filter(outcome=ContactTry.Outcome.TALKED, **its)),
        answered=Exists(_answers().filter(**its)) | Q(pk__in=_answered_by_another_name()),
        tried=Subquery(latest.values("tried_at")[:1]),
        next_on=Subquery(latest.values("next_on")[:1]),
        next_by=Subquery(latest.values("next_by")[:1]),
    )


_COLUMNS = (
    *("id", "name", "number", "categories", "area__name", "phone", "email"),
    *("contact_person", "presented_at", "acts", "answered", "talked", "tried"),
)


def _known(row: tuple) -> Known:
    pk, name, number, categories, area, phone, email, person, presented, acts, answered, talked, tried = row
    return Known(
        id=str(pk),
        name=name,
        number=number or "",
        category=_main(categories),
        area=area or "",
        phone=phone,
        email=email,
        contact_person=person,
        taken_over=presented is not None,
        acts=acts,
        answered=answered,
        talked=talked,
        tried_on=clock.local_day(tried) if tried else None,
    )


def _main(codes: tuple[str, ...]) -> str:
    """The main group of the first code that is one."""
    for code in codes:
        try:
            return main_category(code).code
        except UnknownCategory:
            continue
    return ""
