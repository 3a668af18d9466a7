"""A volunteer makes her own certificate, from the page where she sees what is stored about her."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.volunteering.actions.attests import NobodyConfirms, NothingNoted, make_attest
from samspill.volunteering.queries.attests import attest_as_pdf
from samspill.web.access.links import OWN_PAGE, LinkRequest, with_link_to


@require_POST
@with_link_to(OWN_PAGE)
def attest(request: LinkRequest, token: str) -> HttpResponse:
    """Her certificate as PDF; where nothing was noted, whom to ask."""
    try:
        made = make_attest(request.person, by=request.person, at=clock.now())
    except (NothingNoted, NobodyConfirms):
        messages.info(request, _("No hours of yours are noted yet. Call us, and we look into it."))
        return redirect("own:page", token)
    response = HttpResponse(attest_as_pdf(made), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="attest-{made.code}.pdf"'
    return response
