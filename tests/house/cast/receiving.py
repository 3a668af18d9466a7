"""Those who want to help, from the first talk to the certificate."""

from __future__ import annotations

import datetime as dt

from samspill.activities.models import Activity, SignUp, SignUpMessage, Waiting, WeekSubscription
from samspill.commitments.models import AgreementText, Signature, SigningRequest
from samspill.foundation import clock
from samspill.people.models import ContactPoint, Person, StaffMember, Unit
from samspill.volunteering.models import (
    Attendance,
    Attest,
    HeadCount,
    IntakeLink,
    IntakeTalk,
    Interest,
    Shift,
    TalkOffer,
    ThanksHabit,
)


def received(unit: Unit, staff: StaffMember, number: int, at: dt.datetime) -> None:
    """A link of a workplace, one who came by it, her talk and the times she may choose; and two who look like one."""
    link = IntakeLink.objects.create(
        unit=unit,
        label=f"Nordsida {number}",
        kind="help",
        token_hash=f"digest-{number}",
        made_at=at,
        made_by=staff,
    )
    soon = at + dt.timedelta(days=1, hours=number)
    facts = {
        "unit": unit,
        "received_at": at,
        "link": link,
        "channel": "paper",
        "signed_on": clock.local_day(at),
    }
    waiting = Interest.objects.create(
        name=f"Solveig {number}", phone=f"+479534567{number}", taken_by=staff, **facts
    )
    booked = Interest.objects.create(name=f"Turid {number}", phone=f"+479634567{number}", **facts)
    IntakeTalk.objects.create(
        interest=booked, booked_for_at=soon, with_staff=staff, booked_at=at, booked_channel="phone"
    )
    IntakeTalk.objects.create(
        interest=waiting, booked_for_at=at, with_staff=staff, booked_at=at, booked_channel="phone",
        did_not_answer_at=at,
    )  # fmt: skip
    TalkOffer.objects.create(
        interest=waiting, number=1, starts_at=soon, with_staff=staff, channel="sms",
        address=f"+479534567{number}", offered_at=at,
    )  # fmt: skip
    for name in (f"Berit Dobbel {number}", f"Berit M Dobbel {number}"):
        double = Person.objects.create(name=name, came_through="phone", created_at=at)
        ContactPoint.objects.create(person=double, kind="phone", value=f"+479734567{number}", added_at=at)


def trained(
    person: Person, unit: Unit, staff: StaffMember, shift: Shift, number: int, at: dt.datetime
) -> None:
    """A text that is signed and one that is asked for; a place at a course; who came, and a certificate."""
    text, _ = AgreementText.objects.get_or_create(
        kind="agreement", language="nb", version=1,
        defaults={"title": "Avtale", "body": "Les dette.", "made_at": at, "published_at": at},
    )  # fmt: skip
    Signature.objects.create(
        text=text, person=person, kind="agreement", version=1, signed_name=person.name, signed_at=at, channel="web",
        digest="0" * 64, entered_at=at, entered_by=staff,
    )  # fmt: skip
    SigningRequest.objects.create(
        person=person,
        kind="agreement",
        version=1,
        code=4000 + number,
        channel="sms",
        asked_at=at,
        asked_by=staff,
    )
    activity = Activity.objects.get(title={"nb": f"Tur {number}"})
    Activity.objects.filter(pk=activity.pk).update(
        unit=unit, takes_sign_ups=True, places=5, completes="course"
    )
    SignUp.objects.create(
        occurrence=activity.occurrences.get(), person=person, seat=1, code=21_000 + number, signed_up_at=at,
        channel="web", entered_by=staff, for_whom="child", guest_name="Barn", answers=[["Allergi?", "Nei"]],
    )  # fmt: skip
    Waiting.objects.create(
        occurrence=activity.occurrences.get(), person=person, places=2, for_whom="group", guests=["Gjest"],
        answers=[["Allergi?", "Ja"]], number=1, code=22_000 + number, joined_at=at, channel="web", entered_by=staff,
        offered_at=at, offered_until_at=at + dt.timedelta(hours=24),
    )  # fmt: skip
    SignUpMessage.objects.create(
        activity=activity, body="Ta med matpakke.", written_at=at, person=person, told=1, not_reached=0
    )
    WeekSubscription.objects.create(
        channel="sms", address=f"+474123457{number}", language="nb", looked_for="free=1", rhythm="weekly",
        confirmed_at=at, renewed_at=at,
    )  # fmt: skip
    today = clock.local_day(at)
    facts = {
        "person": person,
        "happened_on": today,
        "came": True,
        "minutes": 60,
        "noted_at": at,
        "noted_by": staff,
    }
    Attendance.objects.create(shift=shift, **facts)
    HeadCount.objects.create(
        shift=shift, happened_on=today, people=3, minutes=60, noted_at=at, noted_by=staff
    )
    Attest.objects.create(
        person=person, unit=unit, code=f"K7QM-3XPA-{number:04d}", made_at=at, made_by=staff,
        facts={"name": person.name, "since": "", "times": 1, "minutes": 60, "first": str(today), "last": str(today),
               "kinds": ["walk"], "activities": [], "courses": []},
    )  # fmt: skip
    ThanksHabit.objects.get_or_create(unit=unit, ended_at=None, defaults={"begun_at": at, "begun_by": staff})
