"""What our Atom feeds share (RFC 4287): nothing that XML cannot write, and the same bytes while nothing is new."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.utils.feedgenerator import Atom1Feed

from samspill.foundation import clock

#: One of these in a title must not stop the whole feed.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """The text without what XML cannot write."""
    return _UNWRITABLE.sub("", text)


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
