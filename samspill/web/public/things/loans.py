"""What the borrower sees by her private link: how many and when, where to fetch it, change it, say that it is back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.activities.queries import CONTENT_TYPE, FeedEvent, write_calendar
from samspill.foundation import clock
from samspill.venues.actions import (
    bring_back,
    change_loan,
    give_back,
    give_back_dates,
    have_again,
    have_dates_again,
)
from samspill.venues.actions.telling import LOAN_LINK
from samspill.venues.models import Loan
from samspill.venues.queries.again import why_not_again
from samspill.venues.queries.closed_days import closed_day_of
from samspill.venues.queries.dates import dates_to_come, dates_together
from samspill.venues.queries.promises import too_few_for, too_few_of_dates
from samspill.venues.queries.things import loan_of_link, where_to_fetch_is_told
from samspill.venues.wording import pieces_words
from samspill.web.access.links import with_link_to_row
from samspill.web.access.rooms import (
    EXPECTED,
    LoanForm,
    asked_date,
    chosen_date,
    complain,
    loan_times,
)
from samspill.web.access.things import again_page, wished_pieces

#: Whoever holds the private link of a loan; the view gets the loan. `?date=` asks for another of the dates that were
#: asked for together with it.
with_link_to_loan = with_link_to_row(
    LOAN_LINK, lambda request, subject: chosen_date(loan_of_link(subject), dates_together, request)
)


@require_safe
@with_link_to_loan
def page(request: HttpRequest, token: str, loan: Loan) -> HttpResponse:
    """Her loan, and what she can do with it."""
    return render(request, "public/things/loan.html", _shown(request, token, loan))


@require_POST
@with_link_to_loan
def giving_back(request: HttpRequest, token: str, loan: Loan) -> HttpResponse:
    """It is brought back, or she does not need it, or neither after all; pressing twice does the same."""
    press = have_again if "undo" in request.POST else bring_back if "back" in request.POST else give_back
    press(loan, by=loan.person, at=clock.now())
    return _back(request, token)


@require_http_methods(["GET", "HEAD", "POST"])
@with_link_to_loan
def dates(request: HttpRequest, token: str, loan: Loan) -> HttpResponse:
    """All the dates that were asked for together; a POST gives up all to come, or takes that back."""
    at = clock.now()
    if request.method == "POST":
        press = have_dates_again if "undo" in request.POST else give_back_dates
        press(loan, by=loan.person, at=at)
        return redirect("public:things:dates", token)
    together = dates_together(loan)
    page = {
        "here": "rooms",
        "token": token,
        "loan": loan,
        "loans": together,
        "to_come": len(dates_to_come(loan, at=at)),
        **again_page(loan, at=at),
        "short": {one.loan.pk: one for one in too_few_of_dates(together, at=at)},
    }
    return render(request, "public/things/dates.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@with_link_to_loan
def moving(request: HttpRequest, token: str, loan: Loan) -> HttpResponse:
    """More or fewer pieces, other times; longer where it is fetched."""
    form = LoanForm(
        request.POST if request.method == "POST" else None,
        initial=loan_times(loan) | wished_pieces(request),
        thing=loan.thing,
        held=loan.pieces,
    )
    if form.is_valid():
        try:
            change_loan(loan, form.cleaned_data["pieces"], *form.times(), by=loan.person, at=clock.now())
            return _back(request, token)
        except EXPECTED as error:
            complain(form, error)
    shown = _shown(request, token, loan) | {"form": form}
    return render(request, "public/things/moving.html", shown, status=422 if form.errors else 200)


@require_safe
@with_link_to_loan
def calendar(request: HttpRequest, token: str, loan: Loan) -> HttpResponse:
    """The loan as a calendar file, with all the dates that were asked for together."""
    events = [_event(one) for one in dates_together(loan)]
    made = write_calendar(events, name=events[0].title, host=request.get_host())
    return HttpResponse(
        made, content_type=CONTENT_TYPE, headers={"Content-Disposition": 'attachment; filename="loan.ics"'}
    )


def _event(loan: Loan) -> FeedEvent:
    place = loan.thing.place
    return FeedEvent(
        key=str(loan.pk),
        title=pieces_words(loan.pieces, loan.thing.name),
        starts_at=loan.starts_at,
        ends_at=loan.ends_at,
        changed_at=loan.moved_at or loan.asked_at,
        is_cancelled=not loan.is_live,
        text=place.way_in,
        place=", ".join(part for part in (place.name, place.address) if part),
    )


def _back(request: HttpRequest, token: str) -> HttpResponse:
    return redirect(reverse("public:things:loan", args=[token]) + asked_date(request))


def _shown(request: HttpRequest, token: str, loan: Loan) -> dict[str, object]:
    at = clock.now()
    return {
        "here": "rooms",
        "token": token,
        "loan": loan,
        "asked": asked_date(request),
        "too_late": why_not_again(loan, at=at) if loan.given_back_at or loan.brought_back_at else None,
        "few": too_few_for(loan, at=at),
        "closed": closed_day_of(loan, at=at),
        "has_begun": loan.fetched_at is not None or loan.starts_at <= at,
        "where": loan.thing.fetching if where_to_fetch_is_told(loan, at=at) else "",
    }
