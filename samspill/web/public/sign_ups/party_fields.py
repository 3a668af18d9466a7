"""Whom one signs up, and what the organiser asks: the same when one signs up and when one changes it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from samspill.activities.models import Activity, SignUp, Waiting
from samspill.activities.rules.parties import CHILD, GROUP, SELF, Party, first_names, names_in_words
from samspill.activities.rules.questions import read_questions
from samspill.web.access.answer_fields import answer_field

WHO = ((SELF, _("I come myself")), (CHILD, _("A child, or several")), (GROUP, _("I and others")))


class PartyFields(forms.Form):
    """Oneself, children by first name, or a number; and the questions of the activity."""

    for_whom = forms.ChoiceField(
        label=_("Who is to come?"), required=False, initial=SELF, choices=WHO, widget=forms.RadioSelect
    )
    children = forms.CharField(label=_("First name of the child"), max_length=200, required=False)
    how_many = forms.IntegerField(label=_("How many are you, with yourself?"), required=False, min_value=2)

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = activity.most_together
        self.asked = read_questions(activity.questions)
        self._leave_out(activity)
        for number, one in enumerate(self.asked):
            self.fields[f"answer_{number}"] = answer_field(one, must=one.must)

    def questions(self) -> list[BoundField]:
        """The fields of what the organiser asks."""
        return [self[f"answer_{number}"] for number in range(len(self.asked))]

    def has_something_to_change(self) -> bool:
        """Whether anything at all is asked besides the time."""
        return bool(self.asked) or "for_whom" in self.fields

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        names = first_names(given.get("children") or "")
        if given.get("for_whom") == CHILD and not names and "children" not in self.errors:
            self.add_error("children", str(_("Write the first name of the child.")))
        if given.get("for_whom") == CHILD and len(names) > self.most:
            self.add_error("children", self._too_many())
        if given.get("for_whom") == GROUP and "how_many" not in self.errors:
            if not given.get("how_many"):
                self.add_error("how_many", str(_("Write how many you are.")))
            elif given["how_many"] > self.most:
                self.add_error("how_many", self._too_many())
        return given

    def party(self) -> Party:
        """Who comes, of a valid form."""
        given = self.cleaned_data
        answers = tuple(
            (one.words, given[f"answer_{number}"])
            for number, one in enumerate(self.asked)
            if given[f"answer_{number}"]
        )
        for_whom = given.get("for_whom") or SELF
        guests: tuple[str, ...] = ()
        if for_whom == CHILD:
            guests = first_names(given["children"])
        elif for_whom == GROUP:
            guests = ("",) * (given["how_many"] - 1)
        return Party(for_whom, guests, answers)

    def _leave_out(self, activity: Activity) -> None:
        if activity.is_for_oneself:
            for name in ("for_whom", "children", "how_many"):
                del self.fields[name]
        elif self.most == 1:
            del self.fields["how_many"]
            self.fields["for_whom"].choices = WHO[:2]  # type: ignore[attr-defined]

    def _too_many(self) -> str:
        return str(_("One may take %(most)s places at most. Call us if you are more.")) % {"most": self.most}


class PartyForm(PartyFields):
    """To change who comes, and the answers."""


def typed_wait(row: Waiting) -> dict[str, Any]:
    """Whom somebody waits with, as the form's fields hold it."""
    return _typed(row, list(row.guests), row.places)


def typed_party(rows: list[SignUp]) -> dict[str, Any]:
    """The places somebody has, the first first, as the form's fields hold them."""
    return _typed(rows[0], [row.guest_name for row in rows], len(rows))


def _typed(row: SignUp | Waiting, names: list[str], places: int) -> dict[str, Any]:
    answers: dict[str, str] = dict(row.answers)
    asked = read_questions(row.occurrence.activity.questions)
    return {
        "for_whom": row.for_whom,
        "children": names_in_words(names),
        "how_many": places if row.for_whom == GROUP else None,
        **{f"answer_{number}": answers.get(one.words, "") for number, one in enumerate(asked)},
    }
