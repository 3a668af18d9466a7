"""The week with its filter, and each activity."""

from __future__ import annotations

import datetime as dt
import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samspill.activities import queries
from samspill.activities.models import Activity
from samspill.activities.queries.stories import stories_about
from samspill.foundation import clock
from samspill.web.access.page_cache import for_everybody
from samspill.web.access.visits import counted
from samspill.web.public.activities.choices import filter_choices, span_links
from samspill.web.public.activities.rows import times_as_html, week_as_html
from samspill.web.public.activities.shown import TIMES_SHOWN, Shown, card_of, words_where_full
from samspill.web.public.activities.wishes import Wish, read_wish
from samspill.web.public.lists import list_as_data
from samspill.web.public.sharing import social_of

#: So many of the week's activities are told as data too; a search engine reads no more.
TOLD_TO_MACHINES = 100


@require_safe
@for_everybody(60)
@counted("page", "week")
def week(request: HttpRequest) -> HttpResponse:
    """Everything that happens in seven days, or what of it a reader looks for."""
    language = get_language() or "nb"
    wish = read_wish(request.GET, clock.today())
    times = still_to_come(queries.week(wish.looked_for, language=language), clock.now())
    named = _named_pages(request, times)
    page = {
        "here": "week",
        "wish": wish,
        "data": list_as_data(named[:TOLD_TO_MACHINES], count=len(named)),
        "count": len(times),
        "rows": _rows(times, wish, language),
        "choices": filter_choices(wish, language),
        "spans": span_links(wish),
    }
    return render(request, "public/activities/week.html", page)


def _rows(times: list[queries.ListedTime], wish: Wish, language: str) -> SafeString:
    """Day by day, or the nearest first, each with its day."""
    if wish.nearest_first:
        return times_as_html(sorted(times, key=queries.how_far_and_when), language)
    return week_as_html(times, wish.first_on, language)


def _named_pages(request: HttpRequest, times: list[queries.ListedTime]) -> list[tuple[str, str]]:
    """Each activity once, by its first time; not what is called off."""
    # An address is looked up once: to do so for each costs as much as all the rest of the page.
    nobody = uuid.UUID(int=0)
    address = request.build_absolute_uri(reverse("public:activities:activity", args=[nobody]))
    before, after = address.split(str(nobody))
    titles: dict[uuid.UUID, str] = {}
    for time in times:
        if time.cancelled_at is None:
            titles.setdefault(time.activity_id, time.title)
    return [(title, f"{before}{key}{after}") for key, title in titles.items()]


def still_to_come(times: list[queries.ListedTime], at: dt.datetime) -> list[queries.ListedTime]:
    """Without what was over earlier today; on days gone by, everything. `times` in order."""
    midnight = clock.start_of_day(clock.local_day(at))
    return [time for time in times if time.starts_at >= at or not _was_over(time, midnight, at)]


def _was_over(time: queries.ListedTime, midnight: dt.datetime, at: dt.datetime) -> bool:
    return not time.is_all_day and midnight <= (time.ends_at or time.starts_at) < at


@require_safe
@for_everybody(60)
@counted("activity")
def activity(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    """One activity: what, where, when, price, language, how to get in, how to sign up, whom to call."""
    try:
        found = queries.activity_for(None, activity_id)
    except Activity.DoesNotExist as error:
        raise Http404 from error
    at = clock.now()
    times = queries.next_times(found, at=at, limit=TIMES_SHOWN)
    address = request.build_absolute_uri(request.path)
    town = request.municipality  # type: ignore[attr-defined]
    shown = Shown(found, times, get_language() or "nb", address, town.name_nb)
    card = card_of(found, times, town)
    social = social_of(request, "activity", found.pk, card, title=shown.title, line=shown.shared_line)
    page = {"here": "week", "activity": found, "shown": shown, "social": social}
    full = words_where_full(found, at=at)
    page["dates"] = [(time, full.get(time.pk, "")) for time in times]
    # Of what is signed up for once, all the times are full or none: it is said once.
    page["all_full"] = next(iter(full.values()), "") if found.for_all_times else ""
    page["stories"] = stories_about(found)
    return render(request, "public/activities/activity.html", page)
