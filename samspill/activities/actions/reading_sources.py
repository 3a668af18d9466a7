"""A source at an address, fetched with the municipality's settings and read for the window that counts today."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from samspill.activities.actions.bringing_in import language_here
from samspill.activities.calendars.kinds import read_documents
from samspill.activities.calendars.paging import FetchedPages, fetch_pages
from samspill.activities.calendars.results import ReadCalendar
from samspill.activities.rules.sources import HORIZON, LOOK_BACK


def fetch_source(url: str, *, etag: str = "", last_modified: str = "") -> FetchedPages:
    """All pages at an address; none where it is as the tags say. Raises FetchFailed and UnreadableCalendar.

    For nobody's transaction: it asks the network.
    """
    allow_private = bool(getattr(settings, "CALENDAR_ALLOW_PRIVATE", False))
    return fetch_pages(url, etag=etag, last_modified=last_modified, allow_private=allow_private)


def read_pages(fetched: FetchedPages, *, at: dt.datetime) -> ReadCalendar:
    """What the pages say of the time from a week back to the horizon. Raises UnreadableCalendar."""
    return read_documents(
        fetched.documents,
        since=at - LOOK_BACK,
        until=at + HORIZON,
        language=language_here(),
        is_whole=fetched.is_whole,
    )
