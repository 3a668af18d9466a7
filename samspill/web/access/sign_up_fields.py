"""How one signs up for an activity, as its organiser decides: places, what happens when it is full, what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from samspill.activities.actions import Announcement
from samspill.activities.models import Activity
from samspill.activities.rules.parties import MOST_TOGETHER
from samspill.activities.rules.questions import (
    CHOICE,
    MOST_QUESTIONS,
    TEXT,
    YES_NO,
    Question,
    choices_of,
    kept_questions,
    read_questions,
)

WAYS_TO_WAIT = (
    ("", _("There is no waiting list")),
    ("at_once", _("The first in line gets a free place at once")),
    ("offer", _("The first in line is asked, and has some hours to answer")),
    ("pick", _("We choose who in the line gets a free place")),
)
KINDS_OF_ANSWERS = ((TEXT, _("In words")), (YES_NO, _("Yes or no")), (CHOICE, _("One of these")))
#: The fields of one question, and what they are called.
PARTS = ("words", "kind", "choices", "must")


class SignUpFields(forms.Form):
    """How one signs up. `sign_ups` gives what a valid form tells."""

    takes_sign_ups = forms.BooleanField(label=_("One must sign up"), required=False)
    for_all_times = forms.BooleanField(label=_("One signs up once, for all the times"), required=False)
    places = forms.IntegerField(
        label=_("How many places each time"), required=False, min_value=1, max_value=5000
    )
    seats_each = forms.IntegerField(
        label=_("How many places one may take at once"), required=False, min_value=1, max_value=MOST_TOGETHER
    )
    waiting_list = forms.ChoiceField(
        label=_("When it is full"), required=False, choices=WAYS_TO_WAIT, widget=forms.RadioSelect
    )
    waiting_hours = forms.IntegerField(
        label=_("How many hours one has to answer"), required=False, min_value=1, max_value=336
    )
    waiting_ends_the_day = forms.BooleanField(
        label=_("On the day itself whoever comes first gets a free place"), required=False
    )
    sign_up = forms.CharField(label=_("Or sign up another way, in words"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_QUESTIONS + 1):
            self.fields |= _question_fields(number)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for number in range(1, MOST_QUESTIONS + 1):
            words, kind, choices, _must = (given.get(_name(number, part)) for part in PARTS)
            if words and kind == CHOICE and len(choices_of(choices or "")) < 2:
                self.add_error(
                    _name(number, "choices"), str(_("Write at least two, with a comma between them."))
                )
        return given

    def questions(self) -> list[list[BoundField]]:
        """The fields of each question there is room for."""
        return [[self[_name(number, part)] for part in PARTS] for number in range(1, MOST_QUESTIONS + 1)]

    def asks_something(self) -> bool:
        """Whether a question is written, so that they are shown at once."""
        return any(one.value() or one.errors for fields in self.questions() for one in (fields[0], fields[2]))

    def sign_ups(self) -> dict[str, Any]:
        """What an `Announcement` tells of signing up. Where there is room for all, nobody waits."""
        given = self.cleaned_data
        places = given["places"] if given["takes_sign_ups"] else None
        return {
            "takes_sign_ups": given["takes_sign_ups"],
            "for_all_times": given["takes_sign_ups"] and given["for_all_times"],
            "sign_up": given["sign_up"],
            "places": places,
            "seats_each": given["seats_each"] or Announcement.seats_each,
            "waiting_list": given["waiting_list"] if places else "",
            "waiting_hours": given["waiting_hours"] or Announcement.waiting_hours,
            "waiting_ends_the_day": given["waiting_ends_the_day"],
            "questions": kept_questions(list(self._asked())) if given["takes_sign_ups"] else (),
        }

    def _asked(self) -> Iterator[Question]:
        for number in range(1, MOST_QUESTIONS + 1):
            words, kind, choices, must = (self.cleaned_data[_name(number, part)] for part in PARTS)
            if words:
                kind = kind or TEXT
                yield Question(words, kind, choices_of(choices) if kind == CHOICE else (), must)


def typed_sign_ups(activity: Activity) -> dict[str, Any]:
    """How one signs up for an activity, as the form's fields hold it."""
    plain = (
        "takes_sign_ups", "for_all_times", "sign_up", "places", "seats_each", "waiting_list", "waiting_hours",
        "waiting_ends_the_day",
    )  # fmt: skip
    typed = {name: getattr(activity, name) for name in plain}
    for number, one in enumerate(read_questions(activity.questions), 1):
        told = {"words": one.words, "kind": one.kind, "choices": ", ".join(one.choices), "must": one.must}
        typed |= {_name(number, part): told[part] for part in PARTS}
    return typed


def _name(number: int, part: str) -> str:
    return f"question_{number}_{part}"


def _question_fields(number: int) -> dict[str, forms.Field]:
    told = {"number": number}
    fields: dict[str, forms.Field] = {
        "words": forms.CharField(label=_("Question %(number)s") % told, max_length=120, required=False),
        "kind": forms.ChoiceField(
            label=_("How question %(number)s is answered") % told, choices=KINDS_OF_ANSWERS, required=False
        ),
        "choices": forms.CharField(
            label=_("What one may choose in question %(number)s") % told, max_length=300, required=False
        ),
        "must": forms.BooleanField(label=_("Question %(number)s must be answered") % told, required=False),
    }
    return {_name(number, part): field for part, field in fields.items()}
