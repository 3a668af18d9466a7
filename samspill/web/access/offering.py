"""The page where an association's contact tells what it can offer in a crisis: by a link, without an account."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.foundation.actions import LinkNotValid, look_at_link, make_link
from samspill.messaging.actions import queue_message
from samspill.messaging.actions.outgoing import address_of
from samspill.messaging.models import OutboundMessage
from samspill.organisations.models import Post
from samspill.organisations.queries.desk import post_of_link
from samspill.people.actions import HoldsNationalId
from samspill.people.models import StaffMember
from samspill.volunteering.actions.capabilities import (
    assure_capability,
    offer_capability,
    withdraw_capability,
)
from samspill.volunteering.queries.capabilities import capabilities_of, capability_at
from samspill.web.access.links import kept_nowhere
from samspill.web.access.offering_forms import OfferForm

OFFERING = "volunteering.offering"
LASTS = dt.timedelta(days=30)


class OfferingRequest(HttpRequest):
    """A request by the holder of a link: it knows for which association, and who."""

    post: Post


def with_offering_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in whoever holds a valid link to a post that is still held; the view gets `request.post`."""

    @wraps(view)
    def wrapped(request: Any, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            request.post = post_of_link(look_at_link(OFFERING, token, at=clock.now()).subject)
            response = view(request, token, *args, **kwargs)
        except (LinkNotValid, Post.DoesNotExist):
            response = render(request, "access/own_link_too_old.html", {"token": token}, status=410)
        except ObjectDoesNotExist as error:
            raise Http404 from error
        return kept_nowhere(response)

    return wrapped


@with_offering_link
def page(request: OfferingRequest, token: str) -> HttpResponse:
    """What it offers today, and a form for more."""
    form = OfferForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            who = request.post.person
            told = form.told()
            offer_capability(
                request.post.organisation, told, by=who, at=clock.now(), channel="web", contact=who
            )
            messages.success(request, _("Thank you! It is written down."))
            return redirect("own:offering", token)
        except HoldsNationalId:
            words = _("There is a national identity number in the text. We never keep those; take it out.")
            form.add_error("words", words)
    organisation = request.post.organisation
    shown = {"token": token, "form": form, "organisation": organisation, "person": request.post.person}
    return render(request, "access/offering.html", {**shown, "offered": capabilities_of(organisation)})


@require_POST
@with_offering_link
def assurance(request: OfferingRequest, token: str, capability_id: uuid.UUID) -> HttpResponse:
    """It still stands."""
    row = capability_at(request.post, capability_id)
    assure_capability(row, by=request.post.person, at=clock.now(), channel="web")
    messages.success(request, _("Thank you! It stands for another year."))
    return redirect("own:offering", token)


@require_POST
@with_offering_link
def withdrawal(request: OfferingRequest, token: str, capability_id: uuid.UUID) -> HttpResponse:
    """It no longer does."""
    row = capability_at(request.post, capability_id)
    withdraw_capability(row, by=request.post.person, at=clock.now(), channel="web")
    return redirect("own:offering", token)


@transaction.atomic
def send_offering_link(
    request: HttpRequest, post: Post, *, by: StaffMember, at: dt.datetime
) -> OutboundMessage:
    """Send the one who holds the post a link by SMS, in her language. Raises `NoWayToWrite` and `BudgetSpent`."""
    address = address_of(post.person, "sms")
    token = make_link(OFFERING, str(post.pk), at=at, valid_for=LASTS)
    link = request.build_absolute_uri(reverse("own:offering", args=[token]))
    with translation.override(post.person.language):
        words = _("What can %(name)s help with in a crisis? Tell us here, within a month: %(link)s")
        body = words % {"name": post.organisation.name, "link": link}
    return queue_message(
        channel="sms", address=address, body=body, key=f"offering:{token}", person=post.person, by=by, at=at
    )
