"""From the link on the square to what came of it at the desk."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.models import ReaderReport
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern


@pytest.fixture
def cafe(town, centre, ola):
    day = clock.today() + dt.timedelta(days=2)
    pattern = Pattern(kind="once", starts_on=day, starts_time=dt.time(18), minutes=60)
    return publish_activity(
        Announcement(title={"nb": "Språkkafé"}, unit=centre), [pattern], by=ola, at=clock.now()
    )


@pytest.fixture
def square():
    return Client(headers={"host": "lillevik.test"})


def test_a_reader_finds_the_link_tells_and_the_desk_takes_it_off_and_back(square, desk, cafe):
    shown = reverse("public:activities:activity", args=[cafe.pk])
    tell = reverse("public:reporting:activity", args=[cafe.pk])
    assert tell in square.get(shown).content.decode()
    answer = square.post(tell, {"reason": "spam", "words": "Reklame for strøm"}, follow=True)
    assert "Takk for at du sa fra" in answer.content.decode()
    assert "En leser sier at noe på torget er feil" in desk.get("/desk/").content.decode()
    page = reverse("desk:reports:report", args=[ReaderReport.objects.get().pk])
    assert page in desk.get(reverse("desk:reports:list")).content.decode()
    assert "Reklame for strøm" in desk.get(page).content.decode()
    missing = desk.post(f"{page}settlement/", {"outcome": "hidden", "why": ""})
    assert missing.status_code == 422 and "Skriv hvorfor" in missing.content.decode()
    desk.post(f"{page}settlement/", {"outcome": "hidden", "why": "Reklame"})
    assert square.get(shown).status_code == 404 and square.get(tell).status_code == 404
    assert "Tatt bort fra torget" in desk.get(reverse("desk:reports:list") + "?show=settled").content.decode()
    desk.post(f"{page}reopening/")
    assert square.get(shown).status_code == 200


def test_what_is_not_filled_in_is_told_at_the_field_and_nothing_is_lost(square, cafe):
    tell = reverse("public:reporting:activity", args=[cafe.pk])
    answer = square.post(tell, {"words": "Onsdag", "contact": "hei"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Velg hva det er" in page and "Onsdag" in page
    answer = square.post(tell, {"reason": "wrong", "words": "Onsdag", "contact": "hei"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "mobilnummer eller en e-postadresse" in page and "Onsdag" in page
    assert not ReaderReport.objects.exists()


def test_a_robot_is_thanked_and_forgotten_and_a_flood_is_stopped(square, cafe):
    tell = reverse("public:reporting:activity", args=[cafe.pk])
    assert square.post(tell, {"reason": "spam", "website": "http://kjop.example"}).status_code == 302
    assert not ReaderReport.objects.exists()
    answers = [square.post(tell, {"reason": "spam"}).status_code for _ in range(12)]
    assert 422 in answers and ReaderReport.objects.count() < 12
