"""The one order in which rows of a fair are locked: the fair, then its pupils by their keys."""

from __future__ import annotations

import uuid

from samspill.activities.models import Fair, Pupil


def lock_fair(fair_id: uuid.UUID) -> Fair:
    """The fair as it is now, held until the transaction ends. Raises `Fair.DoesNotExist`."""
    return Fair.objects.select_for_update(no_key=True).get(pk=fair_id)


def lock_pupil(pupil_id: uuid.UUID) -> Pupil:
    """A pupil as she is now, held until the transaction ends. Raises `Pupil.DoesNotExist`."""
    return Pupil.objects.select_for_update(no_key=True).get(pk=pupil_id)


def lock_all_pupils(fair: Fair) -> int:
    """Wait for every wish that is being saved; how many pupils there are."""
    return len(fair.pupils.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
