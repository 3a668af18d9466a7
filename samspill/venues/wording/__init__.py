"""What the room's codes are called, and what those who borrow are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from babel.dates import format_date
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.venues.rules import Objection

EQUIPMENT_WORDS: dict[str, Promise] = {
    "projector": gettext_lazy("Projector"),
    "screen": gettext_lazy("Screen"),
    "sound": gettext_lazy("Loudspeakers"),
    "kitchen": gettext_lazy("Kitchen"),
    "tables": gettext_lazy("Tables and chairs"),
    "piano": gettext_lazy("Piano"),
    "stage": gettext_lazy("Stage"),
    "changing_room": gettext_lazy("Changing room"),
    "wifi": gettext_lazy("Internet"),
}
WAY_IN_WORDS: dict[str, Promise] = {
    "step_free": gettext_lazy("Step-free"),
    "lift": gettext_lazy("Lift"),
    "toilet": gettext_lazy("Accessible toilet"),
    "hearing_loop": gettext_lazy("Hearing loop"),
    "parking": gettext_lazy("Parking close by"),
}
LENDS_TO_WORDS: dict[str, Promise] = {
    "everybody": gettext_lazy("Everybody may borrow it"),
    "associations": gettext_lazy("For associations and groups"),
    "registered": gettext_lazy("For associations registered in the municipality"),
}
OBJECTION_WORDS: dict[Objection, Promise] = {
    Objection.ODD: gettext_lazy("Choose a start and a later end, on whole quarters of an hour."),
    Objection.PAST: gettext_lazy("This time is over. Choose one to come."),
    Objection.TOO_SOON: gettext_lazy(
        "This is too soon for us to make ready. Choose a later time, or call us."
    ),
    Objection.TOO_FAR: gettext_lazy("One cannot borrow so far ahead yet. Choose an earlier day."),
    Objection.TOO_LONG: gettext_lazy("This is longer than one may borrow it. Choose a shorter time."),
    Objection.CLOSED: gettext_lazy("The house is closed that day. Choose another day."),
    Objection.OUTSIDE: gettext_lazy("The room is not lent at that time. Look at the free times."),
    Objection.NO_FETCHING: gettext_lazy(
        "Nobody is there to hand it out at that time. See when it can be fetched."
    ),
    Objection.NO_RETURN: gettext_lazy(
        "Nobody is there to take it back at that time. See when it can be brought back."
    ),
}


@dataclass(frozen=True)
class Told:
    """What is borrowed as a message tells of it, in the reader's language. `door` is "" until the time is near.

    `back` is when and where a thing is brought back and `place` the house that keeps it, "" for a room.
    """

    what: str
    when: str
    answer_by: dt.date | None
    signed: str
    link: str = ""
    door: str = ""
    duties: str = ""
    reason: str = ""
    back: str = ""
    place: str = ""


def words_for_codes(codes: Iterable[str]) -> list[str]:
    """Equipment and ways in, in words."""
    return [str(EQUIPMENT_WORDS.get(code) or WAY_IN_WORDS.get(code) or code) for code in codes]


def code_to_confirm(what: str, code: str) -> str:
    """The code that shows that the phone is hers."""
    return _("Your code is %(code)s. Write it on the page to borrow %(what)s.") % {"code": code, "what": what}


def booked(told: Told) -> str:
    """It is hers."""
    words = _("You have borrowed %(what)s, %(when)s.") % _facts(told)
    if told.back:
        later = _("We tell you where to fetch it when the time is near.")
    else:
        later = _("We tell you how to open when the time is near.")
    return _said(words, later, _way_out(told), told.signed)


def stands_as_before(told: Told) -> str:
    """She said that she never fetched it, and she has it after all."""
    words = _("It stands as before: %(what)s, %(when)s.") % _facts(told)
    return _said(words, _way_out(told), told.signed)


def never_fetched_by_mistake(told: Told) -> str:
    """Staff said that she never fetched it, and take it back."""
    return _said(_("We wrote down by mistake that you never fetched it."), stands_as_before(told))


def asked(told: Told) -> str:
    """Somebody will answer."""
    words = _("We have got your wish to borrow %(what)s, %(when)s.") % _facts(told)
    until = _("You get an answer by %(day)s.") % {"day": day_words(told.answer_by)} if told.answer_by else ""
    return _said(words, until, _way_out(told), told.signed)


def moved(told: Told) -> str:
    """It has a new time."""
    words = _("It is moved: %(what)s, now %(when)s.") % _facts(told)
    return _said(words, _way_out(told), told.signed)


def another_number(told: Told, before: str) -> str:
    """It has more or fewer pieces in the same time. `before` is what it was."""
    words = _("It is changed: it was %(before)s, and is now %(what)s, %(when)s.")
    return _said(words % (_facts(told) | {"before": before}), _way_out(told), told.signed)


def moved_for(told: Told, reason: str) -> str:
    """Staff had to give it another time or room, and say why."""
    words = _("We had to move what you borrow. It is now %(what)s, %(when)s.") % _facts(told)
    return _said(words, reason, _way_out(told), told.signed)


def lent_instead(told: Told, before: str, place: str, reason: str, *, waits: bool) -> str:
    """Staff lend another thing in place of `before`. `place` is where it stands, "" where that is the same house.

    `waits`: nobody has said yes yet.
    """
    if waits:
        words = _("You asked for %(before)s. We see whether you can have %(what)s instead, %(when)s.")
    else:
        words = _("Instead of %(before)s you get %(what)s, %(when)s.")
    where = _("You fetch it and bring it back here: %(place)s.") % {"place": place} if place else ""
    return _said(words % (_facts(told) | {"before": before}), where, reason, _way_out(told), told.signed)


def several_lent_instead(told: Told, before: str, dates: str, place: str, reason: str, *, waits: bool) -> str:
    """As `lent_instead`, of several dates; `told.when` is not used."""
    if waits:
        words = _("You asked for %(before)s. We see whether you can have %(what)s instead on %(dates)s.")
    else:
        words = _("Instead of %(before)s you get %(what)s on %(dates)s.")
    where = _("You fetch it and bring it back here: %(place)s.") % {"place": place} if place else ""
    facts = {"what": told.what, "before": before, "dates": dates}
    return _said(words % facts, where, reason, _way_out(told), told.signed)


def not_instead(told: Told, instead: str, dates: str) -> str:
    """What was lent instead is not, and the dates stand as they stood before; `told.when` is not used."""
    words = _("We said %(instead)s by mistake. It is %(what)s as before on %(dates)s.")
    return _said(words % {"what": told.what, "instead": instead, "dates": dates}, _way_out(told), told.signed)


def reminder(told: Told) -> str:
    """The time is near: how to open, and what to do."""
    words = _("Soon: %(what)s, %(when)s.") % _facts(told)
    return _said(words, told.door, told.duties, _way_out(told), told.signed)


def bring_it_back(told: Told) -> str:
    """The end of a long loan is near."""
    words = _("Remember to bring back %(what)s: %(back)s.") % {"what": told.what, "back": told.back}
    return _said(words, told.duties, _way_out(told), told.signed)


def closed_when_fetched(told: Told) -> str:
    """The time to fetch it is near, and the house has closed that day."""
    words = _("You cannot fetch %(what)s, %(when)s: %(place)s is closed that day.")
    return _said(words % (_facts(told) | {"place": told.place}), _another_time(), _way_out(told), told.signed)


def closed_when_back(told: Told) -> str:
    """The end of a long loan is near, and the house has closed that day."""
    words = _("You cannot bring back %(what)s as agreed (%(back)s): it is closed that day.")
    return _said(words % {"what": told.what, "back": told.back}, _another_time(), _way_out(told), told.signed)


def is_it_late(told: Told) -> str:
    """It should be back and is not; said once, and kindly."""
    words = _("%(what)s should have been back: %(back)s. Somebody may be waiting. Bring it when you can.") % {
        "what": told.what,
        "back": told.back,
    }
    link = _("Is it back, did you never fetch it, or do you need it longer? Say so here: %(link)s")
    return _said(words, link % {"link": told.link}, told.signed)


def brought_back(told: Told) -> str:
    """She says it is back."""
    words = _("Thank you for bringing back %(what)s. We look it over.") % {"what": told.what}
    return _said(words, told.signed)


def given_back(told: Told) -> str:
    """She does not need it."""
    words = _("Thank you for giving it back. Others can use %(what)s now, %(when)s.") % _facts(told)
    return _said(words, told.signed)


def refused(told: Told) -> str:
    """She cannot have it."""
    words = _("You could not borrow %(what)s, %(when)s.") % _facts(told)
    return _said(words, told.reason, told.signed)


def cancelled(told: Told) -> str:
    """Staff had to take it back."""
    words = _("We are sorry: we had to cancel %(what)s, %(when)s.") % _facts(told)
    return _said(words, told.reason, told.signed)


def several(told: Told, dates: list[str], waits: bool) -> str:
    """Many dates at once; `told.when` is not used."""
    if waits:
        words = _("We have got your wish to borrow %(what)s: %(dates)s.")
    else:
        words = _("You have borrowed %(what)s: %(dates)s.")
    return _said(words % {"what": told.what, "dates": ", ".join(dates)}, _way_out(told), told.signed)


def several_given_back(told: Told, dates: list[str]) -> str:
    """She does not need any of many dates; `told.when` is not used."""
    words = _("Thank you for giving it back. Others can use %(what)s now: %(dates)s.")
    return _said(words % {"what": told.what, "dates": ", ".join(dates)}, told.signed)


def several_cancelled(told: Told, dates: list[str]) -> str:
    """Staff had to take many dates back, or say no to them; `told.when` is not used."""
    words = _("We are sorry: you cannot have %(what)s: %(dates)s.")
    return _said(words % {"what": told.what, "dates": ", ".join(dates)}, told.reason, told.signed)


def too_few_left(what: str, when: str, left: int) -> str:
    """What staff may write where pieces are gone."""
    facts = {"what": what, "when": when, "left": left}
    if not left:
        words = _(
            "You have borrowed %(what)s, %(when)s. Something is gone or broken, and none is left for you."
        )
        return words % facts + " " + _("We look for something else. Call us if you have a wish.")
    words = ngettext(
        "You have borrowed %(what)s, %(when)s. Something is gone or broken, and only %(left)s is left for you.",
        "You have borrowed %(what)s, %(when)s. Something is gone or broken, and only %(left)s are left for you.",
        left,
    )
    return words % facts + " " + _("Is that enough? You can change how many, or give it back.")


def why_too_few() -> str:
    """Why a loan cannot be kept where pieces are gone."""
    return _("Something is gone or broken, and there are too few left.")


def closed_then(what: str, when: str, place: str, reason: str) -> str:
    """What staff may write where the house has closed the day on which it is fetched or brought back."""
    words = _(
        "You have borrowed %(what)s, %(when)s. %(place)s is closed when you were to fetch it or bring it back."
    )
    told = words % {"what": what, "when": when, "place": place}
    return _said(
        told,
        f"({reason})" if reason else "",
        _("Can you take it at another time? You can change it, or call us."),
    )


def why_closed(place: str) -> str:
    """Why a loan cannot be kept where the house is closed."""
    return _("%(place)s is closed then.") % {"place": place}


def written(told: Told, words: str) -> str:
    """What staff write of what is borrowed, with the way to change it."""
    return _said(words, _way_out(told), told.signed)


def time_words(starts_at: dt.datetime, ends_at: dt.datetime) -> str:
    """«tirsdag 10. mars kl. 17.00-19.00», with plain hyphens: a text message counts every sign."""
    starts, ends = clock.local(starts_at), clock.local(ends_at)
    told = {"day": day_words(starts.date()), "from": f"{starts:%H.%M}", "until": f"{ends:%H.%M}"}
    return _("%(day)s at %(from)s-%(until)s") % told


def span_words(starts_at: dt.datetime, ends_at: dt.datetime) -> str:
    """As `time_words` on one day; else «fredag 4. desember kl. 15.00 til mandag 7. desember kl. 10.00»."""
    if clock.local_day(starts_at) == clock.local_day(ends_at):
        return time_words(starts_at, ends_at)
    return _("%(from)s to %(until)s") % {"from": moment_words(starts_at), "until": moment_words(ends_at)}


def moment_words(moment: dt.datetime) -> str:
    """«fredag 4. desember kl. 15.00»."""
    local = clock.local(moment)
    return _("%(day)s at %(time)s") % {"day": day_words(local.date()), "time": f"{local:%H.%M}"}


def pieces_words(pieces: int, name: str) -> str:
    """«12 x Klappstol», with a plain x: a text message counts every sign. One is named alone."""
    return name if pieces == 1 else f"{pieces} x {name}"


def day_words(day: dt.date) -> str:
    """«tirsdag 10. mars»."""
    language = (get_language() or "nb")[:2]
    pattern = "EEEE d MMMM" if language == "en" else "EEEE d. MMMM"
    return format_date(day, pattern, locale={"en": "en_GB", "nn": "nn"}.get(language, "nb"))


def dates_words(moments: Iterable[dt.datetime]) -> str:
    """«10. mars, 17. mars og 31. mars»: each day is named, for those between may not be meant."""
    language = (get_language() or "nb")[:2]
    locale = {"en": "en_GB", "nn": "nn"}.get(language, "nb")
    pattern = "d MMMM" if language == "en" else "d. MMMM"
    days = [format_date(clock.local_day(one), pattern, locale=locale) for one in moments]
    if len(days) == 1:
        return days[0]
    return _("%(days)s and %(last)s") % {"days": ", ".join(days[:-1]), "last": days[-1]}


def signed_by(name: str, phone: str) -> str:
    """Who writes, and whom to call."""
    words = _("Regards %(name)s, %(phone)s") if phone else _("Regards %(name)s")
    return words % {"name": name, "phone": phone}


def _facts(told: Told) -> dict[str, str]:
    return {"what": told.what, "when": told.when}


def _another_time() -> str:
    return _("Choose another time, or call us.")


def _way_out(told: Told) -> str:
    return _("See, move or give back: %(link)s") % {"link": told.link} if told.link else ""


def _said(*parts: str) -> str:
    return " ".join(" ".join(part.split()) for part in parts if part)
