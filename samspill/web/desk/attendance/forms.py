"""The sheet as it is filled in: who is ticked, how long, and how many more."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspill.volunteering.actions.attendance import MOST_PEOPLE, Came, Others
from samspill.volunteering.queries.attendance import Line
from samspill.volunteering.rules.attendance import NotHours, read_minutes, told_hours
from samspill.web.design.without_national_ids import without_national_id


class SheetForm(forms.Form):
    """How long, for all; another length where somebody stayed longer; and those without a name."""

    hours = forms.CharField(
        label=_("How long"), max_length=12, help_text=_("Hours: 2, 1.5 or 1:30. For all who are ticked.")
    )
    people = forms.IntegerField(
        label=_("How many more came, without a name?"), required=False, min_value=0, max_value=MOST_PEOPLE
    )
    people_hours = forms.CharField(label=_("How long each"), max_length=12, required=False)

    def clean_hours(self) -> int:
        return _minutes(self.cleaned_data["hours"])

    def clean_people_hours(self) -> int | None:
        text = self.cleaned_data["people_hours"]
        return _minutes(text) if text else None

    def wrong_hours(self, lines: Sequence[Line], sent: QueryDict) -> dict[uuid.UUID, str]:
        """Why a line's own length cannot be taken, in the reader's words, by person."""
        told = {line.person.pk: _why_not(_own_text(line.person.pk, sent)) for line in lines}
        return {person_id: why for person_id, why in told.items() if why}

    def came(self, lines: Sequence[Line], sent: QueryDict) -> list[Came]:
        """Each line as `volunteering.actions.attendance` takes it; raises `NotHours` for a length nobody can read."""
        ticked = set(sent.getlist("came"))
        return [self._came(line.person.pk, str(line.person.pk) in ticked, sent) for line in lines]

    def others(self) -> Others | None:
        """Those without a name."""
        people = self.cleaned_data["people"]
        if not people:
            return None
        return Others(people, self.cleaned_data["people_hours"] or self.cleaned_data["hours"])

    def _came(self, person_id: uuid.UUID, is_ticked: bool, sent: QueryDict) -> Came:
        own = _own_text(person_id, sent)
        return Came(person_id, is_ticked, read_minutes(own) if own else self.cleaned_data["hours"])


def _own_text(person_id: uuid.UUID, sent: QueryDict) -> str:
    return sent.get(f"hours_{person_id}", "").strip()


def _why_not(text: str) -> str:
    """Why the text is no length; nothing where it is one, or empty."""
    try:
        without_national_id(text)
        if text:
            _minutes(text)
    except forms.ValidationError as error:
        return str(error.messages[0])
    return ""


def shown_hours(minutes: int) -> str:
    """How a length stands in a field."""
    return told_hours(minutes)


def _minutes(text: str) -> int:
    try:
        return read_minutes(text)
    except NotHours as error:
        raise forms.ValidationError(
            _("Write how long, for instance 2, 1.5 or 1:30. At most 24 hours.")
        ) from error
