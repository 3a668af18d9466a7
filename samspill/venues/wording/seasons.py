"""Words for a season's hours: who comes, how far the sharing has come, why a wish gave nothing, and letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.venues.rules.seasons import Reason, Why
from samspill.venues.wording import day_words

Words = Mapping[str, str | Promise]

GROUPS: Words = {
    "children": gettext_lazy("Children"),
    "youth": gettext_lazy("Youth"),
    "adults": gettext_lazy("Adults"),
    "seniors": gettext_lazy("Older people"),
    "everyone": gettext_lazy("All ages"),
}
STEPS: Words = {
    "": gettext_lazy("Waiting to begin"),
    "takers": gettext_lazy("Something for everybody"),
    "first": gettext_lazy("Those who come first"),
    "all": gettext_lazy("As many hours as possible"),
    "wishes": gettext_lazy("Dearest wishes"),
    "lot": gettext_lazy("Drawing lots between equals"),
    "early": gettext_lazy("Earliest hours"),
    "writing": gettext_lazy("Writing the times down"),
}
_AIMS: Words = {
    "takers": gettext_lazy("Associations and groups with at least one time"),
    "first": gettext_lazy("Times for those who come first"),
    "all": gettext_lazy("Times in all"),
    "wishes": gettext_lazy("Steps down from first wishes"),
}
_WHY: Mapping[Why, Promise] = {
    Why.LACKING: gettext_lazy("No room in the season has what you need."),
    Why.NOT_FOR_GROUP: gettext_lazy("The room is only lent to registered associations."),
    Why.TOO_SMALL: gettext_lazy("The room does not hold so many."),
    Why.NOT_LENT: gettext_lazy("The room is not lent at that time."),
    Why.ENOUGH: gettext_lazy("You would have got more than one association may have in a week."),
    Why.GIVEN: gettext_lazy("The time went to others."),
}


def clock_words(minutes: int) -> str:
    """«17.30», from minutes after midnight."""
    return f"{minutes // 60:02}.{minutes % 60:02}"


def weekday_words(weekdays: Iterable[int]) -> str:
    """«mandag, tirsdag»."""
    return ", ".join(str(WEEKDAYS[int(one)]) for one in weekdays)


def time_words(room: str, weekday: int, begins: int, ends: int) -> str:
    """«Gymsalen, tirsdag 17.00-18.30», with a plain hyphen: a text message counts every sign."""
    return f"{room}, {WEEKDAYS[weekday]!s} {clock_words(begins)}-{clock_words(ends)}"


def reason_words(reason: Reason) -> str:
    """Why a wish gave nothing, with who has the times where they went to others."""
    words = str(_WHY[reason.why])
    if not reason.groups:
        return words
    counted = ", ".join(f"{str(GROUPS[group]).lower()} ({many})" for group, many in reason.groups)
    return f"{words} {_('They have times there: %(groups)s.') % {'groups': counted}}"


def aims_told(figures: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each aim people care about: what it is, what was reached, the best that is possible, and whether it is proven."""
    rows = []
    for one in figures:
        if one["aim"] in _AIMS:
            reached, bound = abs(one["reached"]), abs(one["bound"])
            is_proven = one["reached"] == one["bound"]
            rows.append(
                {"words": _AIMS[one["aim"]], "reached": reached, "bound": bound, "is_proven": is_proven}
            )
    return rows


def proof_words(figures: Sequence[Mapping[str, Any]]) -> str:
    """How good a sharing is, in a sentence or two."""
    if all(one["reached"] == one["bound"] for one in figures):
        return _("No other sharing is better by the rules of the season. This is proven.")
    if all(one["is_proven"] for one in aims_told(figures)):
        return _(
            "No other sharing gives more people a time, more times or dearer wishes. This is proven. "
            "Between equals we did not try everything."
        )
    return _(
        "We ended the search before all was tried. A somewhat better sharing may exist. "
        "The table shows what is proven."
    )


def hours_asked_for(season: str, ask_by_on: dt.date) -> str:
    """It is written down, and until when it can be changed."""
    told = {"season": season, "day": day_words(ask_by_on)}
    return (
        _(
            "We have got your wish for hours in %(season)s. You can change it until %(day)s. "
            "Then the hours are shared out."
        )
        % told
    )


def decided(
    season: str, times: Sequence[str], left_out: Sequence[dt.date], missing: Sequence[str], appeal: str
) -> str:
    """What an association got, and why not more."""
    if times:
        first = _("The hours of %(season)s are shared out. You have: %(times)s.") % {
            "season": season,
            "times": "; ".join(times),
        }
    else:
        first = _("The hours of %(season)s are shared out. We had no time for you this season.") % {
            "season": season
        }
    parts = [first]
    if left_out:
        days = ", ".join(day_words(day) for day in left_out)
        parts.append(
            _("These dates are left out, because the room is taken or closed: %(days)s.") % {"days": days}
        )
    return " ".join([*parts, *missing, *([appeal] if appeal else [])])


def rank_words(rank: int) -> str:
    """«Wish 2»."""
    return _("Wish %(rank)s") % {"rank": rank}


def taken_back(season: str) -> str:
    """The decision does not stand; another comes."""
    return _(
        "We have taken back how the hours of %(season)s were shared out, and cancelled the dates. "
        "You will hear from us again."
    ) % {"season": season}


def undone_reason(season: str) -> str:
    """Why a booking was cancelled, as it stands on the booking."""
    return _("The hours of %(season)s are to be shared out anew.") % {"season": season}
