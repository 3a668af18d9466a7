"""What volunteers are wanted for, in all its shapes: once, as a rota, for a pair, in a plan."""

from __future__ import annotations

import datetime as dt

from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.organisations.models import Organisation, Story
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.models import (
    Assignment,
    GroupBooking,
    GroupSeat,
    Need,
    NeedRole,
    Offer,
    OutsideTask,
    Plan,
    PlanChoice,
    PlanExclusion,
    PlanShift,
    PlanUnit,
    Pool,
    PoolMember,
    Recipient,
    Request,
    Shift,
    StoryAboutNeed,
    Swap,
    TaskReading,
    TaskSource,
    TaskToldApart,
    Wave,
)
from tests.house.cast.people import enter_person, enter_volunteer


def enter_shift(unit: Unit, staff: StaffMember, number: int, soon: dt.datetime, at: dt.datetime) -> Shift:
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


def tasks_of_others(
    club: Organisation, need: Need, staff: StaffMember, number: int, soon: dt.datetime, at: dt.datetime
) -> None:
    """Another site's list, with a task in it that is none of ours, and one that could not be read."""
    source = TaskSource.objects.create(
        name=f"Nabohjelp {number}", url=f"https://example.no/{number}.rss", organisation=club, added_at=at,
        added_by=staff, read_at=at,
    )  # fmt: skip
    task = OutsideTask.objects.create(
        source=source, key="1", title=f"Les høyt {number}", text="Hver uke", organiser="Lesevennene",
        starts_at=soon, url=f"https://example.no/{number}", first_seen_at=at, last_seen_at=at,
    )  # fmt: skip
    TaskToldApart.objects.create(task=task, ours=need, told_at=at, told_by=staff)
    TaskReading.objects.create(source=source, read_at=at, counts={"new": 1}, problems=[["no_page", "Bær"]])


def asked_about(shift: Shift, person: Person, staff: StaffMember, at: dt.datetime) -> None:
    wave = Wave.objects.create(shift=shift, number=1, sent_at=at, sent_by=staff, proposed_size=1)
    offer = Offer.objects.create(
        shift=shift, person=person, wave=wave, channel="sms", asked_at=at, asked_by=staff, answer="yes",
        answered_at=at, answer_channel="sms",
    )  # fmt: skip
    Assignment.objects.create(shift=shift, person=person, offer=offer, seat=1, made_at=at, channel="sms")


def a_plan(unit: Unit, staff: StaffMember, shift: Shift, person: Person, at: dt.datetime) -> None:
    """A plan that waits to be approved, with the one before that it replaces."""
    today = clock.local_day(at)
    facts = {"from_on": today, "until_on": today + dt.timedelta(days=6), "seed": "lot", "made_at": at}
    facts |= {
        "made_by": staff,
        "solved_at": at,
        "figures": {"places": 1, "planned": 1, "shifts": 1, "people": 1},
    }
    before = Plan.objects.create(**facts)
    for plan in (before, Plan.objects.create(**facts, replaces=before)):
        PlanUnit.objects.create(plan=plan, unit=unit)
        PlanShift.objects.create(plan=plan, shift=shift, places=1, fits=1)
        PlanChoice.objects.create(plan=plan, shift=shift, person=person, reasons=[["wish", "walk"]])
        PlanExclusion.objects.create(plan=plan, shift=shift, person=person, made_at=at, made_by=staff)


def shapes_of_need(
    shift: Shift,
    person: Person,
    unit: Unit,
    staff: StaffMember,
    number: int,
    soon: dt.datetime,
    at: dt.datetime,
) -> None:
    """A rota with two roles, a group, a pool, a swap somebody has agreed to, and a caller who must be called."""
    other = enter_person(
        f"Ali Person {number}", f"+474223456{number}", Area.objects.get(name=f"Del {number}"), staff, at
    )
    enter_volunteer(other, unit, staff, at)
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
    GroupBooking.objects.create(
        shift=shift, organisation=club, contact=other, size=1, made_at=at, channel="phone", entered_by=staff
    )
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
    _told_of(rota, person, number, at)


def _told_of(need: Need, person: Person, number: int, at: dt.datetime) -> None:
    """What the unit that wants a hand has told of it."""
    story = Story.objects.create(
        unit=need.unit, language="nb", title=f"{person.name} regnet {number}", text="Vi gjorde lekser.", licence="ask",
        credit=person.name, begun_at=at, changed_at=at, agreed_at=at, published_at=at,
    )  # fmt: skip
    StoryAboutNeed.objects.create(story=story, need=need)
