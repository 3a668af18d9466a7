"""What was wrong about recipients and pairs, in words; beside what may be wrong anywhere at the desk."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.volunteering.actions.follow_up_replies import AlreadyPlaced
from samspill.volunteering.actions.follow_ups import NothingSaid
from samspill.volunteering.actions.needs import ChangedMeanwhile, HasLivePair, IsCancelled, IsPast
from samspill.volunteering.actions.pair_ending import NoSuchReason
from samspill.volunteering.actions.pair_needs import NotHelpedAnyMore, PairIsLive, WantedInThePast
from samspill.volunteering.actions.pairings import (
    BeforeTheStart,
    MeetingInThePast,
    OutOfBounds,
    PairHasEnded,
    PairHasNotStarted,
    PairHasStarted,
    StartsInTheFuture,
)
from samspill.volunteering.actions.recipients import (
    NobodySpeaksForHer,
    RecipientChangedMeanwhile,
    SpeaksForHerself,
)
from samspill.volunteering.actions.reviews import ReviewHeld
from samspill.web.desk import complaints

SENTENCES: dict[type[Exception], str | Promise] = {
    RecipientChangedMeanwhile: _(
        "A colleague changed this meanwhile. What you wrote is still here; look at it and save again."
    ),
    ChangedMeanwhile: _(
        "A colleague changed this meanwhile. What you wrote is still here; look at it and save again."
    ),
    NobodySpeaksForHer: _("There is nobody to ask instead. Write down who speaks for them first."),
    SpeaksForHerself: _("This is the one who gets help. Write somebody else."),
    HasLivePair: _("Two people are a pair through this. End the pair first."),
    NotHelpedAnyMore: _("This person gets no more help from here. Take them back first."),
    WantedInThePast: _("This day is over. Write a day to come."),
    IsPast: _("This day is over. Write a day to come."),
    IsCancelled: _("It has been called off already."),
    PairIsLive: _("The pair has not ended yet."),
    PairHasEnded: _("The pair has ended. A colleague may have been first."),
    PairHasStarted: _("The pair has started already. A colleague may have been first."),
    PairHasNotStarted: _("The pair has not started yet."),
    ReviewHeld: _("This review is written down already. A colleague may have been first."),
    MeetingInThePast: _("This is in the past. Which day is meant?"),
    StartsInTheFuture: _("This day has not come yet. Write it down when it has."),
    BeforeTheStart: _("This day is too early."),
    OutOfBounds: _("This is not among the choices."),
    NoSuchReason: _("This is not among the choices."),
    NothingSaid: _("Choose a number, or write some words."),
    AlreadyPlaced: _("A colleague has dealt with this already."),
}
EXPECTED: tuple[type[Exception], ...] = (*complaints.EXPECTED, *SENTENCES)


def sentence_for(error: Exception) -> str:
    """The sentence that says what was wrong. `error` is one of `EXPECTED`."""
    for kind, words in SENTENCES.items():
        if isinstance(error, kind):
            return str(words)
    return complaints.sentence_for(error)
