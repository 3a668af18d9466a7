"""The page where a person without an account sees what is stored about her, and changes it."""

from __future__ import annotations

import datetime as dt
import json
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspill.foundation import clock
from samspill.foundation.actions import find_link
from samspill.foundation.limits import Limit, TooOften, spend
from samspill.messaging.actions import NoWayToWrite, take_back_consent
from samspill.people.actions import give_consent, remove_contact_point
from samspill.people.queries import export_person, living_persons, may_be_contacted
from samspill.volunteering.actions.digests import choose_digest, end_digest
from samspill.volunteering.queries.digests import wish_of
from samspill.web.access.links import OWN_PAGE, LinkRequest, kept_nowhere, send_own_page, with_link_to

A_FEW_LINKS = Limit(burst=3, refill=dt.timedelta(hours=1))


@require_safe
@with_link_to(OWN_PAGE)
def page(request: LinkRequest, token: str) -> HttpResponse:
    """What is stored, in words: how we reach you, what you said yes to, who has looked."""
    found = request.person
    shown = {
        "person": found,
        "token": token,
        "points": found.contact_points.order_by("kind", "added_at"),
        "consents": found.consents.order_by("-given_at"),
        "may_be_contacted": may_be_contacted(found),
        "volunteer": getattr(found, "volunteer", None),
        "weekly": wish_of(found),
        "looks": [line for line in export_person(found)["trail"] if line["what"] == "looked"][:20],
    }
    return render(request, "access/own_page.html", shown)


@require_safe
@with_link_to(OWN_PAGE)
def file(request: LinkRequest, token: str) -> HttpResponse:
    """Everything stored, as a file."""
    text = json.dumps(export_person(request.person), ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="samspill.json"'
    return response


@require_POST
@with_link_to(OWN_PAGE)
def withdrawal(request: LinkRequest, token: str) -> HttpResponse:
    """STOPP: she does not want to hear from us; at once."""
    take_back_consent(request.person, "web", by=request.person, at=clock.now())
    messages.success(request, _("You will hear no more from us."))
    return redirect("own:page", token)


@require_POST
@with_link_to(OWN_PAGE)
def consent(request: LinkRequest, token: str) -> HttpResponse:
    """She wants to hear from us after all."""
    give_consent(request.person, source="web", by=request.person, at=clock.now())
    messages.success(request, _("Thank you. We may contact you again."))
    return redirect("own:page", token)


@require_POST
@with_link_to(OWN_PAGE)
def weekly(request: LinkRequest, token: str) -> HttpResponse:
    """One message a week, or everything at once again."""
    change = choose_digest if request.POST.get("weekly") == "yes" else end_digest
    change(request.person, channel="web", by=request.person, at=clock.now())
    messages.success(request, _("It is changed."))
    return redirect("own:page", token)


@require_POST
@with_link_to(OWN_PAGE)
def point_removal(request: LinkRequest, token: str, point_id: uuid.UUID) -> HttpResponse:
    """A number or an address that is no longer hers."""
    point = request.person.contact_points.get(pk=point_id)
    remove_contact_point(request.person, point, by=request.person, at=clock.now(), channel="web")
    return redirect("own:page", token)


@require_POST
def new_link(request: HttpRequest, token: str) -> HttpResponse:
    """A new link to the phone the old one was sent to. Says the same whether there is one."""
    link, at = find_link(OWN_PAGE, token), clock.now()
    person = living_persons().filter(pk=link.subject).first() if link else None
    try:
        if person is not None:
            spend("own_page", str(person.pk), A_FEW_LINKS, at=at)
            send_own_page(request, person, by=None, at=at)
    except TooOften:
        return render(request, "access/too_often.html", status=429)
    except NoWayToWrite:
        pass  # The page says the same: whoever holds an old link learns nothing of the person.
    return kept_nowhere(render(request, "access/own_link_sent.html"))
