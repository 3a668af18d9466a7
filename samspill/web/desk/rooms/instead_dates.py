"""Another thing on all the dates that cannot be kept, or on some of them: seen first, done with one message, undone."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.venues.actions import lend_dates_instead, ready_reason, undo_instead
from samspill.venues.actions.dates import LeftOut
from samspill.venues.models import Loan
from samspill.venues.queries.closed_days import closed_day_of, loans_meeting_closed_doors
from samspill.venues.queries.dates import dates_to_come
from samspill.venues.queries.instead import OtherThing, things_instead_of_dates
from samspill.venues.queries.promises import too_few_of
from samspill.venues.queries.things import loan_for
from samspill.venues.wording import day_words
from samspill.web.access.rooms import EXPECTED, complain, sentence_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.rooms.forms.bookings import DatesInsteadForm


@at_the_desk
def instead(request: DeskRequest, loan_id: uuid.UUID) -> HttpResponse:
    """Choose the dates and the thing, look at what becomes of each date, and do it."""
    loan, at = loan_for(request.asker, loan_id), clock.now()
    rows = dates_to_come(loan, at=at)
    short = {one.loan.pk: one for one in too_few_of(rows, at=at)}
    few, closed = short.get(loan.pk) or next(iter(short.values()), None), closed_day_of(loan, at=at)
    meeting = loans_meeting_closed_doors(request.asker, at=at).filter(pk__in=[one.pk for one in rows])
    wrong = {*short, *meeting.values_list("pk", flat=True)}
    ticked = request.POST.getlist("dates") or [str(one.pk) for one in rows if one.pk in wrong or not wrong]
    offers = things_instead_of_dates([one for one in rows if str(one.pk) in ticked], at=at)
    form = DatesInsteadForm(
        request.POST or None,
        loans=rows,
        offers=offers,
        initial={"dates": ticked, "reason": ready_reason(loan, few, closed)},
    )
    seen: OtherThing | None = None
    if request.method == "POST" and form.is_valid():
        if "sure" in request.POST and _lend(request, loan, form):
            return redirect("desk:rooms:loan_dates", loan_id)
        seen = next(one for one in offers if str(one.thing.pk) == form.cleaned_data["thing"])
    page = {"here": "rooms", "loan": loan, "rows": rows, "offers": offers, "form": form, "seen": seen}
    return render(request, "desk/rooms/things/instead_dates.html", page, status=422 if form.errors else 200)


@at_the_desk
@require_POST
def undoing(request: DeskRequest, loan_id: uuid.UUID) -> HttpResponse:
    """What was lent instead is not, on all the dates that got it together."""
    found = loan_for(request.asker, loan_id)
    back, stays = undo_instead(found, by=request.user, at=clock.now())
    if back:
        messages.success(request, _("It is undone. The borrower is told, if the message had gone out."))
    if stays:
        days = ", ".join(day_words(clock.local_day(one.starts_at)) for one in stays)
        messages.warning(
            request,
            _("Not undone: %(dates)s. Others have been promised it, or the date is over.") % {"dates": days},
        )
    if not back and not stays:
        messages.error(request, _("It is settled already."))
    return redirect("desk:rooms:loan_dates" if found.series else "desk:rooms:loan", loan_id)


def _lend(request: DeskRequest, loan: Loan, form: DatesInsteadForm) -> bool:
    given, at = form.cleaned_data, clock.now()
    try:
        made, left = lend_dates_instead(
            loan, form.chosen(), uuid.UUID(given["thing"]), given["reason"], by=request.user, at=at
        )
    except EXPECTED as error:
        complain(form, error)
        return False
    _say(request, made, left)
    return True


def _say(request: DeskRequest, made: Sequence[Loan], left: Sequence[LeftOut]) -> None:
    if made:
        words = ngettext(
            "One date is changed, and the borrower is told.",
            "%(n)s dates are changed, and the borrower is told once.",
            len(made),
        )
        messages.success(request, words % {"n": len(made)})
    if left:
        named = " ".join(f"{day_words(clock.local_day(on))}: {sentence_for(error)}" for on, error in left)
        messages.warning(request, _("Left as they were: %(dates)s") % {"dates": named})
