"""The first conversation: times are offered, one is picked, it is held, called off, or tried in vain.

Whatever books takes two locks in one order: the interest, then the member of staff it is with. So a time is one
person's, an interest has one talk to come, and two colleagues who book at once are told of each other.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from samspill.foundation.actions import note
from samspill.messaging.queries import language_of
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.actions.interests import InterestSettled, express_interest
from samspill.volunteering.actions.needs import IsPast
from samspill.volunteering.actions.writing import write_to
from samspill.volunteering.models import IntakeTalk, Interest, TalkOffer
from samspill.volunteering.models.talks import TO_COME
from samspill.volunteering.queries.interests import language_in, way_to
from samspill.volunteering.queries.reach import way_by
from samspill.volunteering.queries.talks import busy_spans, said_when
from samspill.volunteering.rules.talks import CALLS_IN_VAIN, overlaps
from samspill.volunteering.wording import intake

Who = StaffMember | Person | str
MINUTES = 30
REMINDED_BEFORE = dt.timedelta(hours=24)
#: Whoever booked so shortly before needs no reminder.
JUST_BOOKED = dt.timedelta(hours=12)


class TalkBooked(RuntimeError):
    """A talk with her is booked already: a colleague was first, or she has chosen a time."""


class TimeTaken(RuntimeError):
    """Somebody else has that time, or the one to talk with is busy."""


class NoTimes(ValueError):
    """There is nothing to choose between, or nothing carries the question to her."""


@transaction.atomic
def begin_talk_with(person: Person, *, unit: Unit, by: StaffMember, at: dt.datetime) -> Interest:
    """A conversation with somebody known: the interest of hers that is open, or a new one that stands for it.

    Raises `phones.NotAPhone` where she has neither phone nor e-mail.
    """
    standing = (
        Interest.objects.filter(person=person, settled_at__isnull=True).order_by("-received_at").first()
    )
    if standing is not None:
        return standing
    phone, email = (way_by(person.pk, channel).address for channel in ("phone", "email"))
    return express_interest(
        person.name,
        phone,
        email=email if "@" in email else "",
        person=person,
        unit=unit,
        taken_by=by,
        channel="phone",
        language=language_of(person),
        at=at,
    )


@transaction.atomic
def book_talk(
    interest: Interest,
    *,
    starts_at: dt.datetime,
    with_staff: StaffMember,
    by: Who,
    at: dt.datetime,
    channel: str = "phone",
    minutes: int = MINUTES,
    place_words: str = "",
    moves: IntakeTalk | None = None,
) -> IntakeTalk:
    """Book a time to talk, and tell her. By phone where no place is named. `moves` is the talk it stands instead of.

    Raises `InterestSettled`, `TalkBooked`, `TimeTaken`, `needs.IsPast` and `HoldsNationalId`.
    """
    refuse_national_ids(place_words=place_words)
    if starts_at <= at:
        raise IsPast
    _lock(interest)
    if moves is not None:
        _end(moves, at, channel)
    if interest.talks.filter(TO_COME).exists():
        raise TalkBooked(interest.pk)
    _hold_the_time(with_staff, starts_at, minutes)
    talk = IntakeTalk.objects.create(
        interest=interest,
        booked_for_at=starts_at,
        minutes=minutes,
        place_words=place_words.strip(),
        with_staff=with_staff,
        booked_at=at,
        booked_by=by if isinstance(by, StaffMember) else None,
        booked_channel=channel,
    )
    interest.times.filter(picked_at__isnull=True, lapsed_at__isnull=True).update(lapsed_at=at)
    Interest.objects.filter(pk=interest.pk).update(told_not_reached_at=None)
    note("book_talk", interest, by=by, channel=channel, at=at, talk=str(talk.pk))
    _tell_the_time(talk, interest, at, answers_now=not isinstance(by, StaffMember))
    return talk


@transaction.atomic
def offer_times(
    interest: Interest,
    times: Sequence[dt.datetime],
    *,
    with_staff: StaffMember,
    by: StaffMember,
    at: dt.datetime,
    minutes: int = MINUTES,
    place_words: str = "",
    link: str = "",
) -> list[TalkOffer]:
    """Ask her which of these times suits, by SMS or e-mail; earlier ones lapse. `link` is where she may choose as well.

    Raises `NoTimes`, `InterestSettled`, `TalkBooked` and `HoldsNationalId`.
    """
    refuse_national_ids(place_words=place_words)
    way, moments = way_to(interest), sorted({moment for moment in times if moment > at})
    if way is None or not moments:
        raise NoTimes(interest.pk)
    _lock(interest)
    if interest.talks.filter(TO_COME).exists():
        raise TalkBooked(interest.pk)
    interest.times.filter(picked_at__isnull=True, lapsed_at__isnull=True).update(lapsed_at=at)
    facts = {"with_staff": with_staff, "minutes": minutes, "place_words": place_words.strip()}
    facts |= {"channel": way.channel, "address": way.address, "offered_at": at, "offered_by": by}
    offers = TalkOffer.objects.bulk_create(
        TalkOffer(interest=interest, number=number, starts_at=moment, **facts)
        for number, moment in enumerate(moments[:9], start=1)
    )
    note("offer_times", interest, by=by, channel=way.channel, at=at, times=len(offers))
    _ask_which(interest, offers, link, by, at)
    return offers


@transaction.atomic
def pick_time(offer_id: uuid.UUID, *, by: Who, at: dt.datetime, channel: str) -> IntakeTalk:
    """She takes one of the times she was offered. The same again gives the talk she has.

    Raises `TimeTaken` where somebody was quicker (the offer lapses), `TalkBooked`, `needs.IsPast`, `InterestSettled`.
    """
    offer = TalkOffer.objects.select_related("interest", "with_staff").get(pk=offer_id)
    _lock(offer.interest)
    offer.refresh_from_db(fields=["picked_at", "lapsed_at"])
    standing = offer.interest.talks.filter(TO_COME).first()
    if standing is not None and standing.booked_for_at == offer.starts_at:
        return standing
    if offer.lapsed_at:
        raise TalkBooked(offer.interest_id) if standing else TimeTaken(offer.pk)
    TalkOffer.objects.filter(pk=offer.pk).update(picked_at=at)
    return book_talk(
        offer.interest,
        starts_at=offer.starts_at,
        with_staff=offer.with_staff,
        by=by,
        at=at,
        channel=channel,
        minutes=offer.minutes,
        place_words=offer.place_words,
    )


@transaction.atomic
def lapse_time(offer_id: uuid.UUID, *, at: dt.datetime) -> None:
    """The time is somebody else's: it can be picked no more."""
    TalkOffer.objects.filter(pk=offer_id, picked_at__isnull=True).update(lapsed_at=at)


@transaction.atomic
def cancel_talk(talk: IntakeTalk, *, by: Who, at: dt.datetime, channel: str, tells_her: bool = True) -> bool:
    """It is off: she waits for a call again, and is told where she did not do it herself. Whether it stood."""
    _lock_row(talk.interest_id)
    if not _end(talk, at, channel):
        return False
    note("cancel_talk", talk.interest, by=by, channel=channel, at=at, talk=str(talk.pk))
    if tells_her:
        interest = talk.interest
        when = said_when(talk.booked_for_at, language_in(interest))
        write_to(
            interest,
            lambda unit, phone: intake.talk_cancelled(interest.name, when, unit, phone),
            key=f"talk_cancelled:{talk.pk}",
            at=at,
            answers_now=not isinstance(by, StaffMember),
        )
    return True


@transaction.atomic
def note_not_reached(interest: Interest, *, by: StaffMember, at: dt.datetime) -> int:
    """Called in vain; how often by now. After `CALLS_IN_VAIN` she is told how to reach us, and stays findable.

    Raises `InterestSettled`.
    """
    _lock(interest)
    standing = interest.talks.filter(TO_COME).first()
    if standing is not None:
        IntakeTalk.objects.filter(pk=standing.pk).update(did_not_answer_at=at)
    else:
        facts = {"booked_for_at": at, "booked_at": at, "booked_by": by, "booked_channel": "phone"}
        IntakeTalk.objects.create(interest=interest, with_staff=by, did_not_answer_at=at, **facts)
    tries = interest.talks.filter(did_not_answer_at__isnull=False).count()
    note("note_not_reached", interest, by=by, channel="phone", at=at, tries=tries)
    if tries >= CALLS_IN_VAIN and interest.told_not_reached_at is None:
        _tell_of_the_calls(interest, tries, at)
    return tries


def remind_of_talks(at: dt.datetime) -> int:
    """The day before, by the way she is written to; how many."""
    near = IntakeTalk.objects.filter(
        TO_COME, reminded_at__isnull=True, booked_for_at__range=(at, at + REMINDED_BEFORE)
    )
    return sum(_remind(talk, at) for talk in near.select_related("interest__unit", "interest__person"))


@transaction.atomic
def _remind(talk: IntakeTalk, at: dt.datetime) -> bool:
    standing = IntakeTalk.objects.filter(TO_COME, pk=talk.pk, reminded_at__isnull=True)
    if not standing.update(reminded_at=at) or at - talk.booked_at < JUST_BOOKED:
        return False
    return _write_the_time(talk, talk.interest, intake.talk_reminder, f"talk_reminder:{talk.pk}", at)


def _lock(interest: Interest) -> None:
    """Hold the interest until the transaction ends. Raises `InterestSettled`."""
    locked = _lock_row(interest.pk)
    if locked.settled_at:
        raise InterestSettled(interest.pk)
    interest.told_not_reached_at = locked.told_not_reached_at


def _lock_row(interest_id: uuid.UUID) -> Interest:
    return Interest.objects.select_for_update(no_key=True, of=("self",)).get(pk=interest_id)


def _hold_the_time(staff: StaffMember, starts_at: dt.datetime, minutes: int) -> None:
    StaffMember.objects.select_for_update(no_key=True).get(pk=staff.pk)
    ends_at = starts_at + dt.timedelta(minutes=minutes)
    if overlaps(starts_at, ends_at, busy_spans(staff, around=starts_at)):
        raise TimeTaken(staff.pk)


def _end(talk: IntakeTalk, at: dt.datetime, channel: str) -> bool:
    standing = IntakeTalk.objects.filter(TO_COME, pk=talk.pk)
    return bool(standing.update(cancelled_at=at, cancelled_channel=channel))


def _tell_the_time(talk: IntakeTalk, interest: Interest, at: dt.datetime, *, answers_now: bool) -> None:
    key = f"talk:{talk.pk}"
    if _write_the_time(talk, interest, intake.talk_booked, key, at, answers_now=answers_now):
        talk.told_at = at
        talk.save(update_fields=["told_at"])


def _write_the_time(
    talk: IntakeTalk, interest: Interest, words: Any, key: str, at: dt.datetime, *, answers_now: bool = False
) -> bool:
    when = said_when(talk.booked_for_at, language_in(interest))
    return write_to(
        interest,
        lambda unit, phone: words(interest.name, when, talk.place_words, unit, phone),
        key=key,
        at=at,
        answers_now=answers_now,
    )


def _ask_which(
    interest: Interest, offers: list[TalkOffer], link: str, by: StaffMember, at: dt.datetime
) -> None:
    language = language_in(interest)
    listed = [(offer.number, said_when(offer.starts_at, language)) for offer in offers]
    write_to(
        interest,
        lambda unit, phone: intake.times_to_choose(interest.name, listed, unit, phone, link),
        key=f"times:{offers[0].pk}",
        at=at,
        by=by,
    )


def _tell_of_the_calls(interest: Interest, tries: int, at: dt.datetime) -> None:
    Interest.objects.filter(pk=interest.pk).update(told_not_reached_at=at)
    write_to(
        interest,
        lambda unit, phone: intake.tried_to_call(interest.name, unit, phone),
        key=f"not_reached:{interest.pk}:{tries}",
        at=at,
    )
