"""What those who want to help are written before they are volunteers: thanks, times to choose between, that we wait."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from samspill.volunteering.wording.messages import first_name, signed

#: The short answer to a word sent by SMS, in languages our catalogues do not have. Read by a machine's translator
#: and by nobody yet who speaks them: a native reader is welcome to mend them.
WE_CALL_YOU = {
    "uk": "Дякуємо! Ми вам зателефонуємо.",
    "ru": "Спасибо! Мы вам позвоним.",
    "ar": "شكرًا لك! سنتصل بك.",
    "so": "Mahadsanid! Waan ku soo wici doonnaa.",
    "ti": "የቐንየልና! ክንድውለልኩም ኢና።",
    "fi": "Kiitos! Soitamme sinulle.",
    "se": "Giitu! Mii riŋget dutnje.",
    "pl": "Dziękujemy! Zadzwonimy do Ciebie.",
}


def thanks_for_offering(language: str, unit: str, phone: str) -> str:
    """To one who sent FRIVILLIG: somebody calls. The active language is hers where we have it."""
    said = WE_CALL_YOU.get(language) or _("Thank you! We will call you.")
    return f"{said} {signed(unit, phone)}"


def thanks_for_asking(language: str, unit: str, phone: str) -> str:
    """To one who sent HJELP."""
    said = WE_CALL_YOU.get(language) or _(
        "Thank you, we have received it. We will call you. Is it about life or health? Call 113."
    )
    return f"{said} {signed(unit, phone)}"


def still_waiting(name: str, unit: str, phone: str, *, is_passed_on: bool = False) -> str:
    """To one who said she wants to help and has not heard from us in two weeks."""
    said = _(
        "Hi %(name)s! You told us you would like to help. We have not managed to call you yet, but we will."
    )
    if is_passed_on:
        said = _(
            "Hi %(name)s! You told us you would like to help, and nobody has called you. We are sorry. "
            "Now we at %(unit)s have taken over, and we will call you."
        )
    told = said % {"name": first_name(name), "unit": unit} if name else _nameless(said, unit)
    return f"{told} {signed(unit, phone)}"


def times_to_choose(
    name: str, times: Iterable[tuple[int, str]], unit: str, phone: str, link: str = ""
) -> str:
    """When does it suit you that we talk? Each time with the number she answers."""
    asked = _greeted(name, _("Thank you for wanting to help. When can we talk?"))
    listed = " ".join(f"{number}: {when}." for number, when in times)
    how = _("Answer with the number.")
    also = _("Or choose here: %(link)s") % {"link": link} if link else ""
    return " ".join(part for part in (asked, listed, how, also, signed(unit, phone)) if part)


def talk_booked(name: str, when: str, place: str, unit: str, phone: str) -> str:
    """The time is hers. `place` is where they meet, "" where we call."""
    if place:
        said = _("We meet %(when)s: %(place)s.") % {"when": when, "place": place.rstrip(".")}
    else:
        said = _("We call you %(when)s.") % {"when": when}
    away = _("Does it not suit you after all? Answer CANCEL.")
    return " ".join((_greeted(name, said), away, signed(unit, phone)))


def talk_reminder(name: str, when: str, place: str, unit: str, phone: str) -> str:
    """The day before."""
    where = f" {place.rstrip('.')}." if place else ""
    said = _("Reminder: we talk %(when)s.") % {"when": when}
    away = _("Does it not suit you after all? Answer CANCEL.")
    return " ".join((_greeted(name, said) + where, away, signed(unit, phone)))


def talk_cancelled(name: str, when: str, unit: str, phone: str) -> str:
    """It is off, and we find another time."""
    said = _("Our talk %(when)s is called off. We find another time together.") % {"when": when}
    return f"{_greeted(name, said)} {signed(unit, phone)}"


def time_taken(times: Iterable[tuple[int, str]], unit: str, phone: str) -> str:
    """Somebody else was quicker; what is left to choose between."""
    listed = " ".join(f"{number}: {when}." for number, when in times)
    if not listed:
        said = _("That time was just taken. We call you and find another.")
        return f"{said} {signed(unit, phone)}"
    said = _("That time was just taken. Choose another:")
    return " ".join((said, listed, _("Answer with the number."), signed(unit, phone)))


def tried_to_call(name: str, unit: str, phone: str) -> str:
    """We have called several times."""
    said = _(
        "Thank you for wanting to help. We have called you, but not reached you. You are welcome to call us."
    )
    return f"{_greeted(name, said)} {signed(unit, phone)}"


def subject(unit: str) -> str:
    """The subject of an e-mail about wanting to help."""
    return _("You want to help: %(unit)s") % {"unit": unit}


def _greeted(name: str, said: str) -> str:
    greeting = _("Hi %(name)s!") % {"name": first_name(name)}
    return f"{greeting} {said}" if name else said


def _nameless(said: str, unit: str) -> str:
    return (said % {"name": "", "unit": unit}).replace(" !", "!")
