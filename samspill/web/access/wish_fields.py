"""What a volunteer wants, when and where she can: the fields, for the desk and for her own page."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.foundation.queries import areas
from samspill.volunteering.rules.availability import from_codes, to_codes
from samspill.web.design.words import interest_choices, kind_choices, parts_of_day, skill_choices, weekdays

#: The languages messages can be written in.
WRITTEN = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
CODES_OF_A_VOLUNTEER = ("wishes", "unwanted", "skills", "interests", "areas")
WORDS_OF_A_VOLUNTEER = (
    "wish_words",
    "unwanted_words",
    "skill_words",
    "interest_words",
    "brings_words",
    "note",
)


class WishFields(forms.Form):
    """What a volunteer wants, when and where she can."""

    wishes = forms.MultipleChoiceField(
        label=_("Wants to"), required=False, widget=forms.CheckboxSelectMultiple
    )
    wish_words = forms.CharField(
        label=_("In one's own words"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    unwanted = forms.MultipleChoiceField(
        label=_("Does not want to"), required=False, widget=forms.CheckboxSelectMultiple
    )
    unwanted_words = forms.CharField(
        label=_("What else they do not want, in their own words"), max_length=300, required=False
    )
    skills = forms.MultipleChoiceField(
        label=_("Can or has"), required=False, widget=forms.CheckboxSelectMultiple
    )
    skill_words = forms.CharField(label=_("Anything else they can"), max_length=300, required=False)
    interests = forms.MultipleChoiceField(
        label=_("Likes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What two people share brings them together."),
    )
    interest_words = forms.CharField(label=_("Likes, in their own words"), max_length=300, required=False)
    brings_words = forms.CharField(label=_("Whom they would like to bring"), max_length=120, required=False)
    availability = forms.MultipleChoiceField(
        label=_("Can usually"), required=False, widget=forms.CheckboxSelectMultiple
    )
    areas = forms.MultipleChoiceField(
        label=_("Will go to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: anywhere."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The volunteer may read this. Nothing about health."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(str(area.pk), area.name) for area in areas()]
        offered = {
            "wishes": kind_choices(),
            "unwanted": kind_choices(),
            "skills": skill_choices(),
            "interests": interest_choices(),
            "areas": places,
        }
        for name, found in offered.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]
        self.fields["availability"].choices = [  # type: ignore[attr-defined]
            (f"{day}-{part}", f"{day_word} {part_word}")
            for day, day_word in weekdays()
            for part, part_word in parts_of_day()
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if set(given.get("wishes", [])) & set(given.get("unwanted", [])):
            self.add_error("unwanted", _("The same is ticked as wanted."))
        return given

    def wishes_told(self) -> dict[str, Any]:
        """What volunteering's `enrol_volunteer` and `change_volunteer` take."""
        given = self.cleaned_data
        told: dict[str, Any] = {name: tuple(given[name]) for name in CODES_OF_A_VOLUNTEER}
        told["availability"] = from_codes(given["availability"])
        return told | {name: given[name] for name in WORDS_OF_A_VOLUNTEER if name in given}

    @property
    def parts(self) -> list[tuple[str, Any]]:
        """The parts of the day, as headings of the table of availability."""
        return parts_of_day()

    def grid(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """The boxes of availability by weekday: for each part its code, what it is called and whether it is ticked."""
        return times_grid(self["availability"].value() or ())


def times_grid(ticked: Collection[str]) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """The parts of the week by weekday: for each its code, what it is called and whether it is ticked."""
    return [
        (
            str(day_word),
            [(f"{day}-{part}", str(word), f"{day}-{part}" in ticked) for part, word in parts_of_day()],
        )
        for day, day_word in weekdays()
    ]


class ProfileFields(WishFields):
    """The fields filled in with what is known of a volunteer, if she is one."""

    def __init__(self, *args: Any, volunteer: Any, **kwargs: Any) -> None:
        known: dict[str, Any] = {}
        if volunteer is not None:
            known = {name: list(getattr(volunteer, name)) for name in CODES_OF_A_VOLUNTEER}
            known |= {name: getattr(volunteer, name) for name in WORDS_OF_A_VOLUNTEER}
            known["availability"] = list(to_codes(volunteer.availability))
        super().__init__(*args, initial=known | kwargs.pop("initial", {}), **kwargs)
