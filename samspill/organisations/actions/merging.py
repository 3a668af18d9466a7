"""Two associations turn out to be one; or it is taken back, and both stand as they did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from samspill.foundation.actions import note
from samspill.organisations import signals
from samspill.organisations.actions.asked_once import ask_once
from samspill.organisations.actions.finding import make_findable
from samspill.organisations.models import Organisation, OrganisationMerger, Post, ToldApart
from samspill.organisations.queries.merging import FACTS, in_order, sides, tables_with_organisations
from samspill.people.actions import refuse_national_ids
from samspill.people.models import StaffMember

#: What the kept one lacks and gets: when and where it came from stays its own.
_TAKEN = ("presented_at", "confirmed_at", "reviewed_at", "founded_on")
#: What goes with the number, since it is the register's word of it.
_OF_THE_NUMBER = (
    "number register_name register_form register_purpose register_facts register_digest voluntary_digest "
    "founded_on voluntary_since_on bankrupt dissolving closed_on"
).split()


class SameOrganisation(ValueError):
    """It cannot be merged with itself, nor with one that is a part of another already."""


class MergerReasonMissing(ValueError):
    """Nobody wrote why."""


class MergedFurther(RuntimeError):
    """The one that was kept is a part of another now, or it is undone already: that one must be undone first."""


@dataclass
class Takes:
    """All that a merger writes, told so that it can be undone: in order, each column of each row."""

    written: list[dict[str, Any]] = field(default_factory=list)

    def write(self, row: models.Model, **values: Any) -> None:
        """Write columns of a row, by their names in the table (`organisation_id`). Raises `IntegrityError`."""
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        before = {name: as_told(row, name) for name in changed}
        for name, value in changed.items():
            setattr(row, name, value)
        row.save(update_fields=list(changed))
        self.written += [
            {
                "table": row._meta.label_lower,
                "row": str(row.pk),
                "column": name,
                "before": before[name],
                "after": as_told(row, name),
            }
            for name in changed
        ]


@transaction.atomic
def merge_organisations(
    keep: Organisation,
    gone: Organisation,
    *,
    reason: str,
    chosen: Mapping[str, str] | None = None,
    by: StaffMember,
    at: dt.datetime,
    channel: str = "web",
) -> OrganisationMerger:
    """Make `gone` a part of `keep`: all its rows move, and `keep` gets what it lacked. Nothing is deleted.

    `chosen`: fact → "kept" or "gone", whose word stands. Without: that of `keep` where it has one. A row that would
    collide with one of `keep`'s stays with `gone`, which is kept as history. The number goes
    over where `keep` has none.
    Rings `organisation_merged`. Raises `SameOrganisation`, `MergerReasonMissing` and `HoldsNationalId`.
    """
    reason = " ".join(reason.split())[:300]
    refuse_national_ids(reason=reason)
    if not reason:
        raise MergerReasonMissing
    keep, gone = _locked(keep, gone)
    takes = Takes()
    told: dict[str, Any] = {"by": by, "at": at, "channel": channel}
    signals.organisation_merged.send(sender=Organisation, keep=keep, gone=gone, takes=takes, **told)
    _let_posts_meet(keep, gone, takes)
    ask_once(keep, gone, takes, at=at)
    stayed = _move_rows(keep, gone, takes)
    _choose_facts(keep, gone, chosen or {}, takes)
    _let_the_number_go_over(keep, gone, takes)
    takes.write(gone, merged_into_id=keep.pk)
    merger = OrganisationMerger.objects.create(
        kept=keep, gone=gone, reason=reason, merged_at=at, merged_by=by, written=takes.written
    )
    make_findable([keep, gone])
    signals.organisation_rows_moved.send(sender=Organisation, organisations=(keep, gone), **told)
    note("merge_organisations", keep, **told, gone=str(gone.pk), reason=reason, stayed=stayed)
    return merger


@transaction.atomic
def part_organisations(
    merger: OrganisationMerger, *, by: StaffMember, at: dt.datetime, channel: str = "web"
) -> tuple[Organisation, Organisation]:
    """Undo a merger: both stand as they did. What somebody has written since then stands, and what is new stays.

    Where a later merger into the same one wrote over it, that one gives back what stood before both.

    Raises `MergedFurther`. Returns the two.
    """
    merger = OrganisationMerger.objects.get(pk=merger.pk)
    keep, gone = _rows_locked(merger.kept_id, merger.gone_id)
    merger = OrganisationMerger.objects.select_for_update(of=("self",)).get(pk=merger.pk)
    if merger.undone_at or keep.merged_into_id or gone.merged_into_id != keep.pk:
        raise MergedFurther
    number_is_still_there = _number_is_still_there(merger, keep)
    later = _later_ones(merger)
    for one in reversed(merger.written):
        is_of_the_number = one["row"] == str(keep.pk) and one["column"] in _OF_THE_NUMBER
        if not _unwrite(one, whatever_it_says=number_is_still_there and is_of_the_number):
            _hand_on(one, later)
    OrganisationMerger.objects.bulk_update(later, ["written"])
    merger.undone_at, merger.undone_by = at, by
    merger.save(update_fields=["undone_at", "undone_by"])
    keep, gone = (Organisation.with_merged.get(pk=row.pk) for row in (keep, gone))
    told: dict[str, Any] = {"by": by, "at": at, "channel": channel}
    make_findable([keep, gone])
    signals.organisation_rows_moved.send(sender=Organisation, organisations=(keep, gone), **told)
    note("part_organisations", keep, **told, other=str(gone.pk))
    return keep, gone


@transaction.atomic
def tell_apart(
    one: Organisation,
    other: Organisation,
    *,
    reason: str,
    by: StaffMember,
    at: dt.datetime,
    channel: str = "web",
) -> ToldApart:
    """The two look alike and are not the same, for a reason. Said already, that stands.

    Raises `SameOrganisation`, `MergerReasonMissing` and `HoldsNationalId`.
    """
    reason = " ".join(reason.split())[:300]
    refuse_national_ids(reason=reason)
    if not reason:
        raise MergerReasonMissing
    if one.pk == other.pk:
        raise SameOrganisation
    first, second = in_order(one.pk, other.pk)
    told, is_new = ToldApart.objects.get_or_create(
        one_id=first,
        other_id=second,
        undone_at=None,
        defaults={"reason": reason, "told_at": at, "told_by": by},
    )
    if is_new:
        note("tell_apart", one, by=by, at=at, channel=channel, other=str(other.pk), reason=reason)
    return told


@transaction.atomic
def undo_telling_apart(told: ToldApart, *, by: StaffMember, at: dt.datetime, channel: str = "web") -> None:
    """They may be the same after all, and are shown as possible doubles again."""
    if ToldApart.objects.filter(pk=told.pk, undone_at__isnull=True).update(undone_at=at, undone_by=by):
        note("undo_telling_apart", told.one, by=by, at=at, channel=channel, other=str(told.other_id))


def as_told(row: models.Model, column: str) -> Any:
    """A column's value as JSON can hold it, exact to the microsecond."""
    value = getattr(row, column)
    if value is None or isinstance(value, bool | int | str | dict):
        return value
    if isinstance(value, tuple | list):
        return list(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _locked(keep: Organisation, gone: Organisation) -> tuple[Organisation, Organisation]:
    try:
        rows = _rows_locked(keep.pk, gone.pk)
    except KeyError as error:
        raise SameOrganisation from error
    if keep.pk == gone.pk or any(row.merged_into_id for row in rows):
        raise SameOrganisation
    return rows


def _rows_locked(keep_id: Any, gone_id: Any) -> tuple[Organisation, Organisation]:
    """Both rows, locked in one order whoever is to be kept."""
    found = Organisation.with_merged.select_for_update(of=("self",)).filter(pk__in=[keep_id, gone_id])
    rows = {row.pk: row for row in found.order_by("pk")}
    return rows[keep_id], rows[gone_id]


def _let_posts_meet(keep: Organisation, gone: Organisation, takes: Takes) -> None:
    """Who holds the same post in both holds it once, and may act if either let it; the other stays as history."""
    for post in Post.objects.filter(organisation=gone, until_on__isnull=True):
        double = Post.objects.filter(
            organisation=keep, person=post.person_id, title=post.title, until_on__isnull=True
        ).first()
        if double is not None:
            since = [one for one in (double.may_act_since_at, post.may_act_since_at) if one]
            takes.write(
                double,
                from_on=min(double.from_on, post.from_on),
                is_published=double.is_published or post.is_published,
                may_act_since_at=min(since, default=None),
            )


def _move_rows(keep: Organisation, gone: Organisation, takes: Takes) -> int:
    """Move every row of `gone` in every room; how many had to stay because `keep` holds the same already."""
    stayed = 0
    for model, key in tables_with_organisations():
        for row in model.objects.filter(**{key: gone}).order_by("pk"):
            try:
                with transaction.atomic():
                    takes.write(row, **{f"{key}_id": keep.pk})
            except IntegrityError:
                stayed += 1
    return stayed


def _choose_facts(keep: Organisation, gone: Organisation, chosen: Mapping[str, str], takes: Takes) -> None:
    wanted = {side.fact: chosen.get(side.fact, side.chosen) for side in sides(keep, gone)}
    names = {fact: "area_id" if fact == "area" else fact for fact in FACTS if wanted[fact] == "gone"}
    facts = {name: getattr(gone, name) for name in names.values()}
    if not facts.get("name", "x"):
        facts.pop("name")
    lacked = {name: getattr(gone, name) for name in _TAKEN if not getattr(keep, name)}
    takes.write(keep, **facts, **{name: value for name, value in lacked.items() if value})


def _let_the_number_go_over(keep: Organisation, gone: Organisation, takes: Takes) -> None:
    """The register follows the number; so it, and what the register said of it, goes to the one that is kept."""
    if keep.number or not gone.number:
        return
    of_it = {name: getattr(gone, name) for name in _OF_THE_NUMBER}
    takes.write(gone, number=None)
    takes.write(keep, **of_it)


def _number_is_still_there(merger: OrganisationMerger, keep: Organisation) -> bool:
    """Whether the number that went over is still the kept one's: then the register's newer word leaves with it."""
    went = [one for one in merger.written if one["row"] == str(keep.pk) and one["column"] == "number"]
    return bool(went) and keep.number == went[0]["after"]


def _later_ones(merger: OrganisationMerger) -> list[OrganisationMerger]:
    """What else became a part of the same association after this, and still is, the earliest first."""
    standing = OrganisationMerger.objects.filter(
        kept=merger.kept_id, undone_at__isnull=True, pk__gt=merger.pk
    )
    return list(standing.order_by("pk"))


def _hand_on(one: dict[str, Any], later: list[OrganisationMerger]) -> None:
    """What a later merger wrote over, it gives back as it stood before this one: three may part in any order."""
    cell = ("table", "row", "column")
    over = (
        told for merger in later for told in merger.written if all(told[name] == one[name] for name in cell)
    )
    first = next(over, None)
    if first is not None and first["before"] == one["after"]:
        first["before"] = one["before"]


def _unwrite(one: dict[str, Any], *, whatever_it_says: bool) -> bool:
    """Write a column back, unless the row is gone, or somebody has written something else there since.

    Whether nothing else is written there.
    """
    model: Any = apps.get_model(one["table"])
    manager = getattr(model, "with_merged", model.objects)
    row = manager.filter(pk=one["row"]).first()
    if row is None or not (whatever_it_says or as_told(row, one["column"]) == one["after"]):
        return False
    value = model._meta.get_field(one["column"]).to_python(one["before"])
    try:
        with transaction.atomic():
            setattr(row, one["column"], value)
            row.save(update_fields=[one["column"]])
    except IntegrityError:
        pass  # What has come since has its place, such as a post given anew.
    return True
