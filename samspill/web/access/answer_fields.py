"""A question of an organiser as a field: the same on the square, and where staff type in what somebody says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.activities.rules.questions import CHOICE, YES_NO, Question


def answer_field(question: Question, *, must: bool) -> forms.Field:
    """A field for the answer. `must`: it cannot be left empty."""
    told: dict[str, Any] = {
        "label": question.words,
        "required": must,
        "error_messages": {"required": _("Answer this.")},
    }
    choices = question.choices if question.kind == CHOICE else (str(_("Yes")), str(_("No")))
    if question.kind in (CHOICE, YES_NO):
        return forms.ChoiceField(choices=[(one, one) for one in choices], widget=forms.RadioSelect, **told)
    return forms.CharField(max_length=300, **told)
