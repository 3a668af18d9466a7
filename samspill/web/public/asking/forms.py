"""What somebody writes who wants to help or needs help: a name, a phone number and, if she likes, some words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.foundation.national_ids import holds_national_id
from samspill.foundation.phones import NotAPhone, Reason, read_phone

PHONE_IN_WORDS: dict[Reason, Promise] = {
    Reason.EMPTY: _("Write your phone number."),
    Reason.WORDS: _("Write your phone number with digits only, for example 412 34 567."),
    Reason.LETTER_FOR_DIGIT: _("There is a letter in the phone number. Did you mean the digit 0 or 1?"),
    Reason.SHORT_NUMBER: _("This is a short number for services. Write your own number."),
    Reason.SEVERAL: _("There are two phone numbers here. Write only one."),
    Reason.TOO_SHORT: _("The phone number is too short. A Norwegian number has 8 digits."),
    Reason.TOO_LONG: _("The phone number is too long. A Norwegian number has 8 digits."),
    Reason.NOT_IN_USE: _("This phone number cannot be called. Look at the digits once more."),
}


class AskingForm(forms.Form):
    """Name and phone; the words may stand empty. `website` is for robots: people never see it."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Write your name, so that we know who you are.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Your phone number"),
        max_length=60,
        help_text=_("We call you or send you an SMS."),
        error_messages={"required": _("Write your phone number.")},
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    words = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    website = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: Any, words_label: Any, words_hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = words_label
        self.fields["words"].help_text = words_hint

    @property
    def is_from_a_robot(self) -> bool:
        """Whether the field that no person sees was filled in."""
        return bool(self.data.get("website", "").strip())

    def clean_name(self) -> str:
        return _without_identity_number(self.cleaned_data["name"])

    def clean_words(self) -> str:
        return _without_identity_number(self.cleaned_data["words"])

    def clean_phone(self) -> str:
        try:
            return read_phone(self.cleaned_data["phone"]).e164
        except NotAPhone as error:
            raise forms.ValidationError(str(PHONE_IN_WORDS[error.reason])) from error


def _without_identity_number(text: str) -> str:
    if holds_national_id(text):
        raise forms.ValidationError(_("Take out the national identity number. We do not need it here."))
    return text
