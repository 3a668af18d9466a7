"""What every page knows: the municipality, the language and the theme."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from samspill.web.design.preferences import chosen_theme


def page(request: HttpRequest) -> dict[str, Any]:
    """The municipality of the host (None on the list of municipalities), what can be chosen, and demo or not."""
    return {
        "municipality": getattr(request, "municipality", None),
        "languages_of_pages": settings.LANGUAGES,
        "theme": chosen_theme(request),
        "is_demo": settings.DEMO,
    }
