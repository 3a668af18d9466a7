"""What those who have signed up are written: short, and with the way out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import format_date
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspill.foundation import clock


@dataclass(frozen=True)
class Told:
    """A time of an activity as a message tells of it, already in the reader's language. `link` is her private one.

    `is_whole`: it is a place at all the times; `is_one_of_all`: at one of those, given back by itself. Of one who waits
    also her `number` in the line, and `until` when a place that is offered is hers.
    """

    title: str
    when: str
    where: str
    code: int
    signed: str
    link: str = ""
    number: int = 0
    until: str = ""
    count: int = 1
    is_whole: bool = False
    is_one_of_all: bool = False


def signed_up(told: Told) -> str:
    """She has a place, or several."""
    words = _you_have(told)
    return f"{words} {_way_out(told)} {told.signed}"


def reminder(told: Told) -> str:
    """The day before."""
    words = _("Reminder: %(what)s.") % {"what": _what(told)}
    return f"{words} {_way_out(told)} {told.signed}"


def cancelled(told: Told) -> str:
    """She cannot come after all."""
    words = _("Thank you for telling us. Your place is free for somebody else: %(what)s.") % {
        "what": _what(told)
    }
    return f"{words} {told.signed}"


def absent(told: Told) -> str:
    """She cannot come to one of the times she has signed up for."""
    words = _(
        "Thank you for telling us that you cannot come: %(what)s. You keep your place the other times."
    ) % {"what": _what(told)}
    return f"{words} {told.signed}"


def called_off(told: Told, others: Sequence[str]) -> str:
    """It does not take place; the next times, where there are any."""
    words = _("Called off: %(what)s.") % {"what": _what(told)}
    more = (
        _("Other times: %(times)s. Call us if you want one of them.") % {"times": "; ".join(others)}
        if others
        else ""
    )
    return " ".join(word for word in (words, more, told.signed) if word)


def on_after_all(told: Told) -> str:
    """It was called off, and takes place after all."""
    if told.number:
        words = _("It takes place after all, and you are still on the waiting list: %(what)s.") % {
            "what": _what(told)
        }
    else:
        words = _("It takes place after all, and you have your place: %(what)s.") % {"what": _what(told)}
    return f"{words} {_way_out(told)} {told.signed}"


def on_the_internet() -> str:
    """Where it is, of what has no place in town."""
    return _("on the internet")


def moved(told: Told) -> str:
    """It takes place at another time, or elsewhere."""
    words = _("Moved: it is now %(what)s.") % {"what": _what(told)}
    return f"{words} {_way_out(told)} {told.signed}"


def from_the_organiser(about: str, body: str, signed: str) -> str:
    """The organiser's own words to all who have signed up, with what they are about and who writes."""
    return "\n".join(part for part in (f"{about}:", body, signed) if part)


def waits(told: Told) -> str:
    """It is full, and she is on the list."""
    words = _("It is full. You are number %(number)s on the waiting list: %(what)s.") % {
        "number": told.number,
        "what": _what(told),
    }
    return f"{words} {_off_the_list(told)} {told.signed}"


def not_picked(told: Told) -> str:
    """The organiser gave her a place by mistake, and she waits as before."""
    words = _(
        "We gave you a place by mistake. You are number %(number)s on the waiting list, as before: %(what)s."
    )
    told_so = words % {"number": told.number, "what": _what(told)}
    return f"{told_so} {_off_the_list(told)} {told.signed}"


def moved_up(told: Told) -> str:
    """She waited, and has a place."""
    words = _("A place is free, and it is yours: %(what)s.") % {"what": _what(told)}
    return f"{words} {_way_out(told)} {told.signed}"


def offered(told: Told) -> str:
    """She waited, and may have a place if she says so in time."""
    words = _(
        "A place is free for you: %(what)s. Answer YES %(code)s or NO %(code)s before %(until)s, or %(link)s"
    ) % {
        "what": _what(told),
        "code": told.code,
        "until": told.until,
        "link": told.link,
    }
    return f"{words} {told.signed}"


def offer_ended(told: Told) -> str:
    """She did not answer in time."""
    words = _("The place went to the next on the list, for we did not hear from you: %(what)s.") % {
        "what": _what(told)
    }
    return f"{words} {told.signed}"


def left_the_list(told: Told) -> str:
    """She waits no longer."""
    words = _("You are off the waiting list: %(what)s.") % {"what": _what(told)}
    return f"{words} {told.signed}"


def to_choose(title: str, when: str, in_line: int, link: str) -> tuple[str, str]:
    """Subject and text to whoever arranges it: a place is free, and she chooses who gets it."""
    words = ngettext(
        "A place is free: %(what)s. One waits. You choose who gets it: %(link)s",
        "A place is free: %(what)s. %(n)s wait. You choose who gets it: %(link)s",
        in_line,
    )
    return title, words % {"what": f"{title}, {when}", "n": in_line, "link": link}


def moment_words(at: dt.datetime) -> str:
    """«tirsdag 10. mars kl. 17.00»."""
    return time_words(at, None)


def code_to_confirm(title: str, code: str) -> str:
    """The code that shows that the phone is hers."""
    return _("Your code is %(code)s. Write it on the page to get a place: %(title)s.") % {
        "code": code,
        "title": title,
    }


def code_to_wait(title: str, code: str) -> str:
    """The code that shows that the phone is hers, where it is full and she will wait."""
    return _("Your code is %(code)s. Write it on the page to get on the waiting list: %(title)s.") % {
        "code": code,
        "title": title,
    }


def time_words(starts_at: dt.datetime, ends_at: dt.datetime | None) -> str:
    """«tirsdag 10. mars kl. 17.00-19.00», with plain hyphens: a text message counts every sign."""
    starts = clock.local(starts_at)
    told = {"day": day_words(starts.date()), "from": f"{starts:%H.%M}"}
    if ends_at is None or clock.local_day(ends_at) != starts.date():
        return _("%(day)s at %(from)s") % told
    return _("%(day)s at %(from)s-%(until)s") % {**told, "until": f"{clock.local(ends_at):%H.%M}"}


def all_times(first: str) -> str:
    """All the times of an activity, of which the first is this."""
    return _("all the times from %(first)s") % {"first": first}


def signed_by(unit: str, phone: str) -> str:
    """Who writes, and whom to call."""
    if not phone:
        return _("Regards %(unit)s") % {"unit": unit}
    return _("Regards %(unit)s, %(phone)s") % {"unit": unit, "phone": phone}


def message(told: Told, words: str) -> str:
    """What the organiser wrote to everybody, with what it is about."""
    return f"{told.title}, {told.when}: {words} {told.signed}"


def _you_have(told: Told) -> str:
    if told.count > 1:
        return _("You have %(count)s places: %(what)s.") % {"count": told.count, "what": _what(told)}
    return _("You have a place: %(what)s.") % {"what": _what(told)}


def _what(told: Told) -> str:
    return ", ".join(part for part in (told.title, told.when, told.where) if part)


def _way_out(told: Told) -> str:
    if told.number:
        return _off_the_list(told)
    if told.is_whole and told.link:
        return _("To give your place back for all the times: answer CANCEL %(code)s, or %(link)s") % {
            "code": told.code,
            "link": told.link,
        }
    if told.is_one_of_all and told.link:
        words = _(
            "If you cannot this one time: answer CANCEL %(code)s (you keep the other times), or %(link)s"
        )
        return words % {"code": told.code, "link": told.link}
    if told.link:
        return _("If you cannot after all: answer CANCEL %(code)s, or %(link)s") % {
            "code": told.code,
            "link": told.link,
        }
    return _("If you cannot after all: CANCEL %(code)s.") % {"code": told.code}


def _off_the_list(told: Told) -> str:
    if told.link:
        return _("Will you not wait? Answer CANCEL %(code)s, or %(link)s") % {
            "code": told.code,
            "link": told.link,
        }
    return _("Will you not wait? Answer CANCEL %(code)s.") % {"code": told.code}


def day_words(day: dt.date) -> str:
    """«tirsdag 10. mars», in the active language."""
    language = (get_language() or "nb")[:2]
    pattern = "EEEE d MMMM" if language == "en" else "EEEE d. MMMM"
    return format_date(day, pattern, locale={"en": "en_GB", "nn": "nn"}.get(language, "nb"))
