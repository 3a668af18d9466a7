"""Two persons turn out to be one."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from samspill.foundation.actions import note
from samspill.people import signals
from samspill.people.actions.persons import FACTS
from samspill.people.models import Consent, ContactPoint, Person, StaffMember
from samspill.people.queries.holdings import tables_with_persons


class SamePerson(ValueError):
    """A person cannot be merged with herself, nor with one who is merged away or forgotten."""


@transaction.atomic
def merge_persons(
    keep: Person, gone: Person, *, by: StaffMember | str, at: dt.datetime, channel: str
) -> Person:
    """Make `gone` a part of `keep`: all her rows move, and what `keep` lacked is filled in. Nothing is deleted but
    doubles. A row that would collide with one of `keep`'s stays with `gone`, who is still there. Raises `SamePerson`.
    """
    keep, gone = _locked(keep, gone)
    signals.person_merged.send(sender=Person, keep=keep, gone=gone, by=by, at=at, channel=channel)
    _merge_contact_points(keep, gone)
    _merge_consents(keep, gone, at=at)
    stayed = _move_the_rest(keep, gone)
    _fill_in_what_was_missing(keep, gone)
    _stay_restricted(keep, gone)
    gone.merged_into = keep
    gone.save(update_fields=["merged_into"])
    note("merge_persons", keep, by=by, channel=channel, at=at, gone=str(gone.pk), stayed=stayed)
    return keep


def _locked(keep: Person, gone: Person) -> tuple[Person, Person]:
    """Both rows, locked in one order whoever is to be kept."""
    found = Person.objects.select_for_update(of=("self",)).filter(pk__in=[keep.pk, gone.pk]).order_by("pk")
    rows = {row.pk: row for row in found}
    if len(rows) != 2 or any(row.merged_into_id or row.erased_at for row in rows.values()):
        raise SamePerson
    return rows[keep.pk], rows[gone.pk]


def _merge_contact_points(keep: Person, gone: Person) -> None:
    """What both have stands once. Where it works for either it works: nobody is left that cannot be written to."""
    kept = {(point.kind, point.value): point for point in keep.contact_points.all()}
    has_preferred = {point.kind for point in keep.contact_points.all() if point.is_preferred}
    for point in gone.contact_points.all():
        mine = kept.get((point.kind, point.value))
        if mine is not None:
            _take_over_what_is_known(mine, point, may_be_preferred=point.kind not in has_preferred)
            point.delete()
            continue
        point.person = keep
        point.is_preferred = point.is_preferred and point.kind not in has_preferred
        point.save(update_fields=["person", "is_preferred"])


def _take_over_what_is_known(mine: ContactPoint, double: ContactPoint, *, may_be_preferred: bool) -> None:
    mine.unusable_at = mine.unusable_at if double.unusable_at else None
    mine.verified_at = max((one for one in (mine.verified_at, double.verified_at) if one), default=None)
    mine.is_preferred = mine.is_preferred or (double.is_preferred and may_be_preferred)
    mine.label = mine.label or double.label
    mine.save(update_fields=["unusable_at", "verified_at", "is_preferred", "label"])


def _merge_consents(keep: Person, gone: Person, *, at: dt.datetime) -> None:
    """Of two standing consents the older stays. If either took it back last, it is taken back: no is heard."""
    for consent in gone.consents.all():
        double = Consent.objects.filter(
            person=keep, purpose=consent.purpose, withdrawn_at__isnull=True
        ).first()
        if double is not None and consent.withdrawn_at is None:
            newer = max(double, consent, key=lambda one: one.given_at)
            newer.withdrawn_at, newer.withdrawn_source = at, "merge"
            newer.save(update_fields=["withdrawn_at", "withdrawn_source"])
        elif double is not None and consent.withdrawn_at and consent.withdrawn_at > double.given_at:
            double.withdrawn_at, double.withdrawn_source = consent.withdrawn_at, consent.withdrawn_source
            double.save(update_fields=["withdrawn_at", "withdrawn_source"])
        consent.person = keep
        consent.save(update_fields=["person"])


def _move_the_rest(keep: Person, gone: Person) -> int:
    """Move every row of `gone` in every room; how many had to stay because `keep` holds the same already."""
    stayed = 0
    for model, key in tables_with_persons():
        for row in model.objects.filter(**{key: gone}):
            try:
                with transaction.atomic():
                    setattr(row, key, keep)
                    row.save(update_fields=[key])
            except IntegrityError:
                stayed += 1
    return stayed


def _stay_restricted(keep: Person, gone: Person) -> None:
    """If nothing may be done of one of them, nothing may be done of the two that are one."""
    if gone.restricted_at and not keep.restricted_at:
        keep.restricted_at, keep.restricted_reason = gone.restricted_at, gone.restricted_reason
        keep.save(update_fields=["restricted_at", "restricted_reason"])


def _fill_in_what_was_missing(keep: Person, gone: Person) -> None:
    missing = [name for name in FACTS - {"name"} if not getattr(keep, name) and getattr(gone, name)]
    for name in missing:
        setattr(keep, name, getattr(gone, name))
    if missing:
        keep.save(update_fields=missing)
