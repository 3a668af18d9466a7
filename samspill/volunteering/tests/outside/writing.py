"""Lists of tasks as other sites write them."""

from __future__ import annotations

import json
from typing import Any

ROOT = "https://hjelp.example/"


def item(key: str, title: str, *more: str) -> str:
    """An item of RSS."""
    return (
        f"<item><guid isPermaLink='false'>{key}</guid><title>{title}</title>"
        f"<link>{ROOT}{key}</link>{''.join(more)}</item>"
    )


def rss(*items: str, encoding: str = "utf-8") -> bytes:
    """A feed in RSS 2.0."""
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    spaces += ' xmlns:ev="http://purl.org/rss/1.0/modules/event/" xmlns:media="http://search.yahoo.com/mrss/"'
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" {spaces}><channel><title>Hjelp</title>'
        f"{''.join(items)}</channel></rss>"
    )
    return text.encode(encoding)


def atom(*entries: str) -> bytes:
    """A feed in Atom."""
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Hjelp</title>{"".join(entries)}</feed>'.encode()


def json_feed(*items: Any, **more: Any) -> bytes:
    """A JSON Feed."""
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Hjelp", "items": items, **more}
    return json.dumps(feed).encode()
