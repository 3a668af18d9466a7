"""What happens to activities, cut by subject."""

from samspill.activities.actions.activities import (
    Announcement,
    NothingPlanned,
    TitleMissing,
    cancel_activity,
    change_activity,
    hide_activity,
    publish_activity,
    reschedule_activity,
    show_activity,
)
from samspill.activities.actions.calendars import (
    SubscriptionEnded,
    end_subscription,
    import_calendar,
    refresh_subscription,
    refresh_subscriptions,
    subscribe,
)
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

__all__ = [
    "AlreadyCancelled",
    "Announcement",
    "EndsBeforeStart",
    "NothingPlanned",
    "SlotTaken",
    "SubscriptionEnded",
    "TitleMissing",
    "cancel_activity",
    "cancel_occurrence",
    "change_activity",
    "end_subscription",
    "extend_horizon",
    "hide_activity",
    "import_calendar",
    "keep_school_holiday",
    "move_occurrence",
    "publish_activity",
    "refresh_subscription",
    "refresh_subscriptions",
    "reschedule_activity",
    "restore_occurrence",
    "show_activity",
    "subscribe",
]
