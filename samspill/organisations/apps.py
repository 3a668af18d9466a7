"""What the room does when the application starts."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Listens to the bells of the rooms below, and has changes noted."""

    name = "samspill.organisations"

    def ready(self) -> None:
        from samspill.foundation.area_ids import keeps_area_ids
        from samspill.foundation.changes import watch
        from samspill.organisations import receivers  # noqa: F401
        from samspill.organisations.models import Review
        from samspill.organisations.queries.changes import WATCHED

        watch(*WATCHED)
        keeps_area_ids((Review, "facts"))
