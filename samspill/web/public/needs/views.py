"""What volunteers are wanted for: the list, and one need with "I can do this". Only what all may see is shown."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspill.foundation import clock
from samspill.volunteering import queries
from samspill.volunteering.models import Need
from samspill.volunteering.queries.outside import tasks_of_others
from samspill.volunteering.queries.square import MOST, OpenNeed, choices, looked_for_in, need_with_code
from samspill.volunteering.queries.stories import stories_about_need
from samspill.web.access.page_cache import for_everybody
from samspill.web.access.visits import counted
from samspill.web.design.tasks import looked_for_in_words
from samspill.web.public.asking.limits import may_send
from samspill.web.public.asking.views import confirmed, express_interest, interest_form
from samspill.web.public.cards import need_card
from samspill.web.public.lists import list_as_data
from samspill.web.public.needs.closed import not_open
from samspill.web.public.needs.structured import posting_of
from samspill.web.public.sharing import social_of

#: So many stand on one page; a town with more has a filter.
MOST_SHOWN = 200
#: With so few there is nothing to narrow.
FEW = 6


@require_safe
@for_everybody(60)
@counted("page", "needs")
def open_needs(request: HttpRequest) -> HttpResponse:
    """What volunteers are wanted for now: everything, or what of it a reader looks for; then what other sites tell of,
    of which neither kind, part of town nor unit is known.
    """
    looked_for, now = looked_for_in(request.GET.dict()), clock.now()
    found = queries.open_needs(at=now, limit=MOST, looked_for=looked_for)
    offered = choices(at=now)
    page = {
        "here": "give",
        "needs": found[:MOST_SHOWN],
        "of_others": [] if looked_for.is_narrowed else tasks_of_others(at=now),
        "looked_for": looked_for,
        "address": looked_for.to_query(),
        "choices": offered,
        "chosen": looked_for_in_words(looked_for, offered),
        "may_narrow": looked_for.is_narrowed or len(found) > FEW,
        "data": list_as_data(_named_pages(request, found[:MOST_SHOWN]), count=len(found)),
    }
    return render(request, "public/needs/list.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@counted("need")
def need(request: HttpRequest, need_id: uuid.UUID) -> HttpResponse:
    """One need. Whoever can do it leaves name and phone, and a person calls."""
    try:
        found = queries.open_need_for(None, need_id, at=clock.now())
    except Need.DoesNotExist:
        return not_open(request)
    form = interest_form(request)
    if form.is_valid() and may_send(request, form):
        express_interest(form, found.id)
        return confirmed(form, "public:asking:interest_received")
    card = need_card(found, request.municipality)  # type: ignore[attr-defined]
    social = social_of(request, "need", found.id, card, title=found.title, line=" · ".join(card.lines))
    page = {
        "here": "give",
        "need": found,
        "form": form,
        "social": social,
        "stories": stories_about_need(found.id),
        "data": posting_of(found, request.municipality, url=social.page),  # type: ignore[attr-defined]
    }
    return render(request, "public/needs/need.html", page, status=422 if form.errors else 200)


@require_safe
def short(request: HttpRequest, short: int) -> HttpResponse:
    """The short address on a slip from the wall: leads to the task, while it is open."""
    try:
        found = queries.open_need_for(None, need_with_code(short) or "", at=clock.now())
    except Need.DoesNotExist:
        return not_open(request)
    return redirect("public:needs:need", found.id)


def _named_pages(request: HttpRequest, needs: list[OpenNeed]) -> list[tuple[str, str]]:
    root = request.build_absolute_uri("/").rstrip("/")
    return [(one.title, root + reverse("public:needs:need", args=[one.id])) for one in needs]
