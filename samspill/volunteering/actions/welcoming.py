"""Somebody who said "I want to help" becomes a volunteer with all she has told, or is thanked kindly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from samspill.foundation import clock
from samspill.foundation.actions import note, subject_of
from samspill.messaging.actions import queue_message
from samspill.messaging.queries import WRITTEN_IN
from samspill.people.actions import (
    change_person,
    find_or_add_person,
    give_consent,
    refuse_national_ids,
    say_they_are_two,
)
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.actions.interests import settle_interest
from samspill.volunteering.actions.volunteers import change_volunteer, enrol_volunteer
from samspill.volunteering.models import IntakeTalk, Interest, Volunteer
from samspill.volunteering.models.talks import TO_COME
from samspill.volunteering.queries.interests import way_to
from samspill.volunteering.queries.profiles import find_volunteer

NOON = dt.time(12)


@dataclass(frozen=True)
class Told:
    """What somebody told when we talked. `facts` as in `people.actions.change_person`, `wishes` as in
    `volunteers.WISHES`; `same_as` is the person she turned out to be, `not_these` those she is not.
    """

    name: str
    phone: str = ""
    email: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    wishes: Mapping[str, Any] = field(default_factory=dict)
    same_as: Person | None = None
    not_these: Sequence[Person] = ()


@transaction.atomic
def enter_volunteer(
    told: Told,
    *,
    unit: Unit,
    by: StaffMember,
    at: dt.datetime,
    channel: str = "web",
    consent_source: str = "phone",
    consent_words: str = "",
    consented_at: dt.datetime | None = None,
) -> Volunteer:
    """Write down a volunteer: the person, how she is reached, her consent (none with an empty source), her wishes.

    What a known volunteer has told before stays, and what is new is added to it. Raises what adding a person raises,
    and `UnknownCode`.
    """
    facts = dict(told.facts)
    person = find_or_add_person(
        told.name,
        [told.phone],
        [told.email],
        by=by,
        at=at,
        channel=channel,
        same_as=told.same_as,
        is_another=bool(told.not_these) and told.same_as is None,
        **facts,
    )
    spoken = tuple(dict.fromkeys((*person.languages, *facts.get("languages", ()))))
    change_person(person, by=by, at=at, channel=channel, languages=spoken)
    for other in told.not_these:
        say_they_are_two(person, other, by=by, at=at)
    if consent_source:
        give_consent(
            person, source=consent_source, words=consent_words[:200], by=by, at=at, given_at=consented_at
        )
    return _enrol(person, told, unit, by, at, channel)


@transaction.atomic
def hold_talk(
    interest: Interest, told: Told, *, note_words: str = "", unit: Unit, by: StaffMember, at: dt.datetime
) -> Volunteer:
    """The conversation was held: she becomes a volunteer with all she told, and what was said is noted.

    That she asked us to call is her consent, by the way she asked and on that day. Raises `InterestSettled` and what
    `enter_volunteer` raises.
    """
    refuse_national_ids(note=note_words)
    volunteer = enter_volunteer(
        told,
        unit=unit,
        by=by,
        at=at,
        channel=interest.channel,
        consent_source=interest.channel,
        consent_words=interest.words,
        consented_at=consented_at(interest),
    )
    settle_interest(interest, outcome="welcomed", by=by, at=at, person=volunteer.person)
    _note_the_talk(interest, note_words, by, at)
    return volunteer


@transaction.atomic
def welcome_interest(
    interest: Interest, *, unit: Unit, by: StaffMember, at: dt.datetime, wishes: tuple[str, ...] = ()
) -> Volunteer:
    """She becomes a volunteer whom `unit` follows up, with what she wrote herself; the talk can come later.

    Raises `InterestSettled`, `UnknownCode`, and what adding a person raises.
    """
    told = {"wishes": (*interest.wishes, *wishes), "wish_words": interest.words[:300]}
    told["brings_words"] = interest.brings_words
    known = {name: value for name, value in told.items() if value}
    return hold_talk(
        interest,
        Told(interest.name, interest.phone, interest.email, language_facts(interest), known, interest.person),
        unit=unit,
        by=by,
        at=at,
    )


@transaction.atomic
def decline_interest(interest: Interest, body: str, *, by: StaffMember, at: dt.datetime) -> None:
    """Thank her kindly by SMS or e-mail; an empty `body` sends nothing, for then she was told by phone.

    Raises `InterestSettled`, `HoldsNationalId` and `messaging.BudgetSpent`.
    """
    settle_interest(interest, outcome="declined", by=by, at=at)
    refuse_national_ids(body=body)
    way = way_to(interest)
    if body.strip() and way is not None:
        queue_message(
            channel=way.channel,
            address=way.address,
            body=body.strip(),
            key=f"interest_declined:{interest.pk}:{at.isoformat()}",
            about=subject_of(interest),
            person=interest.person,
            by=by,
            at=at,
        )


def consented_at(interest: Interest) -> dt.datetime:
    """When she said that we may contact her: the day on the slip, else when it came in."""
    return clock.at_local(interest.signed_on, NOON) if interest.signed_on else interest.received_at


def language_facts(interest: Interest) -> dict[str, Any]:
    """The language she is written to in, and, where it is none of ours, that she speaks it."""
    if interest.language in WRITTEN_IN:
        return {"language": interest.language}
    return {"language": "nb", "languages": (interest.language,)}


def _enrol(
    person: Person, told: Told, unit: Unit, by: StaffMember, at: dt.datetime, channel: str
) -> Volunteer:
    known, wishes = find_volunteer(person), dict(told.wishes)
    if known is None:
        return enrol_volunteer(person, by=by, at=at, channel=channel, **{"unit": unit, **wishes})
    if known.left_at is not None:
        enrol_volunteer(person, by=by, at=at, channel=channel)
        known.refresh_from_db()
    return change_volunteer(known, by=by, at=at, channel=channel, **_added(known, wishes))


def _added(known: Volunteer, wishes: dict[str, Any]) -> dict[str, Any]:
    """What is new beside what she has told before: codes are added, words are put after those that stand."""
    added: dict[str, Any] = {}
    for name, value in wishes.items():
        standing = getattr(known, name)
        if isinstance(value, tuple):
            added[name] = tuple(dict.fromkeys((*standing, *value)))
        elif isinstance(value, str) and value and standing and value not in standing:
            added[name] = f"{standing}. {value}"[: _room(name)]
        elif value and (not standing or not isinstance(value, str)):
            added[name] = value
    unwanted = added.get("unwanted", known.unwanted)
    added["wishes"] = tuple(one for one in added.get("wishes", known.wishes) if one not in unwanted)
    return added


def _room(name: str) -> int | None:
    return getattr(Volunteer._meta.get_field(name), "max_length", None)


def _note_the_talk(interest: Interest, words: str, by: StaffMember, at: dt.datetime) -> None:
    """The talk that was booked is held; without one it was held here and now."""
    held = {"held_at": at, "held_by": by, "note": words.strip()}
    standing = IntakeTalk.objects.filter(TO_COME, interest=interest)
    if standing.update(**held) or not words.strip():
        return
    IntakeTalk.objects.create(
        interest=interest,
        booked_for_at=at,
        booked_at=at,
        booked_by=by,
        with_staff=by,
        booked_channel="phone",
        **held,
    )
    note("hold_talk", interest, by=by, channel="phone", at=at)
