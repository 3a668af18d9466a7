"""Nora of the crisis cell, skippers who live by the harbour, and a boat that is missing."""

from __future__ import annotations

import pytest

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.messaging.actions import receive_inbound
from samspill.people.actions import find_or_add_person, give_consent
from samspill.volunteering.actions import enrol_volunteer
from samspill.volunteering.actions.callouts import Wanted, send_callout_wave, start_callout


@pytest.fixture(autouse=True)
def tuesday(monkeypatch, at):
    """The desk's clock stands still at the moment of the test."""
    monkeypatch.setattr(clock, "now", lambda: at)


@pytest.fixture
def nora(centre, at):
    """Nora, who is in the crisis cell."""
    return make_staff("Nora Dal", centre, "crisis", at=at)


@pytest.fixture
def cell(nora):
    """Nora's browser, signed in at the desk of Lillevik."""
    return browser_of(nora, "lillevik.test")


@pytest.fixture
def harbour(town):
    """Where the skippers live."""
    return Area.objects.create(name="Havna", latitude=65.0, longitude=6.0)


@pytest.fixture
def skipper(harbour, at):
    """Enrol somebody with a boat licence: `skipper("Kari Havn")`, `skipper("Ola Land", skills=("car",))`."""
    numbers = iter(range(41200001, 41299999))

    def make(name, phone="", *, skills=("boat_licence",), area=harbour, **facts):
        person = find_or_add_person(
            name, [phone or str(next(numbers))], by="system", at=at, channel="phone", area=area, **facts
        )
        give_consent(person, source="phone", by="system", at=at)
        enrol_volunteer(person, by="system", at=at, channel="phone", skills=skills)
        return person

    return make


@pytest.fixture
def callout(centre, nora, at):
    """A boat is missing, and two are wanted; nobody is asked yet."""
    wanted = Wanted("Savnet båt", meeting_place="Båthuset", private_text="Kanal 16", wanted=2)
    return start_callout(wanted, unit=centre, by=nora, at=at)


@pytest.fixture
def asked(callout, nora, at):
    """Ask everybody who is enrolled by now; gives back the call-out."""

    def ask():
        send_callout_wave(callout.pk, by=nora, at=at)
        return callout

    return ask


def body(answer):
    """What a page says."""
    return answer.content.decode()


def looking_for(harbour):
    """The search for a boat licence within ten kilometres of the harbour, as it stands in an address."""
    return f"skills=boat_licence&within_km=10&area={harbour.pk}"


def says(phone, text, at, number="1"):
    """A text message comes from this phone."""
    receive_inbound(gateway="simulator", provider_id=number, channel="sms", sender=phone, body=text, at=at)
