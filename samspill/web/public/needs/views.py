"""What volunteers are wanted for: the list, and one need with "I can do this". Only what all may see is shown."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspill.foundation import clock
from samspill.volunteering import queries
from samspill.volunteering.models import Need
from samspill.volunteering.queries.outside import tasks_of_others
from samspill.web.access.page_cache import for_everybody
from samspill.web.access.visits import counted
from samspill.web.public.asking.limits import may_send
from samspill.web.public.asking.views import confirmed, express_interest, interest_form
from samspill.web.public.cards import need_card
from samspill.web.public.sharing import social_of


@require_safe
@for_everybody(60)
@counted("page", "needs")
def open_needs(request: HttpRequest) -> HttpResponse:
    """Everything volunteers are wanted for now: our own tasks, then those that other sites tell of."""
    at = clock.now()
    page = {"here": "give", "needs": queries.open_needs(at=at), "of_others": tasks_of_others(at=at)}
    return render(request, "public/needs/list.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@counted("need")
def need(request: HttpRequest, need_id: uuid.UUID) -> HttpResponse:
    """One need. Whoever can do it leaves name and phone, and a person calls."""
    try:
        found = queries.open_need_for(None, need_id, at=clock.now())
    except Need.DoesNotExist as error:
        raise Http404 from error
    form = interest_form(request)
    if form.is_valid() and may_send(request, form):
        express_interest(form, found.id)
        return confirmed(form, "public:asking:interest_received")
    card = need_card(found, request.municipality)  # type: ignore[attr-defined]
    social = social_of(request, "need", found.id, card, title=found.title, line=" · ".join(card.lines))
    page = {"here": "give", "need": found, "form": form, "social": social}
    return render(request, "public/needs/need.html", page, status=422 if form.errors else 200)
