"""Writing to a person, and noting what was said on the phone."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.foundation.keys import new_key
from samspill.messaging.actions import note_call, write_to
from samspill.messaging.queries import price_of
from samspill.messaging.rules.segments import suggested_replacements
from samspill.people.actions import refuse_national_ids
from samspill.people.queries import person_for
from samspill.volunteering.actions.digests import choose_digest, end_digest
from samspill.web.access.links import send_own_page
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.people.forms import PhoneNoteForm, WritingForm
from samspill.web.desk.people.page import shown


@at_the_desk
@require_POST
def messages_(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show what a message will look like and cost; with `send`, send it. The form's key makes a double press one."""
    found, form = person_for(request.asker, person_id), WritingForm(request.POST)
    if not form.is_valid() or "send" not in request.POST:
        return render(request, "desk/people/person.html", shown(request.asker, found, **_looked_at(form)))
    try:
        given = form.cleaned_data
        refuse_national_ids(body=given["body"], subject=given["subject"])
        write_to(found, given.pop("body"), by=request.user, at=clock.now(), **given)
        messages.success(request, _("The message is on its way."))
        return redirect("desk:people:person", found.pk)
    except EXPECTED as error:
        form.add_error("body", sentence_for(error))
    return render(request, "desk/people/person.html", shown(request.asker, found, writing=form))


@at_the_desk
@require_POST
def phone_notes(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Type in what was said on the phone."""
    found, form = person_for(request.asker, person_id), PhoneNoteForm(request.POST)
    if not form.is_valid():
        return render(request, "desk/people/person.html", shown(request.asker, found, note=form))
    try:
        refuse_national_ids(text=form.cleaned_data["text"])
        note_call(found, form.cleaned_data["text"], by=request.user, at=clock.now())
        return redirect("desk:people:person", found.pk)
    except EXPECTED as error:
        form.add_error("text", sentence_for(error))
    return render(request, "desk/people/person.html", shown(request.asker, found, note=form))


@at_the_desk
@require_POST
def link(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Send her the link to her own page."""
    found = person_for(request.asker, person_id)
    try:
        send_own_page(request, found, by=request.user, at=clock.now())
        messages.success(request, _("The link is on its way."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:people:person", found.pk)


@at_the_desk
@require_POST
def weekly(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """She has said on the phone that she wants one message a week, or everything at once again."""
    found = person_for(request.asker, person_id)
    change = choose_digest if request.POST.get("weekly") == "yes" else end_digest
    change(found, channel="phone", by=request.user, at=clock.now())
    return redirect("desk:people:person", found.pk)


def _looked_at(form: WritingForm) -> dict[str, object]:
    """The form again, now with the length and the cost of what stands in it, and a key of its own."""
    if not form.is_valid():
        return {"writing": form}
    body = form.cleaned_data["body"]
    again = WritingForm(initial=form.cleaned_data | {"key": form.cleaned_data["key"] or str(new_key())})
    is_sms = form.cleaned_data["channel"] == "sms"
    return {
        "writing": again,
        "looked_at": form.cleaned_data,
        "price": price_of(body) if is_sms else None,
        "dear": suggested_replacements(body) if is_sms else (),
    }
