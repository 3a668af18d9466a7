"""What every page knows: the municipality and the language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """The municipality of the host (None on the list of municipalities), languages to choose from, and demo or not."""
    return {
        "municipality": getattr(request, "municipality", None),
        "languages": settings.LANGUAGES,
        "is_demo": settings.DEMO,
    }
