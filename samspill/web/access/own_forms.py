"""What a person fills in on her own page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.foundation.phones import NotAPhone, read_phone
from samspill.people.actions import NotAnEmail, read_email
from samspill.web.access.wish_fields import WRITTEN, ProfileFields
from samspill.web.design.language_names import spoken_languages
from samspill.web.design.words import CHANNEL_WORDS, choices

WAYS = ("sms", "email", "phone", "letter")
DAYS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]


class WhoForm(forms.Form):
    """A phone number or an e-mail address: where the link is sent if we know it."""

    where = forms.CharField(
        label=_("Your phone number or e-mail address"),
        max_length=254,
        error_messages={"required": _("Write your phone number or your e-mail address.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )

    def clean_where(self) -> str:
        return address_in(self.cleaned_data["where"])


class PasskeyForm(forms.Form):
    """What she calls the phone or computer that a passkey is in."""

    name = forms.CharField(
        label=_("What do you call this phone or computer?"),
        help_text=_("For example: My phone. You may leave it empty."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PointForm(WhoForm):
    """A new way to reach her."""

    where = forms.CharField(label=_("New phone number or e-mail address"), max_length=254)


class CodeForm(forms.Form):
    """The code that was sent to the new number or address."""

    where = forms.CharField(widget=forms.HiddenInput, max_length=254)
    code = forms.CharField(
        label=_("The code we sent"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_where(self) -> str:
        return address_in(self.cleaned_data["where"])


class OwnWishesForm(ProfileFields):
    """Her wishes, said by herself."""

    note = None  # type: ignore[assignment]

    languages = forms.MultipleChoiceField(
        label=_("I speak"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, person: Any, volunteer: Any, **kwargs: Any) -> None:
        known = {"languages": list(person.languages)}
        super().__init__(*args, volunteer=volunteer, initial=known, **kwargs)
        said = {
            "wishes": _("I want to"),
            "wish_words": _("In my own words"),
            "unwanted": _("I do not want to"),
            "unwanted_words": _("What else I do not want"),
            "skills": _("I can or have"),
            "skill_words": _("What else I can"),
            "interests": _("I like"),
            "interest_words": _("What else I like"),
            "brings_words": _("Somebody I would like to bring"),
            "availability": _("When I usually can"),
            "areas": _("Where I can help"),
        }
        for name, words in said.items():
            self.fields[name].label = words
        self.fields["languages"].choices = spoken_languages()  # type: ignore[attr-defined]

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages she ticked."""
        return tuple(self.cleaned_data["languages"])


class WayForm(forms.Form):
    """How and in which language she is written to."""

    preferred_channel = forms.ChoiceField(label=_("I would rather be reached by"), choices=[])
    language = forms.ChoiceField(label=_("Write to me in"), choices=WRITTEN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["preferred_channel"].choices = choices(CHANNEL_WORDS, WAYS)  # type: ignore[attr-defined]


class AwayForm(forms.Form):
    """Days she is away, both included."""

    from_on = forms.DateField(
        label=_("I am away from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=DAYS,
    )
    until_on = forms.DateField(
        label=_("until and including"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=DAYS,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("from_on") and given.get("until_on") and given["until_on"] < given["from_on"]:
            self.add_error("until_on", _("The last day is before the first."))
        return given


def address_in(text: str) -> str:
    """The phone (E.164) or e-mail address that was written. Raises `ValidationError`."""
    try:
        return read_email(text) if "@" in text else read_phone(text).e164
    except NotAnEmail as error:
        raise forms.ValidationError(_("This is not an e-mail address. Look at it once more.")) from error
    except NotAPhone as error:
        raise forms.ValidationError(_("This is not a phone number. A Norwegian one has 8 digits.")) from error
