"""Forms of courses: they check the shape; actions check the meaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from samspill.activities.rules.parties import Party
from samspill.activities.rules.questions import Question, choices_of
from samspill.volunteering.actions.courses import EVERY_COURSE, CourseDate
from samspill.volunteering.rules.attendance import NotHours, read_minutes
from samspill.web.access.answer_fields import answer_field
from samspill.web.design.language_names import spoken_languages
from samspill.web.design.words import COURSE_WORDS, choices

DAYS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]


class CourseForm(forms.Form):
    """A date for a course."""

    kind = forms.ChoiceField(label=_("Course"), choices=[])
    on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), input_formats=DAYS
    )
    begins = forms.TimeField(
        label=_("From"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M", "%H"],
    )
    hours = forms.CharField(label=_("How long"), max_length=12, initial="2", help_text=_("Hours: 2, or 1.5."))
    place_text = forms.CharField(label=_("Where"), max_length=200)
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=500, initial=20)
    language = forms.ChoiceField(label=_("Language spoken"), choices=[])
    bring = forms.CharField(label=_("Bring"), max_length=200, required=False)
    contact_name = forms.CharField(label=_("Who leads it"), max_length=120, required=False)
    services = forms.CharField(
        label=_("Where staff may work"),
        max_length=1000,
        required=False,
        help_text=_("Only for the course for staff. A comma between each: The library, Schools, Home care."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices(COURSE_WORDS, EVERY_COURSE)  # type: ignore[attr-defined]
        self.fields["language"].choices = spoken_languages()  # type: ignore[attr-defined]
        self.fields["language"].initial = "nb"

    def clean_hours(self) -> int:
        try:
            return read_minutes(self.cleaned_data["hours"])
        except NotHours as error:
            raise forms.ValidationError(_("Write how long, for instance 2 or 1.5 hours.")) from error

    def date(self) -> CourseDate:
        """What `volunteering.actions.courses.arrange_course` takes."""
        given = dict(self.cleaned_data)
        return CourseDate(
            minutes=given.pop("hours"),
            languages=(given.pop("language"),),
            services=choices_of(given.pop("services")),
            **given,
        )


class WriteInForm(forms.Form):
    """Somebody who phoned, or who just came; `asked` is what the course asks, one answer for each."""

    name = forms.CharField(label=_("Name"), max_length=120)
    phone = forms.CharField(label=_("Phone"), max_length=60, required=False)

    def __init__(self, *args: Any, asked: Sequence[Question] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked = {f"answer_{number}": question for number, question in enumerate(asked)}
        for name, question in self._asked.items():
            # Whoever phones may not have said.
            self.fields[name] = answer_field(question, must=False)

    def answers(self) -> list[BoundField]:
        """The fields of what is asked."""
        return [self[name] for name in self._asked]

    def party(self) -> Party:
        """She alone, with what she answered."""
        given = self.cleaned_data
        pairs = ((question.words, given[name]) for name, question in self._asked.items())
        return Party(answers=tuple((words, answer) for words, answer in pairs if answer))
