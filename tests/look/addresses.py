"""Every page there is: the addresses that can be read, filled in with rows of the demo town.

Nobody keeps a list. A part of an address named `activity_id` is filled with the first activity of the town, and so on;
what cannot be guessed stands in `FILLED_IN`, and what is no page stands in `NO_PAGE` with the reason.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.urls import URLResolver, get_resolver, reverse

#: Names (or the beginning of names) of addresses that show no page of ours.
NO_PAGE = {
    "api:": "for machines",
    "crawlers:": "for machines",
    "public:organisations:picture": "a picture, not a page",
    "public:card": "a picture, not a page",
    "design:preferences": "only leads back",
    "own:sign_in": "leads to another site, or back from there",
    "ours:pictures:file": "a picture, not a page",
    "ours:stories:pictures:file": "a picture, not a page",
    "desk:organisations:pictures:file": "a picture, not a page",
    "desk:stories:pictures:file": "a picture, not a page",
    "own:way_new": "leads to another site",
    "own:passkey_question": "for the browser's own script",
    "mfa_remove_webauthn": "only for somebody who has a passkey",
    "mfa_edit_webauthn": "only for somebody who has a passkey",
}

#: Parts of addresses that are not the key of a row.
FILLED_IN: dict[str, Any] = {
    "token": "not-a-token-that-anybody-has",
    "day": "2026-03-10",
    "on": "2026-03-10",
    "code": "not-a-code",
    "number": "+4740000101",
    "rule": "messages",
    "year": 2026,
    "listed": "tasks",
    "measure": "all",
    "pile": "answered",
    "what": "confidentiality",
    "kind": "agreement",
    "sealed": "not-what-was-sealed",
    "turn": 1,
    "width": 480,
    "short": 1,
}

#: What addresses call a row, where tables call it something else.
TABLES = {
    "calendar": "calendarsubscription",
    "capability": "organisationcapability",
    "question": "calloutquestion",
    "letter": "outboundmessage",
    "template": "messagetemplate",
    "words": "outboundmessage",
    "message": "inboundmessage",
    "followup": "pairingfollowup",
    "organiser": "organisation",
    "point": "contactpoint",
    "role": "unitrole",
    "rota": "need",
    "sheet": "sheetimport",
    "storypicture": "picture",
    "staff": "staffmember",
    "closed": "closeddays",
    "provider": "signinprovider",
    "way": "wayin",
    "unplaced": "unplacedanswer",
}
#: What such a row must be, where not any of its table will do.
NARROWED: dict[str, dict[str, Any]] = {
    "letter": {"channel": "letter"},
    "words": {"channel": "phone"},
    "rota": {"form": "rota"},
    "picture": {"story": None},
    "storypicture": {"story__isnull": False},
}
NOBODYS_KEY = uuid.UUID(int=0)


@dataclass(frozen=True)
class Address:
    """One address: the name pages know it by, and where it is. `lacks` names the part that the town has no row for."""

    name: str
    path: str
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
    values, lacks = {}, ""
    for part in parts:
        values[part] = FILLED_IN.get(part) or _key_of_first(part)
        if values[part] is None:
            values[part], lacks = NOBODYS_KEY, part
    return Address(name, reverse(name, kwargs=values), lacks)


def _key_of_first(part: str) -> Any:
    """The key of a row that a part such as `activity_id` asks for: the one that was made first."""
    word = part.removesuffix("_id").replace("_", "")
    wanted = TABLES.get(word, word)
    model = next((model for model in apps.get_models() if model._meta.model_name == wanted), None)
    if model is None:
        return None
    rows = model._default_manager.filter(**NARROWED.get(word, {}))
    return rows.order_by("pk").values_list("pk", flat=True).first()
