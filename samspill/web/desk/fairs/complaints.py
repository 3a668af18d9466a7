"""What was wrong with something about a fair, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.activities.actions import fairs
from samspill.activities.rules.fairs.class_lists import HoldsNationalIds, ListTooLong, NobodyInList
from samspill.organisations.queries.sheets import FileUnreadable

SENTENCES: dict[type[Exception], str | Promise] = {
    fairs.RoundsOverlap: gettext_lazy(
        "Write one to six rounds, each on a line of its own, in order: 09.00–09.40. Each ends before the next begins."
    ),
    fairs.ClosesTooLate: gettext_lazy(
        "The wishes must close after they open, and at the latest the day before."
    ),
    fairs.AlreadyDrawn: gettext_lazy("The places are drawn. Hours and wishes can no longer be changed."),
    fairs.WishesStillOpen: gettext_lazy("Pupils may still wish. Draw the places when that has closed."),
    fairs.NothingToDraw: gettext_lazy(
        "There is nothing to draw. Add at least one class and one association that is open."
    ),
    fairs.AlreadyPublished: gettext_lazy(
        "Pupils have seen their places. Move one pupil at a time, or close an offer."
    ),
    fairs.NotDrawn: gettext_lazy("The places are not drawn yet."),
    fairs.OfferFull: gettext_lazy("It is full in that round. Choose another, or make more room first."),
    fairs.NotRunning: gettext_lazy("It does not take place in that round."),
    fairs.AlreadyThere: gettext_lazy("The pupil is there in another round already. Choose something else."),
    fairs.WishesClosed: gettext_lazy("Wishes cannot be changed now. Look at when they open and close."),
    fairs.TooManyWishes: gettext_lazy("These are more wishes than one may have."),
    fairs.NotOffered: gettext_lazy("This is not among the choices."),
    NobodyInList: gettext_lazy("We found no names. Put each pupil on a line: class, then name."),
    ListTooLong: gettext_lazy("The list is too long. A fair has at most 3000 pupils."),
    FileUnreadable: gettext_lazy("We cannot read this file. Save it as xlsx or CSV, or paste the list."),
}
EXPECTED: tuple[type[Exception], ...] = (
    *SENTENCES,
    fairs.TooFewWishes,
    fairs.SameWishTwice,
    fairs.SeatsTaken,
    HoldsNationalIds,
)


def sentence_for(error: Exception) -> str:
    """The sentence that says what was wrong. `error` is one of `EXPECTED`."""
    if isinstance(error, fairs.TooFewWishes):
        return _("Choose at least %(n)s different ones.") % {"n": error.fewest}
    if isinstance(error, fairs.SameWishTwice):
        return _("%(title)s is chosen twice.") % {"title": error.offer.title}
    if isinstance(error, fairs.SeatsTaken):
        return _("More pupils than that have a place in round %(round)s. Move some of them first.") % {
            "round": error.round
        }
    if isinstance(error, HoldsNationalIds):
        return _(
            "There are national identity numbers in the list (line %(rows)s). We never keep those, and have read "
            "nothing. Take the column out, and try again."
        ) % {"rows": ", ".join(str(row) for row in error.rows[:5])}
    return str(next(words for kind, words in SENTENCES.items() if isinstance(error, kind)))
