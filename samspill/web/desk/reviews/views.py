"""What waits to be read: the list, one of them with its history, approved or sent back, and taking that back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspill.foundation import clock
from samspill.organisations.actions import approve_review, return_review, undo_review
from samspill.organisations.models import PictureFile, Review
from samspill.organisations.queries.reviews import (
    history_of,
    picture_to_read,
    review_for,
    settled_reviews,
    waiting_reviews,
    waiting_times,
    why_it_is_trusted,
)
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk import columns
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.paging import page_of
from samspill.web.desk.reviews.forms import ReturnForm, TrustForm
from samspill.web.desk.reviews.shown import preview_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet


@at_the_desk
def reviews(request: DeskRequest) -> HttpResponse:
    """What waits, the oldest first; or what was answered, the latest first; and how long it takes."""
    is_settled = request.GET.get("show") == "settled"
    rows = settled_reviews(request.asker) if is_settled else waiting_reviews(request.asker)
    if is_wanted(request):
        return spreadsheet(request, "reviews", rows, columns.REVIEWS)
    page = {
        "here": "associations",
        "is_settled": is_settled,
        "page": page_of(request, rows),
        "times": waiting_times(request.asker, at=clock.now()),
    }
    return render(request, "desk/reviews/list.html", page)


@at_the_desk
def review(request: DeskRequest, review_id: uuid.UUID) -> HttpResponse:
    """What it is, what may be done with it, and what was done before."""
    return _page(request, review_for(request.asker, review_id))


@require_safe
@at_the_desk
def picture(request: DeskRequest, review_id: uuid.UUID) -> HttpResponse:
    """The picture that waits: shown to the desk alone, and kept by no browser."""
    try:
        found = picture_to_read(review_for(request.asker, review_id))
    except PictureFile.DoesNotExist as error:
        raise Http404 from error
    response = HttpResponse(bytes(found.content), content_type=f"image/{found.kind}")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@at_the_desk
@require_POST
def approval(request: DeskRequest, review_id: uuid.UUID) -> HttpResponse:
    """It is on the square; with `trust`, so is all the association writes from now on."""
    found, at = review_for(request.asker, review_id), clock.now()
    form = TrustForm(request.POST)
    if "trust" in request.POST and not form.is_valid():
        return _page(request, found, trusts=form)
    try:
        because = form.cleaned_data["reason"] if "trust" in request.POST else ""
        approve_review(found, by=request.user, at=at, trust_because=because)
        messages.success(request, _("It is on the square, and the association is told."))
        return redirect("desk:reviews:list")
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
        return redirect("desk:reviews:review", found.pk)


@at_the_desk
@require_POST
def returning(request: DeskRequest, review_id: uuid.UUID) -> HttpResponse:
    """It is not shown as it is; the association is told why, and where to mend it."""
    found, form = review_for(request.asker, review_id), ReturnForm(request.POST)
    if form.is_valid():
        try:
            return_review(found, form.cleaned_data["reason"], by=request.user, at=clock.now())
            messages.success(request, _("It is sent back, and the association is told why."))
            return redirect("desk:reviews:list")
        except EXPECTED as error:
            form.add_error("reason", sentence_for(error))
    return _page(request, found, returns=form)


@at_the_desk
@require_POST
def undoing(request: DeskRequest, review_id: uuid.UUID) -> HttpResponse:
    """The answer does not stand: it waits again."""
    try:
        again = undo_review(review_for(request.asker, review_id), by=request.user, at=clock.now())
        messages.success(request, _("It waits again."))
        return redirect("desk:reviews:review", again.pk)
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
        return redirect("desk:reviews:review", review_id)


def _page(
    request: DeskRequest,
    found: Review,
    *,
    returns: ReturnForm | None = None,
    trusts: TrustForm | None = None,
) -> HttpResponse:
    history = history_of(found)
    standing = next((one for one in history if one.undone_at is None), None)
    page = {
        "here": "associations",
        "review": found,
        "is_last": standing is not None and standing.pk == found.pk,
        "history": history,
        "trusted": why_it_is_trusted(found.organisation),
        "returns": returns or ReturnForm(auto_id="return_%s"),
        "trusts": trusts or TrustForm(auto_id="trust_%s"),
        **preview_of(request.asker, found),
    }
    wrong = any(form is not None and form.errors for form in (returns, trusts))
    return render(request, "desk/reviews/review.html", page, status=422 if wrong else 200)
