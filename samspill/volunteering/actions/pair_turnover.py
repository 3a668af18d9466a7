"""What two persons who are one, and one who leaves, mean for pairs and for those who get help."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Q, QuerySet

from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.actions.pair_ending import end_because_somebody_left, end_double
from samspill.volunteering.models import Pairing, Recipient, RecipientContact, Volunteer

Who = StaffMember | Person | str


@transaction.atomic
def settle_pairs(keep: Person, gone: Person, *, by: Who, at: dt.datetime, channel: str) -> None:
    """Two persons turn out to be one: their pairs become one person's. Comes before the profiles are made one.

    Of two live pairs of the same two people the one that came further stays; a pair of somebody with herself ends.
    """
    _end_pairs_with_herself(keep, gone, by, at, channel)
    _settle_volunteers(keep, gone, by, at, channel)
    for mine, double in _recipients_of_the_same_unit(keep, gone):
        _become_one(mine, double, by, at, channel)
    _settle_contacts(keep, gone, at)


@transaction.atomic
def settle_pairs_of_closing(unit: Unit, heir: Unit, *, by: Who, at: dt.datetime) -> None:
    """Somebody whom both units help is one recipient at the heir, with the pairs of both. Comes before the notes do."""
    at_heir = {row.person_id: row for row in Recipient.objects.filter(unit=heir)}
    for double in Recipient.objects.filter(unit=unit, person__in=at_heir).order_by("pk"):
        _become_one(at_heir[double.person_id], double, by, at, "web")


@transaction.atomic
def leave_pairs(person: Person, *, by: Who, at: dt.datetime, channel: str) -> None:
    """She is being forgotten: her pairs end, the coordinator is told, and nobody speaks for her or she for anybody."""
    hers = Q(volunteer__person=person) | Q(recipient__person=person)
    for pairing_id in _keys(Pairing.objects.filter(hers, ended_at__isnull=True)):
        end_because_somebody_left(pairing_id, gone=person, by=by, at=at, channel=channel)
    RecipientContact.objects.filter(recipient__person=person).delete()
    speaks_for = RecipientContact.objects.filter(person=person, ended_at__isnull=True)
    Recipient.objects.filter(pk__in=speaks_for.values("recipient")).update(asks=Recipient.Asks.SELF)
    speaks_for.update(ended_at=at)


def _keys(rows: QuerySet[Pairing]) -> list[uuid.UUID]:
    """In one order, so that two who leave at the same time lock in the same order."""
    return sorted(rows.values_list("pk", flat=True))


def _become_one(mine: Recipient, double: Recipient, by: Who, at: dt.datetime, channel: str) -> None:
    _end_doubles(Q(recipient__in=[mine, double]), "volunteer_id", by, at, channel)
    Pairing.objects.filter(recipient=double).update(recipient=mine)
    _settle_what_she_likes(mine, double, at)


def _end_pairs_with_herself(keep: Person, gone: Person, by: Who, at: dt.datetime, channel: str) -> None:
    both = [keep, gone]
    rows = Pairing.objects.filter(
        volunteer__person__in=both, recipient__person__in=both, ended_at__isnull=True
    )
    for pairing in rows.order_by("pk"):
        end_double(pairing, by=by, at=at, channel=channel)


def _settle_volunteers(keep: Person, gone: Person, by: Who, at: dt.datetime, channel: str) -> None:
    profiles = {row.person_id: row for row in Volunteer.objects.filter(person__in=[keep, gone])}
    if len(profiles) < 2:
        return  # The one profile there is moves with its pairs.
    _end_doubles(Q(volunteer__in=profiles.values()), "recipient_id", by, at, channel)
    mine, other = profiles[keep.pk], profiles[gone.pk]
    Pairing.objects.filter(volunteer=other).update(volunteer=mine)
    mine.interests = tuple(dict.fromkeys((*mine.interests, *other.interests)))
    mine.interest_words = mine.interest_words or other.interest_words
    mine.save(update_fields=["interests", "interest_words"])


def _end_doubles(among: Q, other_side: str, by: Who, at: dt.datetime, channel: str) -> None:
    """Of live pairs that would become the same two people's, all but the one that came furthest end."""
    furthest: set[uuid.UUID] = set()
    live = Pairing.objects.filter(among, ended_at__isnull=True)
    for pairing in sorted(live, key=lambda one: (one.started_on is None, one.agreed_at, one.pk)):
        who = getattr(pairing, other_side)
        if who in furthest:
            end_double(pairing, by=by, at=at, channel=channel)
        furthest.add(who)


def _recipients_of_the_same_unit(keep: Person, gone: Person) -> list[tuple[Recipient, Recipient]]:
    mine = {row.unit_id: row for row in Recipient.objects.filter(person=keep)}
    doubles = Recipient.objects.filter(person=gone, unit__in=mine).order_by("pk")
    return [(mine[double.unit_id], double) for double in doubles]


def _settle_what_she_likes(mine: Recipient, double: Recipient, at: dt.datetime) -> None:
    for name in ("wishes", "interests"):
        setattr(mine, name, tuple(dict.fromkeys((*getattr(mine, name), *getattr(double, name)))))
    for name in ("wish_words", "interest_words", "helper_gender", "times", "rhythm_words"):
        setattr(mine, name, getattr(mine, name) or getattr(double, name))
    mine.version = max(mine.version, double.version) + 1
    standing = RecipientContact.objects.filter(ended_at__isnull=True)
    if standing.filter(recipient=mine).exists():
        standing.filter(recipient=double).update(ended_at=at)
    elif standing.filter(recipient=double).exists():
        mine.asks = double.asks
    RecipientContact.objects.filter(recipient=double).update(recipient=mine)
    mine.save()


def _settle_contacts(keep: Person, gone: Person, at: dt.datetime) -> None:
    """Nobody speaks for herself."""
    both = [keep, gone]
    standing = RecipientContact.objects.filter(
        recipient__person__in=both, person__in=both, ended_at__isnull=True
    )
    Recipient.objects.filter(pk__in=standing.values("recipient")).update(asks=Recipient.Asks.SELF)
    standing.update(ended_at=at)
