"""The call list: whom to call and what came of it, two keys for each and one to take it back."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.messaging.actions.by_hand import carry_by_hand, take_back_by_hand
from samspill.messaging.models import OutboundMessage
from samspill.people.actions.unusable import mark_usable
from samspill.volunteering.actions import undo_answer
from samspill.volunteering.actions.calls import note_call_try, take_back_call_try, take_back_yes
from samspill.volunteering.models import CallTry, Offer
from samspill.volunteering.queries.calls import (
    call_list,
    call_try_for,
    lines_of,
    offer_to_call_for,
    words_for,
    words_to_say,
)
from samspill.volunteering.queries.needs import shift_to_change_for
from samspill.volunteering.queries.unusable import unusable_point_for, unusable_points
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.columns import CALLS, FAILING
from samspill.web.desk.needs.complaints import EXPECTED, sentence_for
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet

Key = uuid.UUID | None

#: What is written in the note at the top when something is done, and can be taken back with one key.
DONE = {
    "yes": gettext_lazy("%(name)s said yes."),
    "no": gettext_lazy("%(name)s said no."),
    "said": gettext_lazy("%(name)s is told."),
    "not_reached": gettext_lazy("%(name)s was not reached."),
    "call_back": gettext_lazy("%(name)s is to be called back."),
    "wrong_number": gettext_lazy("%(name)s: the number is wrong, and is used no more."),
}


@at_the_desk
def calls(request: DeskRequest, need_id: Key = None, shift_id: Key = None) -> HttpResponse:
    """Whom to call, with a key for each outcome. Of one need or time: everybody who has not answered."""
    at = clock.now()
    shift = shift_to_change_for(request.asker, need_id, shift_id) if need_id else None
    sheets = call_list(request.asker, at=at, need=need_id, shift=shift_id)
    first = 1 + sum(len(sheet.calls) for sheet in sheets)
    words = [] if need_id else words_to_say(request.asker, at=at, first_number=first)
    if is_wanted(request):
        return spreadsheet(request, "calls", lines_of(sheets, words), CALLS)
    page = {
        "here": "mailings",
        "sheets": sheets,
        "shift": shift,
        "words": words,
        "done": _done(request),
        "failing": 0 if need_id else unusable_points(request.asker).count(),
    }
    return render(request, "desk/needs/calls.html", page)


@at_the_desk
@require_POST
def offer_tries(request: DeskRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Called about a question, and it did not end there."""
    return _tried(request, offer_to_call_for(request.asker, offer_id))


@at_the_desk
@require_POST
def words_tries(request: DeskRequest, words_id: uuid.UUID) -> HttpResponse:
    """Called to say something, and it did not end there."""
    return _tried(request, words_for(request.asker).get(pk=words_id))


@at_the_desk
@require_POST
def try_removal(request: DeskRequest, call_try_id: uuid.UUID) -> HttpResponse:
    """It was noted by mistake."""
    take_back_call_try(call_try_for(request.asker, call_try_id), by=request.user, at=clock.now())
    messages.success(request, _("Taken back."))
    return _back(request)


@at_the_desk
@require_POST
def saying(request: DeskRequest, words_id: uuid.UUID) -> HttpResponse:
    """She has heard it."""
    found = words_for(request.asker).get(pk=words_id)
    try:
        carry_by_hand(found, by=request.user, at=clock.now())
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
        return _back(request)
    return _back(request, done=f"said-{found.pk}")


@at_the_desk
@require_POST
def saying_removal(request: DeskRequest, words_id: uuid.UUID) -> HttpResponse:
    """She has not heard it after all."""
    take_back_by_hand(words_for(request.asker).get(pk=words_id), by=request.user, at=clock.now())
    messages.success(request, _("Taken back."))
    return _back(request)


@at_the_desk
@require_POST
def answer_removal(request: DeskRequest, offer_id: uuid.UUID) -> HttpResponse:
    """The yes or no was typed in by mistake."""
    found, at = offer_to_call_for(request.asker, offer_id), clock.now()
    take_back = take_back_yes if found.answer == Offer.Answer.YES else undo_answer
    try:
        take_back(found.pk, by=request.user, at=at)
        messages.success(request, _("The answer is taken back. The question stands again."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return _back(request)


@at_the_desk
def failing(request: DeskRequest) -> HttpResponse:
    """Numbers and addresses that do not work."""
    rows = unusable_points(request.asker)
    if is_wanted(request):
        return spreadsheet(request, "failing", rows, FAILING)
    page = page_of(request, rows)
    return render(request, "desk/needs/failing.html", {"here": "mailings", "page": page})


@at_the_desk
@require_POST
def failing_removal(request: DeskRequest, point_id: uuid.UUID) -> HttpResponse:
    """It works after all."""
    mark_usable(unusable_point_for(request.asker, point_id), by=request.user, at=clock.now())
    messages.success(request, _("It is used again."))
    return redirect("desk:needs:failing")


def _tried(request: DeskRequest, about: Offer | OutboundMessage) -> HttpResponse:
    outcome = request.POST.get("outcome", "")
    if outcome not in CallTry.Outcome.values:
        return _back(request)
    told, at = request.POST.get("next_at", "").strip(), clock.now()
    next_at = _moment(told) if outcome == CallTry.Outcome.CALL_BACK else None
    if told and outcome == CallTry.Outcome.CALL_BACK and (next_at is None or next_at <= at):
        messages.error(request, _("Choose a time that is to come."))
        return _back(request)
    row = note_call_try(about, outcome, by=request.user, at=at, next_at=next_at)
    return _back(request, done=f"{outcome}-{row.pk}")


def _moment(text: str) -> dt.datetime | None:
    """What a field for date and time holds, on a Norwegian clock."""
    try:
        local = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return clock.at_local(local.date(), local.time()) if local.tzinfo is None else local


def _back(request: DeskRequest, done: str = "") -> HttpResponse:
    """To the list the button stood on, with what was done so that it can be taken back."""
    need, shift = request.POST.get("need", ""), request.POST.get("shift", "")
    place = reverse("desk:needs:calls")
    if _is_key(need):
        place = reverse("desk:needs:calls_of", args=[need])
        if _is_key(shift):
            place = reverse("desk:needs:shift:calls_of", args=[need, shift])
    return redirect(f"{place}?done={done}" if done else place)


def _done(request: DeskRequest) -> dict[str, Any] | None:
    """What was done just now: words, and where it is taken back. None where the address tells nothing one may see."""
    what, _dash, key = request.GET.get("done", "").partition("-")
    if what not in DONE or not _is_key(key):
        return None
    try:
        name, place = _person_and_way_back(request, what, uuid.UUID(key))
    except (Offer.DoesNotExist, CallTry.DoesNotExist, OutboundMessage.DoesNotExist):
        return None
    return {"words": DONE[what] % {"name": name}, "place": reverse(place, args=[key])}


def _person_and_way_back(request: DeskRequest, what: str, key: uuid.UUID) -> tuple[str, str]:
    if what in ("yes", "no"):
        return offer_to_call_for(request.asker, key).person.name, "desk:needs:call_answer_removal"
    if what == "said":
        found = words_for(request.asker).get(pk=key)
        return found.person.name if found.person else "", "desk:needs:saying_removal"
    return call_try_for(request.asker, key).person.name, "desk:needs:try_removal"


def _is_key(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False
