"""What the room does when the application starts."""

from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    """Draws the curtain before people who only get help elsewhere and the veil before what they get; hears bells."""

    name = "samspill.volunteering"

    def ready(self) -> None:
        from samspill.people.queries import draw_curtain, draw_veil
        from samspill.volunteering import receivers as _receivers  # noqa: F401 - to hear bells is to be imported.
        from samspill.volunteering.queries.curtain import helped_elsewhere
        from samspill.volunteering.queries.veil import belongs_to_another_unit

        draw_curtain(helped_elsewhere)
        draw_veil(belongs_to_another_unit)
