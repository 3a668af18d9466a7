"""Selections: who is in them now, and what they ask for."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.messaging.queries.letters import labels_on_paper, postal_addresses
from samspill.volunteering.actions.selections import remove_selection, save_selection
from samspill.volunteering.models import Selection
from samspill.volunteering.queries.profiles import as_listed
from samspill.volunteering.queries.selections import (
    people_fitting,
    people_in,
    selection_for,
    selections_for,
)
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.columns import PEOPLE, SELECTIONS
from samspill.web.desk.letters.views import pdf_file
from samspill.web.desk.mailings.complaints import EXPECTED, put_at_its_field
from samspill.web.desk.mailings.forms import SelectionForm
from samspill.web.desk.mailings.words import criteria_words, names_of_places
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet


@at_the_desk
def selections(request: DeskRequest) -> HttpResponse:
    """The selections of the asker's units."""
    named = names_of_places()
    shown = [(one, criteria_words(one.criteria, named)) for one in selections_for(request.asker)]
    if is_wanted(request):
        return spreadsheet(request, "selections", shown, SELECTIONS)
    return render(request, "desk/mailings/selections.html", {"here": "mailings", "selections": shown})


@at_the_desk
def new(request: DeskRequest) -> HttpResponse:
    """Find people by criteria, see who they are, and give it a name."""
    return _found(request, None)


@at_the_desk
def selection(request: DeskRequest, selection_id: uuid.UUID) -> HttpResponse:
    """Who is in it now."""
    found = selection_for(request.asker, selection_id)
    rows = as_listed(people_in(found, request.asker, at=clock.now()))
    if is_wanted(request):
        return spreadsheet(request, "selection", rows, PEOPLE)
    page = page_of(request, rows)
    shown = {
        "here": "mailings",
        "selection": found,
        "page": page,
        "criteria": criteria_words(found.criteria, names_of_places()),
    }
    return render(request, "desk/mailings/selection.html", shown)


@at_the_desk
def changing(request: DeskRequest, selection_id: uuid.UUID) -> HttpResponse:
    """Ask for something else under the same name."""
    return _found(request, selection_for(request.asker, selection_id))


@at_the_desk
@require_POST
def removal(request: DeskRequest, selection_id: uuid.UUID) -> HttpResponse:
    """Use it no more."""
    remove_selection(selection_for(request.asker, selection_id), by=request.user, at=clock.now())
    messages.success(request, _("The selection is put away."))
    return redirect("desk:mailings:selections")


@at_the_desk
def labels(request: DeskRequest, selection_id: uuid.UUID) -> HttpResponse:
    """The postal addresses of those in it, as labels on A4; back to the page where nobody has one."""
    people = list(people_in(selection_for(request.asker, selection_id), request.asker, at=clock.now()))
    homes = postal_addresses([person.pk for person in people])
    addressed = [(person.name, homes[person.pk]) for person in people if person.pk in homes]
    if not addressed:
        messages.error(request, _("None of them has a postal address."))
        return redirect("desk:mailings:selection", selection_id)
    return pdf_file(labels_on_paper(addressed), "labels.pdf")


def _found(request: DeskRequest, known: Selection | None) -> HttpResponse:
    """The criteria with those who fit beside them; `save` gives it a name."""
    given = request.POST if request.method == "POST" else request.GET
    kept = SelectionForm.as_ticked(known.criteria) | {"name": known.name} if known else {}
    form = SelectionForm(given or None, initial=kept)
    people = None
    if form.is_bound and form.is_valid():
        try:
            if "save" in request.POST:
                saved = save_selection(
                    form.cleaned_data["name"], form.criteria(), unit=known.unit if known else request.asker.unit,
                    by=request.user, at=clock.now(), selection=known,
                )  # fmt: skip
                messages.success(request, _("The selection is saved. Your whole unit can use it."))
                return redirect("desk:mailings:selection", saved.pk)
            people = people_fitting(form.criteria(), request.asker, at=clock.now())
        except EXPECTED as error:
            put_at_its_field(form, error)
    page = {"here": "mailings", "form": form, "selection": known}
    if people is not None:
        page |= {"number": people.count(), "some": list(people[:40])}
    return render(request, "desk/mailings/criteria.html", page)
