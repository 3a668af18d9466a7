"""What an association has here, and the way to each part of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspill.organisations.queries.acting import those_who_act_for
from samspill.organisations.queries.reviews import reading_of
from samspill.web.ours.acting import ActingRequest, for_an_association
from samspill.web.ours.tabs import heading_of


@require_safe
@for_an_association
def overview(request: ActingRequest, token: str) -> HttpResponse:
    """Who acts for it, and what there is to do."""
    posts = those_who_act_for(request.organisation)
    page = {"posts": posts, "is_alone": len({post.person_id for post in posts}) < 2}
    page |= {"reading": reading_of("group", request.organisation.pk)}
    return render(request, "ours/overview.html", heading_of(request, token, "overview") | page)
