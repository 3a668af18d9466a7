"""Parts of town at the desk: their names, and where their middles are."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samspill.activities.actions import AreaKnown, add_area, change_area
from samspill.activities.queries.areas import area_for, areas_for, removals_for
from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.rooms.forms.places import AreaForm, written_spot

#: So many of those removed last are shown.
LATELY = 10


@at_the_desk
def areas(request: DeskRequest) -> HttpResponse:
    """Every part of town, and whether it is on the map; and those that were removed lately."""
    page = {
        "here": "rooms",
        "areas": [(one, written_spot(one)) for one in areas_for(request.asker)],
        "removals": removals_for(request.asker)[:LATELY],
    }
    return render(request, "desk/rooms/areas.html", page)


@at_the_desk
def new_area(request: DeskRequest) -> HttpResponse:
    """Enter a part of town."""
    return _form_page(request, None)


@at_the_desk
def area(request: DeskRequest, area_id: uuid.UUID) -> HttpResponse:
    """Put the name or the middle right."""
    return _form_page(request, area_for(request.asker, area_id))


def _form_page(request: DeskRequest, found: Area | None) -> HttpResponse:
    known = {"name": found.name, "spot": written_spot(found)} if found else None
    form = AreaForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        name, middle = form.cleaned_data["name"], form.cleaned_data["spot"]
        try:
            if found is None:
                add_area(name, middle, by=request.user, at=clock.now())
            else:
                change_area(found, name, middle, by=request.user, at=clock.now())
            messages.success(request, _("It is saved."))
            return redirect("desk:rooms:areas")
        except AreaKnown:
            form.add_error("name", _("Another part of town has this name."))
    page = {"here": "rooms", "area": found, "form": form}
    return render(request, "desk/rooms/area.html", page, status=422 if form.errors else 200)
