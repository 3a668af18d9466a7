"""The association looks at its message as it will read, sends it once, and sees how it went."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse

from samspill.activities.actions import Announcement, publish_activity, sign_up, sign_up_or_wait
from samspill.activities.models import Activity, SignUpMessage
from samspill.foundation import clock
from samspill.foundation.recurrence import Pattern
from samspill.organisations.actions import register_group
from samspill.people.actions import find_or_add_person

DAY = dt.timedelta(days=1)


def arranged_by(organisation, ola):
    told = Announcement(title={"nb": "Syng i kor"}, organisation=organisation, takes_sign_ups=True)
    pattern = Pattern(kind="once", starts_on=clock.today() + 5 * DAY, starts_time=dt.time(18), minutes=60)
    time = publish_activity(told, [pattern], by="system", at=clock.now()).occurrences.get()
    kari = find_or_add_person("Kari Solvang", ["41234567"], by=ola, at=clock.now(), channel="phone")
    sign_up(time.pk, kari, channel="phone", by=ola, at=clock.now())
    return time


@pytest.fixture
def time(choir, ola):
    return arranged_by(choir, ola)


@pytest.fixture
def address(token, choir, time):
    return reverse("ours:activities:time_message", args=[token, choir.pk, time.pk])


def hidden(page, name):
    """What a hidden field of the page holds."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    return found[1] if found else ""


def test_it_is_looked_at_first_and_sent_by_the_second_press(phone, address, secretary):
    empty = phone.get(address)
    assert "1 personer" not in empty.content.decode() and "Én person har plass" in empty.content.decode()
    typed = {"body": "Ta med noter.", "key": hidden(empty, "key")}
    looked = phone.post(address, typed)
    words = looked.content.decode()
    assert "Hilsen Lillevik Blandakor" in words and "én SMS" in words and not SignUpMessage.objects.exists()
    leaves_at, now = looked.context["preview"].leaves_at, looked.context["now"]
    assert leaves_at == now or leaves_at - now > dt.timedelta(seconds=1), "it is quiet, or it goes at once"
    done = phone.post(address, typed | {"seen": hidden(looked, "seen")}, follow=True)
    assert "på vei til én" in done.content.decode() and "Ta med noter." in done.content.decode()
    assert SignUpMessage.objects.get().person == secretary
    phone.post(address, typed | {"seen": hidden(looked, "seen")})
    assert SignUpMessage.objects.count() == 1


def test_other_words_than_those_looked_at_are_shown_once_more(phone, address):
    typed = {"body": "Ta med noter.", "key": hidden(phone.get(address), "key")}
    seen = hidden(phone.post(address, typed), "seen")
    again = phone.post(address, typed | {"body": "Kom i morgen.", "seen": seen})
    assert "Kom i morgen." in again.content.decode() and not SignUpMessage.objects.exists()


def test_those_who_wait_may_have_it_and_that_is_part_of_what_is_looked_at(phone, address, time, ola):
    assert 'name="goes_to"' not in phone.get(address).content.decode()
    Activity.objects.filter(pk=time.activity_id).update(places=1, waiting_list="pick")
    ida = find_or_add_person("Ida Dahl", ["41239876"], by=ola, at=clock.now(), channel="phone")
    sign_up_or_wait(time.pk, ida, channel="web", by=ida, at=clock.now())
    page = phone.get(f"{address}?to=wait")
    assert re.search(r'value="wait"[^>]*checked', page.content.decode())
    typed = {"body": "Vi prøver å få større sal.", "key": hidden(page, "key")}
    seen = hidden(phone.post(address, typed | {"goes_to": "come"}), "seen")
    again = phone.post(address, typed | {"goes_to": "wait", "seen": seen})
    assert not SignUpMessage.objects.exists()
    sent = phone.post(address, typed | {"goes_to": "wait", "seen": hidden(again, "seen")}, follow=True)
    assert "til dem som venter på plass" in sent.content.decode()
    assert SignUpMessage.objects.get().goes_to == "wait" and SignUpMessage.objects.get().told == 1


def test_what_is_wrong_stands_at_the_field(phone, address):
    typed = {"body": "", "key": hidden(phone.get(address), "key")}
    assert phone.post(address, typed).status_code == 422
    typed["body"] = "Nummeret mitt er 13097248022"
    looked = phone.post(address, typed)
    refused = phone.post(address, typed | {"seen": hidden(looked, "seen")})
    assert refused.status_code == 422 and "fødselsnummer" in refused.content.decode()


def test_too_many_in_a_day_are_refused_in_clear_words(phone, address):
    for turn in range(4):
        typed = {"body": f"Beskjed {turn}", "key": hidden(phone.get(address), "key")}
        last = phone.post(address, typed | {"seen": hidden(phone.post(address, typed), "seen")})
    assert (
        last.status_code == 422 and "3 ganger" in last.content.decode() and SignUpMessage.objects.count() == 3
    )


def test_another_association_writes_to_none_of_ours_and_staff_do_it_at_the_desk(
    phone, desk, token, choir, time, ola, at
):
    other = arranged_by(register_group("Speiderne", by=ola, at=at), ola)
    for name, key in (("time_message", other.pk), ("message", other.activity_id)):
        assert phone.get(reverse(f"ours:activities:{name}", args=[token, choir.pk, key])).status_code == 404
    page = desk.get(reverse("desk:activities:message", args=[choir.pk, time.activity_id]))
    assert "Én person har plass" in page.content.decode()
