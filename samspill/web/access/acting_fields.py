"""Who acts for an association: the fields, for the square, for the association's own pages and for the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.foundation.limits import TooOften
from samspill.foundation.one_time_codes import WrongCode
from samspill.foundation.phones import NotAPhone
from samspill.messaging.actions.confirming import NotAMobile
from samspill.organisations.actions import HandedToHerself, LastWhoActs, NoSuchWay
from samspill.organisations.wording import TITLES
from samspill.people.actions import HoldsNationalId, NameMissing, NotAnEmail, ReasonMissing
from samspill.web.access.own_forms import address_in
from samspill.web.design.without_national_ids import EXPLANATION

#: What may be wrong with what somebody wrote here.
WRONG: tuple[type[Exception], ...] = (
    HandedToHerself,
    HoldsNationalId,
    LastWhoActs,
    NameMissing,
    NoSuchWay,
    NotAMobile,
    NotAPhone,
    NotAnEmail,
    ReasonMissing,
    TooOften,
    WrongCode,
)


class ColleagueForm(forms.Form):
    """One who is to act for the association: her name, how she is reached, her post."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Write a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    where = forms.CharField(
        label=gettext_lazy("Mobile phone or e-mail"),
        max_length=254,
        error_messages={"required": gettext_lazy("Write a mobile number or an e-mail address.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    title = forms.ChoiceField(label=gettext_lazy("Post"), choices=list(TITLES.items()))

    def clean_where(self) -> str:
        return address_in(self.cleaned_data["where"])


class SuccessorForm(ColleagueForm):
    """One who takes over the post."""

    title = None  # type: ignore[assignment]


def say_what_is_wrong(form: forms.Form, error: Exception) -> None:
    """Show the error at the field it is about, in words. `error` is one of `WRONG`."""
    field, words = _in_words(error)
    form.add_error(field if field in form.fields else None, words)


def _in_words(error: Exception) -> tuple[str | None, Any]:
    if isinstance(error, HoldsNationalId):
        return str(error.args[0]), EXPLANATION
    words = {
        HandedToHerself: ("where", _("This is you. Write the name of the one who takes over.")),
        LastWhoActs: (None, _("You are the only one. Name another first, or hand over.")),
        NameMissing: ("name", _("Write a name.")),
        NoSuchWay: ("way", _("Choose one of these.")),
        NotAMobile: ("where", _("We cannot send an SMS to this number. Write a mobile number or an e-mail.")),
        NotAPhone: ("where", _("This is not a phone number. A Norwegian one has 8 digits.")),
        NotAnEmail: ("where", _("This is not an e-mail address. Look at it once more.")),
        ReasonMissing: ("words", _("Write why.")),
        TooOften: (None, _("You have tried many times. Wait a little, or call us.")),
        WrongCode: (
            "code",
            _("This is not the code, or it is too old. Look at it once more, or begin again."),
        ),
    }
    return next(said for kind, said in words.items() if isinstance(error, kind))
