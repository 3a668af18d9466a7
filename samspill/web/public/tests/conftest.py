"""A small town with something on: what the tests of the square look at."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import translation

from samspill.activities.actions import Announcement, publish_activity
from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.foundation.recurrence import Pattern
from samspill.organisations.models import Organisation
from samspill.people.models import Unit
from samspill.venues.models import Place
from samspill.volunteering.models import Need, Request, Shift


@pytest.fixture
def square(town, at, monkeypatch):
    """A browser at Lillevik's square, on that Tuesday morning."""
    monkeypatch.setattr(clock, "now", lambda: at)
    with translation.override("nb"):
        yield Client(headers={"host": "lillevik.test"})


@pytest.fixture
def harbour(town):
    return Area.objects.create(name="Hamna")


@pytest.fixture
def library(harbour):
    return Place.objects.create(
        name="Biblioteket",
        address="Storgata 4",
        postcode="9999",
        town="Lillevik",
        area=harbour,
        accessibility=("step_free", "toilet"),
        latitude=63.4,
        longitude=10.4,
    )


@pytest.fixture
def choir(town, at):
    return Organisation.objects.create(
        name="Lillevik blanda kor", categories=("1100",), came_from="desk", created_at=at, phone="+4741234567"
    )


@pytest.fixture
def centre(town):
    return Unit.objects.create(name="Frivilligsentralen", receives_the_public=True)


@pytest.fixture
def put_on(town, at):
    """Put an activity on the square: so many hours from now, lasting two."""

    def put(title="Språkkafé", *, hours=8, **facts):
        titles = title if isinstance(title, dict) else {"nb": title}
        starts_at = clock.local(at + dt.timedelta(hours=hours))
        once = Pattern("once", starts_on=starts_at.date(), starts_time=starts_at.time(), minutes=120)
        return publish_activity(Announcement(titles, **facts), [once], by="system", at=at)

    return put


@pytest.fixture
def language_cafe(put_on, library, choir):
    """A language café at the library this evening, free, with Arabic spoken."""
    return put_on(
        {"nb": "Språkkafé", "en": "Language café"},
        text={"nb": "Vi snakker norsk sammen.", "en": "We speak Norwegian together."},
        place=library,
        organisation=choir,
        is_free=True,
        languages=("nb", "ar"),
        audiences=("newcomers",),
        categories=("language",),
        contact_name="Solveig",
        contact_phone="+4741234567",
    )


@pytest.fixture
def open_need(centre, harbour, at):
    """The garden of somebody in Hamna wants raking on Thursday."""
    request = Request.objects.create(
        unit=centre, caller_name="Kåre Hansen", caller_phone="+4741234568", channel="phone", received_at=at
    )
    need = Need.objects.create(
        request=request,
        unit=centre,
        kind="garden",
        form="once",
        title="Rake løv i Hamna",
        public_text="Et par timer sammen med en hyggelig mann.",
        private_address="Bakkegata 7",
        private_text="Nøkkelboks 1234",
        meet_name="Kåre Hansen",
        meet_phone="+4741234568",
        area=harbour,
        languages=("nb", "ar"),
        demands=("confidentiality",),
        made_at=at,
        published_at=at,
    )
    starts_at = at + dt.timedelta(days=2)
    Shift.objects.create(
        need=need, code=123, starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=2), places=1
    )
    return need
