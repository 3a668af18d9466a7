"""The cast: Ola at the desk, Nora in the crisis cell, volunteers with phones, and what they are asked for."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import pytest

from conftest import make_staff
from samspill.activities.models import Occurrence
from samspill.commitments.actions import adopt_standard_text
from samspill.foundation.recurrence import Pattern
from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.people.actions import find_or_add_person, give_consent
from samspill.people.models import Person, StaffMember
from samspill.people.queries import Asker, asker_for
from samspill.volunteering.actions import Asked, enrol_volunteer, register_request, send_wave
from samspill.volunteering.actions.callouts import Wanted, send_callout_wave, start_callout
from samspill.volunteering.actions.courses import CourseDate, arrange_course
from samspill.volunteering.actions.planning import make_plan
from samspill.volunteering.actions.rotas import RoleAsked
from samspill.volunteering.models import CallOut, CallOutWave, Need, Offer, Plan, Shift


def let_messages_leave(at: dt.datetime) -> None:
    """As the worker does: what waits in the outbox has left the house."""
    waiting = OutboundMessage.objects.filter(claimed_at__isnull=True, cancelled_at__isnull=True)
    waiting.update(claimed_at=at, sent_at=at)


def sent_to(person: Person) -> list[str]:
    """The texts of all that was ever put in the outbox for a person, in order."""
    rows = OutboundMessage.objects.filter(person=person).order_by("queued_at", "pk")
    return list(rows.values_list("body", flat=True))


@pytest.fixture
def volunteer(ola: Any, at: dt.datetime) -> Callable[..., Person]:
    """Enrol somebody who may be contacted: `volunteer("Kari Berg", "412 34 567", wishes=("visit",))`."""
    numbers = itertools.count(41200000)

    def enrol(
        name: str, phone: str = "", *, channel: str = "sms", person: Any = None, **wishes: Any
    ) -> Person:
        phones = [phone or str(next(numbers))]
        facts = {"preferred_channel": channel, **(person or {})}
        found = find_or_add_person(name, phones, by=ola, at=at, channel="phone", **facts)
        give_consent(found, source="phone", by=ola, at=at)
        enrol_volunteer(found, by=ola, at=at, channel="phone", **wishes)
        return found

    return enrol


@pytest.fixture
def phoned_in(ola: Any, centre: Any, at: dt.datetime) -> Callable[..., Need]:
    """A visit the nursing home phones in, in three days at ten unless something else is said."""

    def register(**facts: Any) -> Need:
        starts = at + dt.timedelta(days=3)
        asked = {
            "caller_name": "Sykepleier Moen",
            "caller_phone": "73 00 11 22",
            "recipient_name": "Gunvor Lie",
            "kind": "visit",
            "starts_at": starts,
            "ends_at": facts.get("starts_at", starts) + dt.timedelta(hours=1),
            "private_address": "Strandveien 4",
            "private_text": "Dørkode 1234",
        }
        return register_request(Asked(**(asked | facts)), unit=centre, by=ola, at=at)

    return register


@pytest.fixture
def weekly(at: dt.datetime) -> Callable[..., Pattern]:
    """Every Tuesday from five to seven from today, unless something else is said."""

    def make(**facts: Any) -> Pattern:
        told = {"kind": "weekly", "starts_on": at.date(), "starts_time": dt.time(17), "minutes": 120}
        return Pattern(**(told | facts))

    return make


@pytest.fixture
def rota(ola: Any, centre: Any, at: dt.datetime, weekly: Callable[..., Pattern]) -> Callable[..., Need]:
    """Homework help that the library asks for, with these roles; when, as in `weekly`."""

    def register(*roles: RoleAsked, asked: dict[str, Any] | None = None, **when: Any) -> Need:
        pattern = weekly(**when)
        told = {
            "caller_name": "Berit Bok",
            "kind": "homework",
            "title": "Leksehjelp",
            "starts_at": at,
            "ends_at": at,
        }
        facts = {"pattern": pattern, "roles": roles or (RoleAsked(places=2),), "private_address": "Torget 1"}
        return register_request(Asked(**(told | facts | (asked or {}))), unit=centre, by=ola, at=at)

    return register


@pytest.fixture
def put(ola: Any, at: dt.datetime) -> Callable[..., list[Offer]]:
    """Ola asks these people about one time: `put(shift, kari, per)`; the questions in the same order."""

    def send(shift: Shift, *persons: Person, **how: Any) -> list[Offer]:
        send_wave(shift.pk, [person.pk for person in persons], by=ola, at=at, **how)
        let_messages_leave(at)
        offers = {offer.person_id: offer for offer in Offer.objects.filter(shift=shift)}
        return [offers[person.pk] for person in persons]

    return send


@pytest.fixture
def ask(ola: Any, at: dt.datetime) -> Callable[..., list[Offer]]:
    """Ola asks these people about a need; gives the questions in the same order. They have left the house unless
    `has_left` is False.
    """

    def send(need: Need, *persons: Person, has_left: bool = True, **how: Any) -> list[Offer]:
        shift = Shift.objects.get(need=need)
        send_wave(shift.pk, [person.pk for person in persons], by=ola, at=at, **how)
        if has_left:
            let_messages_leave(at)
        offers = {offer.person_id: offer for offer in Offer.objects.filter(shift=shift)}
        return [offers[person.pk] for person in persons]

    return send


@pytest.fixture
def texts(at: dt.datetime) -> Callable[..., InboundMessage]:
    """Somebody sends a text message: `texts(kari, "JA")`."""
    ids = itertools.count(1)

    def send(
        person: Person, body: str, *, when: dt.datetime | None = None, provider_id: str = ""
    ) -> InboundMessage:
        phone = person.contact_points.filter(kind="phone").first()
        return receive_inbound(
            gateway="simulator",
            provider_id=provider_id or f"in-{next(ids)}",
            channel="sms",
            sender=phone.value,
            body=body,
            at=when or at,
        )

    return send


@pytest.fixture
def written_to() -> Callable[[Person], list[str]]:
    """What each message to a person is: the word before the colon in its key, in order."""

    def kinds(person: Person) -> list[str]:
        rows = OutboundMessage.objects.filter(person=person, cancelled_at__isnull=True)
        return [key.split(":")[0] for key in rows.order_by("queued_at", "pk").values_list("key", flat=True)]

    return kinds


@pytest.fixture
def plan_week(centre: Any, ola: Any, at: dt.datetime) -> Callable[..., Plan]:
    """Plan the coming week: `plan_week()`, `plan_week(most_each=1)`."""

    def plan(**facts: Any) -> Plan:
        days = {"from_on": at.date(), "until_on": at.date() + dt.timedelta(days=7)}
        return make_plan([centre], by=ola, at=at, **(days | facts))

    return plan


@pytest.fixture
def later(phoned_in: Callable[..., Need], at: dt.datetime) -> Callable[..., Need]:
    """A task so many hours after ten o'clock in three days: `later(0)`, `later(26, kind="walk")`."""
    names = iter(f"Mottaker{n} Sør" for n in range(99))

    def task(hours: float = 0, **facts: Any) -> Need:
        starts = at + dt.timedelta(days=3, hours=hours)
        return phoned_in(starts_at=starts, recipient_name=next(names), **facts)

    return task


@pytest.fixture
def nora(centre: Any, at: dt.datetime) -> StaffMember:
    """Nora, who is in the crisis cell."""
    return make_staff("Nora Dal", centre, "crisis", at=at)


@pytest.fixture
def cell(nora: StaffMember, at: dt.datetime) -> Asker:
    """Nora, asking."""
    return asker_for(nora, on=at.date())


@pytest.fixture
def call_out(nora: StaffMember, centre: Any, at: dt.datetime) -> Callable[..., CallOut]:
    """Start a call-out for the missing boat: `call_out()`, `call_out(wanted=3)`."""

    def start(**facts: Any) -> CallOut:
        told = {"title": "Savnet båt", "words": "Leting langs land", "meeting_place": "Båthuset på Holmen",
                "private_text": "Kanal 16. Ring Anne 400 00 999.", "wanted": 2} | facts  # fmt: skip
        return start_callout(Wanted(**told), unit=centre, by=nora, at=at)

    return start


@pytest.fixture
def wave(nora: StaffMember, at: dt.datetime) -> Callable[..., CallOutWave]:
    """Nora asks so many in one wave: `wave(callout)`, `wave(callout, size=1)`."""

    def send(callout: CallOut, **how: Any) -> CallOutWave:
        return send_callout_wave(callout.pk, by=nora, at=how.pop("at", at), **how)

    return send


@pytest.fixture
def texts_in_force(ola: Any, at: dt.datetime) -> None:
    """The agreement and the declaration, adopted a month ago."""
    for kind in ("agreement", "confidentiality"):
        adopt_standard_text(kind, by=ola, at=at - dt.timedelta(days=30))


@pytest.fixture
def course(ola: Any, centre: Any, at: dt.datetime) -> Callable[..., Occurrence]:
    """Arrange a course in five days: `course()`, `course(days=-1)`."""

    def arrange(days: int = 5, **facts: Any) -> Occurrence:
        told = {"kind": "course", "on": at.date() + dt.timedelta(days=days), "begins": dt.time(18), "minutes": 120,
                "place_text": "Torggata 7", "places": 20, **facts}  # fmt: skip
        return arrange_course(CourseDate(**told), unit=centre, by=ola, at=at)

    return arrange
