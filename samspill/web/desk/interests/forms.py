"""Forms of those who want to help: a call, a slip, the conversation, a time to talk, a link for a workplace."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.foundation import clock
from samspill.foundation.phones import formatted
from samspill.messaging.queries import WRITTEN_IN
from samspill.people.models import StaffMember
from samspill.volunteering.models import IntakeLink, Interest
from samspill.volunteering.rules.when import NotUnderstood, read_when
from samspill.web.access.pattern_fields import WHEN
from samspill.web.access.wish_fields import WRITTEN
from samspill.web.design.words import CHANNEL_WORDS, choices, kind_choices
from samspill.web.desk.people.forms import WholeVolunteer

#: How somebody may have told the desk that she wants to help.
TOLD_BY = ("phone", "paper", "email", "letter")
DAYS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]
MOST_TIMES = 3


class TypedInForm(forms.Form):
    """Somebody has called, or stands at the desk: a name and a way to reach her are enough."""

    name = forms.CharField(label=_("Name"), max_length=120)
    phone = forms.CharField(label=_("Phone"), max_length=80, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    words = forms.CharField(
        label=_("What they said"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    call_back_words = forms.CharField(label=_("When may we call back?"), max_length=120, required=False)
    channel = forms.ChoiceField(label=_("Told us by"), choices=[], required=False)
    taken_by = forms.ChoiceField(label=_("Who took the call"), choices=[], required=False)
    language = forms.ChoiceField(label=_("Messages are written in"), choices=WRITTEN, required=False)
    wishes = forms.MultipleChoiceField(
        label=_("Wants to"), required=False, widget=forms.CheckboxSelectMultiple
    )
    brings_words = forms.CharField(label=_("Whom they would like to bring"), max_length=120, required=False)

    def __init__(self, *args: Any, colleagues: list[StaffMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(one.pk): one for one in colleagues}
        self.fields["wishes"].choices = kind_choices()  # type: ignore[attr-defined]
        if "channel" in self.fields:
            self.fields["channel"].choices = choices(CHANNEL_WORDS, TOLD_BY)  # type: ignore[attr-defined]
            self.fields["taken_by"].choices = [(key, one.name) for key, one in self.colleagues.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("phone") and not given.get("email") and not {"phone", "email"} & set(self.errors):
            self.add_error("phone", _("Write a phone number or an e-mail address."))
        return given

    def told(self, by: StaffMember) -> dict[str, Any]:
        """What `volunteering.actions.express_interest` takes, of a valid form."""
        given = self.cleaned_data
        told = {name: given[name] for name in ("name", "phone", "email", "words", "brings_words")}
        return told | {
            "call_back_words": given.get("call_back_words", ""),
            "channel": given.get("channel") or "phone",
            "taken_by": self.colleagues.get(given.get("taken_by", ""), by),
            "language": given["language"] or "nb",
            "wishes": tuple(given["wishes"]),
        }


class SlipForm(TypedInForm):
    """A paper slip: what stands on it, and the day it was signed."""

    channel = None  # type: ignore[assignment]
    taken_by = None  # type: ignore[assignment]
    signed_on = forms.DateField(
        label=_("Signed on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=DAYS,
    )

    def clean_signed_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["signed_on"]
        if day > clock.today():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def told(self, by: StaffMember) -> dict[str, Any]:
        """The same, with paper as the channel."""
        return super().told(by) | {"channel": "paper", "signed_on": self.cleaned_data["signed_on"]}


class ConversationForm(WholeVolunteer):
    """The first conversation, in the order it goes; at the end she is a volunteer."""

    note_words = forms.CharField(
        label=_("What we talked about"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person may read this. Nothing about health."),
    )
    is_told = forms.BooleanField(label=_("I have said what we expect"), required=False)

    @staticmethod
    def begun(interest: Interest) -> dict[str, Any]:
        """What she has told already."""
        known = {name: getattr(interest, name) for name in ("name", "phone", "email", "brings_words")}
        language = interest.language if interest.language in WRITTEN_IN else "nb"
        return known | {
            "phone": formatted(interest.phone) if interest.phone else "",
            "wishes": list(interest.wishes),
            "wish_words": interest.words[:300],
            "language": language,
            "languages": [] if interest.language in WRITTEN_IN else [interest.language],
        }


class TalkForm(forms.Form):
    """A time to talk: «tirsdag kl. 10», with whom, and where if not by phone."""

    when = forms.CharField(label=_("When"), max_length=80)
    with_staff = forms.ChoiceField(label=_("With whom"), choices=[], required=False)
    place_words = forms.CharField(
        label=_("Where"), max_length=120, required=False, help_text=_("Empty: we call.")
    )

    def __init__(self, *args: Any, colleagues: list[StaffMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(one.pk): one for one in colleagues}
        self.fields["with_staff"].choices = [(key, one.name) for key, one in self.colleagues.items()]  # type: ignore[attr-defined]

    def clean_when(self) -> dt.datetime:
        return moment_in(self.cleaned_data["when"])

    def staff(self, otherwise: StaffMember) -> StaffMember:
        """Whom it is with."""
        return self.colleagues.get(self.cleaned_data["with_staff"], otherwise)


class TimesForm(TalkForm):
    """Up to three times she may choose between."""

    when = None  # type: ignore[assignment]
    time_1 = forms.CharField(label=_("First time"), max_length=80)
    time_2 = forms.CharField(label=_("Second time"), max_length=80, required=False)
    time_3 = forms.CharField(label=_("Third time"), max_length=80, required=False)
    field_order = ("time_1", "time_2", "time_3", "with_staff", "place_words")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self.times = []
        for name in ("time_1", "time_2", "time_3"):
            if not given.get(name):
                continue
            try:
                self.times.append(moment_in(given[name]))
            except forms.ValidationError as error:
                self.add_error(name, error)
        return given


class LinkForm(forms.Form):
    """A link for a workplace."""

    label = forms.CharField(
        label=_("Whose it is"), max_length=120, help_text=_("For instance: Nordsida omsorgssenter.")
    )
    kind = forms.ChoiceField(
        label=_("What they may do with it"),
        choices=[
            (IntakeLink.Kind.HELP, _("Ask for help on behalf of those they care for")),
            (IntakeLink.Kind.VOLUNTEERS, _("Sign up people who want to help")),
        ],
        widget=forms.RadioSelect,
        initial=IntakeLink.Kind.HELP,
    )


def moment_in(text: str) -> dt.datetime:
    """The moment somebody wrote: «tirsdag kl. 10», «12.3 10.30». Raises `ValidationError`."""
    try:
        when = read_when(text, today=clock.today())
    except NotUnderstood as error:
        raise forms.ValidationError(str(WHEN[error.why])) from error
    if when.is_window:
        raise forms.ValidationError(_("Write an hour as well, for instance «Tuesday 10.30»."))
    return clock.at_local(when.starts.date(), when.starts.time())
