"""An association that stands here twice: find the other, see both side by side, make them one, and take it back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.organisations.actions import merge_organisations, part_organisations
from samspill.organisations.models import Organisation
from samspill.organisations.queries.desk import organisation_for, organisations_for
from samspill.organisations.queries.merging import mergers_for, sides
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.paging import page_of

MOST_SHOWN = 20


@at_the_desk
def merging(request: DeskRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Find the other one; then the two side by side; then they are one."""
    keep = organisation_for(request.asker, organisation_id)
    gone = _other(request, keep)
    if request.method == "POST" and gone is not None:
        chosen = {side.fact: request.POST.get(side.fact, side.chosen) for side in sides(keep, gone)}
        reason = request.POST.get("reason", "")
        try:
            merge_organisations(keep, gone, reason=reason, chosen=chosen, by=request.user, at=clock.now())
            messages.success(request, _("They are one now."))
            return redirect("desk:organisations:mergers")
        except EXPECTED as error:
            messages.error(request, sentence_for(error))
    shown = {"here": "associations", "organisation": keep, "gone": gone}
    if gone is not None:
        return render(request, "desk/organisations/merging.html", shown | {"sides": sides(keep, gone)})
    words = request.GET.get("q", keep.name.split()[0] if keep.name else "").strip()[:80]
    others = organisations_for(request.asker, words=words, with_closed=True).exclude(pk=keep.pk)
    return render(
        request, "desk/organisations/merging.html", shown | {"words": words, "others": others[:MOST_SHOWN]}
    )


@at_the_desk
def mergers(request: DeskRequest) -> HttpResponse:
    """What was made one, by whom and why; each can be undone."""
    page = page_of(request, mergers_for(request.asker))
    return render(request, "desk/organisations/mergers.html", {"here": "associations", "page": page})


@at_the_desk
@require_POST
def merger_undoing(request: DeskRequest, organisation_merger_id: uuid.UUID) -> HttpResponse:
    """They are two after all."""
    found = mergers_for(request.asker).get(pk=organisation_merger_id)
    try:
        part_organisations(found, by=request.user, at=clock.now())
        messages.success(request, _("They are two again, as they were."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:organisations:mergers")


def _other(request: DeskRequest, keep: Organisation) -> Organisation | None:
    """The other of the two, where one is named that is another."""
    try:
        key = uuid.UUID((request.POST or request.GET).get("gone", ""))
    except ValueError:
        return None
    found = organisation_for(request.asker, key)
    return found if found.pk != keep.pk else None
