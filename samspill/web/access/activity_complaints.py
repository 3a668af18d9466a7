"""What is said, and at which field of the form, where an activity cannot be as it was told. For every door."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from samspill.activities.actions import (
    AppointmentsTaken,
    NothingPlanned,
    PlacesTaken,
    TitleMissing,
    UnknownCategory,
)
from samspill.activities.rules.appointments import NoRoomForAppointments

COMPLAINTS: dict[type[Exception], tuple[str, str | Promise]] = {
    TitleMissing: ("title_nb", gettext_lazy("Write what it is called.")),
    UnknownCategory: (
        "categories",
        gettext_lazy("This is nothing one can choose. Look at the list once more."),
    ),
    NothingPlanned: (
        "starts_on",
        gettext_lazy("These days are over, or more than a year away. Look at the dates."),
    ),
    NoRoomForAppointments: (
        "appointment_minutes",
        gettext_lazy("Each time must have an end, and last at least as long as one appointment."),
    ),
    AppointmentsTaken: (
        "appointment_minutes",
        gettext_lazy(
            "Somebody has a place already, and would be told another time. Make a new activity instead."
        ),
    ),
    PlacesTaken: (
        "for_all_times",
        gettext_lazy(
            "Somebody has signed up already, and would have something else than they asked for. "
            "Make a new activity instead."
        ),
    ),
}
