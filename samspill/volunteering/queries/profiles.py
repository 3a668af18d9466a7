"""What the desk sees of a person as a volunteer: the list, the profile, what she was asked and did."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from samspill.foundation.codes import holding
from samspill.people.models import ContactPoint, Person
from samspill.people.queries import Asker, find_persons
from samspill.volunteering.models import (
    Absence,
    Assignment,
    Interest,
    Offer,
    Qualification,
    Recipient,
    Volunteer,
)

SHOWN = ("volunteers", "paused", "left", "contacts", "all")


@dataclass(frozen=True, slots=True)
class WhoIsWanted:
    """What a list of people is narrowed by; empty means any. `area` is an area's id, `holds` a qualification."""

    words: str = ""
    show: str = "volunteers"
    kind: str = ""
    language: str = ""
    area: str = ""
    holds: str = ""
    on: dt.date | None = None


#: What `people.queries.person_for` takes to fetch the volunteer profile along with a person.
ALONG = ("volunteer__unit", "volunteer__followed_up_by")


def people_list(asker: Asker, wanted: WhoIsWanted) -> QuerySet[Person]:
    """The persons the asker may know of who fit, by name, with `volunteer`, `area` and phones fetched.

    A list makes as many queries whoever is on it. `Person.phones` holds her phone numbers, the preferred one first.
    """
    return as_listed(find_persons(asker, wanted.words).filter(_shown(wanted)))


def as_listed(rows: QuerySet[Person]) -> QuerySet[Person]:
    """These persons as `people_list` gives them."""
    phones = ContactPoint.objects.filter(kind="phone").order_by("-is_preferred", "added_at")
    return rows.select_related("volunteer", "area").prefetch_related(
        Prefetch("contact_points", queryset=phones, to_attr="phones")
    )


def volunteers_called(asker: Asker, words: str, *, most: int = 12) -> list[Person]:
    """The volunteers the asker may know of whose name or phone holds these words, by name. Two queries."""
    wanted = WhoIsWanted(words=words, show="volunteers")
    return list(people_list(asker, wanted).order_by("search_name", "pk")[:most])


def helped_here(asker: Asker, person: Person) -> list[Recipient]:
    """That a person the asker may know of gets help, from those units alone that the asker cares for."""
    rows = Recipient.objects.filter(person=person, unit__in=asker.caring_unit_ids)
    return list(rows.select_related("unit").order_by("since_at"))


def offers_of(person: Person) -> QuerySet[Offer]:
    """What she was asked, the latest first, with shift, need and unit."""
    rows = Offer.objects.filter(person=person).select_related("shift__need__unit", "shift__role")
    return rows.order_by("-asked_at", "pk")


def assignments_of(person: Person) -> QuerySet[Assignment]:
    """What she has taken on, the latest first, released ones too, with shift, need, request and unit."""
    rows = Assignment.objects.filter(person=person)
    rows = rows.select_related("shift__need__unit", "shift__need__request", "shift__role")
    return rows.order_by("-shift__starts_at", "pk")


def coming_tasks_of(person: Person, *, at: dt.datetime) -> list[Assignment]:
    """What she has taken on and is not over, the next first, with shift, need and unit."""
    rows = Assignment.objects.filter(
        person=person, released_at__isnull=True, shift__cancelled_at__isnull=True, shift__ends_at__gt=at
    )
    return list(rows.select_related("shift__need__unit").order_by("shift__starts_at")[:20])


def find_volunteer(person: Person) -> Volunteer | None:
    """The volunteer profile of a person who came through the gate, if she has one."""
    return Volunteer.objects.select_related("unit", "followed_up_by").filter(person=person).first()


def volunteer_for(asker: Asker, person: Person) -> Volunteer:
    """The volunteer profile of a person who came through the gate. Raises `Volunteer.DoesNotExist`."""
    return Volunteer.objects.get(person=person)


def volunteer_of(person: Person) -> Volunteer:
    """The volunteer profile of the one who holds the link. Raises `Volunteer.DoesNotExist`."""
    return Volunteer.objects.select_related("unit").get(person=person)


def coming_absences(volunteer: Volunteer, *, on: dt.date) -> list[Absence]:
    """The days she is away that are not past, the next first."""
    return list(volunteer.absences.filter(until_on__gte=on).order_by("from_on"))


def held_by(volunteer: Volunteer) -> list[Qualification]:
    """What she holds, valid or run out, with who has seen it."""
    rows = volunteer.qualifications.filter(withdrawn_at__isnull=True)
    return list(rows.select_related("seen_by").order_by("kind"))


def qualification_for(asker: Asker, person: Person, qualification_id: uuid.UUID) -> Qualification:
    """The gate: something this person holds. Raises `Qualification.DoesNotExist`."""
    return Qualification.objects.get(pk=qualification_id, volunteer__person=person)


def interests_for(asker: Asker, *, settled: bool = False) -> QuerySet[Interest]:
    """Those who said they want to help and wait for a call, the longest first; or those settled, the latest first.

    Shared by the units that receive the public; one sent to a unit is that unit's.
    """
    mine = Q(unit__isnull=True) | Q(unit__in=asker.caring_unit_ids)
    if not asker.caring_unit_ids:
        mine = Q(pk__in=[])
    rows = Interest.objects.filter(mine, settled_at__isnull=not settled)
    return rows.select_related("need", "unit", "person", "settled_by", "owner").order_by(
        "-settled_at" if settled else "received_at", "pk"
    )


def interest_for(asker: Asker, interest_id: uuid.UUID) -> Interest:
    """The gate: one interest, waiting or settled. Raises `Interest.DoesNotExist`."""
    waiting, done = interests_for(asker), interests_for(asker, settled=True)
    return waiting.filter(pk=interest_id).first() or done.get(pk=interest_id)


def _shown(wanted: WhoIsWanted) -> Q:
    show = wanted.show if wanted.show in SHOWN else "volunteers"
    rows = {
        "volunteers": Q(volunteer__isnull=False, volunteer__left_at__isnull=True),
        "paused": Q(volunteer__left_at__isnull=True, volunteer__is_paused_from__isnull=False),
        "left": Q(volunteer__left_at__isnull=False),
        "contacts": Q(volunteer__isnull=True),
        "all": Q(),
    }[show]
    if wanted.kind:
        rows &= holding("volunteer__wishes", wanted.kind)
    if wanted.language:
        rows &= holding("languages", wanted.language)
    if wanted.area:
        rows &= Q(area=wanted.area)
    if wanted.holds:
        rows &= Q(Exists(_valid(wanted)))
    return rows


def _valid(wanted: WhoIsWanted) -> QuerySet[Qualification]:
    valid = Qualification.objects.filter(
        volunteer__person=OuterRef("pk"), kind=wanted.holds, withdrawn_at__isnull=True
    )
    return (
        valid.filter(Q(valid_until_on__isnull=True) | Q(valid_until_on__gte=wanted.on))
        if wanted.on
        else valid
    )
