"""What every door to the things shares: two weeks of a thing, several dates looked at, and dates told as one line."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Container, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.foundation import clock
from samspill.venues.actions.dates import LeftOut
from samspill.venues.models import Loan, Thing
from samspill.venues.queries.again import dates_given_back, why_not_again
from samspill.venues.queries.dates import wished_dates
from samspill.venues.queries.things import days_of_thing
from samspill.venues.wording import OBJECTION_WORDS, day_words
from samspill.web.access.rooms import sentence_for

DAYS_SHOWN = 14
#: What an address may have chosen in the form that borrows a thing.
CHOSEN = ("pieces", "day", "begins", "until_on", "ends")


def days_page(request: HttpRequest, thing: Thing) -> dict[str, Any]:
    """Two weeks from the day the address asks for, as `access/things/days.html` shows them."""
    today, step = clock.today(), dt.timedelta(days=DAYS_SHOWN)
    last_on = today + dt.timedelta(days=thing.ahead_days)
    first_on = min(max(_day(request.GET.get("from", "")) or today, today), last_on)
    return {
        "days": days_of_thing(thing, first_on, DAYS_SHOWN, at=clock.now()),
        "before_on": max(first_on - step, today) if first_on > today else None,
        "after_on": first_on + step if first_on + step <= last_on else None,
    }


def looked_at_dates(
    thing: Thing,
    pieces: int,
    times: Sequence[tuple[dt.datetime, dt.datetime]],
    *,
    at: dt.datetime,
    by_staff: bool,
) -> dict[str, Any]:
    """Several dates before they are borrowed, as `access/things/wished_dates.html` shows them.

    `rows` has each date with why it cannot be had as it is, in words; `has_all` says that each can, `has_enough` that
    some can, and `has_fewer` that some of the others can with fewer pieces.
    """
    found = wished_dates(thing, times, at=at, by_staff=by_staff)
    rows = [
        {
            "starts_at": one.starts_at,
            "ends_at": one.ends_at,
            "why": OBJECTION_WORDS[one.why] if one.why else "",
            "too_few": one.why is None and one.left < pieces,
            "left": one.left,
        }
        for one in found
    ]
    enough = [row for row in rows if not row["why"] and not row["too_few"]]
    return {
        "rows": rows,
        "has_all": len(enough) == len(rows),
        "has_enough": bool(enough),
        "has_too_few": any(row["too_few"] for row in rows),
        "has_fewer": any(row["too_few"] and row["left"] for row in rows),
    }


def tell_of_dates(request: HttpRequest, made: Sequence[Loan], left: Sequence[LeftOut]) -> None:
    """Say on the next page what came of several dates: how many there are, and which were left out and why."""
    if any(one.approved_at is None for one in made):
        words = ngettext(
            "Asked for: one date. You get an answer.", "Asked for: %(n)s dates. You get an answer.", len(made)
        )
        messages.success(request, words % {"n": len(made)})
    elif made:
        words = ngettext("Borrowed: one date.", "Borrowed: %(n)s dates.", len(made))
        messages.success(request, words % {"n": len(made)})
    if left:
        named = " ".join(f"{day_words(clock.local_day(on))}: {sentence_for(error)}" for on, error in left)
        messages.warning(request, _("Left out: %(dates)s") % {"dates": named})


def folded(loans: Sequence[Loan], short: Container[uuid.UUID]) -> list[tuple[Loan, int]]:
    """The loans with how many follow: of dates that were asked for together and stand alike only the next is left."""
    first: dict[object, Loan] = {}
    more: Counter[object] = Counter()
    for loan in loans:
        alike = (loan.series, _standing(loan), loan.pk in short) if loan.series else loan.pk
        if alike in first:
            more[alike] += 1
        else:
            first[alike] = loan
    return [(loan, more[alike]) for alike, loan in first.items()]


def tell_of_undo(request: HttpRequest, done: bool) -> None:
    """Say on the next page whether what was given back by mistake could be had again."""
    if done:
        messages.success(request, _("It is yours again."))
    else:
        messages.error(
            request, _("It is too late: others have borrowed it, or it is not lent then any more.")
        )


def again_page(loan: Loan, *, at: dt.datetime) -> dict[str, Any]:
    """What `access/things/dates_again.html` shows: how many of the dates given back last can be had again, and not."""
    too_late = [why_not_again(one, at=at) for one in dates_given_back(loan, at=at)]
    gone = sum(one is not None for one in too_late)
    return {"again": len(too_late) - gone, "gone": gone}


def wished_pieces(request: HttpRequest) -> dict[str, int]:
    """How many pieces the address proposes, for a form that changes a loan."""
    wanted = request.GET.get("pieces", "")
    return {"pieces": int(wanted)} if wanted.isdecimal() and len(wanted) < 5 else {}


def _standing(loan: Loan) -> tuple[bool, ...]:
    facts = ("refused", "cancelled", "given_back", "approved", "fetched", "brought_back", "returned")
    return tuple(getattr(loan, f"{name}_at") is not None for name in facts)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
