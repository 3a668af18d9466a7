"""What the room does when the application starts."""

from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    """Draws the curtain before people who only get help elsewhere, and listens for bells."""

    name = "samspill.volunteering"

    def ready(self) -> None:
        from samspill.people.queries import draw_curtain
        from samspill.volunteering import receivers as _receivers  # noqa: F401 - to hear bells is to be imported.
        from samspill.volunteering.queries.curtain import helped_elsewhere

        draw_curtain(helped_elsewhere)
