"""Programs that write for an association: staff see which, and stop one. Only the association gives a key."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.organisations.actions import revoke_program_key
from samspill.organisations.queries.desk import organisation_for
from samspill.organisations.queries.programs import key_of, keys_of
from samspill.web.access.staff import DeskRequest, at_the_desk


@at_the_desk
def programs(request: DeskRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """Its keys that open, when each was made and last used."""
    found = organisation_for(request.asker, organisation_id)
    page = {"here": "associations", "organisation": found, "keys": keys_of(found)}
    return render(request, "desk/organisations/programs.html", page)


@at_the_desk
@require_POST
def revocation(request: DeskRequest, organisation_id: uuid.UUID, program_key_id: uuid.UUID) -> HttpResponse:
    """A key opens nothing from now on. What was written with it stays, and is hidden where it stands."""
    found = organisation_for(request.asker, organisation_id)
    revoke_program_key(key_of(found, program_key_id), by=request.user, at=clock.now())
    messages.success(request, _("The key opens nothing any more."))
    return redirect("desk:organisations:programs", found.pk)
