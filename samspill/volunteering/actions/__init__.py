"""What happens in volunteering, cut by subject."""

from samspill.volunteering.actions.answers import Answered, NotBooked, answer_offer, undo_answer, withdraw
from samspill.volunteering.actions.asking_next import send_due_waves
from samspill.volunteering.actions.interests import (
    express_interest,
    receive_request,
    settle_interest,
    unsettle_interest,
)
from samspill.volunteering.actions.needs import cancel_need, change_need, publish_need, unpublish_need
from samspill.volunteering.actions.planning import make_plan, plan_anew
from samspill.volunteering.actions.plans import (
    approve_plan,
    choose_for_shift,
    exclude_from_shift,
    lock_choice,
)
from samspill.volunteering.actions.reminding import send_due_details_and_reminders
from samspill.volunteering.actions.requests import Asked, copy_need, decline_request, register_request
from samspill.volunteering.actions.volunteers import (
    change_volunteer,
    enrol_volunteer,
    let_volunteer_leave,
    note_absence,
    note_qualification,
    pause_volunteer,
    resume_volunteer,
    withdraw_qualification,
)
from samspill.volunteering.actions.waves import AlreadyCovered, DoesNotFit, NobodyNew, send_wave

__all__ = [
    "AlreadyCovered",
    "Answered",
    "Asked",
    "DoesNotFit",
    "NobodyNew",
    "NotBooked",
    "answer_offer",
    "approve_plan",
    "cancel_need",
    "change_need",
    "change_volunteer",
    "choose_for_shift",
    "copy_need",
    "decline_request",
    "enrol_volunteer",
    "exclude_from_shift",
    "express_interest",
    "let_volunteer_leave",
    "lock_choice",
    "make_plan",
    "note_absence",
    "note_qualification",
    "pause_volunteer",
    "plan_anew",
    "publish_need",
    "receive_request",
    "register_request",
    "resume_volunteer",
    "send_due_details_and_reminders",
    "send_due_waves",
    "send_wave",
    "settle_interest",
    "undo_answer",
    "unpublish_need",
    "unsettle_interest",
    "withdraw",
    "withdraw_qualification",
]
