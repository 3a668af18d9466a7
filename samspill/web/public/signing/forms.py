"""What makes a signature on a page: that she has read, and her name."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SigningForm(forms.Form):
    """Tick, write your name, press. `text` is the very text she has before her."""

    text = forms.UUIDField(widget=forms.HiddenInput)
    has_read = forms.BooleanField(
        label=_("I have read this, and I agree"),
        error_messages={"required": _("Tick here when you have read the text and agree.")},
    )
    name = forms.CharField(
        label=_("Write your full name"),
        max_length=120,
        error_messages={"required": _("Write your name. It is your signature.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
