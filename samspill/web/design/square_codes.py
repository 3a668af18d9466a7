"""Addresses as square codes, for the camera of a phone."""

from __future__ import annotations

from io import BytesIO

from django.utils.safestring import SafeString


def square_code(address: str) -> SafeString:
    """The address as a square code, drawn in SVG, black on white whatever the theme."""
    import segno  # late: heavy, and few processes need it

    drawn = BytesIO()
    code, looks = segno.make(address, error="m"), {"light": "white", "dark": "black"}
    code.save(drawn, kind="svg", scale=6, border=4, xmldecl=False, **looks)
    return SafeString(drawn.getvalue().decode())  # Drawn by us, of an address of ours.
