"""What was wrong with a request, in words; beside what may be wrong anywhere at the desk."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samspill.volunteering.actions import AlreadyCovered, DoesNotFit, NobodyNew, NotBooked
from samspill.volunteering.actions.groups import GroupIsBooked, NoRoomForAll
from samspill.volunteering.actions.needs import (
    ChangedMeanwhile,
    EndsBeforeItStarts,
    HasLivePair,
    IsCancelled,
    IsPast,
)
from samspill.volunteering.actions.no_shows import NotBegun, SeatIsTaken
from samspill.volunteering.actions.rotas import RoleIsTaken, RolesCollide
from samspill.volunteering.actions.seats import TooFewPlaces
from samspill.volunteering.actions.swaps import NotAgreed, SwapIsOver, SwapWithHerself
from samspill.volunteering.actions.times import MinimumTooHigh
from samspill.volunteering.rules.rotas import NoTimes
from samspill.web.desk import complaints
from samspill.web.desk.needs.words import walls_words

SENTENCES: dict[type[Exception], str | Promise] = {
    AlreadyCovered: _("Nobody more is needed: the places are taken, or it is over."),
    NobodyNew: _("All of these have been asked already. A colleague may have been first."),
    NotBooked: _("They no longer have this task. A colleague may have been first."),
    IsCancelled: _("It has been called off already."),
    IsPast: _("This is in the past. Which day is meant?"),
    EndsBeforeItStarts: _("It ends before it begins."),
    HasLivePair: _("Two people are a pair through this. End the pair first."),
    TooFewPlaces: _("More people are booked than this. Take somebody off first."),
    NoTimes: _("There is no such day to come. Look at the days and the dates once more."),
    RolesCollide: _("Each role needs a name of its own."),
    RoleIsTaken: _(
        "People are booked or asked in a role you took away. Take them off first, or keep the role."
    ),
    MinimumTooHigh: _("This is more than there are places."),
    GroupIsBooked: _("This association has places here already. Take it off first to change how many."),
    NotBegun: _("It has not begun yet."),
    SeatIsTaken: _("Somebody else has come instead."),
    SwapIsOver: _("This is settled already, or no longer theirs to give."),
    NotAgreed: _("The other one has not said yes."),
    SwapWithHerself: _("One cannot change with oneself. Choose somebody else."),
    ChangedMeanwhile: _("A colleague changed this meanwhile. Look at it as it is now, and try again."),
}
EXPECTED: tuple[type[Exception], ...] = (*complaints.EXPECTED, *SENTENCES, DoesNotFit, NoRoomForAll)


def sentence_for(error: Exception) -> str:
    """The sentence that says what was wrong. `error` is one of `EXPECTED`."""
    if isinstance(error, DoesNotFit):
        why = "; ".join(walls_words(error.suggestion.fit.walls))
        return _("%(name)s cannot be asked: %(why)s.") % {"name": error.suggestion.name, "why": why}
    if isinstance(error, NoRoomForAll):
        free = error.args[0]
        words = ngettext("Only one place is open.", "Only %(n)s places are open.", free)
        return words % {"n": free} if free else str(_("No place is open."))
    for kind, sentence in SENTENCES.items():
        if isinstance(error, kind):
            return str(sentence)
    return complaints.sentence_for(error)
