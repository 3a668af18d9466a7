"""An association gives one time another hour: it is read as it is said, and shown before anybody is told of it."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from samspill.activities.actions import sign_up
from samspill.activities.models import Occurrence
from samspill.foundation import clock
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person


@pytest.fixture
def time(publish):
    """The first evening of a choir that one signs up for."""
    publish(takes_sign_ups="on")
    return Occurrence.objects.order_by("starts_at")[0]


def on_its_day(time, hours):
    day = clock.local_day(time.starts_at)
    return {"day": f"{day.day}.{day.month}.{day.year}", "hours": hours}


def hours_of(time):
    time.refresh_from_db()
    ends = clock.local(time.ends_at) if time.ends_at else None
    return f"{clock.local(time.starts_at):%H.%M}" + (f"-{ends:%H.%M}" if ends else "")


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("17-19", "17.00-19.00"),
        ("17 til 19", "17.00-19.00"),
        ("halv sju til ni", "18.30-21.00"),
        ("7-9 om kvelden", "19.00-21.00"),
        ("17", "17.00"),
    ],
)
def test_the_end_is_kept_however_it_is_said(phone, way, time, said, read):
    assert phone.post(way("time", time.pk), on_its_day(time, said)).status_code == 302
    assert hours_of(time) == read


def test_where_somebody_has_a_place_the_time_is_shown_before_she_is_told(phone, way, time, ola):
    at = clock.now()
    kari = find_or_add_person("Kari Berg", ["41234567"], by=ola, at=at, channel="phone")
    sign_up(time.pk, kari, channel="phone", by=ola, at=at)
    before, told = hours_of(time), OutboundMessage.objects.count()
    slip = phone.post(way("time", time.pk), on_its_day(time, "7-9")).content.decode()
    assert "kl. 07.00-09.00. Én person får beskjed." in slip
    assert hours_of(time) == before and OutboundMessage.objects.count() == told
    seen = {"seen": re.search(r'name="seen" value="([^"]+)"', slip)[1]}
    right = phone.post(way("time", time.pk), on_its_day(time, "19-21") | seen).content.decode()
    assert "kl. 19.00-21.00" in right and hours_of(time) == before
    seen = {"seen": re.search(r'name="seen" value="([^"]+)"', right)[1]}
    assert phone.post(way("time", time.pk), on_its_day(time, "19-21") | seen).status_code == 302
    assert hours_of(time) == "19.00-21.00"
    assert "19.00-21.00" in OutboundMessage.objects.latest("queued_at").body


def test_another_place_alone_is_saved_at_once(phone, way, time, ola):
    at = clock.now()
    kari = find_or_add_person("Kari Berg", ["41234567"], by=ola, at=at, channel="phone")
    sign_up(time.pk, kari, channel="phone", by=ola, at=at)
    stands = phone.get(way("time", time.pk)).context["form"].initial
    assert phone.post(way("time", time.pk), stands | {"place_text": "Biblioteket"}).status_code == 302
    time.refresh_from_db()
    assert time.place_text == "Biblioteket" and time.ends_at - time.starts_at == dt.timedelta(hours=2)
