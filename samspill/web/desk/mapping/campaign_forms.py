"""Forms of campaigns: what it is called and why we ask, and a question in every language of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.foundation import clock
from samspill.organisations.models import Campaign, CampaignQuestion
from samspill.organisations.rules.mapping_questions import FACTS
from samspill.organisations.rules.mapping_questions import WHY as READY_WHY
from samspill.web.design.language_names import language_name, spoken_languages
from samspill.web.desk.mapping.words import FACT_NAMES, KINDS

WEEKS_OPEN = 4


def _day_field(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


class CampaignForm(forms.Form):
    """Its name, the languages of its questions, why we ask in each, and from when until when.

    A new one begins with our own words, or with the languages and the words of the one it is `like`.
    """

    name = forms.CharField(label=gettext_lazy("Name, for staff"), max_length=120)
    opens_on = _day_field(gettext_lazy("Open from"))
    closes_on = _day_field(gettext_lazy("Last day"))
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of the questions"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Save, and you can write in each of them."),
    )

    def __init__(self, data: Any, campaign: Campaign | None = None, like: Campaign | None = None) -> None:
        today = clock.today()
        known: dict[str, Any] = {
            "opens_on": today,
            "closes_on": today + dt.timedelta(weeks=WEEKS_OPEN),
        }
        if campaign is not None:
            known = {name: getattr(campaign, name) for name in ("name", "opens_on", "closes_on")}
        source = campaign or like
        self.codes = list(source.languages if source else READY_WHY)
        why: Mapping[str, str] = source.why if source else READY_WHY
        super().__init__(data, initial=known | {"languages": self.codes})
        choices = [*spoken_languages(), ("nn", language_name("nn"))]
        self.fields["languages"].choices = list(dict(choices).items())  # type: ignore[attr-defined]
        for code in self.codes:
            self.fields[f"why_{code}"] = forms.CharField(
                label=_("Why we ask (%(language)s)") % {"language": language_name(code)},
                initial=why.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=1000,
                required=False,
            )

    def told(self) -> dict[str, Any]:
        """What `prepare_campaign` and `change_campaign` take, by name. The languages keep bokmål first."""
        given = self.cleaned_data
        chosen = sorted(given["languages"] or ["nb"], key=lambda code: code != "nb")
        why = {code: given[f"why_{code}"].strip() for code in self.codes if code in chosen}
        return {name: given[name] for name in ("name", "opens_on", "closes_on")} | {
            "languages": chosen,
            "why": why,
        }


class QuestionForm(forms.Form):
    """A question: its kind, and its words and choices in each language of the campaign."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of answer"), choices=list(KINDS.items()))
    fact = forms.ChoiceField(
        label=gettext_lazy("Tells us"),
        required=False,
        help_text=gettext_lazy("An answer that differs from what we have is shown to you to accept."),
        choices=[("", gettext_lazy("Nothing we keep from before")), *FACT_NAMES.items()],
    )
    is_required = forms.BooleanField(label=gettext_lazy("Must be answered"), required=False)
    is_personal = forms.BooleanField(label=gettext_lazy("May tell of a person"), required=False)

    def __init__(self, data: Any, campaign: Campaign, question: CampaignQuestion | None = None) -> None:
        names = ("kind", "fact", "is_required", "is_personal")
        super().__init__(data, initial={name: getattr(question, name) for name in names} if question else {})
        self.codes = campaign.languages
        for code in self.codes:
            told = {"language": language_name(code)}
            self.fields[f"asked_{code}"] = forms.CharField(
                label=_("The question (%(language)s)") % told,
                max_length=300,
                required=code == self.codes[0],
                initial=question.asked.get(code, "") if question else "",
            )
            self.fields[f"choices_{code}"] = forms.CharField(
                label=_("What one may choose, one on each line (%(language)s)") % told,
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=2000,
                required=False,
                initial="\n".join(question.choices.get(code, [])) if question else "",
            )

    def told(self) -> dict[str, Any]:
        """What `write_question` takes, by name."""
        given = self.cleaned_data
        lines = {code: given[f"choices_{code}"].splitlines() for code in self.codes}
        return {
            "kind": FACTS.get(given["fact"], given["kind"]),
            "fact": given["fact"],
            "is_required": given["is_required"],
            "is_personal": given["is_personal"],
            "asked": {code: given[f"asked_{code}"].strip() for code in self.codes},
            "choices": {code: [line.strip() for line in some] for code, some in lines.items()},
        }
