"""What is asked of somebody who looks for a room, and of one who borrows it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.foundation.queries import areas
from samspill.venues.queries import Wish, equipment_here
from samspill.venues.rules import ACCESSIBILITY
from samspill.venues.wording import EQUIPMENT_WORDS, WAY_IN_WORDS
from samspill.web.access.rooms import BorrowForm, TimeForm
from samspill.web.public.asking.forms import AskingForm


class FindForm(TimeForm):
    """A time, how many, which part of town, and what must be there. Only the time must be told."""

    people = forms.IntegerField(label=_("How many are you?"), min_value=1, max_value=5000, required=False)
    area = forms.ChoiceField(label=_("Part of town"), required=False)
    needs = forms.MultipleChoiceField(
        label=_("What must be there?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_areas = {str(area.pk): area for area in areas()}
        names = [(pk, area.name) for pk, area in self.known_areas.items()]
        self.fields["area"].choices = [("", _("Everywhere")), *names]  # type: ignore[attr-defined]
        self.fields["needs"].choices = [  # type: ignore[attr-defined]
            *((code, WAY_IN_WORDS[code]) for code in ACCESSIBILITY),
            *((code, EQUIPMENT_WORDS[code]) for code in equipment_here()),
        ]

    def wish(self) -> Wish:
        """What `venues.queries.free_spaces` takes."""
        given = self.cleaned_data
        return Wish(
            *self.times(),
            people=given["people"] or 0,
            area=self.known_areas.get(given["area"]),
            needs=tuple(given["needs"]),
        )


class SquareForm(BorrowForm, AskingForm):
    """A time, for what, and who asks."""

    field_order = ("day", "begins", "ends", "purpose", "group", "name", "phone")

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
