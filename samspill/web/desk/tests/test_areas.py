"""Parts of town are looked after at the desk, and the square follows."""

from __future__ import annotations

import pytest
from django.test import Client

from samspill.activities.actions import Announcement, publish_activity
from samspill.activities.models import AreaRemoval
from samspill.activities.queries.nearness import around
from samspill.foundation import clock
from samspill.foundation.area_ids import columns_with_area_ids, tables_with_areas
from samspill.foundation.models import Area, AuditEntry
from samspill.foundation.recurrence import Pattern
from samspill.foundation.tenancy import entered
from samspill.organisations.actions import register_group
from samspill.organisations.models import Organisation
from samspill.venues.models import Place
from samspill.volunteering.queries.square import looked_for_in
from samspill.web.desk.rooms.removing_areas import OWNED

PAGE = "/desk/rooms/areas/"
MAP = "https://www.openstreetmap.org/#map=15/63.4305/10.3951"


@pytest.fixture
def harbour(desk):
    assert desk.post(f"{PAGE}new/", {"name": "Havna", "spot": MAP}).status_code == 302
    return Area.objects.get()


def test_a_part_of_town_is_entered_with_its_middle_pasted_from_a_map(desk, town):
    assert "Ingen bydeler" in desk.get(PAGE).content.decode()
    shown = desk.post(f"{PAGE}new/", {"name": "Havna", "spot": MAP}, follow=True).content.decode()
    assert "Havna" in shown and "63.4305, 10.3951" in shown
    near = around(Area.objects.get().pk, 2)
    assert (near.latitude, near.longitude) == (63.4305, 10.3951)


def test_what_cannot_be_read_is_told_at_the_field_and_stays_there(desk, harbour):
    Area.objects.create(name="Sentrum")
    answer = desk.post(f"{PAGE}{harbour.pk}/", {"name": "Havna", "spot": "ved kaia"})
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="ved kaia"' in page and "Skriv to tall" in page
    assert desk.post(f"{PAGE}{harbour.pk}/", {"name": "Sentrum", "spot": ""}).status_code == 422
    harbour.refresh_from_db()
    assert (harbour.name, harbour.latitude) == ("Havna", 63.4305)


def test_a_new_name_is_searched_by_and_the_middle_may_be_taken_away(desk, harbour, centre, ola, at):
    day = clock.today()
    publish_activity(
        Announcement(title={"nb": "Bingo"}, unit=centre, area=harbour),
        [Pattern(kind="once", starts_on=day, starts_time=None)],
        by=ola,
        at=clock.now(),
    )
    reader = Client(headers={"host": "lillevik.test"})
    assert "Bingo" not in reader.get("/week/?q=brygga").content.decode()
    desk.post(f"{PAGE}{harbour.pk}/", {"name": "Brygga", "spot": ""})
    assert "Bingo" in reader.get("/week/?q=brygga").content.decode()
    assert around(harbour.pk, 2) is None
    told = (
        AuditEntry.objects.filter(verb__endswith="_area").order_by("at", "pk").values_list("verb", flat=True)
    )
    assert list(told) == ["add_area", "change_area"]


def test_a_neighbours_part_of_town_is_not_there(desk, neighbour):
    with entered(neighbour):
        theirs = Area.objects.create(name="Fjorden")
    assert desk.get(f"{PAGE}{theirs.pk}/").status_code == 404


def test_one_that_stands_here_twice_is_made_one_and_that_is_undone(desk, harbour):
    quay = Area.objects.create(name="Brygga")
    house = Place.objects.create(name="Huset", area=harbour)
    assert f"{PAGE}{harbour.pk}/removal/" in desk.get(f"{PAGE}{harbour.pk}/").content.decode()
    page = f"{PAGE}{harbour.pk}/removal/"
    shown = desk.get(page).content.decode()
    assert "Hus og andre steder" in shown and "Brygga" in shown
    wrong = desk.post(page, {"heir": "", "reason": ""})
    assert wrong.status_code == 422 and "Velg en." in wrong.content.decode()
    assert "Skriv hvorfor den fjernes." in wrong.content.decode()
    told = desk.post(page, {"heir": str(quay.pk), "reason": "Det samme"}, follow=True).content.decode()
    assert "Hamna" not in told and "Havna er fjernet." in told and "Havna → Brygga" in told
    house.refresh_from_db()
    assert house.area == quay
    week = Client(headers={"host": "lillevik.test"}).get(f"/week/?where={harbour.pk}").content.decode()
    assert f'value="{quay.pk}" selected' in week, "an old link"
    again = desk.post(f"{PAGE}removals/{AreaRemoval.objects.get().pk}/undoing/", follow=True).content.decode()
    assert "Havna er her igjen." in again and "Angret" in again
    house.refresh_from_db()
    assert house.area_id == harbour.pk


def test_an_old_link_leads_to_the_associations_and_tasks_of_the_one_that_took_over(desk, harbour, ola, at):
    quay, there = Area.objects.create(name="Brygga"), Client(headers={"host": "lillevik.test"})
    choir = register_group("Lillevik blandakor", by=ola, at=at)
    Organisation.objects.filter(pk=choir.pk).update(area=harbour)
    desk.post(f"{PAGE}{harbour.pk}/removal/", {"heir": str(quay.pk), "reason": "Det samme"})
    assert "Lillevik blandakor" in there.get(f"/organisations/?where={harbour.pk}").content.decode()
    told = there.get(f"/api/v1/organisations?area={harbour.pk}").json()["data"]
    assert [one["area"]["name"] for one in told] == ["Brygga"]
    assert looked_for_in({"where": str(harbour.pk)}).area == quay.pk


def test_one_that_nothing_belongs_to_goes_without_an_heir(desk, harbour):
    page = f"{PAGE}{harbour.pk}/removal/"
    assert "Ingenting hører til den." in desk.get(page).content.decode()
    desk.post(page, {"heir": "", "reason": "Skrevet feil"})
    assert not Area.objects.exists()


def test_where_no_other_can_take_over_that_is_said_first(desk, harbour):
    Place.objects.create(name="Huset", area=harbour)
    page = f"{PAGE}{harbour.pk}/removal/"
    assert "Legg inn en først" in desk.get(page).content.decode()
    assert desk.post(page, {"heir": "", "reason": "Bort"}).status_code == 422
    assert Area.objects.exists()


def test_all_that_may_belong_to_one_has_a_word_at_the_desk():
    known = {table._meta.label_lower for table, _ in (*tables_with_areas(), *columns_with_area_ids())}
    assert known - {"activities.arearemoval"} == set(OWNED)
