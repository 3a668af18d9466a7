"""Three pairs in Lillevik: one that goes well, one to call, and one that has not met yet. All of it is made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.foundation.recurrence import Pattern
from samspill.messaging.actions import receive_inbound
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.actions import answer_offer, send_wave
from samspill.volunteering.actions.follow_ups import ask_due_follow_ups
from samspill.volunteering.actions.pair_needs import WantedPair, ask_for_pair
from samspill.volunteering.actions.pairings import Rhythm, arrange_first_meeting, start_pairing
from samspill.volunteering.actions.recipients import name_contact, write_down_recipient
from samspill.volunteering.actions.reviews import hold_review
from samspill.volunteering.actions.volunteers import change_volunteer
from samspill.volunteering.models import Offer, Pairing, PairingFollowUp, Recipient, Shift, Volunteer

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)
#: What volunteers have told that they like, by name.
LIKES = {
    "Grete Vik": ("knitting", "coffee", "walks"),
    "Fatima Hassan": ("cooking", "coffee"),
    "Ragnhild Eide": ("reading", "coffee", "music"),
    "Trygve Lunde": ("history", "reading", "games"),
    "Solveig Haugen": ("walks", "nature"),
}


@dataclass(frozen=True)
class Wish:
    """Somebody who would like a visit."""

    name: str
    phone: str
    area: str
    interests: tuple[str, ...]
    words: str
    rhythm: str
    note: str = ""
    languages: tuple[str, ...] = ("nb",)


ELSE = Wish(
    "Else Marie Dahl", "+4740000801", "Sentrum", ("knitting", "walks", "coffee"), "En å strikke og drikke kaffe med",
    "annenhver onsdag", "Hører best på venstre side.",
)  # fmt: skip
HALIMA = Wish(
    "Halima Osman", "+4773000802", "Sentrum", ("cooking", "coffee"), "Vil øve norsk og lage mat sammen", "hver uke",
    languages=("so", "ar"),
)  # fmt: skip
REIDAR = Wish(
    "Reidar Solheim", "+4740000803", "Nordsida", ("music", "reading", "history"), "Noen å snakke om bøker med",
    "et par ganger i måneden",
)  # fmt: skip
SUNNIVA = Wish(
    "Sunniva Næss",
    "+4740000804",
    "Holmen",
    ("singing", "gardening"),
    "Savner noen å synge med",
    "hver tirsdag",
)


def bring_people_together(
    people: dict[str, Person], units: dict[str, Unit], staff: dict[str, StaffMember], *, at: dt.datetime
) -> None:
    """Everything as it would have happened over half a year, with one more who waits for somebody."""
    for name, interests in LIKES.items():
        change_volunteer(
            Volunteer.objects.get(person=people[name]), by=staff["Ola Brekke"], at=at - 30 * WEEK, channel="phone",
            interests=interests,
        )  # fmt: skip
    ola, unit = staff["Ola Brekke"], units["centre"]
    _one_that_goes_well(people["Grete Vik"], unit, ola, at)
    _one_to_call(people["Fatima Hassan"], unit, ola, at)
    _one_that_has_not_met(people["Ragnhild Eide"], unit, ola, at)
    _write_down(SUNNIVA, unit, ola, at - 2 * DAY)


def _one_that_goes_well(grete: Person, unit: Unit, by: StaffMember, at: dt.datetime) -> None:
    """Grete and Else have knitted together for five months; the review is a few days late."""
    then = at - 23 * WEEK
    recipient = _write_down(ELSE, unit, by, then)
    name_contact(
        recipient, "Anne Dahl", ["+4740000811"], [], relation="datter", by=by, at=then, channel="phone"
    )
    pairing = _say_yes(grete, recipient, "visit_friend", by, then)
    wednesday = clock.local_day(then) + dt.timedelta(days=(2 - clock.local_day(then).weekday()) % 7)
    every_other = Pattern("weekly", wednesday, dt.time(13), 90, every=2, weekdays=("we",))
    _start(pairing, by, then + 2 * DAY, Rhythm("hjemme hos Else", every_other, 12, 8))
    for asked_at, words in (
        (then + 3 * WEEK, ("4", "5 så koselig")),
        (then + 11 * WEEK, ("5 vi ler mye", "5")),
    ):
        _ask_and_answer(pairing, asked_at, words)
    pairing.refresh_from_db()
    held_at = then + 11 * WEEK
    hold_review(
        pairing.pk, due_on=_due(pairing), held_on=clock.local_day(held_at), held_with="both",
        words="De fortsetter som før, og møtes ute når det blir vår.", next_on=clock.local_day(at - 3 * DAY), by=by,
        at=held_at,
    )  # fmt: skip
    _ask_and_answer(pairing, then + 20 * WEEK, ("4 litt sliten i vinter", "5 Grete er en skatt"))


def _one_to_call(fatima: Person, unit: Unit, by: StaffMember, at: dt.datetime) -> None:
    """Fatima and Halima have cooked together for a month; somebody should call both, for Halima has no mobile."""
    then = at - 5 * WEEK
    pairing = _say_yes(fatima, _write_down(HALIMA, unit, by, then), "inclusion_contact", by, then)
    _start(pairing, by, then + 3 * DAY, Rhythm("hver uke, de ringer hverandre først"))
    _ask_and_answer(pairing, at - 2 * DAY, ("2 Hun avlyser ofte, jeg vet ikke om hun vil", ""))


def _one_that_has_not_met(ragnhild: Person, unit: Unit, by: StaffMember, at: dt.datetime) -> None:
    """Ragnhild has said yes to Reidar; they meet for the first time in two days."""
    then = at - 4 * DAY
    pairing = _say_yes(ragnhild, _write_down(REIDAR, unit, by, then), "visit_friend", by, then)
    first_at = clock.at_local(clock.local_day(at + 2 * DAY), dt.time(12))
    arrange_first_meeting(
        pairing.pk, first_at=first_at, place="Nordsida 3, andre etasje", there=by.name, introduced_by=by, by=by,
        at=at - DAY,
    )  # fmt: skip


def _write_down(wish: Wish, unit: Unit, by: StaffMember, at: dt.datetime) -> Recipient:
    area = Area.objects.get(name=wish.area)
    person: dict[str, Any] = {"area": area, "languages": wish.languages, "address": f"{wish.area} 3"}
    return write_down_recipient(
        wish.name, [wish.phone], unit=unit, by=by, at=at, person=person, interests=wish.interests,
        wish_words=wish.words, rhythm_words=wish.rhythm, note=wish.note,
    )  # fmt: skip


def _say_yes(person: Person, recipient: Recipient, kind: str, by: StaffMember, at: dt.datetime) -> Pairing:
    """She is asked and says yes a few hours later."""
    wanted = WantedPair(kind=kind, from_on=clock.local_day(at + WEEK))
    need = ask_for_pair(recipient, wanted, by=by, at=at)
    shift = Shift.objects.get(need=need)
    send_wave(shift.pk, [person.pk], by=by, at=at, goes_on=False)
    offer = Offer.objects.get(shift=shift, person=person)
    answer_offer(offer.pk, "yes", channel="sms", by=person, at=at + dt.timedelta(hours=3))
    return Pairing.objects.get(need=need)


def _start(pairing: Pairing, by: StaffMember, at: dt.datetime, rhythm: Rhythm) -> None:
    first_at = at + dt.timedelta(hours=4)
    arrange_first_meeting(pairing.pk, first_at=first_at, there=by.name, introduced_by=by, by=by, at=at)
    started_at = at + WEEK / 2
    start_pairing(pairing.pk, started_on=clock.local_day(started_at), rhythm=rhythm, by=by, at=started_at)


def _ask_and_answer(pairing: Pairing, at: dt.datetime, words: tuple[str, str]) -> None:
    """Both sides are asked on the day that is due by then, and answer by SMS some hours later."""
    ask_due_follow_ups(at)
    for side, said in zip(("volunteer", "recipient"), words, strict=True):
        row = PairingFollowUp.objects.filter(pairing=pairing, side=side).latest("due_on")
        if said:
            receive_inbound(
                gateway="simulator", provider_id=f"demo-{row.pk}", channel="sms", sender=row.address, recipient="2229",
                body=said, at=at + dt.timedelta(hours=5),
            )  # fmt: skip


def _due(pairing: Pairing) -> dt.date:
    assert pairing.next_review_on is not None
    return pairing.next_review_on
