"""What was wrong with a call-out, in words; beside what may be wrong anywhere at the desk."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.messaging.actions import BudgetSpent
from samspill.volunteering.actions.callouts import HasEnded, NobodyLeft, NothingToSay, TitleMissing
from samspill.web.desk import complaints

SENTENCES: dict[type[Exception], str | Promise] = {
    TitleMissing: _("Write what it is about."),
    HasEnded: _("The call-out is over. Start a new one if more is needed."),
    NobodyLeft: _("Nobody is left to ask. Search wider, or start a call-out for others."),
    NothingToSay: _("Write something first."),
    BudgetSpent: _(
        "This is more than today's money for SMS. Tick that it shall be sent all the same, or ask fewer."
    ),
}
EXPECTED: tuple[type[Exception], ...] = (*complaints.EXPECTED, *SENTENCES)


def sentence_for(error: Exception) -> str:
    """The sentence that says what was wrong. `error` is one of `EXPECTED`."""
    for kind, words in SENTENCES.items():
        if isinstance(error, kind):
            return str(words)
    return complaints.sentence_for(error)
