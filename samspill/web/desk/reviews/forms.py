"""What is written when something is read: why it is sent back, why somebody is trusted, and the rule itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.organisations.rules.reviews import READS, Publishing

#: Whose words are read first (`rules.reviews.READS`).
READS_WORDS = {
    "nobody": _("Nobody. Everything is shown at once"),
    "groups": _("New groups without an organisation number"),
    "everyone": _("Everyone who is not trusted yet"),
}


class ReturnForm(forms.Form):
    """Why it cannot be shown as it is."""

    reason = forms.CharField(
        label=_("What must they change, and why?"),
        help_text=_("These words stand in the message to the association."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what they must change.")},
    )


class TrustForm(forms.Form):
    """Why the association is trusted, or not."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Your colleagues see it."),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write why.")},
    )


class RuleForm(forms.Form):
    """Whose words are read first, when it is enough, and what associations are told."""

    reads = forms.ChoiceField(
        label=_("Whose words do you read before they are shown?"),
        choices=[(code, READS_WORDS[code]) for code in READS],
        widget=forms.RadioSelect,
    )
    enough = forms.IntegerField(
        label=_("How many approved things are enough?"),
        help_text=_("Then the association is trusted, and shows things itself."),
        min_value=1,
        max_value=50,
    )
    usual_days = forms.IntegerField(
        label=_("How many days does it usually take?"),
        help_text=_("Associations are told this."),
        min_value=1,
        max_value=30,
    )
    reader = forms.CharField(
        label=_("Who reads?"),
        help_text=_("Associations are told this too. For example: Ingrid at the volunteer centre."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, rule: Publishing, **kwargs: Any) -> None:
        names = ("reads", "enough", "usual_days", "reader")
        kwargs["initial"] = {name: getattr(rule, name) for name in names}
        super().__init__(*args, **kwargs)

    def rule(self) -> Publishing:
        """The rule as it is filled in."""
        return Publishing(**self.cleaned_data)
