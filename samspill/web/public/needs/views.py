"""What volunteers are wanted for: the list, and one need with "I can do this". Only what all may see is shown."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspill.foundation import clock
from samspill.volunteering import queries
from samspill.volunteering.models import Need
from samspill.volunteering.queries.outside import tasks_of_others
from samspill.volunteering.queries.square import OpenNeed, look, looked_for_in, need_with_code, needs_of
from samspill.volunteering.queries.stories import stories_about_need
from samspill.web.access.page_cache import for_everybody
from samspill.web.access.visits import counted
from samspill.web.public.asking.limits import may_send
from samspill.web.public.asking.views import confirmed, express_interest, interest_form
from samspill.web.public.cards import need_card
from samspill.web.public.lists import list_as_data
from samspill.web.public.needs.choices import has_middles, looser, need_choices, taken
from samspill.web.public.needs.closed import not_open
from samspill.web.public.needs.structured import posting_of
from samspill.web.public.sharing import social_of

ON_A_PAGE = 60
#: With so few there is nothing to narrow.
FEW = 6


@require_safe
@for_everybody(60)
@counted("page", "needs")
def open_needs(request: HttpRequest) -> HttpResponse:
    """What volunteers are wanted for now: everything, or what of it a reader looks for; then what other sites tell of,
    of which no more is known than words and times.
    """
    looked_for, now = looked_for_in(request.GET.dict()), clock.now()
    looked = look(looked_for, at=now)
    may_guess = not looked.is_exact
    of_others = tasks_of_others(at=now, looked_for=looked_for, opened=looked.opened, may_guess=may_guess)
    pages = Paginator(looked.chosen, ON_A_PAGE)
    lines = pages.get_page(request.GET.get("page"))
    needs = needs_of(list(lines), at=now)
    chosen = taken(looked_for, looked)
    page = {
        "here": "give",
        "needs": needs,
        "lines": lines,
        "count": pages.count,
        "of_others": of_others,
        "looked_for": looked_for,
        "address": looked_for.to_query(),
        "lasting": looked_for.lasting.to_query(),
        "choices": need_choices(looked_for, looked),
        "has_middles": has_middles(looked),
        "chosen": chosen,
        "looser": looser(chosen),
        "is_guess": bool(looked_for.words and pages.count and may_guess),
        "may_narrow": looked_for.is_narrowed
        or pages.count + sum(len(source.tasks) for source in of_others) > FEW,
        "data": list_as_data(_named_pages(request, needs), count=pages.count, begins_at=lines.start_index()),
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
