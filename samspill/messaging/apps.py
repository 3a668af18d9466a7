"""What the room does when the application starts."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Listens to the bells of the rooms below."""

    name = "samspill.messaging"

    def ready(self) -> None:
        from samspill.messaging import receivers  # noqa: F401 - importing it is listening.
