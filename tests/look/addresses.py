"""Every page there is: the addresses that can be read, filled in with rows of the demo town.

Nobody keeps a list. A part of an address named `activity_id` is filled with the first activity of the town, and so on;
what cannot be guessed stands in `FILLED_IN`, and what is no page stands in `NO_PAGE` with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

#: Names (or the beginning of names) of addresses that show no page of ours.
NO_PAGE = {
    "api:": "for machines",
    "crawlers:": "for machines",
    "design:preferences": "only leads back",
    "account_inactive": "the library's; nobody is led there",
}

#: Parts of addresses that are not the key of a row.
FILLED_IN: dict[str, Any] = {
    "token": "not-a-token-that-anybody-has",
    "day": "2026-03-10",
    "on": "2026-03-10",
    "code": "not-a-code",
}


@dataclass(frozen=True)
class Address:
    """One address: the name pages know it by, and where it is. `lacks` names what the town has no row of."""

    name: str
    path: str = ""
    lacks: str = ""

    @property
    def is_for_staff(self) -> bool:
        return self.name.startswith("desk:") or self.name.startswith("mfa_")


def every_address() -> list[Address]:
    """All addresses that may show a page, in the entered municipality."""
    named = dict(_named(get_resolver()))
    return [_filled_in(name, parts) for name, parts in named.items() if not name.startswith(tuple(NO_PAGE))]


def _named(
    resolver: URLResolver, namespace: str = "", around: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each address by name, with the parts that must be filled in to make it."""
    for one in resolver.url_patterns:
        parts = (*around, *one.pattern.converters)
        if isinstance(one, URLResolver):
            yield from _named(one, f"{namespace}{one.namespace}:" if one.namespace else namespace, parts)
        elif one.name:
            yield namespace + one.name, parts


def _filled_in(name: str, parts: tuple[str, ...]) -> Address:
    values: dict[str, Any] = {}
    for part in parts:
        value = FILLED_IN.get(part) or _key_of_first(part)
        if value is None:
            return Address(name, lacks=part)
        values[part] = value
    try:
        return Address(name, reverse(name, kwargs=values))
    except NoReverseMatch as mismatch:
        return Address(name, lacks=str(mismatch))


def _key_of_first(part: str) -> Any:
    """The key of a row that a part such as `activity_id` asks for: the one that was made first."""
    model = _model_named(part.removesuffix("_id").removesuffix("_key").removesuffix("_pk"))
    if model is None:
        return None
    return model._default_manager.order_by("pk").values_list("pk", flat=True).first()


def _model_named(word: str) -> type[Model] | None:
    wanted = word.replace("_", "")
    return next((model for model in apps.get_models() if model._meta.model_name == wanted), None)
