"""What the room does when the application starts."""

from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    """Draws the curtain before people who only get help elsewhere, listens for bells, takes many answers at once."""

    name = "samspill.volunteering"

    def ready(self) -> None:
        from samspill.messaging.actions.gathering import take_together
        from samspill.people.queries import draw_curtain
        from samspill.volunteering import receivers as _receivers  # noqa: F401 - to hear bells is to be imported.
        from samspill.volunteering.actions.many_answers import take_answers_together
        from samspill.volunteering.queries.curtain import helped_elsewhere

        draw_curtain(helped_elsewhere)
        take_together(take_answers_together)
