"""The form in which wishes for Foreningenes dag are ranked: by a pupil with a code, or by staff for her."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from samspill.activities.actions.fairs import (
    NotOffered,
    SameWishTwice,
    TooFewWishes,
    TooManyWishes,
    WishesClosed,
    save_wishes,
)
from samspill.activities.models import FairOffer, Pupil, PupilWish
from samspill.foundation import clock
from samspill.people.models import StaffMember


class WishesForm(forms.Form):
    """One choice for each wish, the dearest first."""

    def __init__(
        self,
        *args: Any,
        pupil: Pupil,
        offers: Sequence[FairOffer],
        wishes: Iterable[PupilWish],
        **kwargs: Any,
    ) -> None:
        self.pupil, self.many = pupil, pupil.fair.wishes_each
        kwargs["initial"] = {f"wish_{wish.rank}": str(wish.offer_id) for wish in wishes}
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose")), *((str(one.pk), f"{one.number}. {one.title}") for one in offers)]
        fewest = min(pupil.fair.fewest_wishes, len(offers))
        for rank in range(1, min(self.many, max(len(offers), 1)) + 1):
            self.fields[f"wish_{rank}"] = forms.ChoiceField(
                label=_("Wish number %(n)s") % {"n": rank},
                choices=choices,
                required=rank <= fewest,
                error_messages={"required": _("Choose one here too.")},
            )

    def hand_in(self, *, by: StaffMember | None) -> bool:
        """Whether the wishes were saved; what was wrong stands in the form."""
        if not self.is_valid():
            return False
        chosen = [uuid.UUID(value) for value in self.cleaned_data.values() if value]
        try:
            save_wishes(self.pupil.pk, chosen, by=by, at=clock.now())
        except SameWishTwice as error:
            name = max(name for name, value in self.cleaned_data.items() if value == str(error.offer.pk))
            self.add_error(name, _("You have chosen this twice. Choose another one here."))
        except (TooFewWishes, TooManyWishes, NotOffered, WishesClosed) as error:
            self.add_error(None, _complaint(error))
        return not self.errors


def _complaint(error: Exception) -> str:
    if isinstance(error, TooFewWishes):
        return _("Choose at least %(n)s different ones.") % {"n": error.fewest}
    if isinstance(error, WishesClosed):
        return _("Wishes cannot be changed now.")
    return _("One of these can no longer be chosen. Look at the list once more.")
