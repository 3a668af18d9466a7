"""What the room does when the application starts."""

from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    """Draws the curtain before people who only get help elsewhere."""

    name = "samspill.volunteering"

    def ready(self) -> None:
        from samspill.people.queries import draw_curtain
        from samspill.volunteering.queries.curtain import helped_elsewhere

        draw_curtain(helped_elsewhere)
