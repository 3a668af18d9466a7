"""A place somebody waits for: her number in line, what is offered, and the way out, by its private link."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.activities.actions import (
    NotOpen,
    NoWaitingList,
    OfferIsOver,
    accept_place,
    cancel_sign_up,
    leave_line,
)
from samspill.activities.actions.taking_back import PlaceGone, take_back_place
from samspill.activities.actions.telling import LINK_OF_WAITING
from samspill.activities.actions.waiting import AnswerFirst, change_wait
from samspill.activities.models import SignUp, Waiting
from samspill.activities.queries.taking_back import given_back
from samspill.activities.queries.waiting import waiting_of_link
from samspill.activities.queries.whole import heads_of, is_whole
from samspill.foundation import clock
from samspill.people.actions import HoldsNationalId
from samspill.web.access.links import with_link_to_row
from samspill.web.design.without_national_ids import EXPLANATION
from samspill.web.public.sign_ups.party_fields import PartyForm, typed_wait
from samspill.web.public.sign_ups.shown import what_is_taken

#: Whoever holds the private link of one who waits; the view gets the wait.
with_link_to_wait = with_link_to_row(LINK_OF_WAITING, lambda _request, subject: waiting_of_link(subject))


@require_safe
@with_link_to_wait
def wait(request: HttpRequest, token: str, row: Waiting) -> HttpResponse:
    """Where she stands in line, what is offered to her, or that she has a place."""
    at = clock.now()
    page = what_is_taken(row) | {
        "token": token,
        "is_coming": row.occurrence.starts_at > at,
        "is_offered": row.is_offered(at),
        "may_change": PartyForm(activity=row.occurrence.activity).has_something_to_change(),
        "has_place": row.sign_up is not None and _stands(row.sign_up),
        "again": given_back(row.sign_up, at=at) if row.sign_up is not None else None,
    }
    return render(request, "public/sign_ups/wait.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@with_link_to_wait
def change_waiting(request: HttpRequest, token: str, row: Waiting) -> HttpResponse:
    """With whom she waits, and what she answered; more go to the end of the line, as the page says."""
    if row.left_at or row.sign_up_id:
        return redirect("public:sign_ups:wait", token)
    told = request.POST if request.method == "POST" else None
    form = PartyForm(told, activity=row.occurrence.activity, initial=typed_wait(row))
    if form.is_valid() and _change_waiting(row, form):
        return redirect("public:sign_ups:wait", token)
    page = {**what_is_taken(row), "token": token, "form": form}
    return render(request, "public/sign_ups/change_waiting.html", page, status=422 if form.errors else 200)


@require_POST
@with_link_to_wait
def acceptance(request: HttpRequest, token: str, row: Waiting) -> HttpResponse:
    """Yes to the place that is offered; where it went to the next, her page says so."""
    with suppress(OfferIsOver):
        accept_place(row, channel="web", by=row.person, at=clock.now())
    return redirect("public:sign_ups:wait", token)


@require_POST
@with_link_to_wait
def withdrawal(request: HttpRequest, token: str, row: Waiting) -> HttpResponse:
    """She waits no longer, says no to what is offered, or gives back the place she got; twice does the same. With
    `undo` she has the place again, if nobody else has got it.
    """
    if "undo" in request.POST and row.sign_up is not None:
        with suppress(NotOpen, PlaceGone):
            take_back_place(row.sign_up, channel="web", by=row.person, at=clock.now())
    elif row.sign_up is not None:
        cancel_sign_up(row.sign_up, channel="web", by=row.person, at=clock.now())
    else:
        leave_line(row, channel="web", by=row.person, at=clock.now())
    return redirect("public:sign_ups:wait", token)


def _change_waiting(row: Waiting, form: PartyForm) -> bool:
    try:
        change_wait(row, form.party(), channel="web", by=row.person, at=clock.now())
    except AnswerFirst:
        form.add_error(None, _("You are asked whether you will have what is free. Answer that first."))
    except NoWaitingList:
        form.add_error(None, _("There are not so many places."))
    except OfferIsOver:
        form.add_error(None, _("This can no longer be changed here. Call us."))
    except HoldsNationalId:
        form.add_error(None, EXPLANATION)
    return form.is_valid()


def _stands(row: SignUp) -> bool:
    """Whether somebody has the place, of all the times at any to come."""
    return row.cancelled_at is None or (is_whole(row) and bool(heads_of(row, at=clock.now())))
