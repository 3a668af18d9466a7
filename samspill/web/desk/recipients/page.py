"""One who gets help: what she would like, who speaks for her, and her pairs. That one looks is written down."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.foundation.phones import formatted
from samspill.people.actions import note_look
from samspill.people.queries import Asker
from samspill.volunteering.actions.recipients import (
    change_recipient,
    drop_contact,
    end_recipient,
    name_contact,
    take_recipient_back,
)
from samspill.volunteering.models import Recipient
from samspill.volunteering.queries.recipients import (
    RecipientPage,
    looks_at,
    one_recipient_for,
    recipient_page,
)
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.words import told_times
from samspill.web.desk.recipients.complaints import EXPECTED, sentence_for
from samspill.web.desk.recipients.forms import ContactForm, RecipientForm
from samspill.web.desk.recipients.listing import field_of


@at_the_desk
def recipient(request: DeskRequest, recipient_id: uuid.UUID) -> HttpResponse:
    """All about one."""
    found = _looked_at(request.asker, recipient_id)
    shown = {
        "here": "recipients",
        "page": recipient_page(found),
        "recipient": found,
        "times": told_times(found.times),
        "may_change": request.asker.may_change_in(found.unit_id),
    }
    return render(request, "desk/recipients/recipient.html", shown)


@at_the_desk
def facts(request: DeskRequest, recipient_id: uuid.UUID) -> HttpResponse:
    """Change what she would like. Where a colleague was first nothing is lost: it is said, and one looks again."""
    found = _looked_at(request.asker, recipient_id)
    form = RecipientForm(request.POST or None, recipient=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_recipient(
                found.pk, seen_version=form.cleaned_data["version"] or 0, by=request.user, at=clock.now(),
                person=form.facts(), **form.wishes_told(),
            )  # fmt: skip
            return redirect("desk:recipients:recipient", found.pk)
        except EXPECTED as error:
            form.add_error(field_of(error, form), sentence_for(error))
            form.data = typed = request.POST.copy()
            typed["version"] = str(one_recipient_for(request.asker, found.pk).version)
    return render(
        request, "desk/recipients/facts.html", {"here": "recipients", "recipient": found, "form": form}
    )


@at_the_desk
def contact(request: DeskRequest, recipient_id: uuid.UUID) -> HttpResponse:
    """Who may be asked in her place; with `nobody` there is none any more."""
    found = _looked_at(request.asker, recipient_id)
    if request.method == "POST" and "nobody" in request.POST:
        drop_contact(found, by=request.user, at=clock.now())
        return redirect("desk:recipients:recipient", found.pk)
    standing = recipient_page(found)
    form = ContactForm(request.POST or None, initial=_standing_contact(standing))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            name_contact(
                found, given["name"], [given["phone"]], [given["email"]], relation=given["relation"],
                language=given["language"] or "nb", by=request.user, at=clock.now(),
            )  # fmt: skip
            return redirect("desk:recipients:recipient", found.pk)
        except EXPECTED as error:
            form.add_error(_field_of_contact(error), sentence_for(error))
    page = {"here": "recipients", "recipient": found, "form": form, "standing": standing.contact}
    return render(request, "desk/recipients/contact.html", page)


@at_the_desk
def ending(request: DeskRequest, recipient_id: uuid.UUID) -> HttpResponse:
    """Ask once, then she gets no more help from here; `back` in the form takes her in again."""
    found = _looked_at(request.asker, recipient_id)
    if request.method == "POST":
        try:
            end = take_recipient_back if "back" in request.POST else end_recipient
            end(found, by=request.user, at=clock.now())
            messages.success(request, _("Saved."))
        except EXPECTED as error:
            messages.error(request, sentence_for(error))
        return redirect("desk:recipients:recipient", found.pk)
    return render(request, "desk/recipients/ending.html", {"here": "recipients", "recipient": found})


@at_the_desk
def looks(request: DeskRequest, recipient_id: uuid.UUID) -> HttpResponse:
    """On paper, to be given to her: who has looked at what is stored about her, when, and for which unit."""
    found = one_recipient_for(request.asker, recipient_id)
    page = {"recipient": found, "looks": looks_at(found), "today": clock.today(), "back": "../"}
    return render(request, "desk/recipients/looks.html", page)


def _looked_at(asker: Asker, recipient_id: uuid.UUID) -> Recipient:
    """The recipient behind the gate. That somebody looked is written down."""
    found = one_recipient_for(asker, recipient_id)
    note_look(asker, found, at=clock.now())
    return found


def _standing_contact(page: RecipientPage) -> dict[str, object]:
    standing, phone = page.contact, page.contact_phone
    if standing is None:
        return {}
    return {
        "name": standing.person.name,
        "relation": standing.relation,
        "phone": formatted(phone) if phone else "",
        "language": standing.person.language,
    }


def _field_of_contact(error: Exception) -> str:
    return {"NotAPhone": "phone", "NotAnEmail": "email", "HoldsNationalId": "relation"}.get(
        type(error).__name__, "name"
    )
