"""Words for what matching, the history and answers tell in codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from samspill.volunteering.queries.standing import Happening
from samspill.volunteering.rules.fit import Mark
from samspill.volunteering.rules.when import When
from samspill.volunteering.wording.times import when_words
from samspill.web.design import dates
from samspill.web.design.language_names import language_name
from samspill.web.design.words import (
    GENDER_WORDS,
    INTEREST_WORDS,
    KIND_WORDS,
    QUALIFICATION_WORDS,
    told_times,
    word_for,
)


def reasons_words(marks: Iterable[Mark]) -> list[str]:
    """Why she is proposed, in short phrases."""
    return [words for words in (REASONS[mark.code](mark.value) for mark in marks) if words]


def walls_words(marks: Iterable[Mark]) -> list[str]:
    """What stands in the way, in short phrases with the missing thing named."""
    return [WALLS[mark.code](mark.value) for mark in marks]


def echo(when: When) -> str:
    """What was read, said back: «torsdag 12. mars kl. 10.00–11.00»."""
    starts, ends = (_moment(local) for local in (when.starts, when.ends))
    words = when_words(starts, ends, is_window=when.is_window)
    if when.is_window and when.minutes:
        words = _("%(when)s, about %(minutes)s minutes") % {"when": words, "minutes": when.minutes}
    return words


def happening_words(line: Happening) -> str:
    """What happened, in a sentence without who did it."""
    facts = line.facts or {}
    words = HAPPENINGS.get(line.verb)
    if words is None:
        return line.verb.replace("_", " ")
    told = {"person": line.person or _("somebody"), "asked": facts.get("asked", ""), "text": line.text}
    return str(words) % told


def outcome_words(outcome: str, name: str) -> str:
    """What came of an answer that was typed in."""
    return str(OUTCOMES[outcome]) % {"name": name}


def kroner(ore: int) -> str:
    """An amount in øre as people read it: «4,80 kr»."""
    mark = "." if (get_language() or "nb").startswith("en") else ","
    return f"{ore // 100}{mark}{ore % 100:02} kr"


def _moment(local: dt.datetime) -> dt.datetime:
    from samspill.foundation import clock

    return clock.at_local(local.date(), local.time())


def _asked_days_ago(days: int) -> str:
    if not days:
        return _("was asked about something today")
    return ngettext("was asked yesterday", "was last asked %(n)s days ago", days) % {"n": days}


def _helped(times: int) -> str:
    return ngettext("has helped here before", "has helped here %(n)s times", times) % {"n": times}


def _names(words: dict[str, str | Promise], codes: Iterable[str]) -> str:
    return ", ".join(word_for(code, words).lower() for code in codes)


def _day(day: dt.date) -> str:
    return dates.day(day, get_language() or "nb")


def _clash(span: tuple[dt.datetime, dt.datetime]) -> str:
    return _("has another task from %(from)s to %(until)s") % {
        "from": f"{span[0]:%H.%M}",
        "until": f"{span[1]:%H.%M}",
    }


def _lacks(kind: str) -> str:
    return _("lacks: %(what)s") % {"what": word_for(kind, QUALIFICATION_WORDS).lower()}


def _ran_out(value: tuple[str, dt.date]) -> str:
    what = word_for(value[0], QUALIFICATION_WORDS)
    return _("%(what)s runs out %(day)s") % {"what": what, "day": _day(value[1])}


def _gender(code: str) -> str:
    return _("the wish is for: %(gender)s") % {"gender": word_for(code, GENDER_WORDS).lower()}


Words = Callable[[Any], str]

REASONS: dict[str, Words] = {
    "in_pool": lambda name: _("in the pool «%(name)s»") % {"name": name},
    "came_last_term": lambda _value: _("was with us last time"),
    "wish": lambda kind: _("wants to: %(kind)s") % {"kind": _names(KIND_WORDS, [kind])},
    "other_wishes": lambda kinds: _("would rather: %(kinds)s") % {"kinds": _names(KIND_WORDS, kinds)},
    "unwanted": lambda kind: _("has said no to: %(kind)s") % {"kind": _names(KIND_WORDS, [kind])},
    "area": lambda name: _("goes to %(area)s") % {"area": name},
    "distance": lambda km: _("lives %(km)s km away") % {"km": str(km).replace(".", ",")},
    "elsewhere": lambda names: _("would rather be in: %(areas)s") % {"areas": ", ".join(names)},
    "language": lambda codes: _("speaks %(languages)s") % {"languages": ", ".join(map(language_name, codes))},
    "shares": lambda codes: _("shares: %(interests)s") % {"interests": _names(INTEREST_WORDS, codes)},
    "helped_before": _helped,
    "available": lambda _grid: _("can at that time"),
    "asked_days_ago": _asked_days_ago,
    "not_asked_lately": lambda _value: _("has not been asked for three months"),
}
WALLS: dict[str, Words] = {
    "asked": lambda _value: _("has been asked and has not answered"),
    "declined": lambda _value: _("has said no to this"),
    "booked": lambda _value: _("has this task already"),
    "paired_before": lambda _value: _("has been a pair with this person before"),
    "not_a_volunteer": lambda _value: _("is not a volunteer yet"),
    "is_recipient": lambda _value: _("is the one who gets the help"),
    "opted_out": lambda _value: _("has said STOPP"),
    "unreachable": lambda _value: _("has no phone, e-mail or address"),
    "no_consent": lambda _value: _("has not said yes to being contacted"),
    "paused": lambda day: _("has a break from %(day)s") % {"day": _day(day)},
    "absent": lambda day: _("is away until %(day)s") % {"day": _day(day)},
    "busy": _clash,
    "not_available": lambda grid: _("can only: %(times)s") % {"times": "; ".join(told_times(grid)).lower()},
    "missing": _lacks,
    "expired": _ran_out,
    "gender": _gender,
    "gender_untold": lambda code: _("we do not know the gender, and %(wish)s") % {"wish": _gender(code)},
    "too_young": lambda age: _("is younger than %(age)s") % {"age": age},
    "turns_this_year": lambda age: _("may not have turned %(age)s yet") % {"age": age},
    "age_untold": lambda age: _("we do not know about the age, %(age)s") % {"age": age},
}
HAPPENINGS: dict[str, str | Promise] = {
    "register_request": gettext_lazy("The request was written down"),
    "receive_request": gettext_lazy("The request came in"),
    "send_wave": gettext_lazy("%(asked)s were asked"),
    "next_wave_not_sent": gettext_lazy("The next were not asked: today's money for SMS is spent"),
    "ask_again": gettext_lazy("%(person)s was asked again"),
    "book": gettext_lazy("%(person)s said yes and has the task"),
    "decline": gettext_lazy("%(person)s said no"),
    "yes_too_late": gettext_lazy("%(person)s said yes, but it was covered"),
    "release": gettext_lazy("%(person)s was taken off"),
    "undo_answer": gettext_lazy("An answer was taken back"),
    "not_delivered": gettext_lazy("The message to %(person)s did not arrive"),
    "change_need": gettext_lazy("The task was changed"),
    "cancel_need": gettext_lazy("It was called off"),
    "publish_need": gettext_lazy("It was put on the square"),
    "unpublish_need": gettext_lazy("It was taken off the square"),
    "decline_request": gettext_lazy("The request was declined"),
    "book_reserve": gettext_lazy("%(person)s said yes and is reserve"),
    "move_up": gettext_lazy("%(person)s was reserve, and has a place now"),
    "book_group": gettext_lazy("A group got %(asked)s places"),
    "release_group": gettext_lazy("A group was taken off"),
    "did_not_come": gettext_lazy("%(person)s did not come"),
    "came_after_all": gettext_lazy("%(person)s came after all"),
    "wish_swap": gettext_lazy("%(person)s wants to change with somebody"),
    "ask_to_swap": gettext_lazy("%(person)s was asked to take over"),
    "agree_to_swap": gettext_lazy("%(person)s will take over"),
    "decline_swap": gettext_lazy("%(person)s will not take over"),
    "bless_swap": gettext_lazy("%(person)s took over"),
    "drop_swap": gettext_lazy("%(person)s keeps the task after all"),
    "tell_caller": gettext_lazy("Whoever asked for it was told"),
    "move_time": gettext_lazy("This time was moved"),
    "cancel_time": gettext_lazy("This time was called off"),
    "change_numbers": gettext_lazy("The number of places was changed"),
    "change_pattern": gettext_lazy("When it comes back was changed"),
    "change_roles": gettext_lazy("The roles were changed"),
    "stop_rota": gettext_lazy("It was stopped"),
    "wrote": gettext_lazy("%(person)s wrote: «%(text)s»"),
}
#: How a line of the history is marked.
COLOURS = {
    "book": "success",
    "send_wave": "info",
    "ask_again": "info",
    "decline": "neutral",
    "release": "warning",
    "not_delivered": "danger",
    "next_wave_not_sent": "danger",
    "book_reserve": "info",
    "move_up": "success",
    "book_group": "success",
    "release_group": "warning",
    "did_not_come": "danger",
    "wish_swap": "warning",
    "bless_swap": "success",
    "cancel_time": "danger",
    "stop_rota": "danger",
    "cancel_need": "danger",
    "decline_request": "danger",
}
OUTCOMES: dict[str, str | Promise] = {
    "booked": gettext_lazy("%(name)s has the task."),
    "reserve": gettext_lazy("The places are taken. %(name)s is reserve, and is told."),
    "already_booked": gettext_lazy(
        "%(name)s has the task already. Press «Cannot after all» to take them off."
    ),
    "declined": gettext_lazy("%(name)s said no. It is written down."),
    "covered": gettext_lazy("It was covered already. %(name)s is told, with thanks."),
    "cancelled": gettext_lazy("It has been called off. %(name)s is told."),
    "over": gettext_lazy("It is over. The answer is written down."),
    "busy": gettext_lazy("%(name)s has another task at the same time."),
    "off": gettext_lazy("%(name)s is taken off, and the next are asked."),
}
