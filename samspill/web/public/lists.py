"""What stands in a list on a page, for search engines: schema.org's ItemList, as data inside the page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.safestring import SafeString

from samspill.activities.queries import as_json_ld


def list_as_data(lines: Iterable[tuple[str, str]], *, count: int, begins_at: int = 1) -> SafeString:
    """An ItemList, safe inside a script element; "" where nothing stands there.

    `lines`: the name of each and its page's address in full. `count`: how many the whole list holds, on all its pages;
    `begins_at`: the place in it of the first line.
    """
    items = [
        {"@type": "ListItem", "position": position, "name": name, "url": url}
        for position, (name, url) in enumerate(lines, start=begins_at)
    ]
    whole = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "numberOfItems": count,
        "itemListElement": items,
    }
    return SafeString(as_json_ld([whole])) if items else SafeString("")
