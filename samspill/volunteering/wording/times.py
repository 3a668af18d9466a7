"""Days and hours as they are said in a message: plain hyphens, for a text message counts every sign."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.foundation import clock


def when_words(starts_at: dt.datetime, ends_at: dt.datetime, *, is_window: bool = False) -> str:
    """«tirsdag 10. mars kl. 10.00-11.00», or for a window «en gang mellom mandag 9. og søndag 15. mars»."""
    starts, ends = clock.local(starts_at), clock.local(ends_at)
    if is_window and starts.date() == ends.date():
        return _("%(day)s, some time between %(from)s and %(until)s") % _names(starts, ends)
    if is_window:
        last = (ends - dt.timedelta(seconds=1)).date()
        return _("once between %(first)s and %(last)s") % {
            "first": day_words(starts.date()),
            "last": day_words(last),
        }
    if starts.date() == ends.date():
        return _("%(day)s at %(from)s-%(until)s") % _names(starts, ends)
    return _("%(day)s at %(from)s") % _names(starts, ends)


def about_when(starts_at: dt.datetime, ends_at: dt.datetime, *, is_window: bool = False) -> str:
    """The same without the end: «tirsdag 10. mars kl. 10.00»."""
    if is_window:
        return when_words(starts_at, ends_at, is_window=True)
    starts = clock.local(starts_at)
    return _("%(day)s at %(from)s") % {"day": day_words(starts.date()), "from": f"{starts:%H.%M}"}


def day_words(day: dt.date) -> str:
    """«tirsdag 10. mars»."""
    language = (get_language() or "nb")[:2]
    pattern = "EEEE d MMMM" if language == "en" else "EEEE d. MMMM"
    return format_date(day, pattern, locale={"en": "en_GB", "nn": "nn"}.get(language, "nb"))


def _names(starts: dt.datetime, ends: dt.datetime) -> dict[str, str]:
    return {"day": day_words(starts.date()), "from": f"{starts:%H.%M}", "until": f"{ends:%H.%M}"}
