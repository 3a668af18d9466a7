"""All addresses of the product, found by walking the resolver."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """An address as it is written in urls.py: `/desk/people/<uuid:person_id>/`, and what it is called."""

    path: str
    name: str

    @property
    def wanted(self) -> list[tuple[str, str]]:
        """The kind and the name of each part that is to be filled in, in order."""
        return re.findall(r"<(?:(\w+):)?(\w+)>", self.path)

    def filled(self, **values: object) -> str:
        """The address with its parts filled in."""
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(values[match[1]]), self.path)


def all_addresses() -> list[Address]:
    """Every address, in the order of urls.py."""
    return list(_walk(get_resolver(), "/", ""))


def _walk(resolver: URLResolver, path: str, namespace: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, here, namespace + (f"{entry.namespace}:" if entry.namespace else ""))
        elif isinstance(entry, URLPattern):
            yield Address(here, namespace + (entry.name or ""))
