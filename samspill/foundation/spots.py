"""A spot on the map, as people have it at hand: two numbers, or the address of a map page."""

from __future__ import annotations

import re


class NotASpot(ValueError):
    """No spot in Norway can be read from it."""


_NUMBER = r"(-?\d{1,3}[.,]\d{1,12})"
_FORMS = (
    re.compile(rf"{_NUMBER}\s*[,; ]\s*{_NUMBER}", re.ASCII),  # 63.4305, 10.3951 · 63,4305 10,3951
    re.compile(rf"#map=\d{{1,2}}(?:\.\d+)?/{_NUMBER}/{_NUMBER}", re.ASCII),  # openstreetmap.org
    re.compile(rf"[@=:]{_NUMBER},\+?{_NUMBER}", re.ASCII),  # maps with an @, ?q=, geo:
)
#: Longer than any address of a map page.
_LONGEST = 500
#: The mainland, the islands, Svalbard and Jan Mayen, in degrees: south, north, west, east.
_NORWAY = (57.0, 81.0, -10.0, 34.0)


def read_spot(text: str) -> tuple[float, float]:
    """Latitude and longitude (WGS 84, degrees). Raises `NotASpot`, also for what lies outside Norway."""
    given = text.strip()[:_LONGEST]
    found = _FORMS[0].fullmatch(given) or _FORMS[1].search(given) or _FORMS[2].search(given)
    if found is None:
        raise NotASpot(text[:60])
    latitude, longitude = (float(number.replace(",", ".")) for number in found.groups())
    south, north, west, east = _NORWAY
    if not (south <= latitude <= north and west <= longitude <= east):
        raise NotASpot(text[:60])
    return latitude, longitude
