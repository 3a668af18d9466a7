"""A pupil wishes: the dearest first, as often anew as she likes until it closes."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction

from samspill.activities.actions.fairs.locking import lock_pupil
from samspill.activities.models import FairOffer, Pupil, PupilWish
from samspill.activities.queries.fairs import offers_a_pupil_may_choose
from samspill.foundation.actions import note
from samspill.people.models import StaffMember


class WishesClosed(RuntimeError):
    """It has not opened yet, or has closed."""


class TooFewWishes(ValueError):
    """Everybody wishes for at least `fewest`, so that nobody comes before others by wishing for the popular alone."""

    def __init__(self, fewest: int) -> None:
        super().__init__(str(fewest))
        self.fewest = fewest


class TooManyWishes(ValueError):
    """More than one may wish for."""


class SameWishTwice(ValueError):
    """The same offer stands in two places: `offer`."""

    def __init__(self, offer: FairOffer) -> None:
        super().__init__(str(offer.pk))
        self.offer = offer


class NotOffered(ValueError):
    """It is not among what she may choose: closed, for another grade, or of another fair."""


@transaction.atomic
def save_wishes(
    pupil_id: uuid.UUID, offers: Sequence[uuid.UUID], *, by: StaffMember | None, at: dt.datetime
) -> Pupil:
    """What she wishes for from now on, the dearest first. `by` is who typed it in for her, None where she did.

    Her row is locked before the fair is read, and drawing locks every pupil: a wish is in the draw, or is refused.
    Raises `WishesClosed`, `TooFewWishes`, `TooManyWishes`, `SameWishTwice`, `NotOffered` and `Pupil.DoesNotExist`.
    """
    pupil = lock_pupil(pupil_id)
    if not pupil.fair.takes_wishes(at):
        raise WishesClosed(pupil.fair_id)
    possible = {offer.pk: offer for offer in offers_a_pupil_may_choose(pupil)}
    if any(key not in possible for key in offers):
        raise NotOffered
    twice = next((key for n, key in enumerate(offers) if key in offers[:n]), None)
    if twice:
        raise SameWishTwice(possible[twice])
    fewest = min(pupil.fair.fewest_wishes, len(possible))
    if len(offers) < fewest:
        raise TooFewWishes(fewest)
    if len(offers) > pupil.fair.wishes_each:
        raise TooManyWishes
    pupil.wishes.all().delete()
    PupilWish.objects.bulk_create(
        PupilWish(pupil=pupil, offer_id=key, rank=rank) for rank, key in enumerate(offers, start=1)
    )
    pupil.wished_at, pupil.wished_by = at, by
    pupil.save(update_fields=["wished_at", "wished_by"])
    note("save_wishes", pupil, by=by or "public", channel="web", at=at)
    return pupil
