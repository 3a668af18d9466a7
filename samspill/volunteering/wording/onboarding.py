"""What volunteers are written about courses, papers that run out, and thanks. Their papers are called what they are."""

from __future__ import annotations

import datetime as dt

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.volunteering.rules.codes import STAFF_COURSE
from samspill.volunteering.wording.messages import first_name
from samspill.volunteering.wording.times import day_words

#: What somebody holds, as it stands in a sentence.
HELD_WORDS: dict[str, str | Promise] = {
    "course": gettext_lazy("the basic course"),
    "agreement": gettext_lazy("the volunteer agreement"),
    "confidentiality": gettext_lazy("the declaration of confidentiality"),
    "police_certificate": gettext_lazy("the police certificate"),
    "first_aid": gettext_lazy("the first aid course"),
    "driving_licence": gettext_lazy("the driving licence"),
}
COURSE_TITLES: dict[str, str | Promise] = {
    "course": gettext_lazy("Basic course for volunteers"),
    "first_aid": gettext_lazy("First aid course for volunteers"),
    STAFF_COURSE: gettext_lazy("About voluntary work, for those who work in the municipality"),
}
COURSE_TEXTS: dict[str, str | Promise] = {
    "course": gettext_lazy(
        "About being a volunteer: how to meet people, what you may talk about, and whom to call. "
        "For everybody who helps, or would like to. It costs nothing."
    ),
    "first_aid": gettext_lazy(
        "What to do when somebody falls ill or is hurt. We practise. For volunteers; it costs nothing."
    ),
    STAFF_COURSE: gettext_lazy(
        "What makes associations different from us, and what they expect of us. How we make places to meet that last. "
        "How we work together, from the first phone call to an agreement. Associations here tell about themselves."
    ),
}


def held_word(kind: str) -> str:
    """What a qualification is called in a sentence; the code itself where it has no word."""
    return str(HELD_WORDS.get(kind, kind))


def course_title(kind: str) -> str:
    """What a course is called on the square."""
    return str(COURSE_TITLES.get(kind, kind))


def course_text(kind: str) -> str:
    """What a course is about."""
    return str(COURSE_TEXTS.get(kind, ""))


def invitation(name: str, kind: str, link: str, signed: str) -> str:
    """Choose a date for the course."""
    words = _("Hi %(name)s! You are invited to %(what)s. Choose a date here: %(link)s") % {
        "name": first_name(name),
        "what": held_word(kind),
        "link": link,
    }
    return f"{words} {signed}"


def runs_out_subject(kind: str) -> str:
    """What stands in the list of e-mails."""
    return _("Runs out soon: %(what)s") % {"what": held_word(kind)}


def runs_out(name: str, kind: str, until: dt.date, what_to_do: str, signed: str) -> str:
    """Something she holds runs out, and what to do about it."""
    words = _("Hi %(name)s! This runs out on %(day)s: %(what)s.") % {
        "name": first_name(name),
        "what": held_word(kind),
        "day": day_words(until),
    }
    return " ".join(part for part in (words, what_to_do, signed) if part)


def what_to_do(kind: str, link: str = "") -> str:
    """What she is to do when this runs out."""
    if kind == "agreement" and link:
        return _("Read and sign it again here: %(link)s") % {"link": link}
    if kind == "course" and link:
        return _("Choose a new date here: %(link)s") % {"link": link}
    if kind == "police_certificate":
        return _("Order a new one from the police, and show it to us. We keep no copy.")
    return _("Show us the new one when you have it, or call us.")


def thanks(name: str, unit: str) -> str:
    """After a task."""
    return _("Hi %(name)s! Thank you for the help. It means a lot. Regards %(unit)s") % {
        "name": first_name(name),
        "unit": unit,
    }
