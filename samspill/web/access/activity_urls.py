"""The addresses of the pages where an organiser runs its activities, the same within every door."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspill.web.access import activity_pages as pages
from samspill.web.access import attendance_pages as lists
from samspill.web.access import booking_pages as bookings
from samspill.web.access import message_pages as writing
from samspill.web.access import time_pages, waiting_pages

Page = Callable[..., HttpResponse]
_shown_or_sent = require_http_methods(["GET", "HEAD", "POST"])

_PAGES: tuple[tuple[str, str, Callable[[Page], Page], Page], ...] = (
    ("list", "", require_safe, pages.listing),
    ("new", "new/", _shown_or_sent, pages.new),
    ("dates", "dates/", require_safe, pages.dates),
    ("keeping", "drafts/", require_POST, pages.keeping),
    ("draft", "drafts/<uuid:activity_draft_id>/", _shown_or_sent, pages.draft),
    ("draft_removal", "drafts/<uuid:activity_draft_id>/removal/", require_POST, pages.draft_removal),
    ("time", "times/<uuid:occurrence_id>/", _shown_or_sent, time_pages.time),
    (
        "time_cancellation",
        "times/<uuid:occurrence_id>/cancellation/",
        require_POST,
        time_pages.time_cancellation,
    ),
    ("line", "times/<uuid:occurrence_id>/line/", require_safe, waiting_pages.line),
    (
        "line_place",
        "times/<uuid:occurrence_id>/line/<uuid:waiting_id>/place/",
        require_POST,
        waiting_pages.place,
    ),
    (
        "line_removal",
        "times/<uuid:occurrence_id>/line/<uuid:waiting_id>/removal/",
        require_POST,
        waiting_pages.removal,
    ),
    ("people", "times/<uuid:occurrence_id>/people/", _shown_or_sent, lists.people),
    (
        "people_removal",
        "times/<uuid:occurrence_id>/people/<uuid:sign_up_id>/removal/",
        require_POST,
        lists.people_removal,
    ),
    ("people_paper", "times/<uuid:occurrence_id>/people/paper/", require_safe, lists.people_paper),
    ("booking", "times/<uuid:occurrence_id>/booking/", _shown_or_sent, bookings.booking),
    ("time_message", "times/<uuid:occurrence_id>/message/", _shown_or_sent, writing.time_message),
    ("activity", "<uuid:activity_id>/", require_safe, pages.activity),
    ("everybody", "<uuid:activity_id>/people/", require_safe, lists.everybody),
    ("everybody_paper", "<uuid:activity_id>/people/paper/", require_safe, lists.everybody_paper),
    ("message", "<uuid:activity_id>/message/", _shown_or_sent, writing.message),
    ("facts", "<uuid:activity_id>/facts/", _shown_or_sent, pages.facts),
    ("times", "<uuid:activity_id>/times/", _shown_or_sent, pages.times),
    ("cancellation", "<uuid:activity_id>/cancellation/", require_POST, pages.cancellation),
    ("source_words", "<uuid:activity_id>/source-words/", require_POST, pages.source_words),
    ("visibility", "<uuid:activity_id>/visibility/", require_POST, pages.visibility),
)


def addresses(through: Callable[[Page], Page]) -> list[URLPattern]:
    """Each page let through a door: `through` takes a page, which wants a `Door`, and gives a view."""
    return [path(address, through(allowed(page)), name=name) for name, address, allowed, page in _PAGES]
