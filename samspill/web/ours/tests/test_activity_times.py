"""One time, or this and all later, is moved, called off or given another hour; what is before stays."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.activities.actions import (
    Announcement,
    publish_activity,
)
from samspill.activities.models import Activity, Occurrence
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.volunteering.wording.times import day_words
from samspill.web.ours.tests.hands import change_hours, field, figures, seen


def test_one_time_is_moved_and_called_off_and_put_back_while_the_rest_stays(phone, way, publish):
    publish()
    first, second = Occurrence.objects.order_by("starts_at")[:2]
    day = clock.local_day(first.starts_at) + dt.timedelta(days=1)
    moved = {"day": f"{day.day}.{day.month}.{day.year}", "hours": "17-19", "place_text": "Biblioteket"}
    phone.post(way("time", first.pk), moved)
    first.refresh_from_db()
    assert clock.local(first.starts_at).strftime("%d %H.%M") == f"{day:%d} 17.00"
    assert first.place_text == "Biblioteket" and first.slot != first.starts_at
    phone.post(way("time_cancellation", second.pk))
    assert "Avlyst" in phone.get(way("activity", first.activity_id)).content.decode()
    phone.post(way("time_cancellation", second.pk), {"undo": "1"})
    assert not Occurrence.objects.filter(cancelled_at__isnull=False).exists()


def test_one_time_that_ends_the_next_day_is_moved_as_it_stands_and_a_slip_is_asked_about(phone, way, publish):
    publish(hours="22-02")
    time = Occurrence.objects.order_by("starts_at")[0]
    stands = phone.get(way("time", time.pk)).context["form"].initial
    later = stands | {"place_text": "Biblioteket"}
    assert phone.post(way("time", time.pk), later).status_code == 302
    time.refresh_from_db()
    assert time.ends_at - time.starts_at == dt.timedelta(hours=4) and time.place_text == "Biblioteket"
    asked = phone.post(way("time", time.pk), later | {"hours": "21-19"}).content.decode()
    assert "Slutter det neste dag?" in asked
    phone.post(way("time", time.pk), later | {"hours": "21-19 neste dag"})
    time.refresh_from_db()
    assert time.ends_at - time.starts_at == dt.timedelta(hours=22)
    assert phone.get(way("time", time.pk)).context["form"].initial["hours"] == "21.00-19.00 neste dag"


def test_this_and_later_get_another_pattern_and_what_is_before_stays(phone, way, publish):
    publish()
    activity = Activity.objects.get()
    third = activity.occurrences.order_by("starts_at")[2]
    day = clock.local_day(third.starts_at)
    sent = {
        "starts_on": f"{day.day}.{day.month}.{day.year}",
        "rhythm": "week",
        "weekdays": ["tu"],
        "hours": "19-21",
    }
    shown = phone.post(way("times", activity.pk), sent)
    phone.post(way("times", activity.pk), sent | {"seen": seen(shown)})
    hours = [clock.local(one.starts_at).hour for one in activity.occurrences.order_by("starts_at")[:4]]
    assert hours == [18, 18, 19, 19]


def test_another_hour_of_a_season_to_come_leaves_the_season_where_it_is(phone, way, publish):
    begins = clock.today() + dt.timedelta(days=30)
    publish(starts_on=f"{begins.day}.{begins.month}.{begins.year}")
    before = [clock.local_day(one.starts_at) for one in Occurrence.objects.order_by("starts_at")[:4]]
    times = change_hours(phone, way, "17-19")
    assert [clock.local_day(one.starts_at) for one in times[:4]] == before
    assert clock.local(times[0].starts_at).hour == 17
    page = phone.get(way("activity", times[0].activity_id)).content.decode()
    assert "Hver tirsdag kl. 17.00–19.00" in page and "Hver tirsdag kl. 18.00–20.00" not in page


@pytest.mark.parametrize("weeks_ago", [1, 2])
def test_another_hour_every_other_week_leaves_the_weeks_as_they_are(
    phone, way, publish, weeks_ago, choir, ola
):
    today = clock.today()
    told = Announcement(title={"nb": "Korøvelse"}, organisation=choir)
    pattern = Pattern(
        kind="weekly", every=2, weekdays=("tu",), starts_on=today - dt.timedelta(weeks=weeks_ago),
        starts_time=dt.time(18), minutes=120, skips_public_holidays=False,
    )  # fmt: skip
    publish_activity(told, [pattern], by=ola, at=clock.now())
    later = Occurrence.objects.filter(starts_at__gt=clock.now()).order_by("starts_at")
    before = [clock.local_day(one.starts_at) for one in later[:4]]
    times = change_hours(phone, way, "17-19").filter(starts_at__gt=clock.now())
    assert [clock.local_day(one.starts_at) for one in times[:4]] == before


def test_every_other_week_begins_with_the_first_such_day(phone, way, typed):
    today = clock.today()
    before = (today + dt.timedelta(days=20)).strftime("%a")[:2].lower()
    sent = typed(
        rhythm="other_week",
        weekdays=[before],
        starts_on=figures(today + dt.timedelta(days=21)),
        skips_public_holidays="",
    )
    page = phone.get(way("dates"), sent).content.decode()
    first, second = (day_words(today + dt.timedelta(days=days)) for days in (27, 41))
    assert "De neste gangene" in page and first in page.lower() and second in page.lower()


def test_who_has_planned_other_times_goes_on_from_those(phone, way, publish):
    publish()
    activity = Activity.objects.get()
    day = clock.local_day(activity.occurrences.order_by("starts_at")[2].starts_at)
    sent = {
        "rhythm": "week",
        "weekdays": ["tu"],
        "hours": "19-21",
        "starts_on": f"{day.day}.{day.month}.{day.year}",
    }
    shown = phone.post(way("times", activity.pk), sent)
    phone.post(way("times", activity.pk), sent | {"seen": seen(shown)})
    page = phone.get(way("times", activity.pk))
    assert field(page, "hours")[1] == "19.00-21.00" and field(page, "starts_on")[1] == sent["starts_on"]
    assert field(phone.get(way("new"), {"copy": activity.pk}), "hours")[1] == "19.00-21.00"


def test_a_time_is_not_moved_to_a_day_that_is_over_and_what_was_typed_stays(phone, way, publish):
    publish()
    first = Occurrence.objects.order_by("starts_at")[0]
    answer = phone.post(way("time", first.pk), {"day": "1.1.2020", "hours": "17-19"})
    assert "Den dagen er over" in answer.content.decode() and "1.1.2020" in answer.content.decode()
    assert Occurrence.objects.get(pk=first.pk).starts_at == first.starts_at


def test_another_place_for_all_the_times_is_said_to_be_told(phone, way, publish, typed):
    publish(takes_sign_ups="on")
    activity = Activity.objects.get()
    assert "Skriver du et annet sted" in phone.get(way("facts", activity.pk)).content.decode()
    there = typed(takes_sign_ups="on", place="", place_text="Gymsalen")
    answer = phone.post(way("facts", activity.pk), there, follow=True)
    assert "får vite hvor det er" in answer.content.decode()
    assert "får vite hvor" not in phone.post(way("facts", activity.pk), there, follow=True).content.decode()


def test_what_takes_place_once_is_moved_to_a_later_day(phone, way, publish):
    day, later = (clock.today() + dt.timedelta(days=days) for days in (10, 17))
    publish(rhythm="once", starts_on=f"{day.day}.{day.month}.{day.year}")
    activity = Activity.objects.get()
    sent = {"rhythm": "once", "starts_on": f"{later.day}.{later.month}.{later.year}", "hours": "18-20"}
    shown = phone.post(way("times", activity.pk), sent)
    phone.post(way("times", activity.pk), sent | {"seen": seen(shown)})
    standing = activity.occurrences.filter(cancelled_at__isnull=True)
    assert [clock.local_day(one.starts_at) for one in standing] == [later]
