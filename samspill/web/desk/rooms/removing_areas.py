"""A part of town goes, and another takes over; so two that are the same become one. It can be undone for a while."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samspill.activities.actions import (
    AreaGone,
    AreaInUse,
    AreaKnown,
    AreaReasonMissing,
    RemovalStands,
    bring_back_area,
    remove_area,
)
from samspill.activities.queries.areas import area_for, areas_for, removals_for, what_belongs_to
from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.people.actions import HoldsNationalId
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.without_national_ids import EXPLANATION
from samspill.web.desk.rooms.forms.areas import AreaRemovalForm

#: What the tables of rows that belong to a part of town hold.
OWNED = {
    "activities.activity": gettext_lazy("Activities"),
    "activities.activitydraft": gettext_lazy("Drafts of activities"),
    "organisations.organisation": gettext_lazy("Associations"),
    "organisations.review": gettext_lazy("Changes of associations that were read"),
    "people.person": gettext_lazy("People who live there"),
    "venues.place": gettext_lazy("Houses and other places"),
    "volunteering.callout": gettext_lazy("Call-outs in a crisis"),
    "volunteering.mailing": gettext_lazy("Messages to many"),
    "volunteering.need": gettext_lazy("Needs for volunteers"),
    "volunteering.organisationcapability": gettext_lazy("What associations can help with in a crisis"),
    "volunteering.selection": gettext_lazy("Saved selections"),
    "volunteering.volunteer": gettext_lazy("Volunteers who go there"),
}
WRONG: dict[type[Exception], tuple[str, str | Promise]] = {
    AreaInUse: (
        "heir",
        gettext_lazy("Something belongs to it by now. Choose which part of town takes over."),
    ),
    AreaGone: ("heir", gettext_lazy("This part of town is not here any more. Choose another.")),
    AreaReasonMissing: ("reason", gettext_lazy("Write why it is removed.")),
    HoldsNationalId: ("reason", EXPLANATION),
}


@at_the_desk
def removal(request: DeskRequest, area_id: uuid.UUID) -> HttpResponse:
    """What belongs to it, who takes over, and why; then it is gone."""
    area = area_for(request.asker, area_id)
    owned = what_belongs_to(area)
    others = [one for one in areas_for(request.asker) if one.pk != area.pk]
    form = AreaRemovalForm(request.POST or None, others=others, is_in_use=bool(owned))
    if request.method == "POST" and form.is_valid() and _remove(request, area, form):
        return redirect("desk:rooms:areas")
    page = {
        "here": "rooms",
        "area": area,
        "form": form,
        "owned": [(OWNED[label], number) for label, number in sorted(owned.items())],
        "stands_alone": bool(owned) and not others,
    }
    return render(request, "desk/rooms/area_removal.html", page, status=422 if form.errors else 200)


@at_the_desk
@require_POST
def removal_undoing(request: DeskRequest, area_removal_id: uuid.UUID) -> HttpResponse:
    """It is a part of town after all."""
    try:
        area = bring_back_area(
            removals_for(request.asker).get(pk=area_removal_id), by=request.user, at=clock.now()
        )
        messages.success(request, _("%(name)s is here again.") % {"name": area.name})
    except AreaKnown:
        messages.error(request, _("Another part of town has this name. Give that one another name first."))
    except RemovalStands:
        messages.error(request, _("This can no longer be undone."))
    return redirect("desk:rooms:areas")


def _remove(request: DeskRequest, area: Area, form: AreaRemovalForm) -> bool:
    """Whether it could be done; else the form says why not."""
    try:
        remove_area(area, form.chosen, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    except tuple(WRONG) as error:
        field, words = WRONG[type(error)]
        form.add_error(field, str(words))
        return False
    messages.success(request, _("%(name)s is removed.") % {"name": area.name})
    return True
