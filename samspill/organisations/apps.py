"""What the room does when the application starts."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Listens to the bells of the rooms below, and has changes noted."""

    name = "samspill.organisations"

    def ready(self) -> None:
        from samspill.foundation.changes import watch
        from samspill.organisations import receivers  # noqa: F401
        from samspill.organisations.queries.changes import WATCHED

        watch(*WATCHED)
