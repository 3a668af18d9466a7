"""What our feeds share, as Atom (RFC 4287) and as RSS 2.0: nothing that XML cannot write, and the same bytes while
nothing is new."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language

from samspill.foundation import clock

#: One of these in a title must not stop the whole feed.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """The text without what XML cannot write."""
    return _UNWRITABLE.sub("", text)


def written(form: str, title: str, page: str, here: str, entries: Iterable[dict[str, Any]]) -> HttpResponse:
    """The feed in the form that the end of its address names, "atom" or "rss"; any other is not found.

    `page`: where the same stands for people; `here`: the feed's own address. Each entry has its text as HTML in
    `content`.
    """
    if form not in _FORMS:
        raise Http404(form)
    write, kind = _FORMS[form]
    feed = write(title, page, feed_url=here, feed_guid=here, language=get_language() or "nb")
    for entry in entries:
        feed.add_item(**entry)
    response = HttpResponse(feed.writeString("utf-8"), content_type=f"{kind}; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


class Feed(Atom1Feed):
    """Django's Atom, whatever people have pasted into a text."""

    def __init__(self, title: str, link: str, **facts: Any) -> None:
        super().__init__(writable(title), link, "", **facts)

    def add_item(self, *, title: str, author_name: str, **facts: Any) -> None:  # type: ignore[override]
        """An entry; what is more than Atom knows comes along to `add_item_elements`."""
        super().add_item(title=writable(title), description="", author_name=writable(author_name), **facts)

    def latest_post_date(self) -> dt.datetime:
        """When anything in it changed; of an empty feed the beginning of the day."""
        return super().latest_post_date() if self.items else clock.start_of_day(clock.today())


class _Atom(Feed):
    """With the text as HTML."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class _Rss(Rss201rev2Feed):
    """The same in the older form that most readers know by name."""

    def __init__(self, title: str, link: str, **facts: Any) -> None:
        super().__init__(writable(title), link, writable(title), **facts)

    def add_item(self, *, title: str, content: str, author_name: str, **facts: Any) -> None:  # type: ignore[override]
        """An item, with the text as HTML in its description; its id is no address."""
        super().add_item(
            title=writable(title),
            description=content,
            author_name=writable(author_name),
            unique_id_is_permalink=False,
            **facts,
        )

    def latest_post_date(self) -> dt.datetime:
        """As our Atom has it."""
        return super().latest_post_date() if self.items else clock.start_of_day(clock.today())


#: How a feed is written, by the end of its address.
_FORMS: dict[str, tuple[type[_Atom | _Rss], str]] = {
    "atom": (_Atom, "application/atom+xml"),
    "rss": (_Rss, "application/rss+xml"),
}
