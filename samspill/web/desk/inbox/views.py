"""The inbox: read, understand, answer, settle; and take it back."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.messaging.actions import answer_inbound, settle_inbound, take_inbound
from samspill.messaging.actions.senders import know_sender
from samspill.messaging.models import InboundMessage
from samspill.messaging.queries import conversation, inbound_for, inbox
from samspill.messaging.queries.conversations import Line
from samspill.people.actions import refuse_national_ids
from samspill.people.queries import find_persons, person_for
from samspill.volunteering.actions.by_hand import take_as_answer, take_back_answer
from samspill.volunteering.queries.unclear import questions_behind
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk import columns
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.inbox.words import why_it_waits
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet


class ReplyForm(forms.Form):
    """What we answer, by the channel the message came by."""

    body = forms.CharField(
        label=gettext_lazy("Answer"), max_length=1600, widget=forms.Textarea(attrs={"rows": 3})
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def clean_body(self) -> str:
        """Browsers send two characters for a new line; a phone counts one."""
        return self.cleaned_data["body"].replace("\r\n", "\n").strip()


@at_the_desk
def messages_(request: DeskRequest) -> HttpResponse:
    """What waits for a person, the oldest first."""
    rows = inbox(request.asker)
    if is_wanted(request):
        return spreadsheet(request, "inbox", rows, columns.INBOX)
    page = page_of(request, rows)
    return render(request, "desk/inbox/list.html", {"here": "inbox", "page": page})


@at_the_desk
def message(request: DeskRequest, message_id: uuid.UUID) -> HttpResponse:
    """One message with the conversation beside it, and what may be done with it."""
    found = inbound_for(request.asker, message_id)
    return render(request, "desk/inbox/message.html", _shown(request, found))


@at_the_desk
@require_POST
def answer(request: DeskRequest, message_id: uuid.UUID) -> HttpResponse:
    """It means yes or no to one of the questions put to the sender."""
    found, at = inbound_for(request.asker, message_id), clock.now()
    offers = {str(offer.pk): offer for offer in questions_behind(request.asker, found, at=at)}
    offer, meant = offers.get(request.POST.get("offer", "")), request.POST.get("meant", "")
    if offer is None or meant not in ("yes", "no"):
        messages.error(request, _("Choose which question it answers."))
        return redirect("desk:inbox:message", message_id)
    try:
        came_of_it = take_as_answer(found, offer.pk, meant, by=request.user, at=at)
        messages.success(request, OUTCOMES.get(came_of_it.outcome, OUTCOMES["declined"]))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:inbox:message", message_id)


@at_the_desk
@require_POST
def reply(request: DeskRequest, message_id: uuid.UUID) -> HttpResponse:
    """Answer by the channel it came by. With `settle` it is dealt with at the same time."""
    found, form = inbound_for(request.asker, message_id), ReplyForm(request.POST)
    if not form.is_valid():
        return render(request, "desk/inbox/message.html", _shown(request, found, form))
    try:
        refuse_national_ids(body=form.cleaned_data["body"])
        answer_inbound(found, **form.cleaned_data, by=request.user, at=clock.now())
        if "settle" in request.POST:
            settle_inbound(found, by=request.user, at=clock.now(), outcome="answered")
    except EXPECTED as error:
        form.add_error("body", sentence_for(error))
        return render(request, "desk/inbox/message.html", _shown(request, found, form))
    return redirect(
        "desk:inbox:list" if "settle" in request.POST else "desk:inbox:message", *_key(request, found)
    )


@at_the_desk
@require_POST
def sender(request: DeskRequest, message_id: uuid.UUID) -> HttpResponse:
    """This person sent it; the number is hers from now on."""
    found = inbound_for(request.asker, message_id)
    try:
        person = person_for(request.asker, uuid.UUID(request.POST.get("person", "")))
    except ValueError:
        messages.error(request, _("Choose who sent it."))
    else:
        know_sender(found, person, by=request.user, at=clock.now())
    return redirect("desk:inbox:message", message_id)


@at_the_desk
@require_POST
def owner(request: DeskRequest, message_id: uuid.UUID) -> HttpResponse:
    """I deal with it, so that two of us do not."""
    take_inbound(inbound_for(request.asker, message_id), by=request.user)
    return redirect("desk:inbox:message", message_id)


@at_the_desk
@require_POST
def settlement(request: DeskRequest, message_id: uuid.UUID) -> HttpResponse:
    """It is dealt with."""
    try:
        settle_inbound(inbound_for(request.asker, message_id), by=request.user, at=clock.now())
        messages.success(request, _("It is dealt with."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:inbox:list")


@at_the_desk
@require_POST
def reopening(request: DeskRequest, message_id: uuid.UUID) -> HttpResponse:
    """It was not dealt with after all, or not meant so: everything back."""
    take_back_answer(inbound_for(request.asker, message_id), by=request.user, at=clock.now())
    return redirect("desk:inbox:message", message_id)


OUTCOMES = {
    "booked": gettext_lazy("Taken as yes. The place is booked, and the details are sent."),
    "already_booked": gettext_lazy("They are booked already."),
    "declined": gettext_lazy("Taken as no."),
    "covered": gettext_lazy("Taken as yes, but all places are taken. They are told so."),
    "cancelled": gettext_lazy("Taken as yes, but it is cancelled. They are told so."),
    "over": gettext_lazy("Taken as yes, but it is over."),
    "busy": gettext_lazy("Taken as yes, but they are booked elsewhere at that time."),
}


def _shown(request: DeskRequest, found: InboundMessage, form: ReplyForm | None = None) -> dict[str, object]:
    words = request.GET.get("q", "").strip()[:80]
    is_restricted = bool(found.person and found.person.restricted_at)
    people = find_persons(request.asker, words).prefetch_related("contact_points")[:10] if words else []
    return {
        "here": "inbox",
        "message": found,
        "talk": [] if is_restricted else _talk(request, found),
        "why": why_it_waits(found.outcome, found.body),
        "is_restricted": is_restricted,
        "offers": questions_behind(request.asker, found, at=clock.now()),
        "form": form or ReplyForm(initial={"key": new_key()}),
        "words": words,
        "people": list(people),
    }


def _talk(request: DeskRequest, found: InboundMessage) -> list[Line]:
    return conversation(person=found.person, address=found.sender, limit=40, asker=request.asker)


def _key(request: DeskRequest, found: InboundMessage) -> list[uuid.UUID]:
    return [] if "settle" in request.POST else [found.pk]
