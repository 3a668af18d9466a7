"""Which unit one acts in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from samspill.web.access.staff import ACTING_UNIT, DeskRequest, signed_in


@require_POST
@signed_in
def choose(request: DeskRequest) -> HttpResponse:
    """Act in another of one's units from now on; another's unit changes nothing. Readers may do it too."""
    wished = request.POST.get("unit", "")
    if wished in {str(unit_id) for unit_id in request.asker.unit_ids}:
        request.session[ACTING_UNIT] = wished
    return redirect("/desk/")
