"""What was wrong when writing to many, in words; beside what may be wrong anywhere at the desk."""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.messaging.actions.templates import NameTaken, NoWords, UnknownField
from samspill.messaging.rules.templates import FIELDS
from samspill.people.actions import HoldsNationalId
from samspill.volunteering.actions.mailings import AlreadyConfirmed, NobodyToWriteTo
from samspill.volunteering.actions.selections import SelectionNameTaken
from samspill.volunteering.rules.selections import UnknownCriterion
from samspill.web.desk import complaints

SENTENCES: dict[type[Exception], str | Promise] = {
    NoWords: gettext_lazy("Write a text in one language at least."),
    NameTaken: gettext_lazy("There is one of this name already. Choose another."),
    SelectionNameTaken: gettext_lazy("There is one of this name already. Choose another."),
    AlreadyConfirmed: gettext_lazy("It is on its way already, or was thrown away by a colleague."),
    NobodyToWriteTo: gettext_lazy("Nobody is in this selection now. Choose another."),
    UnknownCriterion: gettext_lazy("This is not among the choices."),
}
EXPECTED: tuple[type[Exception], ...] = (*complaints.EXPECTED, *SENTENCES, UnknownField)


def sentence_for(error: Exception) -> str:
    """The sentence that says what was wrong. `error` is one of `EXPECTED`."""
    if isinstance(error, UnknownField):
        found = ", ".join(error.found)
        return _("%(found)s is not something we can fill in. Use %(fields)s.") % {
            "found": found,
            "fields": ", ".join(f"{{{name}}}" for name in FIELDS),
        }
    for kind, words in SENTENCES.items():
        if isinstance(error, kind):
            return str(words)
    return complaints.sentence_for(error)


def put_at_its_field(form: forms.Form, error: Exception) -> None:
    """Say what was wrong beside the field it is about."""
    field = "name"
    if isinstance(error, UnknownField):
        field = f"body_{error.language}"
    elif isinstance(error, HoldsNationalId):
        field = str(error)
    elif isinstance(error, NoWords):
        field = "body_nb"
    form.add_error(field if field in form.fields else "name", sentence_for(error))
