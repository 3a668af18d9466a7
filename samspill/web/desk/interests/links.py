"""Links for workplaces: given, shown once with a square code to print, renewed and closed."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspill.foundation import clock
from samspill.volunteering.actions.links import close_intake_link, make_intake_link, renew_intake_link
from samspill.volunteering.models import IntakeLink
from samspill.volunteering.queries.links import intake_link_for, intake_links
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.square_codes import square_code
from samspill.web.desk.interests.complaints import EXPECTED, sentence_for
from samspill.web.desk.interests.forms import LinkForm
from samspill.web.desk.paging import page_of

#: Where the address waits until it has been shown.
UNSEEN = "intake_links"


@at_the_desk
def links(request: DeskRequest) -> HttpResponse:
    """The links the unit has given, and a new one."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            link, token = make_intake_link(
                request.asker.unit, **form.cleaned_data, by=request.user, at=clock.now()
            )
            return _to_the_sheet(request, link, token)
        except EXPECTED as error:
            form.add_error("label", sentence_for(error))
    page = {"here": "interests", "form": form, "page": page_of(request, intake_links(request.asker))}
    return render(request, "desk/interests/links.html", page, status=422 if form.errors else 200)


@at_the_desk
@require_safe
def sheet(request: DeskRequest, intake_link_id: uuid.UUID) -> HttpResponse:
    """The address and its square code, to print. Shown once: then it is kept nowhere."""
    link = intake_link_for(request.asker, intake_link_id)
    unseen = request.session.get(UNSEEN, {})
    token = unseen.pop(str(link.pk), "")
    request.session[UNSEEN] = unseen
    address = request.build_absolute_uri(reverse("public:asking:by_link", args=[token])) if token else ""
    page = {"link": link, "address": address, "square": square_code(address) if address else ""}
    return render(request, "desk/interests/link_sheet.html", page)


@at_the_desk
@require_POST
def renewal(request: DeskRequest, intake_link_id: uuid.UUID) -> HttpResponse:
    """Another address; the old one opens nothing any more."""
    link = intake_link_for(request.asker, intake_link_id)
    try:
        renewed, token = renew_intake_link(link, by=request.user, at=clock.now())
        return _to_the_sheet(request, renewed, token)
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:interests:links")


@at_the_desk
@require_POST
def link_closing(request: DeskRequest, intake_link_id: uuid.UUID) -> HttpResponse:
    """It opens nothing any more."""
    link = intake_link_for(request.asker, intake_link_id)
    try:
        close_intake_link(link, by=request.user, at=clock.now())
        messages.success(request, _("The link is closed. It opens nothing any more."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return redirect("desk:interests:links")


def _to_the_sheet(request: DeskRequest, link: IntakeLink, token: str) -> HttpResponse:
    request.session[UNSEEN] = {**request.session.get(UNSEEN, {}), str(link.pk): token}
    return redirect("desk:interests:link_sheet", link.pk)
