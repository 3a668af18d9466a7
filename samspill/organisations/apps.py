"""What the room does when the application starts."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Listens to the bells of the rooms below."""

    name = "samspill.organisations"

    def ready(self) -> None:
        from samspill.organisations import receivers  # noqa: F401
