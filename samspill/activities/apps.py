"""What the room does when the application starts."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """Listens to the bells of the rooms below, and has changes noted."""

    name = "samspill.activities"

    def ready(self) -> None:
        from samspill.activities import receivers  # noqa: F401
        from samspill.activities.models import ActivityDraft
        from samspill.activities.queries.changes import WATCHED
        from samspill.foundation.area_ids import keeps_area_ids
        from samspill.foundation.changes import watch

        watch(*WATCHED)
        keeps_area_ids((ActivityDraft, "typed"))
