"""All of it, in the order it must be entered."""

from __future__ import annotations

import datetime as dt

from samspill.foundation import clock
from samspill.foundation.models import Area, SameMeaning
from samspill.organisations.models import Organisation
from samspill.people.models import StaffMember, Unit
from samspill.volunteering.models import Interest
from tests.house.cast.associations import enter_associations
from tests.house.cast.crisis import called_out
from tests.house.cast.fairs import enter_fair
from tests.house.cast.needs import a_plan, asked_about, enter_shift, shapes_of_need, tasks_of_others
from tests.house.cast.pairs import a_pair
from tests.house.cast.people import enter_person, enter_volunteer, rights_of, somebody_away
from tests.house.cast.receiving import received, trained
from tests.house.cast.talk import conversations, messages_with


def enter_everything(unit: Unit, staff: StaffMember, number: int) -> None:
    """One of everything, told apart by `number`. Shifts and activities are two days ahead."""
    at = clock.now()
    soon = at + dt.timedelta(days=2)
    area = Area.objects.create(name=f"Del {number}")
    SameMeaning.objects.create(words=f"huset{number} ungdomsklubb")
    person = enter_person(f"Kari Person {number}", f"+474123456{number}", area, staff, at)
    volunteer = enter_volunteer(person, unit, staff, at)
    shift = enter_shift(unit, staff, number, soon, at)
    asked_about(shift, person, staff, at)
    messages_with(person, staff, number, at)
    Interest.objects.create(
        name=f"Amina {number}", phone=f"+479234567{number}", received_at=at, need=shift.need
    )
    enter_associations(person, unit, staff, number, soon, at)
    club = Organisation.objects.get(name=f"Turlaget {number}")
    tasks_of_others(club, shift.need, staff, number, soon, at)
    enter_fair(unit, number, at)
    received(unit, staff, number, at)
    trained(person, unit, staff, shift, number, at)
    conversations(person, shift, unit, staff, number, at)
    assert volunteer.person == person
    rights_of(person, staff, at)
    called_out(person, unit, staff, number, at)
    somebody_away(unit, staff, number, at)
    a_pair(volunteer, shift, staff, number, at)
    a_plan(unit, staff, shift, person, at)
    shapes_of_need(shift, person, unit, staff, number, soon, at)
