"""Letters about the week, in the reader's language: as SMS, and as e-mail in plain words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import format_date, format_skeleton
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspill.messaging.rules.segments import made_plain, measure

#: The longest a text message of ours may be. What does not fit is on the page the link leads to.
MOST_SEGMENTS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A time as a letter tells of it. `about` says until when, where and what it costs; `where` the place alone."""

    on: dt.date
    when: str
    title: str
    where: str
    about: str
    address: str

    @property
    def day(self) -> str:
        """The day in words, as a heading."""
        return long_day(self.on).capitalize()


def code_to_subscribe(town: str, code: str) -> str:
    """The code that shows that the phone is hers."""
    return _("Your code is %(code)s. Write it on the page, and we tell you what happens in %(town)s.") % {
        "code": code,
        "town": town,
    }


def link_to_confirm(town: str, chosen: str, link: str) -> str:
    """The letter that shows that the address is hers."""
    return _(
        "Hello!\n\nSomebody, we think you, wants to be told by e-mail what happens in %(town)s (%(chosen)s).\n\n"
        "Press here to begin, within two days:\n%(link)s\n\n"
        "Was it not you? Then do nothing. We have not kept the address, and you hear no more from us."
    ) % {"town": town, "chosen": chosen or _("everything"), "link": link}


def subject_to_confirm(town: str) -> str:
    """Of that letter."""
    return _("What happens in %(town)s: press to begin") % {"town": town}


def begun(town: str, link: str) -> str:
    """She gets text messages from now on; with the private way to change or end it."""
    return _(
        "You will be told what happens in %(town)s. Change or end it here: %(link)s Or answer STOPP to end all SMS."
    ) % {"town": town, "link": link}


def subject(town: str, days: tuple[dt.date, dt.date]) -> str:
    """Of the letter about these days."""
    first, last = days
    if first == last:
        return _("%(day)s in %(town)s") % {"day": long_day(first).capitalize(), "town": town}
    return _("The week in %(town)s from %(day)s") % {"day": long_day(first), "town": town}


def as_sms(town: str, lines: Sequence[Line], link: str) -> str:
    """As many lines as there is room for, then how many more there are, and the link."""
    most = len(lines)
    for shown in range(most, -1, -1):
        text = made_plain(_sms(town, lines, shown, link))
        if measure(text).segments <= MOST_SEGMENTS:
            return text
    return text


def as_email(town: str, chosen: str, lines: Sequence[Line], link: str, all_of_it: str, more: int) -> str:
    """The letter in plain words."""
    parts = [_("What happens in %(town)s") % {"town": town} + (f": {chosen}" if chosen else "")]
    for on in dict.fromkeys(line.on for line in lines):
        day = [long_day(on).upper()]
        for line in lines:
            if line.on == on:
                day += [
                    f"{line.when}  {line.title}",
                    *([f"       {line.about}"] if line.about else []),
                    f"       {line.address}",
                ]
        parts.append("\n".join(day))
    parts.append(
        (more_words(more) + " " if more else "") + _("See all of it: %(link)s") % {"link": all_of_it}
    )
    parts.append(_("Change what you get, or end it: %(link)s") % {"link": link})
    return "\n\n".join(parts)


def more_words(more: int) -> str:
    """How many are not told of."""
    return ngettext("And %(more)s more.", "And %(more)s more.", more) % {"more": more}


def runs_out(on: dt.date) -> str:
    """Said in the last weeks of a subscription that nobody has renewed."""
    return _("Your letters end on %(day)s. Open the link and press «Save» if you still want them.") % {
        "day": long_day(on)
    }


def long_day(on: dt.date) -> str:
    """«tirsdag 10. mars»."""
    language = (get_language() or "nb")[:2]
    pattern = "EEEE d MMMM" if language == "en" else "EEEE d. MMMM"
    return format_date(on, pattern, locale=_locale())


def _sms(town: str, lines: Sequence[Line], shown: int, link: str) -> str:
    told = [_("This week in %(town)s:") % {"town": town}]
    if lines and all(line.on == lines[0].on for line in lines):
        told = [f"{long_day(lines[0].on).capitalize()}, {town}:"]
    for line in lines[:shown]:
        day = format_skeleton("EEEd", line.on, locale=_locale())
        told.append(f"{day} {line.when} {line.title}" + (f", {line.where}" if line.where else ""))
    if len(lines) > shown:
        told.append(more_words(len(lines) - shown))
    told.append(_("All of it, change or end: %(link)s") % {"link": link})
    return "\n".join(told)


def _locale() -> str:
    return {"en": "en_GB", "nn": "nn"}.get((get_language() or "nb")[:2], "nb")
