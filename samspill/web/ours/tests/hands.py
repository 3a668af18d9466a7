"""What tests of activities do again and again: read a page's words and fields, and change the hours."""

from __future__ import annotations

import re

from samspill.activities.models import Activity


def seen(page):
    """What the page holds that says that its dates have been shown."""
    return page.content.decode().partition('name="seen" value="')[2].partition('"')[0]


def figures(day):
    """A day as it is typed."""
    return f"{day.day}.{day.month}.{day.year}"


def field(page, name):
    """What stands in a text field of the page."""
    return re.search(rf'name="{name}"[^>]*?value="([^"]*)"', page.content.decode())


def change_hours(phone, way, hours):
    """Open the page of other times, write other hours and leave all else as it stands there."""
    activity = Activity.objects.get()
    page = phone.get(way("times", activity.pk))
    initial = page.context["form"].initial
    sent = {name: value for name, value in initial.items() if value} | {"hours": hours}
    shown = phone.post(way("times", activity.pk), sent)
    phone.post(way("times", activity.pk), sent | {"seen": seen(shown)})
    return activity.occurrences.filter(cancelled_at__isnull=True).order_by("starts_at")
