"""Questions about activities, cut by subject. They never write."""

from samspill.activities.calendars.feed import CONTENT_TYPE, FeedEvent, write_calendar
from samspill.activities.queries.activities import (
    Choices,
    activities_for,
    activity_for,
    choices,
    next_times,
    occurrence_for,
    schedules_in_words,
)
from samspill.activities.queries.calendars import problems_of, subscription_for, subscriptions
from samspill.activities.queries.feeds import News, feed_of, feed_of_activity, feed_of_appointment, news_of
from samspill.activities.queries.filters import filter_in_words, named_with
from samspill.activities.queries.pictures import pictures_of
from samspill.activities.queries.structured import as_json_ld, event_data
from samspill.activities.queries.times import (
    ListedTime,
    activities_of,
    count_coming,
    how_far_and_when,
    ids_with_times_to_come,
    upcoming,
    week,
)
from samspill.activities.rules.filters import Filter, read_filter
from samspill.activities.rules.vocabulary import ACCESSIBILITY, AUDIENCES, CATEGORIES, LANGUAGES, PARTS_OF_DAY

__all__ = [
    "ACCESSIBILITY",
    "AUDIENCES",
    "CATEGORIES",
    "CONTENT_TYPE",
    "LANGUAGES",
    "PARTS_OF_DAY",
    "Choices",
    "FeedEvent",
    "Filter",
    "ListedTime",
    "News",
    "activities_for",
    "activities_of",
    "activity_for",
    "as_json_ld",
    "choices",
    "count_coming",
    "event_data",
    "feed_of",
    "feed_of_activity",
    "feed_of_appointment",
    "filter_in_words",
    "how_far_and_when",
    "ids_with_times_to_come",
    "named_with",
    "news_of",
    "next_times",
    "occurrence_for",
    "pictures_of",
    "problems_of",
    "read_filter",
    "schedules_in_words",
    "subscription_for",
    "subscriptions",
    "upcoming",
    "week",
    "write_calendar",
]
