"""What the two of a pair, and those who speak for a recipient, are written: short, warm, in their own language.

What is sent to a volunteer never names the recipient, but for the message about a meeting that is arranged.
"""

from __future__ import annotations

import datetime as dt

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samspill.foundation.recurrence import Pattern, in_words
from samspill.volunteering.wording.messages import Meeting, details, first_name
from samspill.volunteering.wording.times import day_words

#: The question put to a volunteer, in a part of town or without one.
IN_A_PLACE: dict[str, str | Promise] = {
    "visit_friend": gettext_lazy("Can you be a visiting friend for somebody from %(place)s?"),
    "activity_friend": gettext_lazy("Can you be an activity friend for somebody from %(place)s?"),
    "inclusion_contact": gettext_lazy("Can you be an inclusion contact for somebody from %(place)s?"),
    "mentor": gettext_lazy("Can you be a mentor for somebody from %(place)s?"),
}
ANYWHERE: dict[str, str | Promise] = {
    "visit_friend": gettext_lazy("Can you be a visiting friend for somebody?"),
    "activity_friend": gettext_lazy("Can you be an activity friend for somebody?"),
    "inclusion_contact": gettext_lazy("Can you be an inclusion contact for somebody?"),
    "mentor": gettext_lazy("Can you be a mentor for somebody?"),
}
#: What one is called who does it.
ROLES: dict[str, str | Promise] = {
    "visit_friend": gettext_lazy("visiting friend"),
    "activity_friend": gettext_lazy("activity friend"),
    "inclusion_contact": gettext_lazy("inclusion contact"),
    "mentor": gettext_lazy("mentor"),
}
REASONS: dict[str, str | Promise] = {
    "done": gettext_lazy("They have come as far as they meant to"),
    "volunteer": gettext_lazy("The volunteer wishes to stop"),
    "recipient": gettext_lazy("The one who is visited wishes to stop"),
    "moved": gettext_lazy("One of them has moved"),
    "illness": gettext_lazy("Illness"),
    "death": gettext_lazy("One of them has died"),
    "match": gettext_lazy("They did not suit each other"),
    "other": gettext_lazy("Something else"),
    "withdrew": gettext_lazy("The volunteer could not after all"),
    "left": gettext_lazy("One of them is no longer with us"),
    "merged": gettext_lazy("Two entries turned out to be the same"),
}


def pair_question(kind: str, place: str) -> str:
    """«Kan du være besøksvenn for en person fra Nordsida?» Never with the recipient's name."""
    words = IN_A_PLACE if place else ANYWHERE
    return str(words.get(kind, words["visit_friend"])) % {"place": place}


def role_word(kind: str) -> str:
    """«besøksvenn»."""
    return str(ROLES.get(kind, ROLES["visit_friend"]))


def rhythm_in_words(pattern: Pattern) -> str:
    """A fixed rhythm as somebody would say it, without the year it began in."""
    return in_words(pattern, (get_language() or "nb")[:2])


def agreed(name: str, kind: str, signed: str) -> str:
    """To the volunteer who said yes: it is hers, and somebody calls."""
    words = _(
        "Thank you, %(name)s! It is you who will be %(role)s. We call you to arrange the first meeting."
    )
    return f"{words % {'name': first_name(name), 'role': role_word(kind)}} {signed}"


def first_meeting(name: str, moment: str, place: str, there: str, meeting: Meeting, signed: str) -> str:
    """To the volunteer, with what only she may know."""
    words = [_("Hi %(name)s! First meeting: %(when)s.") % {"name": first_name(name), "when": moment}]
    if place:
        words.append(_("Meeting place: %(place)s.") % {"place": place})
    if there:
        words.append(_("%(who)s is there too.") % {"who": there})
    return " ".join(word for word in (*words, details(meeting), signed) if word)


def first_meeting_told(
    name: str, volunteer: str, moment: str, place: str, there: str, signed: str, *, about: str = ""
) -> str:
    """To the recipient, or with `about` to the one who speaks for her."""
    facts = {
        "name": first_name(name),
        "volunteer": first_name(volunteer),
        "when": moment,
        "recipient": first_name(about),
    }
    if about:
        words = [_("Hi %(name)s! %(volunteer)s meets %(recipient)s for the first time %(when)s.") % facts]
    else:
        words = [_("Hi %(name)s! You meet %(volunteer)s for the first time %(when)s.") % facts]
    if place:
        words.append(_("Meeting place: %(place)s.") % {"place": place})
    if there:
        words.append(_("%(who)s is there too.") % {"who": there})
    return " ".join((*words, signed))


def how_does_it_go(name: str, kind: str, signed: str, *, code: int | None) -> str:
    """To the volunteer; the recipient is not named."""
    asked = _("Hi %(name)s! How does it go as %(role)s?") % {
        "name": first_name(name),
        "role": role_word(kind),
    }
    return f"{asked} {how_to_score(code)} {signed}"


def how_do_the_visits_go(name: str, volunteer: str, signed: str, *, code: int | None, about: str = "") -> str:
    """To the recipient, or with `about` to the one who speaks for her."""
    facts = {"name": first_name(name), "volunteer": first_name(volunteer), "recipient": first_name(about)}
    if about:
        asked = _("Hi %(name)s! How does it go for %(recipient)s with %(volunteer)s?") % facts
    else:
        asked = _("Hi %(name)s! How does it go with %(volunteer)s?") % facts
    return f"{asked} {how_to_score(code)} {signed}"


def how_to_score(code: int | None) -> str:
    """How the question is answered; with a code where more than one is open on the same phone."""
    if code is None:
        return _("Answer with a number from 1 (badly) to 5 (well), and a few words if you like.")
    return _(
        "Answer with %(code)s and a number from 1 (badly) to 5 (well), for instance %(code)s 4, and a few words if you"
        " like."
    ) % {"code": code}


def which_pair(lines: list[str], code: int) -> str:
    """To one who answered without saying which of several."""
    return _("Thank you! Which one do you mean? %(lines)s. Answer for instance %(code)s 4.") % {
        "lines": "; ".join(lines),
        "code": code,
    }


def since(code: int, kind: str, started_on: dt.date, place: str) -> str:
    """One of several, told apart without a name: «57 besøksvenn, Nordsida, siden tirsdag 10. mars»."""
    where = f", {place}" if place else ""
    return _("%(code)s %(role)s%(where)s, since %(day)s") % {
        "code": code,
        "role": role_word(kind),
        "where": where,
        "day": day_words(started_on),
    }


def thanks_for_answer(signed: str) -> str:
    """To one who has answered."""
    words = _("Thank you for telling us. Only we read it.")
    return f"{words} {signed}"


def somebody_calls(signed: str) -> str:
    """To one whose answer says that it does not go well."""
    words = _("Thank you for telling us. Only we read it, and one of us calls you.")
    return f"{words} {signed}"


def thank_you(name: str, kind: str, signed: str) -> str:
    """To the volunteer when a pair has ended."""
    words = _("Dear %(name)s! Thank you for all you have given as %(role)s. It has meant a lot.")
    return f"{words % {'name': first_name(name), 'role': role_word(kind)}} {signed}"


def ended(name: str, signed: str) -> str:
    """To the volunteer when somebody else ended it, without saying why."""
    words = _(
        "Hi %(name)s! The meetings you have had have come to an end. Thank you for all you have given. Call us if you"
        " wonder about anything."
    )
    return f"{words % {'name': first_name(name)}} {signed}"


def pair_ended_by_itself(volunteer: str, day: str) -> str:
    """To the unit, when a pair ended because somebody left: what to do next. No recipient is named."""
    return _(
        "The pair with %(volunteer)s ended %(day)s, because one of them is no longer with us. See the desk."
    ) % {
        "volunteer": volunteer,
        "day": day,
    }
