"""What the room does when the application starts."""

from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    """Draws the curtain before those helped elsewhere, and the veil before their help; hears bells, many at once."""

    name = "samspill.volunteering"

    def ready(self) -> None:
        from samspill.foundation.area_ids import keeps_area_ids
        from samspill.foundation.changes import watch
        from samspill.messaging.actions.gathering import take_together
        from samspill.people.queries import draw_curtain, draw_veil, reason_to_keep
        from samspill.volunteering import receivers as _receivers  # noqa: F401 - to hear bells is to be imported.
        from samspill.volunteering.actions.many_answers import take_answers_together
        from samspill.volunteering.models import CallOut, Mailing, Selection, Volunteer
        from samspill.volunteering.queries.changes import WATCHED
        from samspill.volunteering.queries.curtain import helped_elsewhere
        from samspill.volunteering.queries.keeping import known_for, must_be_asked_first
        from samspill.volunteering.queries.veil import belongs_to_another_unit

        watch(*WATCHED)
        keeps_area_ids(
            (Volunteer, "areas"), (Selection, "criteria"), (Mailing, "criteria"), (CallOut, "criteria")
        )
        draw_curtain(helped_elsewhere)
        reason_to_keep(known_for)
        reason_to_keep(must_be_asked_first)
        draw_veil(belongs_to_another_unit)
        take_together(take_answers_together)
