"""What an association has here, and the way to each part of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspill.activities.queries.choosing import times_it_chooses_at
from samspill.activities.queries.running import drafts_of, next_times_of
from samspill.foundation import clock
from samspill.organisations.queries.acting import those_who_act_for
from samspill.organisations.queries.reviews import reading_of
from samspill.venues.queries import bookings_of_organisation
from samspill.venues.queries.promises import too_few_of_organisation
from samspill.web.ours.acting import ActingRequest, for_an_association
from samspill.web.ours.tabs import heading_of

TIMES_SHOWN = 4
BOOKINGS_SHOWN = 3


@require_safe
@for_an_association
def overview(request: ActingRequest, token: str) -> HttpResponse:
    """What happens next, what is begun, and who acts for it."""
    posts, at = those_who_act_for(request.organisation), clock.now()
    bookings = bookings_of_organisation(request.organisation, at=at)
    page = {
        "posts": posts,
        "is_alone": len({post.person_id for post in posts}) < 2,
        "reading": reading_of("group", request.organisation.pk),
        "times": next_times_of(request.organisation, at=at, limit=TIMES_SHOWN),
        "bookings": [one for one in bookings if one.is_live][:BOOKINGS_SHOWN],
        "short": too_few_of_organisation(request.organisation, at=at),
        "choices": times_it_chooses_at(request.organisation, at=at)[:TIMES_SHOWN],
        "drafts": drafts_of(request.organisation).count(),
    }
    return render(request, "ours/overview.html", heading_of(request, token, "overview") | page)
