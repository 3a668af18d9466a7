"""What an activity counts as for those who complete it, and whether its times are parted into appointments.

The municipality decides what its volunteers must have, so only its staff say what counts; whoever arranges the activity
notes who came.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspill.activities.models import Activity
from samspill.activities.rules.appointments import LONGEST, SHORTEST
from samspill.volunteering.actions.courses import EVERY_COURSE
from samspill.web.design.words import COURSE_WORDS, choices


class CourseFields(forms.Form):
    """How long appointments are; which course it is, and whether one must come to all of it. `decides`: the form is
    filled in by staff.
    """

    appointment_minutes = forms.IntegerField(
        label=_("Part each time into appointments, how many minutes each"),
        required=False,
        min_value=SHORTEST,
        max_value=LONGEST,
    )
    completes = forms.ChoiceField(label=_("Whoever completes it has"), required=False)
    completes_at_end = forms.BooleanField(
        label=_("It is one course over several times: whoever came the last time has completed it"),
        required=False,
    )

    def __init__(self, *args: Any, decides: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if decides:
            known = [("", _("Nothing that volunteers must have")), *choices(COURSE_WORDS, EVERY_COURSE)]
            self.fields["completes"].choices = known  # type: ignore[attr-defined]
        else:
            del self.fields["completes"], self.fields["completes_at_end"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("appointment_minutes"):
            given |= {"takes_sign_ups": True, "for_all_times": False, "waiting_list": "", "places": None}
        if given.get("completes") and not given.get("takes_sign_ups"):
            self.add_error("completes", _("Then one must sign up, so that it can be noted who came."))
        return given

    def of_the_course(self, activity: Activity | None) -> dict[str, Any]:
        """What is told of it; as `activity` has it where this is not for whoever fills in the form to say."""
        given = self.cleaned_data
        completes = given.get("completes", activity.completes if activity else "")
        at_end = given.get("completes_at_end", activity.completes_at_end if activity else False)
        each = given["appointment_minutes"]
        return {
            "appointment_minutes": each,
            "completes": completes,
            "completes_at_end": bool(completes) and at_end,
        }


def typed_course(activity: Activity) -> dict[str, Any]:
    """The same as the form's fields hold it."""
    each = activity.appointment_minutes
    return {
        "appointment_minutes": each,
        "completes": activity.completes,
        "completes_at_end": activity.completes_at_end,
    }
