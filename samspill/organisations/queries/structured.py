"""An association as schema.org tells it, for search engines and for other sites that read its page (JSON-LD)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samspill.organisations.models import Organisation

#: Enhetsregisteret's code among registers of organisations (ISO 6523).
_REGISTER = "0192"


def organisation_data(organisation: Organisation, *, url: str, same_as: Sequence[str] = ()) -> dict[str, Any]:
    """A schema.org Organization. `url` is its page here in full; `same_as` its other addresses:
    its own website, and the pages of those that became a part of it.

    What its page tells everybody and nothing else; an empty field is left out. Who holds a post is not told.
    """
    number = organisation.number
    told = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": url,
        "url": url,
        "name": organisation.name,
        "description": (organisation.about or organisation.register_purpose)[:5000],
        "sameAs": list(same_as),
        "email": organisation.email,
        "telephone": organisation.phone,
        "address": _address(organisation),
        "knowsLanguage": list(organisation.languages),
        "identifier": number,
        "iso6523Code": f"{_REGISTER}:{number}" if number else None,
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _address(organisation: Organisation) -> dict[str, str] | None:
    if not organisation.address:
        return None
    parts = {
        "@type": "PostalAddress",
        "streetAddress": organisation.address,
        "postalCode": organisation.postcode,
        "addressLocality": organisation.town,
        "addressCountry": "NO",
    }
    return {name: value for name, value in parts.items() if value}
