"""What is asked of somebody who wants letters about the week: where to, and how often."""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.activities.models import Rhythm
from samspill.foundation.phones import NotAPhone, read_phone
from samspill.people.actions import NotAnEmail, read_email
from samspill.web.public.asking.forms import PHONE_IN_WORDS

RHYTHMS: list[tuple[str, str | Promise]] = [
    (Rhythm.WEEKLY, _("Once a week, on Monday morning")),
    (Rhythm.DAY_BEFORE, _("The day before, on days when something happens")),
]


class RhythmField(forms.ChoiceField):
    """How often."""

    widget = forms.RadioSelect

    def __init__(self) -> None:
        super().__init__(
            label=_("How often?"),
            choices=RHYTHMS,
            initial=Rhythm.WEEKLY,
            error_messages={"required": _("Choose how often.")},
        )


class SubscribeForm(forms.Form):
    """A phone number or an e-mail address. `website` is for robots: people never see it."""

    address = forms.CharField(
        label=_("Your mobile number or your e-mail address"),
        max_length=254,
        help_text=_("To a phone we send a code, to an e-mail address a link. You need no account."),
        error_messages={"required": _("Write your mobile number or your e-mail address.")},
    )
    rhythm = RhythmField()
    website = forms.CharField(required=False, max_length=500)

    @property
    def is_from_a_robot(self) -> bool:
        """Whether the field that no person sees was filled in."""
        return bool(self.data.get("website", "").strip())

    def clean_address(self) -> str:
        """Whether it can be a number or an address at all."""
        address: str = self.cleaned_data["address"].strip()
        try:
            return read_email(address) if "@" in address else read_phone(address).e164
        except NotAnEmail as error:
            raise forms.ValidationError(_("This is not an e-mail address. Look at it once more.")) from error
        except NotAPhone as error:
            raise forms.ValidationError(str(PHONE_IN_WORDS[error.reason])) from error


class ChangeForm(forms.Form):
    """How often from now on; the filter's own fields stand beside it."""

    rhythm = RhythmField()
