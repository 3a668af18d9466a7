"""A request on Thursday, and volunteers who could take it."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.people.actions import find_or_add_person, give_consent
from samspill.volunteering.actions import Asked, enrol_volunteer, register_request


@pytest.fixture(autouse=True)
def tuesday(monkeypatch, at):
    """The desk's clock stands still at the moment of the test."""
    from samspill.foundation import clock

    monkeypatch.setattr(clock, "now", lambda: at)


@pytest.fixture
def volunteer(ola, at):
    """Make a volunteer who may be asked by SMS."""

    def make(name, phone, **wishes):
        person = find_or_add_person(name, [phone], by=ola, at=at, channel="phone", preferred_channel="sms")
        give_consent(person, source="phone", by=ola, at=at)
        enrol_volunteer(person, by=ola, at=at, channel="phone", **({"wishes": ("escort",)} | wishes))
        return person

    return make


@pytest.fixture
def asked(at):
    """What a nursing home asks for on Thursday at ten, with some facts told otherwise."""

    def make(**facts):
        starts = at + dt.timedelta(days=2)
        told = {
            "caller_name": "Nina Nes", "caller_phone": "+4773000111", "on_behalf_of": "Bjørkelia sykehjem",
            "recipient_name": "Gunvor Dahl", "recipient_phone": "912 34 567", "kind": "escort",
            "title": "Følge til legen", "starts_at": starts, "ends_at": starts + dt.timedelta(hours=2),
            "private_address": "Storgata 7", "private_text": "Kode 4711",
        }  # fmt: skip
        return Asked(**(told | facts))

    return make


@pytest.fixture
def need(asked, centre, ola, at):
    """Company to the doctor on Thursday."""
    return register_request(asked(), unit=centre, by=ola, at=at)


@pytest.fixture
def shift(need):
    """Its one shift."""
    return need.shifts.get()


def body(response):
    """The page as text."""
    return response.content.decode()
