"""Who says that she may act for an association, how it is proven, and the codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samspill.organisations.actions import Claimant
from samspill.organisations.rules.masking import masked
from samspill.web.access.acting_fields import ColleagueForm

ASK_THE_MUNICIPALITY = "desk"


class WhoForm(ColleagueForm):
    """She herself. `website` is for robots: people never see it."""

    website = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words, known_as in (
            ("name", gettext_lazy("Your name"), "name"),
            ("where", gettext_lazy("Your mobile phone or e-mail"), "tel"),
            ("title", gettext_lazy("What you are in the association"), ""),
        ):
            self.fields[name].label = words
            if known_as:
                self.fields[name].widget.attrs["autocomplete"] = known_as
        self.fields["where"].help_text = gettext_lazy("We send you a code. You need no account.")

    @property
    def is_from_a_robot(self) -> bool:
        """Whether the field that no person sees was filled in."""
        return bool(self.data.get("website", "").strip())

    def claimant(self) -> Claimant:
        """Who she says she is."""
        given = self.cleaned_data
        return Claimant(given["name"], given["where"], given["title"], get_language() or "nb")


class ClaimForm(WhoForm):
    """… and how she proves that the association is hers."""

    way = forms.ChoiceField(
        label=gettext_lazy("How can we know that it is yours?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of these.")},
    )
    words = forms.CharField(
        label=gettext_lazy("If we must ask: how do we see that it is yours?"),
        help_text=gettext_lazy("For example that you are named in the report from the annual meeting."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("name", "where", "title", "way", "words")

    def __init__(self, *args: Any, ways: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = {
            "email": _("Send a code to the association's e-mail, %(address)s"),
            "phone": _("Send a code to the association's phone, %(address)s"),
        }
        offered = [(way, said[way] % {"address": masked(address)}) for way, address in ways.items()]
        offered.append((ASK_THE_MUNICIPALITY, _("I can read none of them: ask the municipality")))
        self.fields["way"].choices = offered  # type: ignore[attr-defined]
        if not ways:
            self._ask_nothing_but_why()

    def _ask_nothing_but_why(self) -> None:
        """There is no address to choose, so there is no choice: the municipality must look at it."""
        way, words = self.fields["way"], self.fields["words"]
        way.widget, way.initial = forms.HiddenInput(), ASK_THE_MUNICIPALITY
        words.required = True
        words.label = gettext_lazy("How do we see that it is yours?")
        words.error_messages["required"] = gettext_lazy("Write why.")

    @property
    def asks_the_desk(self) -> bool:
        """Whether the municipality is to look at it."""
        return bool(self.cleaned_data["way"] == ASK_THE_MUNICIPALITY)


class GroupForm(WhoForm):
    """A group without a number, and she who enters it."""

    group = forms.CharField(
        label=gettext_lazy("The name of the group"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write the name of the group.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    about = forms.CharField(
        label=gettext_lazy("What you do"),
        help_text=gettext_lazy("One or two sentences. You can write more later."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("group", "about", "name", "where", "title")


class CodesForm(forms.Form):
    """The codes that were sent. `asked` is what the page before wrote down, sealed; so is where they went."""

    asked = forms.CharField(widget=forms.HiddenInput, max_length=6000)
    both = forms.BooleanField(widget=forms.HiddenInput, required=False)
    code = forms.CharField(
        label=gettext_lazy("The code we sent to you"),
        max_length=12,
        error_messages={"required": gettext_lazy("Write the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    their_code = forms.CharField(
        label=gettext_lazy("The code we sent to the association"),
        max_length=12,
        required=False,
        error_messages={"required": gettext_lazy("Write the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["their_code"].required = self.has_both

    @property
    def has_both(self) -> bool:
        """Whether two codes were sent."""
        return str(self["both"].value()) in ("True", "on")
