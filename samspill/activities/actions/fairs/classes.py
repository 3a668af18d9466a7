"""Classes and pupils come in from a list, one comes late, one goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from samspill.activities.actions.fairs.locking import lock_fair, lock_pupil
from samspill.activities.models import Fair, Pupil, SchoolClass
from samspill.activities.rules.fairs.class_lists import ListedPupil, grade_in, name_kept
from samspill.activities.rules.fairs.codes import new_codes
from samspill.foundation.actions import note
from samspill.people.models import StaffMember


@transaction.atomic
def bring_in_classes(fair: Fair, listed: Sequence[ListedPupil], *, by: StaffMember, at: dt.datetime) -> int:
    """All pupils of a list, or none; those there already are left as they are, so that a list may come twice.

    How many are new. Each gets a code. A line with a problem must not be among them (`ValueError`).
    """
    if any(one.problem for one in listed):
        raise ValueError("A line with a problem cannot come in.")
    fair = lock_fair(fair.pk)
    classes = _classes(fair, [one.school_class for one in listed])
    there = {(key, name.casefold()) for key, name in fair.pupils.values_list("school_class_id", "name")}
    new = [
        (classes[one.school_class.casefold()], one.name)
        for one in listed
        if (classes[one.school_class.casefold()].pk, one.name.casefold()) not in there
    ]
    Pupil.objects.bulk_create(
        Pupil(fair=fair, school_class=school_class, name=name, code=code, added_at=at)
        for (school_class, name), code in zip(new, _free_codes(len(new)), strict=True)
    )
    note("bring_in_classes", fair, by=by, channel="web", at=at, pupils=len(new))
    return len(new)


@transaction.atomic
def add_pupil(school_class: SchoolClass, name: str, *, by: StaffMember, at: dt.datetime) -> Pupil:
    """One more pupil in a class, with a code: one who is new, or was forgotten. She is placed by `place_where_free`.

    Of the name as much is kept as of one in a list.
    """
    lock_fair(school_class.fair_id)
    name = name_kept(name, school_class.pupils.values_list("name", flat=True))
    [code] = _free_codes(1)
    pupil = Pupil.objects.create(
        fair_id=school_class.fair_id, school_class=school_class, name=name, code=code, added_at=at
    )
    note("add_pupil", pupil, by=by, channel="web", at=at)
    return pupil


@transaction.atomic
def remove_pupil(pupil: Pupil, *, by: StaffMember, at: dt.datetime) -> None:
    """She does not take part: she goes with her wishes, and her places are free."""
    lock_fair(pupil.fair_id)
    pupil = lock_pupil(pupil.pk)
    note("remove_pupil", pupil, by=by, channel="web", at=at)
    pupil.delete()


def _classes(fair: Fair, names: Sequence[str]) -> dict[str, SchoolClass]:
    """The class of each name, made where there is none yet; by the name in small letters."""
    there = {one.name.casefold(): one for one in fair.classes.all()}
    wanted = {name.casefold(): name for name in names}
    new = [name for key, name in wanted.items() if key not in there]
    made = SchoolClass.objects.bulk_create(
        SchoolClass(fair=fair, name=name, grade=grade_in(name)) for name in new
    )
    return there | {one.name.casefold(): one for one in made}


def _free_codes(how_many: int) -> list[str]:
    taken = Pupil.objects.filter(code__isnull=False).values_list("code", flat=True)
    return new_codes(how_many, taken={code for code in taken if code})
