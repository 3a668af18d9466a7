"""What happens to activities, cut by subject."""

from samspill.activities.actions.activities import (
    Announcement,
    FewerThanTaken,
    NothingPlanned,
    TitleMissing,
    cancel_activity,
    change_activity,
    hide_activity,
    publish_activity,
    reschedule_activity,
    restore_activity,
    show_activity,
)
from samspill.activities.actions.attendance import NotYet, note_attendance
from samspill.activities.actions.by_programs import SentForAnother, publish_once, rewrite_activity
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
from samspill.activities.actions.drafts import TooMuchWritten, discard_draft, keep_draft
from samspill.activities.actions.occurrences import (
    AlreadyCancelled,
    EndsBeforeStart,
    SlotTaken,
    cancel_occurrence,
    extend_horizon,
    keep_school_holiday,
    move_occurrence,
    restore_occurrence,
)
from samspill.activities.actions.reminding import send_due_sign_up_reminders
from samspill.activities.actions.replies import take_sign_up_withdrawal
from samspill.activities.actions.sign_ups import NotOpen, TimeIsFull, cancel_sign_up, sign_up, write_in

__all__ = [
    "AlreadyCancelled",
    "Announcement",
    "EndsBeforeStart",
    "FewerThanTaken",
    "NotOpen",
    "NotYet",
    "NothingPlanned",
    "SentForAnother",
    "SlotTaken",
    "SubscriptionEnded",
    "TimeIsFull",
    "TitleMissing",
    "TooMuchWritten",
    "cancel_activity",
    "cancel_occurrence",
    "cancel_sign_up",
    "change_activity",
    "discard_draft",
    "end_subscription",
    "extend_horizon",
    "hide_activity",
    "import_calendar",
    "keep_draft",
    "keep_school_holiday",
    "move_occurrence",
    "note_attendance",
    "pause_subscription",
    "publish_activity",
    "publish_once",
    "refresh_subscription",
    "refresh_subscriptions",
    "reschedule_activity",
    "restore_activity",
    "restore_occurrence",
    "resume_subscription",
    "rewrite_activity",
    "send_due_sign_up_reminders",
    "show_activity",
    "sign_up",
    "subscribe",
    "take_sign_up_withdrawal",
    "write_in",
]
