"""What is stored about a person, to give her: to read, as PDF, and who has looked."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from samspill.foundation import clock
from samspill.people.actions import note_look
from samspill.people.queries import person_for
from samspill.web.access.middleware import chosen_language
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.access.stored import CONTENT_TYPE, looks_at, stored_about, stored_pdf
from samspill.web.desk.spreadsheets import file_to_save


@at_the_desk
def stored(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """All of it, to read or to print. The look is noted."""
    found = person_for(request.asker, person_id)
    note_look(request.asker, found, at=clock.now(), why="export")
    page = {
        "stored": stored_about(found, request.asker),
        "back": reverse("desk:people:history", args=[found.pk]),
    }
    return render(request, "access/stored.html", page)


@at_the_desk
def pdf_(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """All of it as PDF, in the language she reads. The look is noted."""
    found = person_for(request.asker, person_id)
    note_look(request.asker, found, at=clock.now(), why="export")
    with translation.override(found.language or chosen_language(request)):
        return file_to_save(stored_pdf(stored_about(found, request.asker)), f"{found.pk}.pdf", CONTENT_TYPE)


@at_the_desk
def looks(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Who has looked at what we have of her, to print and give her."""
    found = person_for(request.asker, person_id)
    page = {
        "person": found,
        "looks": looks_at(found, request.asker),
        "back": reverse("desk:people:history", args=[found.pk]),
    }
    return render(request, "access/looks.html", page)
