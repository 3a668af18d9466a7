"""A busy desk: the calls that came in, who was asked, and what they answered."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

from samspill.config.demo.tables import Row, rows
from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.messaging.actions import note_call, receive_inbound
from samspill.messaging.models import MessagingPolicy
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.actions import (
    Asked,
    answer_offer,
    express_interest,
    publish_need,
    receive_request,
    register_request,
    send_wave,
)
from samspill.volunteering.models import Need, Offer, Recipient, Shift
from samspill.volunteering.queries.matching import who_fits

#: How many were asked, and how many of them said yes, for each way a call has gone so far.
GONE = {"": (0, 0), "asked": (4, 0), "part": (8, 3), "covered": (3, 1)}


def send_from_here() -> None:
    """The town's number; never quiet, since simulated phones wake nobody."""
    MessagingPolicy.objects.get_or_create(
        defaults={
            "sender": "2229",
            "email_from": "Frivilligsentralen i Lillevik <frivillig@lillevik.example>",
            "quiet_from": dt.time(0),
            "quiet_until": dt.time(0),
        }
    )


def take_the_calls(units: dict[str, Unit], staff: dict[str, StaffMember], *, at: dt.datetime) -> None:
    """Type in every call of the table, ask volunteers for those that have come so far, and let them answer."""
    areas = {area.name: area for area in Area.objects.all()}
    by_unit = {"centre": staff["Ola Brekke"], "care": staff["Tone Myhre"], "refugees": staff["Samira Yusuf"]}
    for place, row in enumerate(rows("calls")):
        by, called_at = by_unit[row["unit"]], at - dt.timedelta(hours=2, minutes=23 * place)
        asked = replace(
            _asked(row, areas, at), recipient=_helped_already(row["recipient"], units[row["unit"]])
        )
        need = register_request(asked, unit=units[row["unit"]], by=by, at=called_at)
        if row.flag("is_public"):
            publish_need(need, by=by, at=called_at)
        _ask_and_answer(need, row["so_far"], by, called_at + dt.timedelta(minutes=6))


def _helped_already(name: str, unit: Unit) -> uuid.UUID | None:
    """Whoever types in the call picks somebody the unit helps, where it does."""
    found = Recipient.objects.filter(unit=unit, person__name=name, person__erased_at__isnull=True)
    return found.values_list("pk", flat=True).first() if name else None


def hear_from_people(people: dict[str, Person], by: StaffMember, *, at: dt.datetime) -> None:
    """Those who want to help, one who needs it, and answers that a person must read."""
    for place, row in enumerate(rows("interested")):
        told_at = at - dt.timedelta(days=3 * place + 1)
        express_interest(row["name"], row["phone"], words=row["words"], language=row["language"], at=told_at)
    receive_request(
        "Bjarne Ness",
        "+4740000961",
        words="Kan noen måke snø for meg i vinter?",
        at=at - dt.timedelta(hours=5),
    )
    _write(people["Per Aune"], "Kan ikke tirsdag, men onsdag passer fint. Går det?", "demo-1", at)
    _write(people["Solveig Haugen"], "Hvem er det jeg skal gå tur med?", "demo-2", at)
    receive_inbound(
        gateway="simulator", provider_id="demo-3", channel="sms", sender="+4740000971", recipient="2229",
        body="Hei, fikk nummeret av en venn. Trenger dere flere som kan kjøre?", at=at - dt.timedelta(minutes=40),
    )  # fmt: skip
    note_call(people["Leif Strand"], "Ringte. Han kan ta småjobber hele neste uke.", by=by, at=at)


def _asked(row: Row, areas: dict[str, Area], at: dt.datetime) -> Asked:
    starts_at, ends_at = _when(row, at)
    window_days = row.number("window_days") or 0
    return Asked(
        caller_name=row["caller"],
        caller_phone=row["caller_phone"],
        on_behalf_of=row["on_behalf_of"],
        recipient_name=row["recipient"],
        recipient_phone=row["recipient_phone"],
        kind=row["kind"],
        title=row["title"],
        public_text=row["public_text"],
        starts_at=starts_at,
        ends_at=ends_at + dt.timedelta(days=window_days),
        is_window=bool(window_days),
        minutes=row.number("minutes") if window_days else None,
        area=areas[row["area"]].pk,
        private_address=row["address"],
        private_text=row["private_text"],
        meet_name=row["recipient"],
        meet_phone=row["recipient_phone"],
        places=row.number("places") or 1,
        demands=row.codes("demands"),
        gender=row["gender"],
        languages=row.codes("languages"),
    )


def _when(row: Row, at: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """The call's time, counted from today; what would be over already is tomorrow."""
    day = clock.local_day(at) + dt.timedelta(days=row.number("in_days") or 0)
    starts_at = clock.at_local(day, dt.time.fromisoformat(row["clock"]))
    if starts_at < at + dt.timedelta(hours=1):
        starts_at = clock.at_local(day + dt.timedelta(days=1), dt.time.fromisoformat(row["clock"]))
    return starts_at, starts_at + dt.timedelta(minutes=row.number("minutes") or 60)


def _ask_and_answer(need: Need, so_far: str, by: StaffMember, at: dt.datetime) -> None:
    asked, yes = GONE[so_far]
    if not asked:
        return
    shift = Shift.objects.select_related("need__request__recipient").get(need=need)
    best = [suggestion.person_id for suggestion in who_fits(shift, at=at).best(asked)]
    if best:
        wave = send_wave(shift.pk, best, by=by, at=at)
        for offer in Offer.objects.filter(wave=wave).order_by("pk")[:yes]:
            answer_offer(offer.pk, "yes", channel="sms", by=offer.person, at=at + dt.timedelta(minutes=9))


def _write(person: Person, body: str, number: str, at: dt.datetime) -> None:
    sender = person.contact_points.values_list("value", flat=True)[0]
    receive_inbound(
        gateway="simulator",
        provider_id=number,
        channel="sms",
        sender=sender,
        recipient="2229",
        body=body,
        at=at - dt.timedelta(minutes=25),
    )
