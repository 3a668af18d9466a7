"""What the register says of the things people also write themselves, and who has the last word.

The register's word is followed until somebody writes something else; from then on theirs stands, also when they made
it empty. Told by comparing three values: what the register said last time, what stands now, what the register says.
"""

from __future__ import annotations

from collections.abc import Mapping

from samspill.foundation.phones import NotAPhone, read_phone
from samspill.organisations.rules.entries import Address, RegisterEntity
from samspill.organisations.rules.names import readable_name

#: The columns that both the register and people write. `categories` comes from Frivillighetsregisteret.
SHARED = ("name", "website", "email", "phone", "address", "postcode", "town", "categories")


def facts_of(entity: RegisterEntity) -> dict[str, str]:
    """The register's word on the shared columns, in the form they are stored (phone as E.164, readable names)."""
    where = entity.business_address or entity.postal_address
    return {
        "name": readable_name(entity.name)[:200],
        "website": entity.website,
        "email": entity.email.lower() if "@" in entity.email else "",
        "phone": _phone(entity.mobile) or _phone(entity.phone),
        **_place_facts(where),
    }


def followed(
    *, current: Mapping[str, str], before: Mapping[str, str], now: Mapping[str, str]
) -> dict[str, str]:
    """The columns to change, with their new values: those that still say what the register said `before`.

    A column nobody has written and the register never filled counts as saying the same.
    """
    return {
        column: word
        for column, word in now.items()
        if current.get(column, "") == before.get(column, "") and current.get(column, "") != word
    }


def _place_facts(where: Address | None) -> dict[str, str]:
    if where is None or where.country not in {"", "NO"}:
        return {"address": "", "postcode": "", "town": ""}
    is_postcode = where.postcode.isdigit() and len(where.postcode) == 4
    return {
        "address": ", ".join(where.lines)[:200],
        "postcode": where.postcode if is_postcode else "",
        "town": readable_name(where.place)[:60],
    }


def _phone(text: str) -> str:
    try:
        return read_phone(text).e164
    except NotAPhone:
        return ""
