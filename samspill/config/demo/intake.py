"""Those who want to help, by every door: SMS, slip, phone and workplaces' links; talks booked, and tried in vain."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samspill.foundation import clock
from samspill.messaging.actions import receive_inbound
from samspill.people.actions import find_or_add_person
from samspill.people.models import StaffMember, Unit
from samspill.volunteering.actions import express_interest
from samspill.volunteering.actions.links import ask_by_link, make_intake_link, sign_up_by_link
from samspill.volunteering.actions.talks import book_talk, note_not_reached, offer_times
from samspill.volunteering.queries.talks import times_to_offer


def open_the_doors(units: dict[str, Unit], staff: dict[str, StaffMember], *, at: dt.datetime) -> None:
    """Fill the queue as a week would, with one who has waited too long and a pair that looks like one person."""
    ola = staff["Ola Brekke"]
    _text("FRIVILLIG Vigdis Holt", "+4740000981", "intake-1", at - dt.timedelta(minutes=50))
    _text("volunteer Samuel Tesfay", "+4740000982", "intake-2", at - dt.timedelta(hours=3))
    _from_paper(ola, units["centre"], at)
    _by_phone(ola, units["centre"], at)
    _from_workplaces(units, staff, at)
    _long_ago(units["centre"], at)
    _twice(ola, at)


def _text(body: str, sender: str, number: str, at: dt.datetime) -> None:
    receive_inbound(
        gateway="simulator",
        provider_id=number,
        channel="sms",
        sender=sender,
        recipient="2229",
        body=body,
        at=at,
    )


def _from_paper(ola: StaffMember, unit: Unit, at: dt.datetime) -> None:
    """Two slips from the library; one of them may choose between times to talk."""
    day = clock.local_day(at) - dt.timedelta(days=4)
    for name, phone, wishes in (
        ("Torleif Rønning", "40000983", ("repair",)),
        ("Inger Dahl", "40000984", ("visit",)),
    ):
        slip = express_interest(
            name, phone, wishes=wishes, channel="paper", signed_on=day, taken_by=ola, unit=unit,
            at=at - dt.timedelta(days=2),
        )  # fmt: skip
    times = times_to_offer(ola, at=at)
    offer_times(slip, times, with_staff=ola, by=ola, at=at - dt.timedelta(days=1))


def _by_phone(ola: StaffMember, unit: Unit, at: dt.datetime) -> None:
    """One has a talk today, one has been called in vain."""
    facts: dict[str, Any] = {"channel": "phone", "taken_by": ola, "unit": unit}
    talks = express_interest(
        "Halvard Moe", "40000985", words="Er pensjonert lærer og har god tid.", call_back_words="Etter kl. 10",
        at=at - dt.timedelta(days=3), **facts,
    )  # fmt: skip
    soon = max(at + dt.timedelta(hours=1), clock.at_local(clock.local_day(at), dt.time(14)))
    book_talk(talks, starts_at=soon, with_staff=ola, by=ola, at=at - dt.timedelta(days=1))
    silent = express_interest("Randi Solli", "40000986", at=at - dt.timedelta(days=8), **facts)
    for days in (6, 4):
        note_not_reached(silent, by=ola, at=at - dt.timedelta(days=days))


def _from_workplaces(units: dict[str, Unit], staff: dict[str, StaffMember], at: dt.datetime) -> None:
    """The nursing home asks by its link, and a class signs up by the school's."""
    ola, begun = staff["Ola Brekke"], at - dt.timedelta(days=40)
    home, _ = make_intake_link(units["centre"], "Nordsida omsorgssenter", "help", by=ola, at=begun)
    ask_by_link(
        home, "Sykepleier Marit Lie", "73000055", for_whom="Borghild, avdeling B",
        words="En å synge sammen med på fredagskaffen.\nNår? Fredager kl. 11", at=at - dt.timedelta(hours=4),
    )  # fmt: skip
    school, _ = make_intake_link(units["centre"], "Lillevik ungdomsskole", "volunteers", by=ola, at=begun)
    sign_up_by_link(
        school, "Lærer Tor Eide", email="tor.eide@example.no", how_many=24, wishes=("tech",),
        words="Klasse 10A vil lære bort telefon og nettbrett.", at=at - dt.timedelta(days=5),
    )  # fmt: skip


def _long_ago(unit: Unit, at: dt.datetime) -> None:
    """Nobody has called her in sixteen days."""
    express_interest(
        "Gro Sandvik", "40000987", words="Kan lese høyt.", unit=unit, at=at - dt.timedelta(days=16)
    )


def _twice(ola: StaffMember, at: dt.datetime) -> None:
    """Oddvar was typed in twice."""
    for name in ("Oddvar Kleiven", "Oddvar J. Kleiven"):
        find_or_add_person(
            name, ["40000988"], by=ola, at=at - dt.timedelta(days=90), channel="phone", is_another=True
        )
