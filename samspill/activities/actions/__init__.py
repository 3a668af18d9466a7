"""What happens to activities, cut by subject."""

from samspill.activities.actions.activities import (
    NothingPlanned,
    change_activity,
    publish_activity,
    reschedule_activity,
)
from samspill.activities.actions.announcing import Announcement, TitleMissing, UnknownCategory
from samspill.activities.actions.areas import AreaKnown, add_area, change_area
from samspill.activities.actions.attendance import NotYet, note_attendance
from samspill.activities.actions.by_programs import (
    ChangedMeanwhile,
    SentForAnother,
    WouldOverwrite,
    publish_once,
    rewrite_activity,
)
from samspill.activities.actions.calendars import (
    SubscriptionEnded,
    end_subscription,
    import_calendar,
    pause_subscription,
    refresh_subscription,
    refresh_subscriptions,
    resume_subscription,
    subscribe,
)
from samspill.activities.actions.calling_off import cancel_activity, restore_activity
from samspill.activities.actions.drafts import TooMuchWritten, discard_draft, keep_draft
from samspill.activities.actions.occurrences import (
    AlreadyCancelled,
    AlreadyOver,
    EndsBeforeStart,
    SlotTaken,
    cancel_occurrence,
    extend_horizon,
    keep_school_holiday,
    move_occurrence,
    restore_occurrence,
)
from samspill.activities.actions.picking import NoFreePlace, PickStands, pick_from_line, undo_pick
from samspill.activities.actions.reminding import send_due_sign_up_reminders
from samspill.activities.actions.removing_areas import (
    AreaGone,
    AreaInUse,
    AreaReasonMissing,
    RemovalStands,
    bring_back_area,
    remove_area,
)
from samspill.activities.actions.replies import take_sign_up_reply
from samspill.activities.actions.sign_ups import (
    NotOpen,
    TimeIsFull,
    cancel_sign_up,
    change_sign_up,
    sign_up,
    sign_up_or_wait,
    write_in,
)
from samspill.activities.actions.taken import AppointmentsTaken, FewerThanTaken, PlacesTaken
from samspill.activities.actions.visibility import hide_activity, show_activity
from samspill.activities.actions.waiting import (
    NoWaitingList,
    OfferIsOver,
    accept_place,
    end_offers_that_ran_out,
    leave_line,
)
from samspill.activities.rules.parties import TooManyTogether

__all__ = [
    "AlreadyCancelled",
    "AlreadyOver",
    "Announcement",
    "AppointmentsTaken",
    "AreaGone",
    "AreaInUse",
    "AreaKnown",
    "AreaReasonMissing",
    "ChangedMeanwhile",
    "EndsBeforeStart",
    "FewerThanTaken",
    "NoFreePlace",
    "NoWaitingList",
    "NotOpen",
    "NotYet",
    "NothingPlanned",
    "OfferIsOver",
    "PickStands",
    "PlacesTaken",
    "RemovalStands",
    "SentForAnother",
    "SlotTaken",
    "SubscriptionEnded",
    "TimeIsFull",
    "TitleMissing",
    "TooManyTogether",
    "TooMuchWritten",
    "UnknownCategory",
    "WouldOverwrite",
    "accept_place",
    "add_area",
    "bring_back_area",
    "cancel_activity",
    "cancel_occurrence",
    "cancel_sign_up",
    "change_activity",
    "change_area",
    "change_sign_up",
    "discard_draft",
    "end_offers_that_ran_out",
    "end_subscription",
    "extend_horizon",
    "hide_activity",
    "import_calendar",
    "keep_draft",
    "keep_school_holiday",
    "leave_line",
    "move_occurrence",
    "note_attendance",
    "pause_subscription",
    "pick_from_line",
    "publish_activity",
    "publish_once",
    "refresh_subscription",
    "refresh_subscriptions",
    "remove_area",
    "reschedule_activity",
    "restore_activity",
    "restore_occurrence",
    "resume_subscription",
    "rewrite_activity",
    "send_due_sign_up_reminders",
    "show_activity",
    "sign_up",
    "sign_up_or_wait",
    "subscribe",
    "take_sign_up_reply",
    "undo_pick",
    "write_in",
]
