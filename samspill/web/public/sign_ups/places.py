"""A place somebody has: changed and given back by its private link."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.activities.actions import NotOpen, TimeIsFull, cancel_sign_up, change_sign_up
from samspill.activities.actions.sign_ups import cancel_one_time, come_after_all
from samspill.activities.actions.taking_back import PlaceGone, take_back_place
from samspill.activities.actions.telling import LINK
from samspill.activities.models import SignUp
from samspill.activities.queries.sign_ups import PICK_UNDONE, sign_up_of_link, together_with
from samspill.activities.queries.taking_back import given_back
from samspill.activities.queries.whole import heads_of, is_whole
from samspill.foundation import clock
from samspill.people.actions import HoldsNationalId
from samspill.web.access.links import with_link_to_row
from samspill.web.design.without_national_ids import EXPLANATION
from samspill.web.public.sign_ups.party_fields import PartyForm, typed_party
from samspill.web.public.sign_ups.shown import lacks_words, what_is_taken

#: Whoever holds the private link of a sign-up; the view gets the sign-up.
with_link_to_place = with_link_to_row(LINK, lambda _request, subject: sign_up_of_link(subject))


@require_safe
@with_link_to_place
def place(request: HttpRequest, token: str, row: SignUp) -> HttpResponse:
    """Her place: when and where, and a button to give it back."""
    form, at = PartyForm(activity=row.occurrence.activity), clock.now()
    hers = heads_of(row, at=at, also_given_back=True) if is_whole(row) else []
    has_all = any(one.cancelled_at is None for one in hers)
    again = given_back(row, at=at)
    page = {
        **what_is_taken(row),
        "token": token,
        "is_coming": has_all or row.occurrence.starts_at > at,
        "is_given_back": (row.cancelled_at is not None or again is not None) and not has_all,
        "is_undone": row.cancelled_channel == PICK_UNDONE,
        "again": again,
        "lacks_words": lacks_words(row),
        "may_change": form.has_something_to_change() and row.whole_id is None,
        "hers": hers if has_all else [],
    }
    return render(request, "public/sign_ups/place.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@with_link_to_place
def change(request: HttpRequest, token: str, row: SignUp) -> HttpResponse:
    """Who comes on her place, and what she answered; what is given back goes to the next."""
    whole = heads_of(row, at=clock.now()) if is_whole(row) else []
    rows = together_with(whole[0] if whole else row)
    if not rows:
        return redirect("public:sign_ups:place", token)
    told = request.POST if request.method == "POST" else None
    form = PartyForm(told, activity=row.occurrence.activity, initial=typed_party(rows))
    if form.is_valid() and _change(row, form):
        return redirect("public:sign_ups:place", token)
    page = {**what_is_taken(row), "token": token, "form": form}
    return render(request, "public/sign_ups/change.html", page, status=422 if form.errors else 200)


@require_POST
@with_link_to_place
def cancellation(request: HttpRequest, token: str, row: SignUp) -> HttpResponse:
    """She cannot come after all, or can, with `undo`, if nobody else has got the place: her page says which. Pressing
    twice does the same.
    """
    if "undo" in request.POST:
        with suppress(NotOpen, PlaceGone):
            take_back_place(row, channel="web", by=row.person, at=clock.now())
    else:
        cancel_sign_up(row, channel="web", by=row.person, at=clock.now())
    return redirect("public:sign_ups:place", token)


@require_POST
@with_link_to_place
def absence(request: HttpRequest, token: str, row: SignUp) -> HttpResponse:
    """She cannot come to one of the times she has signed up for, or can after all with `undo`."""
    at = clock.now()
    chosen = {str(one.pk): one for one in heads_of(row, at=at, also_given_back=True)}
    one = chosen.get(request.POST.get("time", ""))
    if one is None or not is_whole(row):
        raise Http404
    with suppress(NotOpen):
        if "undo" in request.POST:
            come_after_all(one, channel="web", by=row.person, at=at)
        elif one.pk == row.pk:
            cancel_one_time(one, channel="web", by=row.person, at=at)
        else:
            cancel_sign_up(one, channel="web", by=row.person, at=at)
    return redirect("public:sign_ups:place", token)


def _change(row: SignUp, form: PartyForm) -> bool:
    try:
        change_sign_up(row, form.party(), channel="web", by=row.person, at=clock.now())
    except TimeIsFull:
        form.add_error(None, _("There are not so many places left."))
    except NotOpen:
        form.add_error(None, _("This can no longer be changed here. Call us."))
    except HoldsNationalId:
        form.add_error(None, EXPLANATION)
    return form.is_valid()
