"""An association asks for hours in a season, changes it until the deadline, and reads what it got and why not more."""

from __future__ import annotations

import datetime as dt

import pytest

from samspill.foundation import clock
from samspill.organisations.actions import register_group
from samspill.venues.actions import SpaceFacts, add_place, add_space, set_hours
from samspill.venues.actions.deciding import decide
from samspill.venues.actions.season_requests import Ask, Asker, Hope, ask_for_hours
from samspill.venues.actions.seasons import open_season
from samspill.venues.actions.sharing import ask_for_sharing
from samspill.venues.models import Season, SeasonRequest
from samspill.venues.rules import Hours
from samspill.venues.rules.seasons import SeasonFacts

DAY = dt.timedelta(days=1)


@pytest.fixture
def hall(town, at):
    school = add_place("Brattlia skole", by="system", at=at)
    space = add_space(school, SpaceFacts("Gymsalen", lends_to="registered"), by="system", at=at)
    set_hours(space, [Hours(weekday, 480, 1320, True) for weekday in range(7)], by="system", at=at)
    return space


@pytest.fixture
def season(hall):
    today = clock.today()
    facts = SeasonFacts("Våren", today + 20 * DAY, today + 60 * DAY, today + 5 * DAY)
    return open_season(facts, [hall], by="system", at=clock.now())


@pytest.fixture
def door(token, choir):
    return f"/our/{token}/{choir.pk}/seasons/"


def wish(hall, **other):
    facts = {
        "purpose": "Korøvelse", "group": "adults", "people": "30", "minutes": "120", "times": "1",
        "room_1": str(hall.pk), "days_1": ["1"], "begins_1": "18:00", "ends_1": "20:00",
    }  # fmt: skip
    return facts | other


def test_it_asks_sees_and_changes_its_wishes_until_the_deadline(phone, door, season, hall):
    assert "Våren" in phone.get(door).content.decode()
    shown = phone.get(f"{door}{season.pk}/").content.decode()
    assert season.commitment[:8] in shown and season.seed[:8] not in shown
    assert phone.post(f"{door}{season.pk}/", wish(hall)).status_code == 302
    row = SeasonRequest.objects.get()
    assert "Korøvelse" in phone.get(door).content.decode()
    address = f"{door}requests/{row.pk}/"
    assert phone.get(address).status_code == 200
    assert phone.post(address, wish(hall, begins_1="17:00")).status_code == 302
    assert row.wishes.get().begins == 17 * 60
    assert phone.post(f"{address}withdrawal/").status_code == 302
    row.refresh_from_db()
    assert row.withdrawn_at
    phone.post(f"{address}withdrawal/", {"back": "1"})
    Season.objects.update(ask_by_on=clock.today() - DAY)
    assert phone.post(address, wish(hall)).status_code == 422
    assert phone.post(f"{door}{season.pk}/", wish(hall, purpose="Mer")).status_code == 422
    assert season.seed[:8] in phone.get(address).content.decode()
    assert SeasonRequest.objects.count() == 1


def test_what_is_wrong_is_said_at_the_field(phone, door, season, hall):
    sent = phone.post(f"{door}{season.pk}/", wish(hall, room_1="", people=""))
    assert sent.status_code == 422 and {"room_1", "people"} <= set(sent.context["form"].errors)
    odd = phone.post(f"{door}{season.pk}/", wish(hall, begins_1="18:10"))
    assert set(odd.context["form"].errors) == {"begins_1"}
    assert not SeasonRequest.objects.exists()


def test_it_reads_what_it_got_and_its_bookings_stand_under_rooms(
    phone, token, door, season, hall, choir, ola
):
    phone.post(f"{door}{season.pk}/", wish(hall))
    Season.objects.update(ask_by_on=clock.today() - DAY)
    season.refresh_from_db()
    ask_for_sharing(season, by=ola, at=clock.now())
    assert (
        "ikke fordelt ennå" in phone.get(f"{door}requests/{SeasonRequest.objects.get().pk}/").content.decode()
    )
    decide(season, by=ola, at=clock.now())
    got = phone.get(f"{door}requests/{SeasonRequest.objects.get().pk}/").content.decode()
    assert "tirsdag 18.00-20.00" in got
    assert "Korøvelse" in phone.get(f"/our/{token}/{choir.pk}/rooms/").content.decode()


def test_what_another_association_asks_for_does_not_exist(phone, door, season, hall, secretary, ola):
    other = register_group("Hamna husflidslag", by=ola, at=clock.now())
    ask = Ask("Vev", "adults", 9, 60, 1, (Hope(hall, ("1",), 1080, 1200),))
    row = ask_for_hours(season, ask, Asker(secretary, other), channel="phone", by=ola, at=clock.now())
    assert "Vev" not in phone.get(door).content.decode()
    assert phone.get(f"{door}requests/{row.pk}/").status_code == 404
    assert phone.post(f"{door}requests/{row.pk}/withdrawal/").status_code == 404
    assert phone.get(f"{door}00000000-0000-0000-0000-000000000000/").status_code == 404
