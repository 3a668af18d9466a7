"""Forms of writing to many: they check the shape; actions check the meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.foundation.queries import areas
from samspill.messaging import wording
from samspill.messaging.models import MessageTemplate
from samspill.messaging.rules.templates import FIELDS, LANGUAGES, PURPOSES, Words
from samspill.people.queries import Asker
from samspill.people.queries.staff import open_units
from samspill.volunteering.models import Selection
from samspill.volunteering.rules.selections import CHANNELS, Criteria, read_criteria
from samspill.web.access.wish_fields import times_grid
from samspill.web.design.language_names import spoken_languages
from samspill.web.design.words import (
    CHANNEL_WORDS,
    choices,
    kind_choices,
    parts_of_day,
    qualification_choices,
    skill_choices,
    weekdays,
)

LANGUAGE_WORDS = {"nb": _("Bokmål"), "nn": _("Nynorsk"), "en": _("English")}
ACTIVITY_WORDS = {
    "": _("It does not matter"),
    "active_90": _("Has helped in the last three months"),
    "active_365": _("Has helped in the last year"),
    "idle_180": _("Has not helped for half a year"),
    "never": _("Has never helped yet"),
}


class TextFields(forms.Form):
    """A subject and a text in each language we write. One language is enough."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in LANGUAGES:
            self.fields[f"subject_{code}"] = forms.CharField(
                label=_("Title, for e-mails and letters"), max_length=200, required=False
            )
            self.fields[f"body_{code}"] = forms.CharField(
                label=_("Text"), max_length=1600, required=False, widget=forms.Textarea(attrs={"rows": 4})
            )

    def texts(self) -> dict[str, Words]:
        """What was written, by language; as a phone counts it."""
        given = self.cleaned_data
        return {
            code: Words(
                given.get(f"body_{code}", "").replace("\r\n", "\n").strip(),
                given.get(f"subject_{code}", "").strip(),
            )
            for code in LANGUAGES
        }

    def languages(self) -> list[tuple[str, Any, Any, Any]]:
        """For each language its code, its name, and its two fields."""
        return [
            (code, LANGUAGE_WORDS[code], self[f"subject_{code}"], self[f"body_{code}"]) for code in LANGUAGES
        ]

    @property
    def merge_fields(self) -> list[tuple[str, Any]]:
        """What may stand in braces, and what it puts in."""
        return [(f"{{{name}}}", wording.FIELD_WORDS[name]) for name in FIELDS]


class TemplateForm(TextFields):
    """Words to use again."""

    name = forms.CharField(label=_("What it is called"), max_length=80)
    purpose = forms.ChoiceField(label=_("What it is for"), choices=[])
    whose = forms.ChoiceField(label=_("For whom"), choices=[])
    field_order = ("name", "purpose", "whose")

    def __init__(
        self, *args: Any, asker: Asker, template: MessageTemplate | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=_template_as_it_is(template, asker), **kwargs)
        self.fields["purpose"].choices = [(code, wording.PURPOSES[code]) for code in PURPOSES]  # type: ignore[attr-defined]
        everybody = [("all", _("The whole municipality"))] if asker.is_leader else []
        self.units = {str(unit.pk): unit for unit in asker.units if asker.may_change_in(unit.pk)}
        self.fields["whose"].choices = [  # type: ignore[attr-defined]
            *((pk, unit.name) for pk, unit in self.units.items()),
            *everybody,
        ]


def _template_as_it_is(template: MessageTemplate | None, asker: Asker) -> dict[str, Any]:
    if template is None:
        return {"whose": str(asker.unit.pk), "purpose": "news"}
    known = {"name": template.name, "purpose": template.purpose, "whose": str(template.unit_id or "all")}
    for text in template.texts.all():
        known |= {f"subject_{text.language}": text.subject, f"body_{text.language}": text.body}
    return known


class CriteriaForm(forms.Form):
    """Which volunteers. Nothing ticked means any."""

    wishes = forms.MultipleChoiceField(
        label=_("Wants to"), required=False, widget=forms.CheckboxSelectMultiple
    )
    skills = forms.MultipleChoiceField(
        label=_("Can or has"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Speaks"), required=False, widget=forms.CheckboxSelectMultiple
    )
    areas = forms.MultipleChoiceField(
        label=_("Lives in or goes to"), required=False, widget=forms.CheckboxSelectMultiple
    )
    holds = forms.MultipleChoiceField(
        label=_("Has all of"), required=False, widget=forms.CheckboxSelectMultiple
    )
    lacks = forms.MultipleChoiceField(label=_("Lacks"), required=False, widget=forms.CheckboxSelectMultiple)
    units = forms.MultipleChoiceField(
        label=_("Followed up by"), required=False, widget=forms.CheckboxSelectMultiple
    )
    channels = forms.MultipleChoiceField(
        label=_("Prefers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    availability = forms.MultipleChoiceField(
        label=_("Can one of these times"), required=False, widget=forms.CheckboxSelectMultiple
    )
    activity = forms.ChoiceField(label=_("Last active"), required=False)
    with_paused = forms.BooleanField(label=_("Also those who are having a break"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Sequence[tuple[Any, Any]]] = {
            "wishes": kind_choices(),
            "skills": skill_choices(),
            "languages": spoken_languages(),
            "areas": [(str(area.pk), area.name) for area in areas()],
            "holds": qualification_choices(),
            "lacks": qualification_choices(),
            "units": [(str(unit.pk), unit.name) for unit in open_units()],
            "channels": choices(CHANNEL_WORDS, CHANNELS),
            "activity": list(ACTIVITY_WORDS.items()),
            "availability": [
                (f"{day}-{part}", f"{day_word} {part_word}")
                for day, day_word in weekdays()
                for part, part_word in self.parts
            ],
        }
        for name, found in offered.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    @property
    def parts(self) -> list[tuple[str, Any]]:
        """The parts of the day, as headings of the table of times."""
        return parts_of_day()

    def grid(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """The boxes of times by weekday, as `people.forms.WishFields` has them."""
        return times_grid(self["availability"].value() or ())

    def criteria(self) -> Criteria:
        """What was ticked."""
        given = dict(self.cleaned_data)
        given["can"] = given.pop("availability", ())
        given.pop("name", None)
        return read_criteria(given)

    @staticmethod
    def as_ticked(kept: Mapping[str, Any]) -> dict[str, Any]:
        """Criteria as they are kept, as initial values of the form."""
        return {("availability" if name == "can" else name): value for name, value in kept.items()}


class SelectionForm(CriteriaForm):
    """Criteria with a name."""

    name = forms.CharField(label=_("What the selection is called"), max_length=80, required=False)
    field_order = ("name",)


class MailingForm(TextFields):
    """What is written to whom."""

    selection = forms.ChoiceField(label=_("To"), choices=[])
    name = forms.CharField(
        label=_("What it is about"),
        max_length=80,
        help_text=_("Stands in your list, and over an e-mail or letter without a title."),
    )
    is_urgent = forms.BooleanField(
        label=_("It is urgent: send it at once also to those who have chosen one message a week"),
        required=False,
    )
    field_order = ("selection", "name")

    def __init__(self, *args: Any, selections: Sequence[Selection], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.selections = {str(one.pk): one for one in selections}
        self.fields["selection"].choices = [  # type: ignore[attr-defined]
            *((pk, one.name) for pk, one in self.selections.items()),
            ("all", _("All volunteers")),
        ]

    def chosen(self) -> tuple[Selection | None, Criteria]:
        """The selection and its criteria as they are now."""
        found = self.selections.get(self.cleaned_data["selection"])
        return found, read_criteria(found.criteria) if found else Criteria()
