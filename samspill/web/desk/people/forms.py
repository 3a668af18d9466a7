"""Forms of people at the desk: they check the shape; actions check the meaning."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.foundation.queries import areas
from samspill.people.models import Person
from samspill.volunteering.rules.availability import from_codes, to_codes
from samspill.web.design.language_names import spoken_languages
from samspill.web.design.words import (
    CHANNEL_WORDS,
    GENDER_WORDS,
    choices,
    kind_choices,
    parts_of_day,
    qualification_choices,
    skill_choices,
    weekdays,
)

WRITTEN = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
CHANNELS = ("sms", "email", "phone", "letter")
CODES_OF_A_VOLUNTEER = ("wishes", "unwanted", "skills", "areas")
WORDS_OF_A_VOLUNTEER = ("wish_words", "unwanted_words", "skill_words", "note")
SAID_BY = ("phone", "sms", "email", "paper", "web", "letter")


class PersonFields(forms.Form):
    """Who somebody is. Only the name is required."""

    name = forms.CharField(label=_("Name"), max_length=120)
    birth_year = forms.IntegerField(label=_("Born (year)"), required=False, min_value=1900, max_value=2100)
    gender = forms.ChoiceField(label=_("Gender"), required=False)
    language = forms.ChoiceField(label=_("Messages are written in"), choices=WRITTEN, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Speaks"), required=False, widget=forms.CheckboxSelectMultiple
    )
    preferred_channel = forms.ChoiceField(label=_("Prefers"), required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    postcode = forms.RegexField(
        r"^\d{4}$",
        label=_("Postcode"),
        required=False,
        error_messages={"invalid": _("A postcode has four digits.")},
    )
    area = forms.ChoiceField(label=_("Part of town"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gender"].choices = [("", _("Not told")), *choices(GENDER_WORDS)]  # type: ignore[attr-defined]
        self.fields["languages"].choices = spoken_languages()  # type: ignore[attr-defined]
        self.fields["preferred_channel"].choices = choices(CHANNEL_WORDS, CHANNELS)  # type: ignore[attr-defined]
        self.known_areas = {str(area.pk): area for area in areas()}
        self.fields["area"].choices = [  # type: ignore[attr-defined]
            ("", _("Not told")),
            *((pk, area.name) for pk, area in self.known_areas.items()),
        ]

    def facts(self) -> dict[str, Any]:
        """What `people.actions.change_person` takes."""
        given = self.cleaned_data
        facts: dict[str, Any] = {
            name: given[name]
            for name in ("name", "birth_year", "gender", "address", "postcode")
            if name in given
        }
        facts["area"] = self.known_areas.get(given["area"])
        facts["languages"] = tuple(given["languages"])
        facts["language"] = given["language"] or "nb"
        facts["preferred_channel"] = given["preferred_channel"] or "sms"
        return facts


class FactsForm(PersonFields):
    """The facts of somebody known."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        names = ("name", "birth_year", "gender", "language", "preferred_channel", "address", "postcode")
        known = {name: getattr(person, name) for name in names}
        known |= {"languages": list(person.languages), "area": person.area_id}
        super().__init__(*args, initial=known, **kwargs)


class WishFields(forms.Form):
    """What a volunteer wants, when and where she can."""

    wishes = forms.MultipleChoiceField(
        label=_("Wants to"), required=False, widget=forms.CheckboxSelectMultiple
    )
    wish_words = forms.CharField(
        label=_("In her own words"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    unwanted = forms.MultipleChoiceField(
        label=_("Does not want to"), required=False, widget=forms.CheckboxSelectMultiple
    )
    unwanted_words = forms.CharField(
        label=_("What else she does not want, in her own words"), max_length=300, required=False
    )
    skills = forms.MultipleChoiceField(
        label=_("Can or has"), required=False, widget=forms.CheckboxSelectMultiple
    )
    skill_words = forms.CharField(label=_("Anything else she can"), max_length=300, required=False)
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
        return told | {name: given[name] for name in WORDS_OF_A_VOLUNTEER}

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


class ProfileForm(WishFields):
    """The wishes of somebody who volunteers."""

    def __init__(self, *args: Any, volunteer: Any, **kwargs: Any) -> None:
        known: dict[str, Any] = {}
        if volunteer is not None:
            known = {name: list(getattr(volunteer, name)) for name in CODES_OF_A_VOLUNTEER}
            known |= {name: getattr(volunteer, name) for name in WORDS_OF_A_VOLUNTEER}
            known["availability"] = list(to_codes(volunteer.availability))
        super().__init__(*args, initial=known, **kwargs)


class NewVolunteerForm(PersonFields, WishFields):
    """A volunteer typed in at the desk, in the order of a conversation."""

    phone = forms.CharField(label=_("Phone"), max_length=80, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    consent = forms.BooleanField(
        label=_("Says yes to being contacted about volunteering"), required=False, initial=True
    )
    consent_source = forms.ChoiceField(label=_("Said it by"), required=False)
    field_order = ("name", "phone", "email", "wishes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent_source"].choices = choices(CHANNEL_WORDS, SAID_BY)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not given.get("phone") and not given.get("email") and not given.get("address"):
            self.add_error("phone", _("Write a phone number, an e-mail address or a postal address."))
        return given


class PointForm(forms.Form):
    """A new way of reaching somebody."""

    kind = forms.ChoiceField(
        label=_("What"),
        choices=[("phone", _("Phone")), ("email", _("E-mail")), ("post", _("Postal address"))],
    )
    text = forms.CharField(label=_("Number or address"), max_length=254)
    label = forms.CharField(
        label=_("Whose or where"), max_length=40, required=False, help_text=_("For instance: her daughter's.")
    )


class ConsentForm(forms.Form):
    """That she said yes, and how."""

    source = forms.ChoiceField(label=_("Said it by"), choices=[])
    words = forms.CharField(label=_("What was said"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = choices(CHANNEL_WORDS, SAID_BY)  # type: ignore[attr-defined]


class WithdrawalForm(ConsentForm):
    """That she took it back, and how."""

    words = None  # type: ignore[assignment]


class WritingForm(forms.Form):
    """A message to a person. `seen` tells that its length and cost were shown."""

    channel = forms.ChoiceField(label=_("By"), choices=[])
    subject = forms.CharField(label=_("Subject of the e-mail"), max_length=200, required=False)
    body = forms.CharField(label=_("Message"), max_length=1600, widget=forms.Textarea(attrs={"rows": 4}))
    key = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = choices(CHANNEL_WORDS, ("sms", "email"))  # type: ignore[attr-defined]
        if person is not None and person.preferred_channel == "email":
            self.initial["channel"] = "email"

    def clean_body(self) -> str:
        """Browsers send two characters for a new line; a phone counts, and is charged for, one."""
        return self.cleaned_data["body"].replace("\r\n", "\n").strip()


class PhoneNoteForm(forms.Form):
    """What was said on the phone."""

    text = forms.CharField(
        label=_("What was said"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class QualificationForm(forms.Form):
    """Something a volunteer holds, as dates."""

    kind = forms.ChoiceField(label=_("What"), choices=[])
    held_from_on = forms.DateField(
        label=_("Done, signed or shown on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"],
    )
    valid_until_on = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = qualification_choices()  # type: ignore[attr-defined]


class AbsenceForm(forms.Form):
    """Days away, both ends included."""

    from_on = forms.DateField(
        label=_("Away from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"],
    )
    until_on = forms.DateField(
        label=_("until and including"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"],
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("from_on") and given.get("until_on") and given["until_on"] < given["from_on"]:
            self.add_error("until_on", _("The last day is before the first."))
        return given
