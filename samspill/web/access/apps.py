"""What the door does when the application starts."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Listens for the bell that rings when somebody asks for her own page by SMS."""

    name = "samspill.web.access"

    def ready(self) -> None:
        from samspill.web.access import receivers as _receivers  # noqa: F401 - to hear bells is to be imported.
