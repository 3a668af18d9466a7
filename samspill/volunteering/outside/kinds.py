"""What came from an address, by what it looks like and not by what its address or headers say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samspill.volunteering.outside.cleaning import Cleaner
from samspill.volunteering.outside.results import Limits, ReadTasks, ToldTask, UnreadableTasks
from samspill.volunteering.outside.told_json import told_as_json
from samspill.volunteering.outside.told_xml import told_as_xml

RSS, ATOM, JSON_FEED, SAMSPILL = KINDS = ("rss", "atom", "json_feed", "samspill")
_STANDARD_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a source. One that breaks off (`is_whole` False) holds the tasks before the break."""

    kind: str
    tasks: tuple[ToldTask, ...]
    following: str = ""
    is_whole: bool = True


def next_page(source: bytes, *, limits: Limits = _STANDARD_LIMITS) -> str:
    """The address of the page after this one; "" on the last. Raises UnreadableTasks."""
    return _page(source, limits).following


def read_pages(
    sources: Sequence[bytes], *, url: str, is_whole: bool = True, limits: Limits = _STANDARD_LIMITS
) -> ReadTasks:
    """All pages of a source as one list. `url` is where the first stands; `is_whole`: no page was left unread.

    Raises UnreadableTasks where a page holds no list of tasks, or another kind than the first.
    """
    pages = [_page(source, limits) for source in sources]
    if len({page.kind for page in pages}) != 1:
        raise UnreadableTasks("not_tasks")
    cleaner = Cleaner(url, limits)
    for page in pages:
        cleaner.take(page.tasks)
    complete = is_whole and cleaner.has_room and all(page.is_whole for page in pages)
    return ReadTasks(
        kind=pages[0].kind,
        tasks=tuple(cleaner.tasks.values()),
        problems=tuple(cleaner.problems),
        is_complete=complete,
        present=frozenset(cleaner.present),
    )


def _page(source: bytes, limits: Limits) -> Page:
    if len(source) > limits.bytes:
        raise UnreadableTasks("too_many_bytes")
    head = _beginning(source)
    if head[:1] in ("{", "["):
        return Page(*told_as_json(source))
    if head[:1] == "<" and not head[:200].lower().startswith(("<!doctype html", "<html")):
        return Page(*told_as_xml(source))
    raise UnreadableTasks("not_tasks")


def _beginning(source: bytes) -> str:
    """The first letters, whatever they are written in: UTF-16 has an empty byte beside each of them."""
    return source[:800].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").decode("latin-1")
