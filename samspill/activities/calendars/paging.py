"""A source fetched with all its pages: those of a feed that says where the next one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from samspill.activities.calendars.kinds import LINKED_EVENTS, Document, next_page, recognised
from samspill.foundation.fetching import MOST_BYTES, MOST_PAGES, Fetched, FetchFailed, fetch, follow_pages

_ACCEPTED = "text/calendar, application/ld+json;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1"


@dataclass(frozen=True, slots=True)
class FetchedPages:
    """All pages of a source; none where it is as it was. `is_whole` is False where some were left unread.

    The tags are those of a source of one page: what the first of many says tells nothing of the others.
    """

    documents: tuple[Document, ...] = ()
    is_whole: bool = True
    etag: str = ""
    last_modified: str = ""


def fetch_pages(
    url: str,
    *,
    etag: str = "",
    last_modified: str = "",
    allow_private: bool = False,
    most_pages: int = MOST_PAGES,
    most_bytes: int = MOST_BYTES,
) -> FetchedPages:
    """Fetch a source and follow its pages, on the same server only. Raises FetchFailed and UnreadableCalendar.

    At most `most_pages`, `most_bytes` and two minutes in all; then it is not whole, and what was read counts.
    A page that fails on the way fails the whole, to be tried again later.
    """
    begun = fetch_calendar(url, etag=etag, last_modified=last_modified, allow_private=allow_private)
    if begun.source is None:
        return FetchedPages()
    first = recognised(begun.source)
    if first.kind == LINKED_EVENTS and (wider := _with_all_told(url)) != url:
        url, begun = wider, fetch_calendar(wider, allow_private=allow_private)
        first = recognised(begun.source or b"")
    documents: list[Document] = []

    def read(page: bytes) -> str:
        documents.append(_of_the_same(recognised(page), first) if documents else first)
        return next_page(documents[-1])

    is_whole = follow_pages(
        url,
        begun.source or b"",
        read=read,
        ask=lambda following: fetch_calendar(following, allow_private=allow_private),
        most_pages=most_pages,
        most_bytes=most_bytes,
    )
    tags = (begun.etag, begun.last_modified) if len(documents) == 1 and is_whole else ("", "")
    return FetchedPages(tuple(documents), is_whole, *tags)


def fetch_calendar(url: str, **asked: Any) -> Fetched:
    """One address, asked for what calendars and lists of events are told in; `asked` as of `foundation.fetching`."""
    return fetch(url, accept=_ACCEPTED, reader="Samspill calendar reader", **asked)


def _of_the_same(document: Document, first: Document) -> Document:
    if document.kind != first.kind:
        raise FetchFailed("server_error")
    return document


def _with_all_told(url: str) -> str:
    """Linked Events only points at places and keywords unless it is asked to tell them; what is over we leave out."""
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    if not parts.path.rstrip("/").endswith("event"):
        return url
    wanted = {"include": "location,keywords", "start": "today", "page_size": "100", **asked}
    return urlunsplit(parts._replace(query=urlencode(wanted, safe=",:")))
