"""No form takes a national identity number: whatever text field it is typed into says so, and why."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspill.foundation.national_ids import holds_national_id

EXPLANATION = _("There is a national identity number in the text. We never keep those; take it out.")


def without_national_id(text: str) -> None:
    """A validator for text. Raises `ValidationError` with the explanation; synthetic numbers are numbers too."""
    if holds_national_id(str(text)):
        raise ValidationError(EXPLANATION, code="national_id")


def let_every_field_refuse() -> None:
    """Give the validator to every text field of every form, also of those that are not written yet."""
    for field in (forms.CharField, forms.EmailField):
        if without_national_id not in field.default_validators:
            field.default_validators = [*field.default_validators, without_national_id]
