"""What the room does when the application starts."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """Listens to the bells of the rooms below."""

    name = "samspill.activities"

    def ready(self) -> None:
        from samspill.activities import receivers  # noqa: F401
