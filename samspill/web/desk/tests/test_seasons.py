"""Seasons at the desk: opened, asked for by phone, shared out, put right by hand, decided, taken back, copied."""

from __future__ import annotations

import datetime as dt

import pytest

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.foundation.tenancy import entered
from samspill.messaging.models import OutboundMessage
from samspill.organisations.models import Organisation
from samspill.people.models import Unit
from samspill.venues.actions import SpaceFacts, add_place, add_space, set_hours
from samspill.venues.models import Booking, Season, SeasonRequest, SeasonTime, Sharing
from samspill.venues.rules import Hours

DAY = dt.timedelta(days=1)
SEASONS = "/desk/rooms/seasons/"


@pytest.fixture
def hall(town, at):
    school = add_place("Brattlia skole", by="system", at=at)
    space = add_space(school, SpaceFacts("Gymsalen", capacity=40), by="system", at=at)
    set_hours(space, [Hours(weekday, 480, 1320, False) for weekday in range(7)], by="system", at=at)
    return space


def told(hall, **other):
    first_on = clock.today() + 30 * DAY
    facts = {
        "name": "Våren",
        "first_on": f"{first_on}",
        "last_on": f"{first_on + 40 * DAY}",
        "ask_by_on": f"{clock.today() + 5 * DAY}",
        "spaces": [str(hall.pk)],
        "weekdays": ["0", "1", "2", "3", "4"],
        "opens": "16:00",
        "closes": "22:00",
        "first_groups": ["children"],
        "most_hours": "4.5",
        "most_wishes": "2",
        "breaks": f"{first_on + 7 * DAY:%d.%m.%Y}–{first_on + 11 * DAY:%d.%m.%Y} Vinterferie",
        "appeal": "Du kan klage.",
    }
    return facts | other


def wish(hall, **other):
    facts = {
        "association": "Judoklubben", "name": "Kari Berg", "phone": "41234567", "purpose": "Judo for barn",
        "group": "children", "people": "15", "minutes": "90", "times": "1",
        "room_1": str(hall.pk), "days_1": ["0"], "begins_1": "17:00", "ends_1": "18:30",
        "room_2": "any", "days_2": ["1", "2"], "begins_2": "16:00", "ends_2": "20:00",
    }  # fmt: skip
    return facts | other


@pytest.fixture
def season(desk, hall):
    assert desk.post(f"{SEASONS}new/", told(hall)).status_code == 302
    return Season.objects.get()


@pytest.fixture
def asked(desk, season, hall):
    assert desk.post(f"{SEASONS}{season.pk}/requests/new/", wish(hall)).status_code == 302
    return SeasonRequest.objects.get()


@pytest.fixture
def closed(season, asked):
    """Nobody can ask any more."""
    Season.objects.update(ask_by_on=clock.today() - DAY)
    return f"{SEASONS}{season.pk}/"


def test_a_season_is_opened_with_rooms_hours_days_off_and_rules(desk, season):
    assert season.most_minutes == 270 and season.breaks.get().name == "Vinterferie"
    page = desk.get(f"{SEASONS}{season.pk}/").content.decode()
    assert "Gymsalen" in page and season.commitment[:8] in page and season.seed[:8] not in page
    assert "Våren" in desk.get(SEASONS).content.decode()


def test_what_is_wrong_is_said_at_the_field(desk, hall):
    wrong = told(hall, ask_by_on=f"{clock.today() + 90 * DAY}", breaks="en gang til jul", closes="15:00")
    sent = desk.post(f"{SEASONS}new/", wrong)
    assert sent.status_code == 422 and not Season.objects.exists()
    assert {"ask_by_on", "breaks", "closes"} == set(sent.context["form"].errors)


def test_each_request_has_as_many_wishes_as_the_municipality_says(desk, season, asked, hall):
    form = desk.get(f"{SEASONS}{season.pk}/requests/new/").context["form"]
    assert "room_2" in form.fields and "room_3" not in form.fields
    third = {"room_3": "any", "days_3": ["1"], "begins_3": "16:00", "ends_3": "20:00"}
    sent = desk.post(f"{SEASONS}{season.pk}/requests/new/", wish(hall, purpose="Annet", **third))
    assert sent.status_code == 422 and "færre ønsker" in sent.content.decode()
    fewer = desk.post(f"{SEASONS}{season.pk}/facts/", told(hall, most_wishes="1"))
    assert fewer.status_code == 422 and set(fewer.context["form"].errors) == {"most_wishes"}
    assert desk.post(f"{SEASONS}{season.pk}/facts/", told(hall, most_wishes="6")).status_code == 302
    assert "room_6" in desk.get(f"{SEASONS}{season.pk}/requests/new/").context["form"].fields
    assert desk.post(f"{SEASONS}{season.pk}/facts/", told(hall, most_wishes="7")).status_code == 422


def test_the_association_is_known_however_its_name_is_written(desk, season, hall):
    club = Organisation.objects.create(name="Årøya judoklubb", created_at=clock.now())
    assert (
        desk.post(
            f"{SEASONS}{season.pk}/requests/new/", wish(hall, association=" årøya  JUDOKLUBB")
        ).status_code
        == 302
    )
    assert SeasonRequest.objects.get().organisation == club


def test_a_season_of_the_same_name_is_refused(desk, hall, season):
    sent = desk.post(f"{SEASONS}new/", told(hall))
    assert sent.status_code == 422 and "Det finnes en sesong" in sent.content.decode()


def test_a_request_is_typed_in_for_one_who_phones_and_changed(desk, season, asked, hall):
    assert asked.borrower == "Judoklubben" and asked.wishes.count() == 2
    assert "Våren" in OutboundMessage.objects.get().body
    address = f"{SEASONS}{season.pk}/requests/{asked.pk}/"
    assert "Judo for barn" in desk.get(address).content.decode()
    assert desk.get(f"{address}facts/").status_code == 200
    assert desk.post(f"{address}facts/", wish(hall, people="18", room_2="")).status_code == 302
    asked.refresh_from_db()
    assert asked.people == 18 and asked.wishes.count() == 1
    short = desk.post(f"{address}facts/", wish(hall, ends_1="18:00"))
    assert short.status_code == 422 and "ends_1" in short.context["form"].errors
    assert desk.post(f"{address}withdrawal/").status_code == 302
    asked.refresh_from_db()
    assert asked.withdrawn_at and desk.post(f"{address}withdrawal/", {"back": "1"}).status_code == 302


def test_hours_are_shared_out_looked_at_put_by_hand_decided_and_taken_back(desk, closed, asked, hall):
    assert desk.post(f"{closed}decision/").status_code == 302 and not Booking.objects.exists()
    assert desk.post(f"{closed}sharing/").status_code == 302
    assert Sharing.objects.get().solved_at and SeasonTime.objects.get().begins == 17 * 60
    page = desk.get(closed).content.decode()
    assert "Det er bevist" in page and Season.objects.get().seed[:8] in page
    address = f"{closed}requests/{asked.pk}/"
    time = SeasonTime.objects.get()
    desk.post(f"{closed}times/{time.pk}/lock/", {"lock": "1"})
    assert SeasonTime.objects.get().locked_at
    desk.post(f"{closed}times/{time.pk}/removal/")
    assert not SeasonTime.objects.exists()
    put = {"space": str(hall.pk), "weekday": "3", "begins": "19:00"}
    assert desk.post(f"{address}times/", put | {"begins": "19:10"}).status_code == 422
    assert desk.post(f"{address}times/", put).status_code == 302
    assert "Judoklubben" in desk.get(f"{closed}table/").content.decode()
    assert desk.post(f"{closed}decision/").status_code == 302
    booked = Booking.objects.count()
    assert booked > 2 and OutboundMessage.objects.count() == 2
    assert "Vedtatt" in desk.get(closed).content.decode() and desk.get(address).status_code == 200
    assert desk.post(f"{closed}decision/undoing/").status_code == 302
    assert Booking.objects.filter(cancelled_at__isnull=False).count() == booked
    assert Season.objects.get().decided_at is None


def test_it_is_not_shared_out_while_one_may_ask(desk, season, asked):
    sent = desk.post(f"{SEASONS}{season.pk}/sharing/", follow=True)
    assert "Det kan fortsatt søkes" in sent.content.decode() and not Sharing.objects.exists()


def test_the_page_waits_while_a_worker_has_it(desk, closed, season):
    waiting = Sharing.objects.create(season=season, asked_at=clock.now(), step="wishes")
    assert "kjæreste" in desk.get(f"{closed}progress/").content.decode()
    Sharing.objects.filter(pk=waiting.pk).update(solved_at=clock.now())
    assert desk.get(f"{closed}progress/").headers["HX-Refresh"] == "true"


def test_the_page_tells_what_is_proven_and_what_only_breaks_ties(desk, closed):
    desk.post(f"{closed}sharing/")
    sharing = Sharing.objects.get()
    early = next(one for one in sharing.figures if one["aim"] == "early")
    early["bound"] += 1
    sharing.save()
    page = desk.get(closed).content.decode()
    assert "Mellom like har vi ikke prøvd alt" in page and "Mellom like avgjør loddet" in page


def stage_in_the_list(desk):
    return " ".join(desk.get(SEASONS).content.decode().split("Våren</a>")[1].split("</ul>")[0].split())


def test_the_list_says_how_far_each_season_has_come_and_what_comes_next(desk, season, hall):
    assert "Åpen for ønsker" in stage_in_the_list(desk)
    Season.objects.update(ask_by_on=clock.today() - DAY)
    assert "Ingen har søkt" in stage_in_the_list(desk)
    desk.post(f"{SEASONS}{season.pk}/requests/new/", wish(hall))
    assert "Skal fordeles" in stage_in_the_list(desk)
    desk.post(f"{SEASONS}{season.pk}/sharing/")
    listed = stage_in_the_list(desk)
    assert "Et forslag er klart, men ikke bestemt" in listed and "Se på forslaget" in listed
    assert "Skal fordeles" not in listed
    desk.post(f"{SEASONS}{season.pk}/decision/")
    assert "Bestemt" in stage_in_the_list(desk)


def test_what_was_shared_out_to_one_who_has_withdrawn_is_no_proposal(desk, closed, season, asked):
    desk.post(f"{closed}sharing/")
    SeasonRequest.objects.update(withdrawn_at=clock.now())
    assert "forslag" not in stage_in_the_list(desk)


def test_while_the_hours_are_worked_out_the_list_says_that(desk, closed, season):
    Sharing.objects.create(season=season, asked_at=clock.now())
    assert "Fordeles nå" in stage_in_the_list(desk)


def test_it_is_printed_by_room_and_by_association_and_taken_as_a_spreadsheet(desk, closed):
    desk.post(f"{closed}sharing/")
    for address in ("rooms/", "associations/"):
        sent = desk.get(f"{closed}{address}")
        assert sent.headers["Content-Type"] == "application/pdf" and sent.content.startswith(b"%PDF")


def test_last_years_season_is_copied_with_what_was_asked_for(desk, season, asked, hall):
    address = f"{SEASONS}{season.pk}/copy/"
    shown = desk.get(address)
    assert f"{season.first_on + 364 * DAY}" in shown.content.decode()
    first_on = season.first_on + 364 * DAY
    facts = told(
        hall, name="Neste vår", first_on=f"{first_on}", last_on=f"{first_on + 40 * DAY}", with_requests="on"
    )
    assert desk.post(address, facts).status_code == 302
    assert Season.objects.get(name="Neste vår").requests.get().purpose == "Judo for barn"


def test_a_reader_sees_and_changes_nothing_and_the_neighbour_sees_nothing(
    closed, season, asked, neighbour, at
):
    reader = browser_of(make_staff("Rita Les", Unit.objects.first(), "reader", at=at), "lillevik.test")
    assert reader.get(closed).status_code == 200
    assert reader.post(f"{closed}sharing/").status_code in (403, 404) and not Sharing.objects.exists()
    with entered(neighbour):
        unit = Unit.objects.create(name="Sentralen", receives_the_public=True)
        nils = browser_of(make_staff("Nils Nabo", unit, "leader", at=at), "storfjordby.test")
    assert nils.get(closed).status_code == 404 == nils.post(f"{closed}decision/").status_code
