"""What a reader has chosen about how pages look: kept in a cookie, never in a session, so that pages can be shared."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

LANGUAGE_COOKIE = "language"
THEME_COOKIE = "theme"
THEMES = ("auto", "light", "dark")
A_YEAR = 365 * 24 * 60 * 60


def chosen_theme(request: HttpRequest) -> str:
    """`light`, `dark`, or `auto` where the reader leaves it to the device."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return theme if theme in THEMES else "auto"


def remember(response: HttpResponse, cookie: str, choice: str) -> None:
    """Keep what the reader chose for a year."""
    response.set_cookie(
        cookie, choice, max_age=A_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
    )
