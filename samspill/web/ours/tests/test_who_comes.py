"""An association sees who comes, prints the list, and notes who came; whoever stands there can see that it looked."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from samspill.activities.actions import Announcement, cancel_sign_up, publish_activity, sign_up
from samspill.activities.models import SignUp
from samspill.foundation import clock
from samspill.foundation.actions import subject_of
from samspill.foundation.models import AuditEntry
from samspill.foundation.recurrence import Pattern
from samspill.organisations.actions import register_group
from samspill.people.actions import find_or_add_person
from samspill.web.access.stored import looks_at

DAY = dt.timedelta(days=1)


@pytest.fixture
def way(token, choir):
    def address(name, *keys):
        return reverse(f"ours:activities:{name}", args=[token, choir.pk, *keys])

    return address


@pytest.fixture
def arrange(choir):
    def publish(organisation=choir, *, days=10, begins=-4, title="Syng i kor"):
        told = Announcement(
            title={"nb": title}, organisation=organisation, place_text="Kulturhuset", takes_sign_ups=True, places=20
        )  # fmt: skip
        first = clock.today() + begins * DAY
        pattern = Pattern(
            kind="daily", starts_on=first, ends_on=first + (days - 1) * DAY, starts_time=dt.time(18), minutes=90,
            skips_public_holidays=False,
        )  # fmt: skip
        activity = publish_activity(told, [pattern], by="system", at=clock.now() - 20 * DAY)
        return list(activity.occurrences.order_by("starts_at"))

    return publish


@pytest.fixture
def comes(ola):
    def give_a_place(time, name, phone):
        person = find_or_add_person(name, [phone], by=ola, at=clock.now(), channel="phone")
        return sign_up(time.pk, person, channel="phone", by=ola, at=time.starts_at - 5 * DAY)

    return give_a_place


def test_the_list_of_a_time_has_names_and_nothing_else_about_those_who_come(phone, way, arrange, comes):
    times = arrange()
    comes(times[-1], "Kari Solvang", "41234567")
    gone = comes(times[-1], "Per Aune", "41234568")
    cancel_sign_up(gone, channel="web", by=gone.person, at=clock.now())
    page = phone.get(way("people", times[-1].pk)).content.decode()
    assert "Kari Solvang" in page and "Per Aune" not in page
    assert "41234567" not in page and "412 34 567" not in page


def test_whoever_stands_on_the_list_can_see_that_somebody_looked_and_why(
    phone, way, arrange, comes, secretary
):
    times = arrange()
    kari = comes(times[6], "Kari Solvang", "41234567")
    phone.get(way("people", times[6].pk))
    phone.get(way("everybody_paper", times[6].activity_id))
    entries = AuditEntry.objects.filter(verb="looked", subject=subject_of(kari))
    assert {entry.actor for entry in entries} == {subject_of(secretary)} and len(entries) == 2
    assert looks_at(kari.person)[0].why == "for å se hvem som kommer på en aktivitet"


def test_the_list_prints_as_a_tagged_document_and_also_when_nobody_has_signed_up(phone, way, arrange, comes):
    times = arrange()
    comes(times[-1], "Kari #*_ Solvang", "41234567")
    for address in (
        way("people_paper", times[-1].pk),
        way("people_paper", times[-2].pk),
        way("everybody_paper", times[0].activity_id),
    ):
        made = phone.get(address)
        assert made["Content-Type"] == "application/pdf" and b"/StructTreeRoot" in made.content


def test_a_course_is_shown_time_by_time_from_the_page_with_the_next_time(phone, way, arrange, comes):
    times = arrange(days=20, begins=-10)
    kari = comes(times[11], "Kari Solvang", "41234567")
    comes(times[0], "Per Aune", "41234568")
    page = phone.get(way("everybody", times[0].activity_id)).content.decode()
    assert "Kari Solvang" in page and "Per Aune" not in page and "Side 2 av 3" in page
    assert kari.seat == 1 and page.count("Har plass") == 1
    before = phone.get(way("everybody", times[0].activity_id) + "?page=1").content.decode()
    assert "Per Aune" in before and "Kari Solvang" not in before


def test_who_came_is_noted_by_the_association_and_put_right(phone, way, arrange, comes):
    times = arrange()
    kari, per = comes(times[0], "Kari Solvang", "41234567"), comes(times[0], "Per Aune", "41234568")
    phone.post(way("people", times[0].pk), {"came": [str(kari.pk), "nonsense"]})
    attended = SignUp.objects.filter(attended_at__isnull=False)
    assert [row.pk for row in attended] == [kari.pk] and attended[0].attended_noted_by is None
    page = phone.get(way("people", times[0].pk)).content.decode()
    assert "Du kan rette det" in page
    phone.post(way("people", times[0].pk), {"came": [str(per.pk)]})
    assert [row.pk for row in SignUp.objects.filter(attended_at__isnull=False)] == [per.pk]


def test_nobody_can_have_come_to_what_has_not_begun(phone, way, arrange, comes):
    times = arrange()
    kari = comes(times[-1], "Kari Solvang", "41234567")
    told = phone.post(way("people", times[-1].pk), {"came": [str(kari.pk)]}, follow=True).content.decode()
    assert "ikke begynt" in told and not SignUp.objects.filter(attended_at__isnull=False).exists()


def test_a_child_stands_on_the_list_by_name_with_whom_to_call_and_what_was_answered(
    phone, way, arrange, comes
):
    times = arrange()
    kari = comes(times[-1], "Kari Solvang", "41234567")
    child = {"for_whom": "child", "guest_name": "Siri", "answers": [["Allergier?", "Nøtter"]]}
    SignUp.objects.filter(pk=kari.pk).update(**child)
    page = phone.get(way("people", times[-1].pk)).content.decode()
    assert "Siri" in page and "Kari Solvang, 412 34 567" in page and "Allergier? Nøtter" in page
    assert phone.get(way("people_paper", times[-1].pk)).content.startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["people", "people_paper"])
def test_another_association_sees_no_list_of_ours(phone, way, arrange, ola, at, name):
    theirs = register_group("Lillevik Speidergruppe", by=ola, at=at)
    times = arrange(theirs, title="Speidermøte")
    assert phone.get(way(name, times[0].pk)).status_code == 404
    assert phone.get(way("everybody", times[0].activity_id)).status_code == 404


def test_staff_find_the_same_list_at_the_desk(desk, choir, arrange, comes):
    times = arrange()
    comes(times[-1], "Kari Solvang", "41234567")
    page = desk.get(reverse("desk:activities:people", args=[choir.pk, times[-1].pk])).content.decode()
    assert "Kari Solvang" in page
    paper = desk.get(reverse("desk:activities:people_paper", args=[choir.pk, times[-1].pk]))
    assert paper.content.startswith(b"%PDF-")
