"""One of everything in Lillevik, as many times as asked, so that tests can walk all addresses."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.apps import apps

from samspill.activities.models import (
    Activity,
    CalendarProblem,
    CalendarRun,
    CalendarSubscription,
    Occurrence,
)
from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.foundation.tenancy import Owned
from samspill.messaging.models import InboundMessage, OutboundMessage, PhoneNote
from samspill.organisations.models import Organisation, Post, SheetImport
from samspill.people.models import Consent, ContactPoint, Person, StaffMember, Unit
from samspill.venues.models import Place
from samspill.volunteering.models import (
    Absence,
    Assignment,
    GroupBooking,
    GroupSeat,
    Interest,
    Need,
    NeedRole,
    Offer,
    Pool,
    PoolMember,
    Qualification,
    Recipient,
    Request,
    Shift,
    Swap,
    Volunteer,
    Wave,
)

#: Words in addresses that are not the name of a table.
MEANT = {
    "message": InboundMessage,
    "point": ContactPoint,
    "calendar": CalendarSubscription,
    "sheet": SheetImport,
    "staff": StaffMember,
    "role": apps.get_model("people", "UnitRole"),
    "rota": Need,
}
#: What such a row must be, where not any of its table will do.
NARROWED = {"rota": {"form": "rota"}}


def enter_everything(unit: Unit, staff: StaffMember, number: int) -> None:
    """One of everything, told apart by `number`. Shifts and activities are two days ahead."""
    at = clock.now()
    soon = at + dt.timedelta(days=2)
    area = Area.objects.create(name=f"Del {number}")
    person = _person(f"Kari Person {number}", f"+474123456{number}", area, staff, at)
    volunteer = _volunteer(person, unit, staff, at)
    shift = _shift(unit, staff, number, soon, at)
    _asked(shift, person, staff, at)
    _messages(person, staff, number, at)
    Interest.objects.create(
        name=f"Amina {number}", phone=f"+479234567{number}", received_at=at, need=shift.need
    )
    _associations(person, unit, staff, number, soon, at)
    assert volunteer.person == person
    _shapes_of_need(shift, person, unit, staff, number, soon, at)


def row_for(word: str) -> Owned:
    """The first row of what an address calls `<word>_id`."""
    model = MEANT.get(word) or _model_named(word)
    row = model.objects.filter(**NARROWED.get(word, {})).order_by("pk").first()
    assert row is not None, (
        f"tests/house/cast.py enters no {word}: add one, so that its addresses are walked."
    )
    return row


def _model_named(word: str) -> Any:
    found = [
        model
        for model in apps.get_models()
        if issubclass(model, Owned) and model._meta.model_name == word.replace("_", "")
    ]
    assert len(found) == 1, f"No table is called {word}: tell tests/house/cast.py what it is."
    return found[0]


def _person(name: str, phone: str, area: Area, staff: StaffMember, at: dt.datetime) -> Person:
    person = Person.objects.create(
        name=name, came_through="phone", created_at=at, area=area, languages=("nb", "ar")
    )
    ContactPoint.objects.create(person=person, kind="phone", value=phone, added_at=at, is_preferred=True)
    ContactPoint.objects.create(person=person, kind="email", value=f"{phone[1:]}@example.no", added_at=at)
    Consent.objects.create(person=person, source="phone", given_at=at, entered_by=staff)
    return person


def _volunteer(person: Person, unit: Unit, staff: StaffMember, at: dt.datetime) -> Volunteer:
    volunteer = Volunteer.objects.create(
        person=person, unit=unit, joined_at=at, wishes=("walk",), availability=3
    )
    today = clock.local_day(at)
    Absence.objects.create(
        volunteer=volunteer, from_on=today + dt.timedelta(days=30), until_on=today + dt.timedelta(days=31)
    )
    Qualification.objects.create(
        volunteer=volunteer, kind="course", held_from_on=today, seen_by=staff, recorded_at=at
    )
    return volunteer


def _shift(unit: Unit, staff: StaffMember, number: int, soon: dt.datetime, at: dt.datetime) -> Shift:
    helped = Person.objects.create(name=f"Gunvor Mottaker {number}", came_through="phone", created_at=at)
    recipient = Recipient.objects.create(person=helped, unit=unit, since_at=at)
    request = Request.objects.create(
        unit=unit,
        recipient=recipient,
        caller_name="Sykehjemmet",
        channel="phone",
        received_at=at,
        entered_by=staff,
    )
    need = Need.objects.create(
        request=request, unit=unit, kind="walk", form="once", title=f"Tur {number}", made_at=at, made_by=staff,
        places=2, published_at=at,
    )  # fmt: skip
    return Shift.objects.create(
        need=need, code=100 + number, starts_at=soon, ends_at=soon + dt.timedelta(hours=1), places=2
    )


def _asked(shift: Shift, person: Person, staff: StaffMember, at: dt.datetime) -> None:
    wave = Wave.objects.create(shift=shift, number=1, sent_at=at, sent_by=staff, proposed_size=1)
    offer = Offer.objects.create(
        shift=shift, person=person, wave=wave, channel="sms", asked_at=at, asked_by=staff, answer="yes",
        answered_at=at, answer_channel="sms",
    )  # fmt: skip
    Assignment.objects.create(shift=shift, person=person, offer=offer, seat=1, made_at=at, channel="sms")


def _messages(person: Person, staff: StaffMember, number: int, at: dt.datetime) -> None:
    InboundMessage.objects.create(
        gateway="simulator", provider_id=f"in-{number}", channel="sms", sender=f"+474123456{number}", body="nja",
        received_at=at, person=person, waits_since_at=at, owner=staff,
    )  # fmt: skip
    OutboundMessage.objects.create(
        key=f"out-{number}", channel="sms", person=person, address=f"+474123456{number}", body="Hei",
        written_by=staff, queued_at=at, not_before_at=at,
    )  # fmt: skip
    PhoneNote.objects.create(person=person, at=at, written_by=staff, text="Ringte")


def _associations(
    person: Person, unit: Unit, staff: StaffMember, number: int, soon: dt.datetime, at: dt.datetime
) -> None:
    club = Organisation.objects.create(
        name=f"Turlaget {number}", came_from="desk", created_at=at, area=person.area
    )
    Post.objects.create(organisation=club, person=person, title="leader", from_on=clock.local_day(at))
    SheetImport.objects.create(
        filename=f"lag{number}.csv", content=b"Navn;Telefon\nLag;41234567\n", received_at=at, received_by=staff,
        columns={"0": "name", "1": "phone"}, heading_row=0, confirmed_at=at,
    )  # fmt: skip
    calendar = CalendarSubscription.objects.create(
        name=f"Kalender {number}",
        url="https://example.no/a.ics",
        organisation=club,
        added_at=at,
        added_by=staff,
    )
    run = CalendarRun.objects.create(subscription=calendar, started_at=at, finished_at=at)
    CalendarProblem.objects.create(run=run, reason="no_start", line=3)
    place = Place.objects.create(name=f"Huset {number}", area=person.area)
    activity = Activity.objects.create(
        title={"nb": f"Tur {number}"}, organisation=club, place=place, area=person.area, created_at=at,
        changed_at=at, published_at=at,
    )  # fmt: skip
    Occurrence.objects.create(
        activity=activity, slot=soon, starts_at=soon, ends_at=soon + dt.timedelta(hours=1)
    )


def _shapes_of_need(
    shift: Shift,
    person: Person,
    unit: Unit,
    staff: StaffMember,
    number: int,
    soon: dt.datetime,
    at: dt.datetime,
) -> None:
    """A rota with two roles, a group, a pool, a swap somebody has agreed to, and a caller who must be called."""
    other = _person(f"Ali Person {number}", f"+474223456{number}", person.area, staff, at)
    _volunteer(other, unit, staff, at)
    pattern = {
        "pattern": "weekly", "every": 1, "weekdays": [], "nth": None, "minutes": 120,
        "starts_on": clock.local_day(soon).isoformat(), "ends_on": None, "starts_time": "17:00:00",
        "skips_public_holidays": True, "skips_school_holidays": False,
    }  # fmt: skip
    rota = Need.objects.create(
        request=shift.need.request, unit=unit, kind="homework", form="rota", title=f"Leksehjelp {number}", made_at=at,
        made_by=staff, places=3, published_at=at, pattern=pattern,
    )  # fmt: skip
    roles = [
        NeedRole.objects.create(need=rota, number=n, title=title, places=3, minimum=2)
        for n, title in enumerate(("leder", "hjelper"))
    ]
    hours = {"starts_at": soon, "ends_at": soon + dt.timedelta(hours=2)}
    times = [
        Shift.objects.create(
            need=rota,
            role=role,
            slot=soon,
            code=200 + 10 * number + n,
            places=3,
            minimum=2,
            reserves=1,
            **hours,
        )
        for n, role in enumerate(roles)
    ]
    club = Organisation.objects.create(name=f"Koret {number}", came_from="desk", created_at=at)
    group = GroupBooking.objects.create(
        shift=times[0],
        organisation=club,
        contact=other,
        size=1,
        made_at=at,
        channel="phone",
        entered_by=staff,
    )
    GroupSeat.objects.create(booking=group, shift=times[0], seat=2)
    pool = Pool.objects.create(unit=unit, name=f"Ring meg {number}", made_at=at, made_by=staff)
    PoolMember.objects.create(pool=pool, person=person, joined_at=at, entered_by=staff)
    mine = Assignment.objects.create(shift=times[0], person=person, seat=1, made_at=at, channel="sms")
    Swap.objects.create(
        assignment=mine,
        wished_at=at,
        channel="sms",
        to_person=other,
        asked_at=at,
        asked_channel="sms",
        agreed_at=at,
    )
    Shift.objects.filter(pk=times[1].pk).update(caller_owed_at=at, caller_owed_why="nobody")
