"""What the room does when the application starts."""

from django.apps import AppConfig


class VenuesConfig(AppConfig):
    """Listens to the bells of the rooms below."""

    name = "samspill.venues"

    def ready(self) -> None:
        from samspill.venues import receivers  # noqa: F401
