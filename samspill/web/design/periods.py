"""How long something lasts, as people say it: «2 years», «3 months», «10 days»."""

from __future__ import annotations

from django.utils.translation import ngettext

YEAR = 365
MONTH = 30


def period_words(days: int) -> str:
    """A number of days in the largest measure that fits it."""
    if days % YEAR == 0:
        years = days // YEAR
        return ngettext("one year", "%(n)s years", years) % {"n": years}
    if days % MONTH == 0:
        months = days // MONTH
        return ngettext("one month", "%(n)s months", months) % {"n": months}
    return ngettext("one day", "%(n)s days", days) % {"n": days}
