"""What was wrong, in words: one sentence for each error a room may raise."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.activities.actions import NotOpen, TimeIsFull
from samspill.activities.actions.attendance import NotYet
from samspill.commitments import actions as commitments
from samspill.foundation.phones import NotAPhone, Reason
from samspill.messaging.actions import AlreadySettled, BudgetSpent, NoWayToWrite
from samspill.messaging.actions.by_hand import AlreadyDone
from samspill.organisations.actions import (
    MergedFurther,
    MergerReasonMissing,
    NotAWebsite,
    OrganisationKnown,
    OrganisationNameMissing,
    RegisterDecides,
    SameOrganisation,
    UnknownReading,
)
from samspill.organisations.actions import mapping_campaigns as mapping
from samspill.organisations.actions.mapping import NextInThePast, UnknownWay
from samspill.organisations.rules.categories import UnknownCategory
from samspill.organisations.rules.numbers import NotAnOrganisationNumber
from samspill.people import actions as people
from samspill.volunteering.actions import attendance, attests
from samspill.volunteering.actions.courses import CourseInThePast
from samspill.volunteering.actions.interests import InterestSettled
from samspill.volunteering.actions.volunteers import EndsBeforeItStarts, UnknownCode
from samspill.web.design.without_national_ids import EXPLANATION

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
    people.HoldsNationalId: EXPLANATION,
    people.IsRestricted: _(
        "Nothing may be done with what we have of this person. Lift that first, under People."
    ),
    people.ClaimSettled: _("A colleague has dealt with this already."),
    people.OutOfBounds: _("The rule does not allow so short or so long a time."),
    people.HoldTooLong: _("Choose a day to come, three years away at most."),
    people.ReasonMissing: _("Write why."),
    people.SamePerson: _("These two cannot be merged. One of them may be merged or erased already."),
    people.HasLeft: _("They no longer work here."),
    people.LastLeader: _("A unit must have a leader. Give somebody else the role first."),
    people.RoleHeld: _("They have this role already."),
    UnknownCode: _("This is not among the choices."),
    EndsBeforeItStarts: _("The last day is before the first."),
    InterestSettled: _("A colleague has dealt with this already."),
    SameOrganisation: _("These two cannot be made one. One of them may be a part of another already."),
    MergerReasonMissing: _("Write why."),
    MergedFurther: _(
        "It is undone already, or the one that was kept is a part of another. Undo that one first."
    ),
    OrganisationNameMissing: _("Write a name."),
    OrganisationKnown: _("An association with this number or name is here already."),
    NotAnOrganisationNumber: _("This is not a valid organisation number. It has nine digits."),
    NotAWebsite: _("This is not the address of a website."),
    RegisterDecides: _("The register says when an association with a number has stopped."),
    UnknownReading: _("This is not among the choices."),
    UnknownWay: _("This is not among the choices."),
    mapping.CampaignBegun: _(
        "Some have been asked already, so this cannot be changed. Copy it to a new one."
    ),
    mapping.CampaignClosed: _("It is stopped, or not open today. Look at its last day."),
    mapping.CampaignNameMissing: _("Write a name."),
    mapping.ClosesBeforeItOpens: _("Choose a last day to come, after the first."),
    mapping.QuestionNotWhole: _(
        "Write the question in the first language, and at least two choices, as many in each language."
    ),
    mapping.NobodyToAsk: _("Choose whom to ask, and have at least one question."),
    NextInThePast: _("Choose a day to come."),
    UnknownCategory: _("This is not among the choices."),
    AlreadySettled: _("A colleague has dealt with this already."),
    AlreadyDone: _("A colleague has done this already."),
    BudgetSpent: _("Today's money for SMS is spent. It can be sent tomorrow, or call instead."),
    NoWayToWrite: _("We have no number or address to send this to."),
    TimeIsFull: _("It is full. Choose another day."),
    NotOpen: _("One can no longer sign up for this."),
    NotYet: _("It has not begun yet, or is called off, so nobody can have been there."),
    CourseInThePast: _("This is in the past. Choose a time to come."),
    commitments.TextEmpty: _("Write a title and a text."),
    commitments.TextStands: _("This text is published and cannot be changed. Make a new version."),
    commitments.NothingToPublish: _(
        "There is no draft. A colleague may have published it or thrown it away."
    ),
    commitments.WrongYears: _("Write one to ten years, or leave it empty. Confidentiality never runs out."),
    commitments.NotThatDay: _("No text was in force on that day, or the day is still to come."),
    commitments.NotWrittenAsAName: _("Write the name as it stands on the paper."),
    commitments.NotSignedYet: _("A colleague has dealt with this already."),
    commitments.TextReplaced: _("There is a newer version of the text."),
    attendance.NotYet: _("It has not begun yet, or is called off, so nobody can have been there."),
    attendance.NotThatDay: _("It was not on that day."),
    attendance.NotANumber: _("Write how many, and at most 24 hours."),
    attests.NothingNoted: _("Nothing is noted yet that could stand on a certificate. Note who came first."),
    attests.NobodyConfirms: _("No unit follows them up, so nobody can confirm it."),
}
#: What views catch; anything else is a fault of ours and must be seen.
EXPECTED: tuple[type[Exception], ...] = (NotAPhone, *SENTENCES)


def sentence_for(error: Exception) -> str:
    """The sentence that says what was wrong. `error` is one of `EXPECTED`."""
    if isinstance(error, NotAPhone):
        return str(PHONES[error.reason])
    return next(str(words) for kind, words in SENTENCES.items() if isinstance(error, kind))
