"""What each table, each of its columns and each code is called when somebody reads what we have stored about her.

A new table about people needs a line in `TABLES`; a new column one in `stored_columns.FIELDS`, unless it is technical
(`tests/house/test_exporting.py` tells what is missing).
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.venues.wording import EQUIPMENT_WORDS, WAY_IN_WORDS
from samspill.venues.wording.seasons import GROUPS
from samspill.volunteering.wording.pairings import REASONS
from samspill.web.access.stored_columns import FIELDS, TECHNICAL
from samspill.web.design.deeds import DEED_WORDS
from samspill.web.design.words import (
    CHANNEL_WORDS,
    DROPPED_WORDS,
    FACT_WORDS,
    GENDER_WORDS,
    INTEREST_WORDS,
    KIND_WORDS,
    PASSED_OVER_WORDS,
    QUALIFICATION_WORDS,
    RESTRICTION_WORDS,
    SKILL_WORDS,
)

Words = Mapping[str, str | Promise]

TABLES: Words = {
    "people.person": _("You"),
    "people.contactpoint": _("How we reach you"),
    "people.wayin": _("What you sign in with"),
    "people.passkey": _("Passkeys that open your page"),
    "people.consent": _("What you said yes to"),
    "people.change": _("What was changed lately"),
    "people.claim": _("What you asked for by right"),
    "people.hold": _("Kept longer than usual"),
    "messaging.outboundmessage": _("Messages from us"),
    "messaging.inboundmessage": _("Messages from you"),
    "messaging.phonenote": _("Notes from conversations"),
    "messaging.threaddraft": _("What somebody has begun to write to you"),
    "messaging.threadreading": _("Who has read what we write to each other"),
    "organisations.post": _("What you are in associations"),
    "organisations.review": _("What you wanted to show, and what we answered"),
    "organisations.pagequestion": _("Whether the page of an association is right"),
    "organisations.postclaim": _("Associations you asked to act for"),
    "venues.booking": _("Rooms you have borrowed"),
    "venues.loan": _("Equipment you have borrowed"),
    "venues.bookedquarter": _("Quarters of an hour that are held for you"),
    "venues.seasonrequest": _("Hours you have asked for in a season"),
    "venues.seasonwish": _("Your wishes for hours"),
    "venues.seasontime": _("Hours you have, or may get, in a season"),
    "volunteering.recipient": _("Help you get"),
    "volunteering.recipientcontact": _("Who may be asked in somebody's place"),
    "volunteering.pairing": _("Whom you meet for long"),
    "volunteering.pairingfollowup": _("When we asked how it goes"),
    "volunteering.pairingreview": _("Reviews we held with you"),
    "volunteering.unplacedanswer": _("Answers we did not know what were about"),
    "volunteering.offer": _("What you were asked about"),
    "volunteering.assignment": _("What you took on"),
    "volunteering.stayquestion": _("Whether you want to stay with us"),
    "volunteering.volunteer": _("You as a volunteer"),
    "volunteering.interest": _("That you said you want to help"),
    "volunteering.request": _("That you asked for help"),
    "volunteering.absence": _("Days you were away"),
    "volunteering.qualification": _("Courses and papers"),
    "volunteering.need": _("What you needed help with"),
    "volunteering.shift": _("When it was"),
    "volunteering.wave": _("When we asked for help for you"),
    "volunteering.attendance": _("When you were there"),
    "volunteering.attest": _("Certificates made for you"),
    "volunteering.calloutquestion": _("When you were called out"),
    "volunteering.planchoice": _("What you were planned for"),
    "volunteering.planexclusion": _("What you were not to be asked about"),
    "volunteering.planshift": _("Plans made to find helpers for you"),
    "volunteering.calltry": _("When we called you in vain"),
    "volunteering.digestline": _("What waits for your weekly message"),
    "volunteering.digestwish": _("That you want one message a week"),
    "volunteering.mailingrecipient": _("Messages to many that you were to get"),
    "volunteering.headcount": _("How many were there"),
    "volunteering.intaketalk": _("Talks we have booked with you"),
    "volunteering.organisationcapability": _("What you are to be called about in a crisis"),
    "volunteering.talkoffer": _("Times you could choose between"),
    "volunteering.groupbooking": _("Groups you speak for"),
    "volunteering.groupseat": _("Places of the group"),
    "volunteering.storyaboutneed": _("Stories told of what you needed help with"),
    "volunteering.tasktoldapart": _("Tasks of other sites that look like what you needed help with"),
    "volunteering.needrole": _("What the volunteers were to do"),
    "volunteering.poolmember": _("Where you stand ready to be called"),
    "volunteering.swap": _("Tasks you changed with somebody"),
    "activities.activitydraft": _("Drafts of activities you wrote in"),
    "activities.signup": _("What you signed up for"),
    "activities.signupmessage": _("What you wrote to those who had signed up"),
    "activities.waiting": _("What you wait for a place at"),
    "commitments.signature": _("What you signed"),
    "commitments.signingrequest": _("What you were asked to sign"),
    "people.notthesame": _("Somebody else you are not to be taken for"),
}

_CHANNELS = dict.fromkeys(
    (
        "channel",
        "source",
        "withdrawn_source",
        "answer_channel",
        "released_channel",
        "preferred_channel",
        "came_through",
    ),
    CHANNEL_WORDS,
)
_FOR_WHOM: Words = {"self": _("You"), "child": _("Your children"), "group": _("You and others")}
#: What the codes of a column are called; by name, or by table and column.
CODES: Mapping[str, Words] = {
    **_CHANNELS,
    "gender": GENDER_WORDS,
    "wishes": KIND_WORDS,
    "unwanted": KIND_WORDS,
    "skills": SKILL_WORDS,
    "demands": QUALIFICATION_WORDS,
    "restricted_reason": RESTRICTION_WORDS,
    "activities.signup.for_whom": _FOR_WHOM,
    "activities.waiting.for_whom": _FOR_WHOM,
    "left_reason": {
        "withdrew": _("You did not want to wait"),
        "declined": _("You said no to the place"),
        "too_late": _("The time to answer was over"),
        "merge": _("You stood there twice"),
    },
    "people.change.field": FACT_WORDS,
    "people.contactpoint.kind": FACT_WORDS,
    "people.claim.kind": {"correction": _("Something corrected"), "erasure": _("To be forgotten")},
    "people.claim.outcome": {"done": _("Done"), "refused": _("Not done")},
    "people.consent.purpose": {"contact": _("That we may contact you")},
    "interests": INTEREST_WORDS,
    "helper_gender": GENDER_WORDS,
    "volunteering.recipient.asks": {"self": _("You"), "contact": _("Somebody in your place")},
    "volunteering.pairingfollowup.side": {
        "volunteer": _("The volunteer"),
        "recipient": _("The one who gets help"),
    },
    "volunteering.pairing.ended_reason": REASONS,
    "volunteering.pairingreview.held_with": {
        "volunteer": _("The volunteer"),
        "recipient": _("The one who gets help"),
        "both": _("Both of you"),
        "contact": _("Whoever speaks for the one who gets help"),
    },
    "volunteering.need.kind": KIND_WORDS,
    "venues.seasonrequest.group": GROUPS,
    "venues.booking.wants": EQUIPMENT_WORDS,
    "venues.seasonwish.needs": {**EQUIPMENT_WORDS, **WAY_IN_WORDS},
    "venues.seasonwish.weekdays": {str(day): name for day, name in WEEKDAYS.items()},
    "volunteering.planchoice.dropped_for": DROPPED_WORDS,
    "volunteering.planshift.passed_over": PASSED_OVER_WORDS,
    "volunteering.need.form": {
        "once": _("Once"),
        "window": _("Some time in a period"),
        "rota": _("Again and again"),
        "pair": _("The same volunteer for long"),
    },
    "volunteering.qualification.kind": QUALIFICATION_WORDS,
    "volunteering.offer.answer": {"yes": _("Yes"), "no": _("No")},
    "volunteering.assignment.released_reason": {
        "withdrew": _("Could not after all"),
        "cancelled": _("It was called off"),
        "moved": _("It was moved"),
        "staff": _("Taken off by staff"),
        "left": _("Left"),
        "merged": _("Stood twice"),
        "swapped": _("Changed with another volunteer"),
        "did_not_come": _("Did not come"),
    },
    "volunteering.groupbooking.released_reason": {
        "withdrew": _("Could not after all"),
        "cancelled": _("It was called off"),
    },
    "volunteering.shift.caller_owed_why": {
        "lost": _("The volunteer cannot after all"),
        "nobody": _("We have not found enough people"),
        "found": _("Somebody comes after all"),
    },
    "volunteering.interest.outcome": {
        "welcomed": _("Became a volunteer"),
        "declined": _("Thanked"),
        "not_reached": _("Not reached"),
        "duplicate": _("Stands here twice"),
    },
    "volunteering.calltry.outcome": {
        "not_reached": _("Not reached"),
        "call_back": _("To be called back"),
        "wrong_number": _("Wrong number"),
    },
    "volunteering.mailingrecipient.left_out": {
        "opted_out": _("You said STOPP"),
        "no_consent": _("You have not said that we may write"),
        "unreachable": _("No number or address works"),
        "shares_phone": _("Another at the same phone got the same"),
        "digest": _("You got it with the weekly message"),
        "gone": _("You were no longer in the register"),
    },
    "messaging.inboundmessage.outcome": {
        "yes": _("Yes"),
        "no": _("No"),
        "withdrew": _("Could not after all"),
        "stopped": _("STOPP"),
        "started": _("START"),
        "unclear": _("Read by a person"),
        "settled": _("Read by a person"),
        "answered": _("Answered"),
    },
}

#: What happened, as the trail has it, told to the person; what is not here is told as `design.deeds` has it.
VERBS: Words = {
    "looked": _("Looked at it"),
    "add_person": _("Wrote you down"),
    "change_person": _("Changed facts about you"),
    "add_contact_point": _("Added a way to reach you"),
    "remove_contact_point": _("Took away a way to reach you"),
    "prefer_contact_point": _("Chose how you are reached first"),
    "give_consent": _("Wrote down that you said yes"),
    "withdraw_consent": _("Wrote down that you took it back"),
    "merge_persons": _("Put together what stood twice"),
    "make_claim": _("Wrote down what you asked for by right"),
    "settle_claim": _("Answered what you asked for by right"),
    "restrict_person": _("Nothing may be done from now on"),
    "lift_restriction": _("May be used again"),
    "hold_person": _("Keeps it longer than usual"),
    "lift_hold": _("Keeps it no longer than usual"),
    "enrol_volunteer": _("Wrote you down as a volunteer"),
    "change_volunteer": _("Changed what you want and can"),
    "pause_volunteer": _("Wrote down a break"),
    "resume_volunteer": _("The break is over"),
    "let_volunteer_leave": _("Wrote down that you left"),
    "note_absence": _("Wrote down days away"),
    "note_qualification": _("Wrote down a course or a paper"),
    "withdraw_qualification": _("Took away a course or a paper"),
    "wrote": _("Wrote to you"),
    "post_letter": _("Posted a letter to you"),
    "take_back_by_hand": _("Had not posted or said it after all"),
    "take_over_draft": _("Went on with what a colleague had begun to write"),
    "note_call_try": _("Called you in vain"),
    "take_back_call_try": _("Had not called you after all"),
    "choose_digest": _("Chose one message a week"),
    "end_digest": _("Chose to be written to at once again"),
    "mark_unusable": _("Found that a number or an address does not work"),
    "mark_usable": _("Found that a number or an address works after all"),
    "settled_inbound": _("Dealt with your message"),
    "unsettled_inbound": _("Opened your message again"),
    "know_sender": _("Found out that you wrote"),
    "register_request": _("Wrote down a request"),
    "change_need": _("Changed a request"),
    "cancel_need": _("Called a request off"),
    "publish_need": _("Showed it on the square"),
    "unpublish_need": _("Took it off the square"),
    "receive_request": _("Received a request"),
    "decline_request": _("Could not help"),
    "express_interest": _("Received that you want to help"),
    "settle_interest": _("Called you back"),
    "unsettle_interest": _("Opened it again"),
    "send_wave": _("Asked volunteers"),
    "book": _("A volunteer took it on"),
    "decline": _("A volunteer said no"),
    "release": _("A volunteer was taken off"),
    "yes_too_late": _("A volunteer said yes too late"),
    "ask_again": _("Asked a volunteer again"),
    "not_delivered": _("A question did not arrive"),
    "undo_answer": _("Took an answer back"),
    "next_wave_not_sent": _("The next were not asked"),
    "ask_to_stay": _("Asked whether you want to stay"),
    "answer_stay": _("You said whether you want to stay"),
}

#: In which errand somebody looked.
ERRANDS: Words = {
    "request": _("to see to a request for help"),
    "person": _("to see to you as a person we help"),
    "export": _("to give you what is stored"),
    "list": _("to see who comes to an activity"),
}


def table_word(label: str) -> str | Promise:
    """What a table is called; its label where it has no word."""
    return TABLES.get(label, label)


def field_word(label: str, name: str) -> str | Promise:
    """What a column is called."""
    return FIELDS.get(f"{label}.{name}") or FIELDS.get(name, name)


def is_technical(label: str, name: str) -> bool:
    """Whether a column tells a person nothing."""
    return not TECHNICAL.isdisjoint({name, f"{label}.{name}"})


def verb_word(verb: str) -> str | Promise:
    """What a verb of the trail says to the person; as it is written where it has no word."""
    return VERBS.get(verb) or DEED_WORDS.get(verb, verb.replace("_", " "))


def code_words(label: str, name: str) -> Words:
    """What the codes of a column are called; empty where it holds no codes."""
    return CODES.get(f"{label}.{name}") or CODES.get(name, {})
