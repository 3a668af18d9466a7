"""What the room does when the application starts."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """Listens to the bells of the rooms below."""

    name = "samspill.commitments"

    def ready(self) -> None:
        from samspill.commitments import receivers  # noqa: F401
