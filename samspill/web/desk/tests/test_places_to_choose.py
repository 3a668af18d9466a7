"""A unit that chooses who gets a free place sees on the page of the day that there is one."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from samspill.activities.actions import Announcement, cancel_sign_up, publish_activity, sign_up_or_wait
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.people.actions import find_or_add_person

WORDS = "En plass er ledig, og noen venter på den"


def test_a_place_to_give_stands_on_the_page_of_the_day_and_leads_to_the_line(desk, centre, ola):
    at = clock.now()
    told = Announcement(
        title={"nb": "Keramikk"}, unit=centre, takes_sign_ups=True, places=1, waiting_list="pick"
    )
    once = Pattern("once", clock.local_day(at) + dt.timedelta(days=5), starts_time=dt.time(18), minutes=90)
    time = publish_activity(told, [once], by=ola, at=at).occurrences.get()
    people = [
        find_or_add_person(f"Person{n} Nord", [f"4120010{n}"], by=ola, at=at, channel="phone") for n in (1, 2)
    ]
    place, _waits = [sign_up_or_wait(time.pk, one, channel="web", by=one, at=at) for one in people]
    assert WORDS not in desk.get("/desk/").content.decode()
    cancel_sign_up(place, channel="web", by=people[0], at=at)
    assert WORDS in desk.get("/desk/").content.decode()
    page = desk.get(reverse("desk:activities:mine"), follow=True).content.decode()
    line = reverse("desk:activities:line", args=[centre.pk, time.pk])
    assert line in page and "Person2 Nord" in desk.get(line).content.decode()
