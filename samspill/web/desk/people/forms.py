"""Forms of people at the desk: they check the shape; actions check the meaning."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.commitments.rules.texts import KINDS
from samspill.commitments.wording import kind_word
from samspill.foundation.queries import areas
from samspill.people.models import Person
from samspill.volunteering.actions.welcoming import Told
from samspill.web.access.wish_fields import WRITTEN, ProfileFields, WishFields
from samspill.web.design.language_names import spoken_languages
from samspill.web.design.words import (
    CHANNEL_WORDS,
    GENDER_WORDS,
    RESTRICTION_WORDS,
    choices,
    qualification_choices,
)

CHANNELS = ("sms", "email", "phone", "letter")
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


class ProfileForm(ProfileFields):
    """The wishes of somebody who volunteers."""


class WholeVolunteer(PersonFields, WishFields):
    """All there is to tell of a volunteer: who she is, how she is reached, what she wants and can."""

    phone = forms.CharField(label=_("Phone"), max_length=80, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not given.get("phone") and not given.get("email") and not given.get("address"):
            self.add_error("phone", _("Write a phone number, an e-mail address or a postal address."))
        return given

    def told(self, *, same_as: Person | None, not_these: list[Person]) -> Told:
        """What volunteering's `enter_volunteer` and `hold_talk` take, of a valid form."""
        facts, given = self.facts(), self.cleaned_data
        return Told(
            facts.pop("name"),
            given["phone"],
            given["email"],
            facts,
            self.wishes_told(),
            same_as,
            not_these,
        )


class NewVolunteerForm(WholeVolunteer):
    """A volunteer typed in at the desk, in the order of a conversation."""

    consent = forms.BooleanField(
        label=_("Says yes to being contacted about volunteering"), required=False, initial=True
    )
    consent_source = forms.ChoiceField(label=_("Said it by"), required=False)
    field_order = ("name", "phone", "email", "wishes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent_source"].choices = choices(CHANNEL_WORDS, SAID_BY)  # type: ignore[attr-defined]


class PointForm(forms.Form):
    """A new way of reaching somebody."""

    kind = forms.ChoiceField(
        label=_("What"),
        choices=[("phone", _("Phone")), ("email", _("E-mail")), ("post", _("Postal address"))],
    )
    text = forms.CharField(label=_("Number or address"), max_length=254)
    label = forms.CharField(
        label=_("Whose or where"), max_length=40, required=False, help_text=_("For instance: a daughter's.")
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


class PaperForm(forms.Form):
    """A paper that was signed: what, when, and the name on it."""

    kind = forms.ChoiceField(label=_("What"), choices=[])
    signed_on = forms.DateField(
        label=_("Signed on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, kind_word(kind)) for kind in KINDS]  # type: ignore[attr-defined]


class SignatureWithdrawalForm(forms.Form):
    """Why a signature no longer counts."""

    reason = forms.CharField(label=_("Why"), max_length=200, error_messages={"required": _("Write why.")})


class ClaimForm(forms.Form):
    """What she asks for by right, and how she asked."""

    kind = forms.ChoiceField(
        label=_("Wants"),
        choices=[("correction", _("Something corrected")), ("erasure", _("To be forgotten"))],
    )
    words = forms.CharField(
        label=_("What is wrong, and what is right"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    channel = forms.ChoiceField(label=_("Said it by"), choices=choices(CHANNEL_WORDS, SAID_BY))


class RestrictionForm(forms.Form):
    """Why nothing is to be done with what we have."""

    reason = forms.ChoiceField(label=_("Why"), choices=choices(RESTRICTION_WORDS))
    channel = forms.ChoiceField(label=_("Said it by"), choices=choices(CHANNEL_WORDS, SAID_BY))
