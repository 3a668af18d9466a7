"""A part of town goes, and another takes over in every room; taken back, both stand as they did."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from samspill.activities.actions import (
    Announcement,
    AreaGone,
    AreaInUse,
    AreaKnown,
    AreaReasonMissing,
    RemovalStands,
    add_area,
    bring_back_area,
    publish_activity,
    remove_area,
)
from samspill.activities.models import AreaRemoval
from samspill.activities.queries import Filter, upcoming
from samspill.activities.queries.areas import what_belongs_to
from samspill.activities.queries.filters import filter_in_words
from samspill.activities.queries.nearness import around
from samspill.foundation.actions import subject_of
from samspill.foundation.models import Area, AuditEntry
from samspill.foundation.recurrence import Pattern
from samspill.organisations.actions import register_group
from samspill.organisations.models import Organisation
from samspill.people.actions import HoldsNationalId, erase_row, find_or_add_person
from samspill.people.models import Person
from samspill.venues.models import Place
from samspill.volunteering.models import Selection, Volunteer


@pytest.fixture
def harbour(town: Any, ola: Any, at: dt.datetime) -> Area:
    return add_area("Hamna", (63.43, 10.4), by=ola, at=at)


@pytest.fixture
def quay(town: Any, ola: Any, at: dt.datetime) -> Area:
    return add_area("Brygga", by=ola, at=at)


@pytest.fixture
def lived_in(harbour: Area, quay: Area, centre: Any, ola: Any, at: dt.datetime) -> Volunteer:
    """Somebody lives in Hamna and helps there; an association, a house and an activity are there, too."""
    kari = find_or_add_person("Kari Nes", ["41300001"], by=ola, at=at, channel="phone")
    Person.objects.filter(pk=kari.pk).update(area=harbour)
    club = register_group("Hamna vel", by=ola, at=at)
    Organisation.objects.filter(pk=club.pk).update(area=harbour)
    house = Place.objects.create(name="Huset", area=harbour)
    publish_activity(
        Announcement({"nb": "Bingo"}, place=house, area=harbour),
        [Pattern("once", at.date() + dt.timedelta(days=2), dt.time(18))],
        by="system",
        at=at,
    )
    Selection.objects.create(
        unit=centre, name="Hamna", criteria={"areas": [str(harbour.pk), str(quay.pk)]}, made_at=at
    )
    return Volunteer.objects.create(person=kari, areas=(str(harbour.pk), str(quay.pk)), joined_at=at)


def found(at: dt.datetime, **looked_for: Any) -> list[str]:
    return [time.title for time in upcoming(Filter(**looked_for), at=at, language="nb")]


def test_all_that_belongs_to_it_goes_to_the_one_that_takes_over(
    lived_in: Volunteer, harbour: Area, quay: Area, ola: Any, at: dt.datetime
) -> None:
    assert what_belongs_to(harbour) == {
        "people.person": 1,
        "organisations.organisation": 1,
        "venues.place": 1,
        "activities.activity": 1,
        "volunteering.selection": 1,
        "volunteering.volunteer": 1,
    }
    remove_area(harbour, quay, reason="Det samme stedet", by=ola, at=at)
    assert [one.name for one in Area.objects.all()] == ["Brygga"]
    lived_in.refresh_from_db()
    assert lived_in.areas == (str(quay.pk),) and lived_in.person.area == quay
    assert Selection.objects.get().criteria == {"areas": [str(quay.pk)]}
    assert Place.objects.get().area == Organisation.objects.get().area == quay
    assert found(at, area=quay.pk) == ["Bingo"] and found(at, words="brygga") == ["Bingo"]


def test_an_old_address_leads_to_the_one_that_took_over(
    lived_in: Volunteer, harbour: Area, quay: Area, ola: Any, at: dt.datetime
) -> None:
    assert found(at, area=harbour.pk) == ["Bingo"]
    remove_area(harbour, quay, reason="Det samme", by=ola, at=at)
    old = Filter(area=harbour.pk)
    assert found(at, area=harbour.pk) == ["Bingo"] and filter_in_words(old) == "Brygga"
    centre = add_area("Sentrum", (63.43, 10.4), by=ola, at=at)
    remove_area(quay, centre, reason="Ingen kaller det det", by=ola, at=at)
    assert found(at, area=harbour.pk) == ["Bingo"] and filter_in_words(old) == "Sentrum"
    near = around(harbour.pk, 2)
    assert near is not None and near.latitude == 63.43


def test_taken_back_both_stand_as_they_did(
    lived_in: Volunteer, harbour: Area, quay: Area, ola: Any, at: dt.datetime
) -> None:
    belonged = what_belongs_to(harbour)
    removal = remove_area(harbour, quay, reason="Det samme", by=ola, at=at)
    new = find_or_add_person("Nina Dal", ["41300002"], by=ola, at=at, channel="phone")
    Person.objects.filter(pk=new.pk).update(area=quay)
    again = bring_back_area(removal, by=ola, at=at)
    assert (again.pk, again.name, again.latitude) == (harbour.pk, "Hamna", 63.43)
    assert what_belongs_to(again) == belonged
    lived_in.refresh_from_db()
    assert lived_in.areas == (str(harbour.pk), str(quay.pk))
    assert Person.objects.get(pk=new.pk).area == quay, "she came later"
    assert found(at, area=harbour.pk) == ["Bingo"] and found(at, area=quay.pk) == []
    with pytest.raises(RemovalStands):
        bring_back_area(removal, by=ola, at=at)


def test_what_somebody_has_moved_on_since_stays_there(
    lived_in: Volunteer, harbour: Area, quay: Area, ola: Any, at: dt.datetime
) -> None:
    removal = remove_area(harbour, quay, reason="Det samme", by=ola, at=at)
    Place.objects.update(area=None)
    Volunteer.objects.update(areas=())
    bring_back_area(removal, by=ola, at=at)
    lived_in.refresh_from_db()
    assert Place.objects.get().area is None and lived_in.areas == ()


def test_of_two_removed_in_turn_each_can_be_taken_back(
    lived_in: Volunteer, harbour: Area, quay: Area, ola: Any, at: dt.datetime
) -> None:
    centre = add_area("Sentrum", by=ola, at=at)
    first = remove_area(harbour, quay, reason="Det samme", by=ola, at=at)
    second = remove_area(quay, centre, reason="Det samme", by=ola, at=at)
    bring_back_area(first, by=ola, at=at)
    assert Person.objects.get().area == Area.objects.get(name="Hamna")
    assert bring_back_area(second, by=ola, at=at).name == "Brygga"
    assert Person.objects.get().area == Area.objects.get(name="Hamna")


def test_where_nothing_belongs_to_it_nobody_need_take_over(harbour: Area, ola: Any, at: dt.datetime) -> None:
    remove_area(harbour, None, reason="Lagt inn ved en feil", by=ola, at=at)
    assert not Area.objects.exists()


def test_it_is_refused_where_something_is_not_said(
    lived_in: Volunteer, harbour: Area, quay: Area, ola: Any, at: dt.datetime
) -> None:
    with pytest.raises(AreaInUse):
        remove_area(harbour, None, reason="Bort", by=ola, at=at)
    with pytest.raises(AreaReasonMissing):
        remove_area(harbour, quay, reason="  ", by=ola, at=at)
    with pytest.raises(HoldsNationalId):
        remove_area(harbour, quay, reason="15076500565 bor der", by=ola, at=at)
    with pytest.raises(AreaGone):
        remove_area(harbour, harbour, reason="Det samme", by=ola, at=at)
    assert Area.objects.count() == 2 and not AreaRemoval.objects.exists()


def test_it_cannot_come_back_while_another_has_its_name(
    harbour: Area, quay: Area, ola: Any, at: dt.datetime
) -> None:
    removal = remove_area(harbour, quay, reason="Det samme", by=ola, at=at)
    add_area("Hamna", by=ola, at=at)
    with pytest.raises(AreaKnown):
        bring_back_area(removal, by=ola, at=at)
    removal.refresh_from_db()
    assert removal.undone_at is None


def test_when_what_was_moved_is_forgotten_it_cannot_be_moved_back(
    lived_in: Volunteer, harbour: Area, quay: Area, ola: Any, at: dt.datetime
) -> None:
    removal = remove_area(harbour, quay, reason="Det samme", by=ola, at=at)
    erase_row(removal, at)
    with pytest.raises(RemovalStands):
        bring_back_area(removal, by=ola, at=at)


def test_the_trail_tells_why_and_where_it_went(harbour: Area, quay: Area, ola: Any, at: dt.datetime) -> None:
    subject = subject_of(harbour)
    removal = remove_area(harbour, quay, reason="Det samme", by=ola, at=at)
    entry = AuditEntry.objects.get(verb="remove_area", subject=subject)
    assert entry.facts == {"reason": "Det samme", "name": "Hamna", "heir": str(quay.pk)}
    bring_back_area(removal, by=ola, at=at)
    assert AuditEntry.objects.filter(verb="bring_back_area", subject=subject).exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_that_would_take_over_from_each_other_one_is_left(
    together: Any, town: Any, lived_in: Volunteer, harbour: Area, quay: Area, ola: Any, at: dt.datetime
) -> None:
    outcomes = together(
        town,
        [
            lambda: remove_area(harbour, quay, reason="Det samme", by=ola, at=at),
            lambda: remove_area(quay, harbour, reason="Det samme", by=ola, at=at),
        ],
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AreaGone", "AreaRemoval"]
    left = Area.objects.get()
    assert Person.objects.get().area == Place.objects.get().area == left
