"""Real content for the list of components: a form, filled in wrongly, and some things that happen on a Tuesday."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms

TUESDAY = dt.datetime(2026, 3, 10, 16, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Happening:
    """What `when` needs of an occurrence."""

    title: str
    where: str
    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    is_all_day: bool = False
    is_free: bool = True
    is_cancelled: bool = False


HAPPENINGS = (
    Happening("Language café", "Lillevik library", TUESDAY, TUESDAY + dt.timedelta(hours=2)),
    Happening("Choir practice, Lillevik mixed choir", "The old school", TUESDAY + dt.timedelta(hours=2)),
    Happening(
        "Repair café", "Fjordgata 4", TUESDAY + dt.timedelta(hours=3), is_free=False, is_cancelled=True
    ),
)


class ExampleForm(forms.Form):
    """One of each kind of field."""

    name = forms.CharField(label="Name")
    phone = forms.CharField(label="Phone", help_text="We call you. You do not need e-mail.")
    kind = forms.ChoiceField(
        label="What do you need help with?",
        choices=[("shop", "Shopping"), ("escort", "Company to the doctor"), ("talk", "Somebody to talk to")],
        widget=forms.RadioSelect,
    )
    languages = forms.MultipleChoiceField(
        label="Languages",
        choices=[("nb", "Norwegian"), ("ar", "Arabic"), ("so", "Somali")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    area = forms.ChoiceField(label="Where", choices=[("c", "The centre"), ("n", "Nordsida")], required=False)
    text = forms.CharField(label="Tell us more", widget=forms.Textarea, required=False)
    agrees = forms.BooleanField(label="You may call me", required=False)


def filled_wrongly() -> ExampleForm:
    """The form as somebody left it who forgot her phone number and what she needs."""
    return ExampleForm({"name": "Astrid Lunde", "languages": ["nb"]})


def page() -> dict[str, Any]:
    """All that the list of components shows."""
    return {
        "form": filled_wrongly(),
        "happenings": HAPPENINGS,
        "tuesday": TUESDAY,
        "week": [TUESDAY.date() + dt.timedelta(days=number - 1) for number in range(7)],
        "colors": ["neutral", "accent", "sun", "plum", "info", "success", "warning", "danger"],
        "pictures": [
            *"culture sport outdoors food language music craft children seniors tech".split(),
            *"volunteering meeting together".split(),
        ],
    }
