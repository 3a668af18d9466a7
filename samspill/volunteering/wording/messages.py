"""What volunteers and callers are written, by SMS or e-mail: short, polite, and signed with a unit and its phone.

Only `details` and what is built on it may hold the private part; everything else is fit for a lost phone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

#: What a message to somebody is made of: her name, who writes, and whom to call.
Greeting = Callable[[str, str, str], str]


@dataclass(frozen=True)
class Task:
    """What a message is about, already in the reader's language. `where` is an area, never an address.

    One who gets it `by_hand`, by letter or on the phone, answers by calling.
    """

    title: str
    when: str
    where: str
    code: int
    unit: str
    phone: str
    #: Of a pair: the question itself, «Can you be a visiting friend for somebody in Nordsida?»; else "".
    pair_question: str = ""
    by_hand: bool = False


@dataclass(frozen=True)
class Meeting:
    """The private part: whom she meets, how they are reached, where, and how one gets in."""

    name: str = ""
    phone: str = ""
    address: str = ""
    text: str = ""


def question(task: Task, name: str, *, sign_with_name: bool = False) -> str:
    """The offer. Where two share a phone each is asked to sign with her name."""
    if task.pair_question:
        asked = _("Hi %(name)s! %(question)s From %(when)s.") % {
            "name": first_name(name),
            "question": task.pair_question,
            "when": task.when,
        }
    else:
        asked = _("Hi %(name)s! Can you help? %(what)s.") % {"name": first_name(name), "what": what(task)}
    return f"{asked} {answer_to(task, first_name(name) if sign_with_name else '')} {_signed(task)}"


def how_to_answer(code: int, name: str = "") -> str:
    """How the question is answered."""
    if name:
        return _("Answer YES %(code)s regards %(name)s or NO %(code)s regards %(name)s.") % {
            "code": code,
            "name": name,
        }
    return _("Answer YES %(code)s or NO %(code)s.") % {"code": code}


def with_link(words: str, link: str) -> str:
    """A question as it stands in an e-mail: she may reply to it or press a link. Without a link it is as it was."""
    if not link:
        return words
    how = _("Reply to this e-mail with YES or NO, or press here: %(link)s") % {"link": link}
    return f"{words}\n\n{how}"


def again(task: Task, name: str) -> str:
    """The place is free again, to one who said yes too late."""
    asked = _("Hi %(name)s! The place is free again after all. Can you still help? %(what)s.")
    return f"{asked % {'name': first_name(name), 'what': what(task)}} {answer_to(task)} {_signed(task)}"


def booked(task: Task, meeting: Meeting | None, details_on: str) -> str:
    """She has it. With what she needs to know if it is time for it, else with the day she gets it."""
    words = [_("Thank you! It is yours: %(what)s.") % {"what": what(task)}]
    if meeting is not None:
        words.append(details(meeting))
    elif details_on:
        words.append(_("The address comes %(day)s.") % {"day": details_on})
    words += [way_out(task), _signed(task)]
    return " ".join(word for word in words if word)


def details_now(task: Task, meeting: Meeting) -> str:
    """The private part, when its time has come."""
    words = _("What you need to know for %(what)s:") % {"what": what(task)}
    return " ".join((words, details(meeting), way_out(task), _signed(task)))


def reminder(task: Task, meeting: Meeting) -> str:
    """The day before."""
    words = _("Reminder: %(what)s.") % {"what": what(task)}
    parts = (
        words,
        details(meeting),
        way_out(task),
        _signed(task),
    )
    return " ".join(part for part in parts if part)


def details(meeting: Meeting) -> str:
    """Whom, where and how one gets in; "" where there is nothing to tell."""
    words = []
    if meeting.name:
        reached = f", {meeting.phone}" if meeting.phone else ""
        words.append(_("You meet %(name)s%(phone)s.") % {"name": meeting.name, "phone": reached})
    if meeting.address:
        words.append(_("Address: %(address)s.") % {"address": meeting.address})
    if meeting.text:
        words.append(meeting.text.rstrip(".") + ".")
    return " ".join(words)


def covered(task: Task) -> str:
    """To those who were asked when the last place went, and to one who says yes after that."""
    return _("The task is covered. Thank you! It was about %(what)s. %(signed)s") % {
        "what": what(task),
        "signed": _signed(task),
    }


def cancelled(task: Task) -> str:
    """To all who are booked or asked."""
    return _("Cancelled: %(what)s. You do not need to do anything. %(signed)s") % {
        "what": what(task),
        "signed": _signed(task),
    }


def changed(task: Task) -> str:
    """To those booked, where the time or the places changed."""
    words = _("Changed: it is now %(what)s.") % {"what": what(task)}
    return f"{words} {way_out(task)} {_signed(task)}"


def changed_question(task: Task) -> str:
    """To those asked who have not answered, where the time or the place changed."""
    words = _("Changed: it is now %(what)s.") % {"what": what(task)}
    return f"{words} {answer_to(task)} {_signed(task)}"


def released(task: Task) -> str:
    """To one who withdrew."""
    return _("Thank you for telling us. You are off %(what)s. %(signed)s") % {
        "what": what(task),
        "signed": _signed(task),
    }


def which_one(tasks: list[Task]) -> str:
    """To one who answered without saying which question."""
    lines = "; ".join(f"{task.code} {task.title} {task.when}" for task in tasks[:4])
    return _("We have asked you about more than one task: %(lines)s. Answer for instance YES %(code)s.") % {
        "lines": lines,
        "code": tasks[0].code,
    }


def which_of_hers(tasks: list[Task], word: str) -> str:
    """To one who has taken on more than one task; `word` is what she wrote: AVBUD or BYTT."""
    lines = "; ".join(f"{task.code} {task.title} {task.when}" for task in tasks[:4])
    return _("You have more than one task: %(lines)s. Answer for instance %(word)s %(code)s.") % {
        "lines": lines,
        "word": word,
        "code": tasks[0].code,
    }


def cannot_help(name: str, unit: str, phone: str) -> str:
    """To the caller, where we could not help."""
    words = _("Hi %(name)s! We are sorry, but we have not found anybody who can help this time.")
    return f"{words % {'name': first_name(name)}} {signed(unit, phone)}"


def will_you_stay(name: str, town: str, phone: str) -> str:
    """To a volunteer of whom nothing has been heard for long."""
    words = _(
        "Hi %(name)s! It is long since we heard from you. Do you still want to be a volunteer in %(town)s? Answer YES "
        "to stay or NO to leave. If we hear nothing, we delete what we have about you in a month."
    )
    return f"{words % {'name': first_name(name), 'town': town}} {signed(town, phone)}"


def stays(name: str, town: str, phone: str) -> str:
    """She stays."""
    words = _("Thank you, %(name)s! You stay with us.")
    return f"{words % {'name': first_name(name)}} {signed(town, phone)}"


def leaves(name: str, town: str, phone: str) -> str:
    """She does not."""
    words = _("Thank you for all you have done, %(name)s. We delete what we have about you within a month.")
    return f"{words % {'name': first_name(name)}} {signed(town, phone)}"


def stay_subject(town: str) -> str:
    """The subject of an e-mail about it."""
    return _("Do you still want to be a volunteer in %(town)s?") % {"town": town}


def digest(name: str, lines: list[str], tasks: list[Task], more: int, *, unit: str, phone: str) -> str:
    """The weekly letter: what waited, and tasks that fit her. `more` tasks there was no room for."""
    words = [_("Hi %(name)s! This is your week.") % {"name": first_name(name)}, *lines]
    if tasks:
        words.append(_("Perhaps something for you:"))
        words += [f"{task.code}: {what(task)}." for task in tasks]
        if more:
            words.append(_("And %(n)s more.") % {"n": more})
        words.append(_("Would you like one? Answer with its number and your name, or call."))
    return "\n".join([*words, signed(unit, phone), _("Answer STRAKS to get everything at once again.")])


def digest_subject() -> str:
    """The subject of the weekly letter as e-mail."""
    return _("Your week as a volunteer")


def digest_chosen() -> str:
    """She chose the weekly letter."""
    return _(
        "From now on you get one message a week, on Mondays. We still write at once when it is urgent."
        " Answer STRAKS to change it back."
    )


def digest_ended() -> str:
    """She wants everything at once again."""
    return _("You get our messages at once again. Answer UKE to get one a week instead.")


def subject(task: Task) -> str:
    """The subject of an e-mail about it."""
    return f"{task.title}, {task.when}"[:200]


def signed(unit: str, phone: str) -> str:
    """Who writes, and whom to call."""
    return (
        _("Regards %(unit)s, %(phone)s") % {"unit": unit, "phone": phone}
        if phone
        else _("Regards %(unit)s") % {"unit": unit}
    )


def way_out(task: Task) -> str:
    """How she says that she cannot after all."""
    if task.by_hand:
        return _("Call us if you cannot after all. The number of the task is %(code)s.") % {"code": task.code}
    return _("If you cannot after all: CANCEL %(code)s.") % {"code": task.code}


def what(task: Task) -> str:
    """The task in a few words: what, when, and in which part of town."""
    where = f", {task.where}" if task.where else ""
    return f"{task.title}, {task.when}{where}"


def first_name(name: str) -> str:
    """What one says to somebody: the first of her names."""
    return name.split()[0] if name.split() else name


def answer_to(task: Task, name: str = "") -> str:
    """How a question about this task is answered; one who gets it by hand calls."""
    if task.by_hand:
        return _("Call us and say yes or no. The number of the task is %(code)s.") % {"code": task.code}
    return how_to_answer(task.code, name)


def _signed(task: Task) -> str:
    return signed(task.unit, task.phone)
