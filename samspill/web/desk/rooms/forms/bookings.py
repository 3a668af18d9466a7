"""Borrowing for one who phones, another time, and why not; a thing that comes back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samspill.foundation import clock
from samspill.venues.models import Booking, Loan, Space
from samspill.venues.queries.instead import OtherThing
from samspill.venues.queries.things import Offer
from samspill.venues.wording import pieces_words, span_words
from samspill.web.access.rooms import ManyForm, ManyLoansForm, TimeForm


class WhoPhones(forms.Form):
    """Somebody phoned, and staff write it down."""

    name = forms.CharField(label=_("Name"), max_length=120)
    phone = forms.CharField(label=_("Phone"), max_length=60, required=False)
    group = forms.CharField(label=_("Association or group"), max_length=160, required=False)


class ForOneForm(ManyForm, WhoPhones):
    """A room for one who phones."""


class ThingForOneForm(ManyLoansForm, WhoPhones):
    """Pieces of a thing for one who phones, once or many times."""


class BackForm(forms.Form):
    """The house has a thing again: how many did not come."""

    missing = forms.IntegerField(
        label=_("How many are missing?"), min_value=0, required=False, initial=0,
        help_text=_("They are lent no more until they are found."),
    )  # fmt: skip


class MoveForm(TimeForm):
    """Another time, another room or both, and why."""

    space = forms.ChoiceField(label=_("Room"))
    reason = forms.CharField(
        label=_("Why it moves"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The borrower is sent what you write here."),
        error_messages={"required": _("Write why. The borrower reads it.")},
    )  # fmt: skip
    field_order = ("space", "day", "begins", "ends", "reason")

    def __init__(self, *args: Any, booking: Booking, spaces: Sequence[Space], **kwargs: Any) -> None:
        starts, ends = clock.local(booking.starts_at), clock.local(booking.ends_at)
        kwargs["initial"] = {
            "space": booking.space_id,
            "day": starts.date(),
            "begins": starts.time(),
            "ends": ends.time(),
        }
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in spaces}
        self.fields["space"].choices = [(pk, str(one)) for pk, one in self.known.items()]  # type: ignore[attr-defined]

    def room(self) -> Space:
        """The space that was chosen."""
        return self.known[self.cleaned_data["space"]]


class ReasonForm(forms.Form):
    """Why it is refused or cancelled."""

    reason = forms.CharField(
        label=_("Why"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The borrower is sent what you write here."),
        error_messages={"required": _("Write why. The borrower reads it.")},
    )  # fmt: skip


class WordsForm(forms.Form):
    """What is written to the borrower, ready to be put right."""

    words = forms.CharField(
        label=_("Message"), max_length=600, widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("The link to change it or give it back, and who writes, are added."),
        error_messages={"required": _("Write something first.")},
    )  # fmt: skip


class OtherThingForm(forms.Form):
    """Another thing in its place, and why. The things are chosen among those that the page finds."""

    thing = forms.ChoiceField(label=_("Lend this instead"))
    reason = forms.CharField(
        label=_("Why"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The borrower is sent what you write here."),
        error_messages={"required": _("Write why. The borrower reads it.")},
    )  # fmt: skip


class InsteadForm(OtherThingForm):
    """Another thing in the place of one loan."""

    def __init__(self, *args: Any, offers: Sequence[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thing"].choices = [  # type: ignore[attr-defined]
            (
                str(one.thing.pk),
                ngettext(
                    "%(thing)s, %(place)s: %(left)s free", "%(thing)s, %(place)s: %(left)s free", one.left
                )
                % {"thing": one.thing.name, "place": one.thing.place.name, "left": one.left},
            )
            for one in offers
        ]


class DatesInsteadForm(OtherThingForm):
    """Another thing on several of the dates that were asked for together."""

    field_order = ("dates", "thing", "reason")

    dates = forms.MultipleChoiceField(
        label=_("On which dates?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one date.")},
    )

    def __init__(
        self, *args: Any, loans: Sequence[Loan], offers: Sequence[OtherThing], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dates"].choices = [  # type: ignore[attr-defined]
            (
                str(one.pk),
                f"{span_words(one.starts_at, one.ends_at)}: {pieces_words(one.pieces, one.thing.name)}",
            )
            for one in loans
        ]
        self.fields["thing"].choices = [  # type: ignore[attr-defined]
            (
                str(one.thing.pk),
                _("%(thing)s, %(place)s: on %(suits)s of %(dates)s")
                % {
                    "thing": one.thing.name,
                    "place": one.thing.place.name,
                    "suits": one.suits,
                    "dates": len(one.dates),
                },
            )
            for one in offers
        ]

    def chosen(self) -> set[uuid.UUID]:
        """The dates, by their keys."""
        return {uuid.UUID(one) for one in self.cleaned_data["dates"]}
