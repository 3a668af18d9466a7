"""Letters: one PDF each or one for all, labels, and a press when they are in the letterbox."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.messaging.actions import cancel_message
from samspill.messaging.actions.by_hand import carry_by_hand, post_letters, take_back_by_hand
from samspill.messaging.queries.letters import (
    labels_on_paper,
    letter_for,
    letters_on_paper,
    letters_posted,
    letters_waiting,
)
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.columns import LETTERS
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet

#: So many letters go into one file.
IN_ONE_FILE = 200


@at_the_desk
def letters(request: DeskRequest) -> HttpResponse:
    """What waits to be printed and posted, and what was posted lately."""
    asker, at = request.asker, clock.now()
    if is_wanted(request):
        rows = [*letters_waiting(asker), *letters_posted(asker, at=at)]
        return spreadsheet(request, "letters", rows, LETTERS)
    page = {
        "here": "mailings",
        "waiting": list(letters_waiting(asker)[:IN_ONE_FILE]),
        "posted": list(letters_posted(asker, at=at)[:IN_ONE_FILE]),
    }
    return render(request, "desk/letters/list.html", page)


@at_the_desk
def letter(request: DeskRequest, letter_id: uuid.UUID) -> HttpResponse:
    """One letter as a PDF."""
    found = letter_for(request.asker, letter_id)
    return pdf_file(letters_on_paper([found], at=clock.now()), f"{letter_id}.pdf")


@at_the_desk
def all_letters(request: DeskRequest) -> HttpResponse:
    """Everything that waits, in one PDF. Back to the list where nothing does."""
    waiting = list(letters_waiting(request.asker)[:IN_ONE_FILE])
    if not waiting:
        return redirect("desk:letters:list")
    return pdf_file(letters_on_paper(waiting, at=clock.now()), f"{clock.today()}.pdf")


@at_the_desk
def labels(request: DeskRequest) -> HttpResponse:
    """The addresses of what waits, as labels on A4."""
    addressed = [
        (one.person.name if one.person else "", one.address) for one in letters_waiting(request.asker)
    ]
    return pdf_file(labels_on_paper(addressed), "labels.pdf") if addressed else redirect("desk:letters:list")


@at_the_desk
@require_POST
def posting_of_all(request: DeskRequest) -> HttpResponse:
    """Those that were shown are posted: their keys come with the form, so that one written meanwhile is not."""
    shown = set(request.POST.getlist("letter"))
    keys = [one.pk for one in letters_waiting(request.asker) if str(one.pk) in shown]
    number = post_letters(keys, by=request.user, at=clock.now())
    messages.success(
        request, ngettext("One letter is posted.", "%(n)s letters are posted.", number) % {"n": number}
    )
    return redirect("desk:letters:list")


@at_the_desk
@require_POST
def posting(request: DeskRequest, letter_id: uuid.UUID) -> HttpResponse:
    """This one is posted."""
    found = letter_for(request.asker, letter_id)
    try:
        carry_by_hand(found, by=request.user, at=clock.now())
        messages.success(request, _("The letter is posted."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:letters:list")


@at_the_desk
@require_POST
def posting_removal(request: DeskRequest, letter_id: uuid.UUID) -> HttpResponse:
    """It was not posted after all."""
    take_back_by_hand(letter_for(request.asker, letter_id), by=request.user, at=clock.now())
    messages.success(request, _("The letter waits again."))
    return redirect("desk:letters:list")


@at_the_desk
@require_POST
def calling_off(request: DeskRequest, letter_id: uuid.UUID) -> HttpResponse:
    """It need not be sent."""
    if cancel_message(letter_for(request.asker, letter_id), at=clock.now()):
        messages.success(request, _("The letter is called off."))
    else:
        messages.error(request, _("It has been posted or called off already."))
    return redirect("desk:letters:list")


def pdf_file(made: bytes, name: str) -> HttpResponse:
    """A PDF to show and print."""
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
