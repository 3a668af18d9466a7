"""The questions of a campaign as a form: the same for whoever holds the link and for staff who type in a call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from samspill.organisations.models import CampaignQuestion
from samspill.organisations.queries.square import main_choices
from samspill.organisations.rules.audiences import AUDIENCES
from samspill.organisations.rules.mapping_questions import in_language
from samspill.organisations.wording import audience_words
from samspill.web.design.language_names import spoken_languages

MOST = 10_000_000


class AnswerForm(forms.Form):
    """One field for each question, named by its key. `hands_in`: what is required must be answered."""

    def __init__(
        self,
        data: Any,
        questions: Sequence[CampaignQuestion],
        *,
        language: str,
        languages: Sequence[str],
        answers: Mapping[str, Any],
        hands_in: bool = True,
    ) -> None:
        super().__init__(data, initial=dict(answers))
        self.language, self.languages = language, languages
        for question in questions:
            made = _field_for(question, language, languages)
            made.label = in_language(question.asked, language, languages)
            made.required = question.is_required and hands_in
            self.fields[str(question.pk)] = made

    def words_of(self, question: CampaignQuestion) -> str:
        """What is answered to one, as people read it."""
        return answer_words(question, self.initial.get(str(question.pk)), self.language, self.languages)

    def answers(self) -> dict[str, Any]:
        """What could be read, by the question's key, also where other fields are wrong."""
        return dict(self.cleaned_data)


def choices_of(question: CampaignQuestion, language: str, languages: Sequence[str]) -> list[tuple[str, str]]:
    """What one may choose, each with its code: a category's, a language's, or the place in the list."""
    if question.fact == "categories":
        return [(one.code, one.name(language)) for one in main_choices()]
    if question.fact == "languages":
        return spoken_languages()
    if question.fact == "audiences":
        return [(code, audience_words(code)) for code in AUDIENCES]
    if question.kind == "yes_no":
        return [("yes", _("Yes")), ("no", _("No"))]
    words = in_language(question.choices, language, languages) or []
    return [(str(place), word) for place, word in enumerate(words)]


def answer_words(question: CampaignQuestion, answer: Any, language: str, languages: Sequence[str]) -> str:
    """An answer as people read it: the words of what was chosen, else what was written."""
    if answer in ("", None, []):
        return ""
    words = dict(choices_of(question, language, languages))
    given = answer if isinstance(answer, list) else [answer]
    return ", ".join(words.get(str(one), str(one)) for one in given)


def _field_for(question: CampaignQuestion, language: str, languages: Sequence[str]) -> forms.Field:
    choices = choices_of(question, language, languages)
    match question.kind:
        case "number":
            return forms.IntegerField(min_value=0, max_value=MOST)
        case "long":
            return forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
        case "yes_no" | "one":
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)
        case "several":
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)
        case _:
            return forms.EmailField() if question.fact == "email" else forms.CharField(max_length=200)
