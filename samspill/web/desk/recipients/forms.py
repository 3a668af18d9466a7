"""Forms of those who get help: they check the shape; actions check the meaning."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.foundation import clock
from samspill.foundation.queries import areas
from samspill.volunteering.actions.pair_needs import WANTED_IN, WantedPair, wanted_at
from samspill.volunteering.models import Recipient, Shift
from samspill.volunteering.rules.availability import from_codes, to_codes
from samspill.web.design.language_names import spoken_languages
from samspill.web.design.words import (
    GENDER_WORDS,
    choices,
    interest_choices,
    kind_choices,
    pair_kind_choices,
    parts_of_day,
    qualification_choices,
    weekdays,
)
from samspill.web.desk.people.forms import WRITTEN, PersonFields

DATE: dict[str, Any] = {
    "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    "input_formats": ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"],
}
CODES = ("wishes", "interests")
WORDS = ("note", "wish_words", "interest_words", "helper_gender", "rhythm_words", "asks")


class RecipientForm(PersonFields):
    """Who she is, and what she would like. Only the name is required."""

    phone = forms.CharField(label=_("Phone"), max_length=80, required=False)
    note = forms.CharField(
        label=_("What a helper must know"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For instance: hears badly, has a dog. Nothing about illness."),
    )
    interests = forms.MultipleChoiceField(
        label=_("Likes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    interest_words = forms.CharField(label=_("Likes, in their own words"), max_length=300, required=False)
    wishes = forms.MultipleChoiceField(
        label=_("Would like help with"), required=False, widget=forms.CheckboxSelectMultiple
    )
    wish_words = forms.CharField(
        label=_("What they would like, in their own words"), max_length=300, required=False
    )
    helper_gender = forms.ChoiceField(label=_("Would like to meet"), required=False)
    availability = forms.MultipleChoiceField(
        label=_("When a visit suits"), required=False, widget=forms.CheckboxSelectMultiple
    )
    rhythm_words = forms.CharField(
        label=_("How often"),
        max_length=120,
        required=False,
        help_text=_("For instance: every other week. Those who are asked read it, so no names here."),
    )
    asks = forms.ChoiceField(
        label=_("Who is asked how it goes"),
        required=False,
        choices=[("self", _("The person")), ("contact", _("The one who speaks for them"))],
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, recipient: Recipient | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", known_of(recipient) if recipient else {"asks": "self"})
        super().__init__(*args, **kwargs)
        self.fields["wishes"].choices = kind_choices()  # type: ignore[attr-defined]
        self.fields["interests"].choices = interest_choices()  # type: ignore[attr-defined]
        self.fields["helper_gender"].choices = [  # type: ignore[attr-defined]
            ("", _("No wish")),
            *choices(GENDER_WORDS, ("f", "m")),
        ]
        self.fields["availability"].choices = [  # type: ignore[attr-defined]
            (f"{day}-{part}", f"{day_word} {part_word}")
            for day, day_word in weekdays()
            for part, part_word in parts_of_day()
        ]

    def wishes_told(self) -> dict[str, Any]:
        """What volunteering's `write_down_recipient` and `change_recipient` take."""
        given = self.cleaned_data
        told: dict[str, Any] = {name: tuple(given[name]) for name in CODES}
        told["times"] = from_codes(given["availability"])
        return told | {name: given[name] for name in WORDS} | {"asks": given["asks"] or "self"}

    @property
    def parts(self) -> list[tuple[str, Any]]:
        """The parts of the day, as headings of the table of times."""
        return parts_of_day()

    def grid(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """The boxes of the table by weekday: for each part its code, what it is called and whether it is ticked."""
        ticked = set(self["availability"].value() or ())
        return [
            (
                str(word),
                [(f"{day}-{part}", str(of), f"{day}-{part}" in ticked) for part, of in parts_of_day()],
            )
            for day, word in weekdays()
        ]


class ContactForm(forms.Form):
    """Next of kin, or somebody else who may be asked in her place."""

    name = forms.CharField(label=_("Name"), max_length=120)
    relation = forms.CharField(
        label=_("Who it is to them"),
        max_length=60,
        required=False,
        help_text=_("For instance: daughter, neighbour."),
    )
    phone = forms.CharField(label=_("Phone"), max_length=80, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    language = forms.ChoiceField(label=_("Messages are written in"), choices=WRITTEN, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("phone") and not given.get("email"):
            self.add_error("phone", _("Write a phone number or an e-mail address."))
        return given


class WantedPairForm(forms.Form):
    """Somebody is wanted for a recipient for a long time."""

    kind = forms.ChoiceField(label=_("What kind of pair"))
    from_on = forms.DateField(label=_("From"), **DATE)
    title = forms.CharField(
        label=_("In a few words"),
        max_length=120,
        required=False,
        help_text=_("May be seen by all. No names."),
    )
    public_text = forms.CharField(
        label=_("More about it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("May be seen by all. No names, nothing about health."),
    )
    area = forms.ChoiceField(label=_("Part of town"), required=False)
    private_address = forms.CharField(
        label=_("Address"),
        max_length=200,
        required=False,
        help_text=_("Only the one who is chosen sees it, when the first meeting is arranged."),
    )
    private_text = forms.CharField(
        label=_("Door code and the like"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    gender = forms.ChoiceField(label=_("Would like to meet"), required=False)
    min_age = forms.IntegerField(label=_("At least so old"), min_value=10, max_value=99, required=False)
    demands = forms.MultipleChoiceField(
        label=_("The volunteer must have"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Should speak one of"), required=False, widget=forms.CheckboxSelectMultiple
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Any] = {
            "kind": pair_kind_choices(),
            "area": [("", _("Not told")), *((str(area.pk), area.name) for area in areas())],
            "gender": [("", _("No wish")), *choices(GENDER_WORDS, ("f", "m"))],
            "demands": qualification_choices(),
            "languages": spoken_languages(),
        }
        for name, options in offered.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]

    def wanted(self) -> WantedPair:
        """What volunteering's `ask_for_pair` takes, of a valid form."""
        return WantedPair(
            **self._told(), from_on=self.cleaned_data["from_on"], form_key=self.cleaned_data["form_key"],
            area=_key(self.cleaned_data["area"]),
        )  # fmt: skip

    def facts(self, standing: Shift) -> dict[str, Any]:
        """What volunteering's `change_need` takes: with another day the whole period moves."""
        starts_at = wanted_at(self.cleaned_data["from_on"])
        facts = self._told() | {"area_id": _key(self.cleaned_data["area"])}
        if starts_at != standing.starts_at:
            facts |= {"starts_at": starts_at, "ends_at": starts_at + (standing.ends_at - standing.starts_at)}
        return facts

    def _told(self) -> dict[str, Any]:
        given = self.cleaned_data
        told = "kind title public_text private_address private_text gender min_age".split()
        return {name: given[name] for name in told} | {
            name: tuple(given[name]) for name in ("demands", "languages")
        }


def known_of(recipient: Recipient) -> dict[str, Any]:
    """What is known of her, as the form's fields hold it."""
    person = recipient.person
    names = ("name", "birth_year", "gender", "language", "preferred_channel", "address", "postcode")
    known: dict[str, Any] = {name: getattr(person, name) for name in names}
    known |= {"languages": list(person.languages), "area": str(person.area_id or "")}
    known |= {name: list(getattr(recipient, name)) for name in CODES}
    known |= {name: getattr(recipient, name) for name in WORDS}
    return known | {"availability": list(to_codes(recipient.times)), "version": recipient.version}


def begun(recipient: Recipient, *, form_key: str) -> dict[str, Any]:
    """What stands in the fields of a new pair need to begin with: her own wishes."""
    person = recipient.person
    return {
        "from_on": clock.today() + WANTED_IN,
        "gender": recipient.helper_gender,
        "languages": list(person.languages),
        "private_address": person.address,
        "area": str(person.area_id or ""),
        "form_key": form_key,
    }


def standing_of(shift: Shift) -> dict[str, Any]:
    """A pair need as the form's fields hold it."""
    need = shift.need
    names = "kind title public_text private_address private_text gender min_age version".split()
    known: dict[str, Any] = {name: getattr(need, name) for name in names}
    known |= {"languages": list(need.languages), "demands": list(need.demands)}
    return known | {"area": str(need.area_id or ""), "from_on": _day(shift.starts_at)}


def _day(moment: dt.datetime) -> dt.date:
    return clock.local_day(moment)


def _key(text: str) -> uuid.UUID | None:
    return uuid.UUID(text) if text else None
