"""What a reader has chosen about how pages look: kept in a cookie, never in a session, so that pages can be shared."""

from __future__ import annotations

from django.http import HttpRequest

LANGUAGE_COOKIE = "language"
THEME_COOKIE = "theme"
THEMES = ("auto", "light", "dark")
A_YEAR = 365 * 24 * 60 * 60


def chosen_theme(request: HttpRequest) -> str:
    """`light`, `dark`, or `auto` where the reader leaves it to the device."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return theme if theme in THEMES else "auto"
