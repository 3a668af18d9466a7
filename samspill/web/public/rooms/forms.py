"""What is asked of somebody who looks for a room, and of one who borrows it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.foundation import clock
from samspill.foundation.queries import areas
from samspill.venues.queries import Wish, equipment_here
from samspill.venues.rules import ACCESSIBILITY
from samspill.venues.wording import EQUIPMENT_WORDS, WAY_IN_WORDS
from samspill.web.access.rooms import DAYS, BorrowForm, BorrowThingForm, TimeForm, WantsForm
from samspill.web.public.asking.forms import AskingForm

TIME = ("day", "begins", "ends")


class FindForm(TimeForm):
    """A time, how many, which part of town, and what must be there. All of it may be left out."""

    field_order = ("words", *TIME, "until_on")

    words = forms.CharField(
        label=_("What are you looking for?"),
        max_length=80,
        required=False,
        help_text=_("A room, a house or a thing, such as: hall, tent, chairs."),
    )
    until_on = forms.DateField(
        label=_("Until which day?"),
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only for equipment you need for more than one day."),
        error_messages={"invalid": _("Choose a day.")},
    )
    people = forms.IntegerField(label=_("How many are you?"), min_value=1, max_value=5000, required=False)
    area = forms.ChoiceField(label=_("Part of town"), required=False)
    needs = forms.MultipleChoiceField(
        label=_("What must be there?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in TIME:
            self.fields[name].required = False
        self.known_areas = {str(area.pk): area for area in areas()}
        names = [(pk, area.name) for pk, area in self.known_areas.items()]
        self.fields["area"].choices = [("", _("Everywhere")), *names]  # type: ignore[attr-defined]
        self.fields["needs"].choices = [  # type: ignore[attr-defined]
            *((code, WAY_IN_WORDS[code]) for code in ACCESSIBILITY),
            *((code, EQUIPMENT_WORDS[code]) for code in equipment_here()),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if any(given.get(name) for name in (*TIME, "until_on")):
            for name in TIME:
                if given.get(name) is None and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        if given.get("until_on") and given.get("day") and given["until_on"] < given["day"]:
            self.add_error("until_on", _("Choose the same day, or a later one."))
        return given

    @property
    def has_time(self) -> bool:
        """Whether a time is asked for."""
        return bool(self.cleaned_data.get("day"))

    def times(self) -> tuple[dt.datetime, dt.datetime]:
        """From and until, as moments in UTC; over some days where that is asked for."""
        starts_at, ends_at = super().times()
        until_on = self.cleaned_data.get("until_on")
        return starts_at, clock.at_local(until_on, self.cleaned_data["ends"]) if until_on else ends_at

    def wish(self) -> Wish:
        """What `venues.queries.free_spaces` and `things_wished_for` take."""
        given = self.cleaned_data
        starts_at, ends_at = self.times() if self.has_time else (None, None)
        return Wish(
            starts_at,
            ends_at,
            people=given["people"] or 0,
            area=self.known_areas.get(given["area"]),
            needs=tuple(given["needs"]),
            words=given["words"],
        )


class SquareForm(BorrowForm, WantsForm, AskingForm):
    """A time, for what, and who asks."""

    field_order = ("day", "begins", "ends", "purpose", "wants", "group", "name", "phone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, words_label="", **kwargs)
        del self.fields["words"]
        self.fields["phone"].help_text = _("We send you a code by SMS. You need no account.")


class SquareThingForm(BorrowThingForm, AskingForm):
    """How many, from when until when, for what, and who asks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, words_label="", **kwargs)
        del self.fields["words"]
        self.fields["phone"].help_text = _("We send you a code by SMS. You need no account.")


class CodeForm(forms.Form):
    """The code that came by SMS. `asked` is what the page before wrote down, sealed."""

    asked = forms.CharField(widget=forms.HiddenInput, max_length=4000)
    code = forms.CharField(
        label=_("The code"),
        max_length=12,
        help_text=_("Six digits. It lasts half an hour."),
        error_messages={"required": _("Write the code from the SMS.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
