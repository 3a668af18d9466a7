"""What this room writes itself: the words around a letter, and what codes are called."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

PURPOSES: dict[str, str | Promise] = {
    "news": gettext_lazy("News"),
    "invitation": gettext_lazy("Invitation"),
    "thanks": gettext_lazy("Thank you"),
    "reminder": gettext_lazy("Reminder"),
    "question": gettext_lazy("Question"),
}
#: What a merge field puts in, for those who write templates.
FIELD_WORDS: dict[str, str | Promise] = {
    "fornavn": gettext_lazy("the reader's first name"),
    "navn": gettext_lazy("the reader's whole name"),
    "enhet": gettext_lazy("the name of your unit"),
    "telefon": gettext_lazy("your unit's phone"),
    "kommune": gettext_lazy("the name of the municipality"),
}


def letter_greeting(name: str) -> str:
    """What stands over a letter without a title."""
    return _("To %(name)s") % {"name": name}


def how_to_answer_letter(phone: str, hours: str) -> tuple[str, str]:
    """A heading and what to do, for one who has neither mobile nor e-mail."""
    title = _("Do you want to answer?")
    if not phone:
        return title, _("Come by, or write back to the address at the top.")
    words = _("Call us on %(phone)s.") % {"phone": phone}
    if hours:
        words += " " + _("Somebody answers %(hours)s.") % {"hours": hours}
    return title, words


def regards() -> str:
    """Above the names of those who write."""
    return _("Regards")


def letter_day(day: dt.date) -> str:
    """«tirsdag 10. mars 2026»."""
    language = (get_language() or "nb")[:2]
    pattern = "EEEE d MMMM y" if language == "en" else "EEEE d. MMMM y"
    return format_date(day, pattern, locale={"en": "en_GB", "nn": "nn"}.get(language, "nb"))


def letters_title() -> str:
    """The title of a file with several letters."""
    return _("Letters")


def labels_title() -> str:
    """The title of a sheet of labels."""
    return _("Address labels")
