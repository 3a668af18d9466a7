"""Asking: a wave of questions about one shift, written down and put in the outbox in one transaction."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max

from samspill.foundation.actions import note
from samspill.people.models import Channel, Person, StaffMember
from samspill.volunteering.actions import seats
from samspill.volunteering.actions.linking import answer_link
from samspill.volunteering.actions.telling import tell
from samspill.volunteering.models import Offer, Shift, Wave
from samspill.volunteering.queries.matching import Suggestion, who_fits
from samspill.volunteering.queries.proposing import deadline_of
from samspill.volunteering.queries.reach import Way, way_by, ways_to_reach
from samspill.volunteering.rules.waves import next_wave_at
from samspill.volunteering.wording import messages
from samspill.volunteering.wording.messages import Task

Who = StaffMember | str


class AlreadyCovered(RuntimeError):
    """No place is open: somebody was quicker, or it is cancelled or past."""


class NobodyNew(RuntimeError):
    """Everybody in the list has been asked already: a colleague was first."""


class DoesNotFit(ValueError):
    """Somebody in the list has a wall in the way. `suggestion` tells who and which."""

    def __init__(self, suggestion: Suggestion) -> None:
        super().__init__(str(suggestion.person_id))
        self.suggestion = suggestion


@transaction.atomic
def send_wave(
    shift_id: uuid.UUID,
    person_ids: Sequence[uuid.UUID],
    *,
    by: Who,
    at: dt.datetime,
    channels: Mapping[uuid.UUID, str] | None = None,
    proposed_size: int = 0,
    goes_on: bool = True,
) -> Wave:
    """Ask these people about this shift, each by the way she prefers or by the channel named for her in `channels`.

    Whoever is reached by phone or letter gets no message; she stands on the call list. With `goes_on` the next are
    asked by themselves if the shift is still open after a while. Where the places are taken, people may still be asked
    for the seats of reserves. Those asked already are passed over; raises
    `NobodyNew` if that is all, `AlreadyCovered`, `DoesNotFit`, and `messaging.actions.BudgetSpent`.
    """
    shift = seats.lock_shift(shift_id)
    if seats.is_over(shift, at) or not seats.open_seats(shift):
        raise AlreadyCovered(shift_id)
    chosen = _fitting(shift, person_ids, at)
    wave = _begin(shift, by, at, proposed_size or len(chosen), goes_on=goes_on)
    offers = _put_the_question(shift, wave, chosen, channels or {}, by, at)
    note("send_wave", shift.need, by=by, channel="web", at=at, shift=str(shift.pk), asked=len(offers))
    return wave


def ask_again(offer: Offer, shift: Shift, *, by: Who, at: dt.datetime) -> None:
    """The place is free again: ask one who said yes too late. The shift must be locked."""
    Offer.objects.filter(pk=offer.pk).update(
        answer="", answered_at=None, answer_channel="", answer_entered_by=None, lapsed_at=None, asked_at=at
    )
    offer.refresh_from_db()
    key = f"offer:{offer.pk}:{at:%Y%m%d%H%M%S}"

    link = _link(offer, shift, at)

    def words(task: Task) -> str:
        return messages.with_link(messages.again(task, offer.person.name), link)

    tell(offer.person, shift, words, key=key, about=offer, at=at, way=seats.way_of(offer), by=_staff(by))
    note(
        "ask_again", shift.need, by=by, channel="web", at=at, person=str(offer.person_id), shift=str(shift.pk)
    )


def _fitting(shift: Shift, person_ids: Sequence[uuid.UUID], at: dt.datetime) -> list[Suggestion]:
    """Those of the list who may be asked and have not been. Walls are looked at again: much may have happened."""
    asked = set(Offer.objects.filter(shift=shift, person__in=person_ids).values_list("person_id", flat=True))
    wanted = [person for person in dict.fromkeys(person_ids) if person not in asked]
    if not wanted:
        raise NobodyNew(shift.pk)
    suggestions = who_fits(shift, at=at, among=wanted).of(wanted)
    if not suggestions:
        raise NobodyNew(shift.pk)
    for suggestion in suggestions:
        if suggestion.fit.walls:
            raise DoesNotFit(suggestion)
    return suggestions


def _begin(shift: Shift, by: Who, at: dt.datetime, size: int, *, goes_on: bool) -> Wave:
    Wave.objects.filter(shift=shift, next_due_at__isnull=False).update(next_due_at=None)
    last = Wave.objects.filter(shift=shift).aggregate(number=Max("number"))["number"] or 0
    return Wave.objects.create(
        shift=shift,
        number=last + 1,
        sent_at=at,
        sent_by=_staff(by),
        proposed_size=size,
        next_due_at=next_wave_at(at, deadline_of(shift, at)) if goes_on else None,
    )


def _put_the_question(
    shift: Shift,
    wave: Wave,
    chosen: list[Suggestion],
    channels: Mapping[uuid.UUID, str],
    by: Who,
    at: dt.datetime,
) -> list[Offer]:
    ids = [suggestion.person_id for suggestion in chosen]
    persons, ways = Person.objects.in_bulk(ids), ways_to_reach(ids)
    ways |= {person: way_by(person, channel) for person, channel in channels.items() if person in persons}
    offers = Offer.objects.bulk_create(
        [_offer(shift, wave, suggestion, ways[suggestion.person_id], by, at) for suggestion in chosen]
    )
    shared = _shared_addresses(shift)
    for offer in offers:
        _ask(offer, persons[offer.person_id], shift, by, at, is_shared=offer.address in shared)
    return offers


def _offer(shift: Shift, wave: Wave, suggestion: Suggestion, way: Way, by: Who, at: dt.datetime) -> Offer:
    return Offer(
        shift=shift,
        person_id=suggestion.person_id,
        wave=wave,
        channel=way.channel,
        address=way.address,
        reasons=[[mark.code, mark.value] for mark in suggestion.fit.reasons],
        asked_at=at,
        asked_by=_staff(by),
    )


def _shared_addresses(shift: Shift) -> set[str]:
    """Addresses at which more than one person has been asked about this shift: couples share a phone."""
    addresses = Counter(
        Offer.objects.filter(shift=shift).exclude(address="").values_list("address", flat=True)
    )
    return {address for address, times in addresses.items() if times > 1}


def _ask(offer: Offer, person: Person, shift: Shift, by: Who, at: dt.datetime, *, is_shared: bool) -> None:
    link = _link(offer, shift, at)

    def words(task: Task) -> str:
        return messages.with_link(messages.question(task, person.name, sign_with_name=is_shared), link)

    key, way = f"offer:{offer.pk}", seats.way_of(offer)
    tell(person, shift, words, key=key, about=offer, at=at, way=way, by=_staff(by), is_owed=False)


def _link(offer: Offer, shift: Shift, at: dt.datetime) -> str:
    """Where she may answer with a press, for those asked by e-mail; an SMS is answered with an SMS."""
    return answer_link(offer, shift, at=at) if offer.channel == Channel.EMAIL else ""


def _staff(by: Who) -> StaffMember | None:
    return by if isinstance(by, StaffMember) else None
