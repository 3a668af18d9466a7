"""What was wrong, in words: one sentence for each error a room may raise."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.foundation.phones import NotAPhone, Reason
from samspill.messaging.actions import AlreadySettled, BudgetSpent, NoWayToWrite
from samspill.messaging.actions.by_hand import AlreadyDone
from samspill.organisations.actions import (
    NotAWebsite,
    OrganisationKnown,
    OrganisationNameMissing,
    RegisterDecides,
)
from samspill.organisations.rules.categories import UnknownCategory
from samspill.organisations.rules.numbers import NotAnOrganisationNumber
from samspill.people import actions as people
from samspill.volunteering.actions.interests import InterestSettled
from samspill.volunteering.actions.volunteers import EndsBeforeItStarts, UnknownCode

PHONES: dict[Reason, str | Promise] = {
    Reason.EMPTY: _("Write a phone number."),
    Reason.WORDS: _("This is not a phone number."),
    Reason.LETTER_FOR_DIGIT: _("There is a letter among the digits."),
    Reason.SHORT_NUMBER: _("This is a short number. Write the eight digits of a phone."),
    Reason.SEVERAL: _("There are several numbers here. Write one at a time."),
    Reason.TOO_SHORT: _("The number is too short. A Norwegian number has eight digits."),
    Reason.TOO_LONG: _("The number is too long. A Norwegian number has eight digits."),
    Reason.NOT_IN_USE: _("No phone has this number. Look at the digits once more."),
}
SENTENCES: dict[type[Exception], str | Promise] = {
    people.NameMissing: _("Write a name."),
    people.NotAnEmail: _("This is not an e-mail address."),
    people.HoldsNationalId: _(
        "There is a national identity number in the text. We never keep those; take it out."
    ),
    people.SamePerson: _("These two cannot be merged. One of them may be merged or erased already."),
    people.HasLeft: _("She no longer works here."),
    people.LastLeader: _("A unit must have a leader. Give somebody else the role first."),
    people.RoleHeld: _("She has this role already."),
    UnknownCode: _("This is not among the choices."),
    EndsBeforeItStarts: _("The last day is before the first."),
    InterestSettled: _("A colleague has dealt with this already."),
    OrganisationNameMissing: _("Write a name."),
    OrganisationKnown: _("An association with this number or name is here already."),
    NotAnOrganisationNumber: _("This is not a valid organisation number. It has nine digits."),
    NotAWebsite: _("This is not the address of a website."),
    RegisterDecides: _("The register says when an association with a number has stopped."),
    UnknownCategory: _("This is not among the choices."),
    AlreadySettled: _("A colleague has dealt with this already."),
    AlreadyDone: _("A colleague has done this already."),
    BudgetSpent: _("Today's money for SMS is spent. It can be sent tomorrow, or call instead."),
    NoWayToWrite: _("We have no number or address to send this to."),
}
#: What views catch; anything else is a fault of ours and must be seen.
EXPECTED: tuple[type[Exception], ...] = (NotAPhone, *SENTENCES)


def sentence_for(error: Exception) -> str:
    """The sentence that says what was wrong. `error` is one of `EXPECTED`."""
    if isinstance(error, NotAPhone):
        return str(PHONES[error.reason])
    return next(str(words) for kind, words in SENTENCES.items() if isinstance(error, kind))
