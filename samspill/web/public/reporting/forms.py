"""What a reader says is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.activities.rules.reports import LONGEST_WORDS
from samspill.activities.wording.reports import REASON_WORDS, words_for


class ReportForm(forms.Form):
    """One choice is enough. `website` is for robots: people never see it."""

    reason = forms.ChoiceField(
        label=_("What is it?"),
        choices=list(REASON_WORDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    words = forms.CharField(
        label=_("Tell us more"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: It is on Wednesdays now."),
    )
    contact = forms.CharField(
        label=_("Do you want an answer?"),
        required=False,
        max_length=254,
        help_text=_("Write your mobile number or your e-mail address. We tell you what came of it."),
    )
    website = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: Any, about: str = "", **more: Any) -> None:
        """`about` is "picture" or "story" where it is one of those."""
        super().__init__(*args, **more)
        if about:
            self.fields["reason"].choices = list(words_for(about).items())  # type: ignore[attr-defined]
            self.fields["words"].help_text = ""

    @property
    def is_from_a_robot(self) -> bool:
        """Whether the field that no person sees was filled in."""
        return bool(self.data.get("website", "").strip())
