"""What somebody writes who wants to help or needs help: a name, a way to reach her and, if she likes, some words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.foundation.phones import NotAPhone, Reason, read_phone
from samspill.people.actions import NotAnEmail, read_email
from samspill.web.design.words import kind_choices

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
#: The languages we can write to people in.
WRITTEN = [("nb", "Norsk bokmål"), ("nn", "Norsk nynorsk"), ("en", "English")]


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

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if not phone.strip() and not self.fields["phone"].required:
            return ""
        try:
            return read_phone(phone).e164
        except NotAPhone as error:
            raise forms.ValidationError(str(PHONE_IN_WORDS[error.reason])) from error


class InterestForm(AskingForm):
    """I want to help: a phone or an e-mail address, the language; wishes and a friend if she likes."""

    email = forms.CharField(
        label=_("Or your e-mail address"),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    language = forms.ChoiceField(label=_("Talk to me in"), choices=WRITTEN, required=False)
    wishes = forms.MultipleChoiceField(
        label=_("I would like to"), required=False, widget=forms.CheckboxSelectMultiple
    )
    brings_words = forms.CharField(
        label=_("I would like to bring somebody"),
        max_length=120,
        required=False,
        help_text=_("Write who, for example: my friend Mona."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].required = False
        self.fields["wishes"].choices = kind_choices()  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        try:
            return read_email(email) if email.strip() else ""
        except NotAnEmail as error:
            raise forms.ValidationError(_("This is not an e-mail address. Look at it once more.")) from error

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        untold = not given.get("phone") and not given.get("email")
        if untold and not {"phone", "email"} & set(self.errors):
            self.add_error("phone", _("Write your phone number or your e-mail address."))
        return given


class GroupForm(InterestForm):
    """By a workplace's or a school's link: a class or a group may sign up as one."""

    how_many = forms.IntegerField(
        label=_("How many are you?"), min_value=1, max_value=500, initial=1, required=False
    )

    def clean_how_many(self) -> int:
        return self.cleaned_data["how_many"] or 1


class HelpForm(AskingForm):
    """By a nursing home's link: who asks, for whom, what and when."""

    for_whom = forms.CharField(
        label=_("Who is it for?"),
        max_length=120,
        required=False,
        help_text=_("A first name and a ward are enough. Never a national identity number."),
    )
    when_words = forms.CharField(
        label=_("When?"),
        max_length=120,
        help_text=_("For example: Thursday at 10, or some time this week."),
        error_messages={"required": _("Write when it is, or that it does not matter.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = True
        self.fields["words"].error_messages["required"] = _("Write what you need help with.")
