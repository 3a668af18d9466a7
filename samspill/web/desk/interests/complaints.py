"""What was wrong with a talk or a link, in words; beside what may be wrong anywhere at the desk."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.volunteering.actions.links import LinkClosed
from samspill.volunteering.actions.needs import IsPast
from samspill.volunteering.actions.talks import NoTimes, TalkBooked, TimeTaken
from samspill.web.desk import complaints

SENTENCES: dict[type[Exception], str | Promise] = {
    TalkBooked: _("A talk is booked already. A colleague may have been first, or they have chosen a time."),
    TimeTaken: _("The one who has the talk has another then. Choose another time."),
    NoTimes: _("Nothing can be sent, or all times are past. Call instead."),
    IsPast: _("This is in the past. Which day is meant?"),
    LinkClosed: _("The link is closed already."),
}
EXPECTED: tuple[type[Exception], ...] = (*complaints.EXPECTED, *SENTENCES)


def sentence_for(error: Exception) -> str:
    """The sentence that says what was wrong. `error` is one of `EXPECTED`."""
    for kind, words in SENTENCES.items():
        if isinstance(error, kind):
            return str(words)
    return complaints.sentence_for(error)
