"""What the room does when the application starts."""

from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    """Draws the curtain before people who only get help elsewhere, tells whom to keep, listens for bells and takes
    many answers at once.
    """

    name = "samspill.volunteering"

    def ready(self) -> None:
        from samspill.messaging.actions.gathering import take_together
        from samspill.people.queries import draw_curtain, reason_to_keep
        from samspill.volunteering import receivers as _receivers  # noqa: F401 - to hear bells is to be imported.
        from samspill.volunteering.actions.many_answers import take_answers_together
        from samspill.volunteering.queries.curtain import helped_elsewhere
        from samspill.volunteering.queries.keeping import known_for, must_be_asked_first

        draw_curtain(helped_elsewhere)
        reason_to_keep(known_for)
        reason_to_keep(must_be_asked_first)
        take_together(take_answers_together)
