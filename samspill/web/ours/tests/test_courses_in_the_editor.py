"""Staff say what an activity counts as; whoever arranges it notes who came; volunteers among them have it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from samspill.activities.actions import Announcement, change_activity, publish_activity, sign_up
from samspill.activities.models import Activity
from samspill.activities.queries.sign_ups import completed_by
from samspill.activities.rules.parties import Party
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.people.actions import find_or_add_person, give_consent
from samspill.volunteering.actions import enrol_volunteer
from samspill.volunteering.models import Qualification

DAY = dt.timedelta(days=1)


@pytest.fixture
def times(choir):
    """A course of three evenings that are over, arranged by the association."""
    told = Announcement(
        title={"nb": "Førstehjelp"}, organisation=choir, place_text="Huset", takes_sign_ups=True
    )
    first = clock.today() - 6 * DAY
    pattern = Pattern(
        kind="daily", starts_on=first, ends_on=first + 2 * DAY, starts_time=dt.time(18), minutes=60,
        skips_public_holidays=False,
    )  # fmt: skip
    made = publish_activity(told, [pattern], by="system", at=clock.now() - 20 * DAY)
    return list(made.occurrences.order_by("starts_at"))


@pytest.fixture
def kari(ola):
    """A volunteer."""
    person = find_or_add_person("Kari Solvang", ["41234567"], by=ola, at=clock.now(), channel="phone")
    give_consent(person, source="phone", by=ola, at=clock.now())
    enrol_volunteer(person, by=ola, at=clock.now(), channel="phone")
    return person


def counts_as(times, what, *, at_end=False):
    activity = Activity.objects.get(pk=times[0].activity_id)
    told = Announcement(
        title=activity.title, organisation=activity.organisation, place_text="Huset", takes_sign_ups=True,
        completes=what, completes_at_end=at_end,
    )  # fmt: skip
    change_activity(activity, told, by="system", at=clock.now())


def came(phone, token, choir, time, row):
    address = reverse("ours:activities:people", args=[token, choir.pk, time.pk])
    shown = phone.get(address)
    phone.post(address, {"came": [str(row.pk)]})
    return shown.content.decode()


def held():
    return [(one.kind, one.held_from_on) for one in Qualification.objects.filter(withdrawn_at__isnull=True)]


def test_staff_say_in_the_editor_what_it_counts_as_and_the_square_tells_it(desk, phone, choir, times):
    address = reverse("desk:activities:facts", args=[choir.pk, times[0].activity_id])
    typed = {"title_nb": "Førstehjelp", "place_text": "Huset", "price_kind": "free", "languages": ["nb"]}
    refused = desk.post(address, typed | {"completes": "first_aid"})
    assert refused.status_code == 422 and "melde seg på" in refused.content.decode()
    desk.post(address, typed | {"completes": "first_aid", "takes_sign_ups": "on"})
    assert Activity.objects.get().completes == "first_aid"
    page = phone.get(reverse("public:activities:activity", args=[times[0].activity_id])).content.decode()
    assert "Gjelder som" in page


def test_an_association_does_not_decide_what_volunteers_must_have(phone, token, choir, times):
    counts_as(times, "first_aid")
    address = reverse("ours:activities:facts", args=[token, choir.pk, times[0].activity_id])
    assert 'name="completes"' not in phone.get(address).content.decode()
    typed = {"title_nb": "Nytt navn", "place_text": "Huset", "price_kind": "free", "languages": ["nb"]}
    phone.post(address, typed | {"takes_sign_ups": "on", "completes": "course"})
    changed = Activity.objects.get()
    assert (changed.title, changed.completes) == ({"nb": "Nytt navn"}, "first_aid")


def test_the_association_notes_who_came_and_a_volunteer_has_the_course(phone, token, choir, times, kari, ola):
    counts_as(times, "first_aid")
    row = sign_up(times[0].pk, kari, channel="phone", by=ola, at=clock.now() - 10 * DAY)
    assert "Førstehjelp" in came(phone, token, choir, times[0], row)
    assert held() == [("first_aid", clock.local_day(times[0].starts_at))]


def test_a_course_over_several_times_is_completed_the_last_time(phone, token, choir, times, kari, ola):
    counts_as(times, "first_aid", at_end=True)
    rows = [sign_up(time.pk, kari, channel="phone", by=ola, at=clock.now() - 10 * DAY) for time in times]
    for time, row in zip(times[:2], rows[:2], strict=True):
        assert "har fullført" not in came(phone, token, choir, time, row)
    assert held() == [] and completed_by(kari) == []
    assert "har fullført" in came(phone, token, choir, times[2], rows[2])
    assert held() == [("first_aid", clock.local_day(times[2].starts_at))] and completed_by(kari) == [rows[2]]


def test_a_child_at_the_course_gives_its_parent_nothing(phone, token, choir, times, kari, ola):
    counts_as(times, "first_aid")
    party = Party("child", (("Barnet", 9),))
    row = sign_up(times[0].pk, kari, channel="phone", by=ola, at=clock.now() - 10 * DAY, party=party)
    came(phone, token, choir, times[0], row)
    row.refresh_from_db()
    assert row.attended_at is not None and held() == []
