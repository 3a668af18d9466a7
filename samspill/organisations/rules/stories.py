"""How others may use a story: what whoever tells it has chosen."""

from __future__ import annotations

#: Ask first; newspapers and the municipality may print it; everybody may use it (CC BY 4.0). The most careful first.
LICENCES = ("ask", "press", "cc_by")
#: Where the terms of a licence stand, for those that have an address.
LICENCE_ADDRESSES = {"cc_by": "https://creativecommons.org/licenses/by/4.0/"}
