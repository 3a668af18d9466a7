"""The phone chain: whom to call, and what they answer in two keystrokes."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.messaging.actions import AlreadySettled
from samspill.messaging.models import InboundMessage
from samspill.volunteering.actions.callout_answers import (
    answer_callout,
    arrive,
    note_no_answer,
    take_as_callout_answer,
)
from samspill.volunteering.models import CallOutQuestion
from samspill.volunteering.queries.callouts import callout_for, phone_list, question_for, unclear_for
from samspill.volunteering.rules.callouts import LONGEST_WAY
from samspill.web.access.staff import DeskRequest, in_the_cell
from samspill.web.desk.crisis.complaints import sentence_for
from samspill.web.desk.paging import page_of

ANSWERS = ("yes", "no", "later")
#: So many calls on a page: more than one makes in an hour.
CALLS_ON_A_PAGE = 50


@in_the_cell
def phones(request: DeskRequest, callout_id: uuid.UUID) -> HttpResponse:
    """Those whom no message reaches, and those who said STOPP: the never tried first."""
    found = callout_for(request.asker, callout_id)
    page = page_of(request, phone_list(found), size=CALLS_ON_A_PAGE)
    return render(request, "desk/crisis/phones.html", {"here": "crisis", "callout": found, "page": page})


@in_the_cell
@require_POST
def answer(request: DeskRequest, callout_id: uuid.UUID, question_id: uuid.UUID) -> HttpResponse:
    """Type in what somebody said on the phone: yes, no, later, that she is there, or that nobody answered."""
    question = question_for(request.asker, callout_id, question_id)
    said, unclear = request.POST.get("answer", ""), request.POST.get("message", "")
    try:
        written = unclear_for(request.asker, callout_id, unclear) if unclear else None
        outcome = _let_it_count(request, question, said, written)
    except AlreadySettled as error:
        outcome = ""
        messages.error(request, sentence_for(error))
    if outcome in OUTCOMES:
        messages.success(request, str(OUTCOMES[outcome]) % {"name": question.person.name})
    return redirect(
        "desk:crisis:phones" if request.POST.get("back") == "phones" else "desk:crisis:callout", callout_id
    )


def _let_it_count(
    request: DeskRequest, question: CallOutQuestion, said: str, written: InboundMessage | None
) -> str:
    how: dict[str, Any] = {"by": request.user, "at": clock.now()}
    if said in ANSWERS and written is not None:
        return take_as_callout_answer(written, question.pk, said, minutes=_minutes(request), **how)
    if said in ANSWERS:
        return answer_callout(question.pk, said, channel="phone", minutes=_minutes(request), **how)
    if said == "there":
        return arrive(question.pk, channel="phone", **how) and "there"
    if said == "none":
        note_no_answer(question.pk, **how)
        return "none"
    return ""


def _minutes(request: DeskRequest) -> int | None:
    text = request.POST.get("minutes", "").strip()
    return int(text) if text.isdecimal() and int(text[:6]) <= LONGEST_WAY else None


OUTCOMES: dict[str, str | Promise] = {
    "yes": _("%(name)s comes."),
    "no": _("%(name)s cannot."),
    "later": _("%(name)s can come later."),
    "none": _("%(name)s did not answer, and stands last on the list."),
    "there": _("%(name)s is there."),
    "enough": _("%(name)s can come, but you are enough."),
    "over": _("It is over. The answer is written down."),
}
