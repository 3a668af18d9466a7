"""A source fetched with all its pages: those of a feed that says where the next one is."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from samspill.activities.calendars.fetching import MOST_BYTES, FetchFailed, fetch_calendar
from samspill.activities.calendars.kinds import LINKED_EVENTS, Document, next_page, recognised
from samspill.foundation import clock

MOST_PAGES = 200
_SECONDS_IN_ALL = 120.0


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
    deadline = clock.ticks() + _SECONDS_IN_ALL
    begun = fetch_calendar(url, etag=etag, last_modified=last_modified, allow_private=allow_private)
    if begun.source is None:
        return FetchedPages()
    document = recognised(begun.source)
    if document.kind == LINKED_EVENTS and (wider := _with_all_told(url)) != url:
        url, begun = wider, fetch_calendar(wider, allow_private=allow_private)
        document = recognised(begun.source or b"")
    documents, size, seen = [document], len(begun.source or b""), {url}
    while following := next_page(documents[-1]):
        following = urljoin(url, following)
        if following in seen:  # The last page of some feeds leads to itself.
            break
        is_elsewhere = urlsplit(following).netloc != urlsplit(url).netloc
        if is_elsewhere or len(documents) >= most_pages or size > most_bytes or clock.ticks() > deadline:
            return FetchedPages(tuple(documents), is_whole=False)
        url = following
        seen.add(url)
        page = fetch_calendar(url, allow_private=allow_private)
        size += len(page.source or b"")
        documents.append(_of_the_same(recognised(page.source or b""), documents[0]))
    tags = (begun.etag, begun.last_modified) if len(documents) == 1 else ("", "")
    return FetchedPages(tuple(documents), True, *tags)


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
