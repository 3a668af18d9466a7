"""Whom to call: questions that no message carries or that did not arrive, and words to be said on the phone."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspill.messaging.models import OutboundMessage
from samspill.people.models import Channel, Person
from samspill.people.queries import Asker, persons_for
from samspill.volunteering.models import CallTry, Offer, Shift
from samspill.volunteering.queries.needs import shifts_for
from samspill.volunteering.queries.standing import phones_of
from samspill.volunteering.rules.calls import should_find_another_way

MOST_WORDS = 200


@dataclass(frozen=True)
class Tried:
    """The calls that were made in vain: how many, the last of them, and when the next should be."""

    times: int = 0
    last: CallTry | None = None
    next_at: dt.datetime | None = None

    @property
    def is_enough(self) -> bool:
        """Whether another way should be found."""
        return should_find_another_way(self.times)


@dataclass(frozen=True)
class Call:
    """One person to call about one shift. `waits` where it should not be now; `number` is the row's on the page."""

    offer: Offer
    phone: str
    tried: Tried = field(default_factory=Tried)
    waits: bool = False
    number: int = 0


@dataclass(frozen=True)
class WordsToSay:
    """Something one person must hear on the phone: `message` holds the words and the number."""

    message: OutboundMessage
    tried: Tried = field(default_factory=Tried)
    waits: bool = False
    number: int = 0


@dataclass(frozen=True)
class CallSheet:
    """The calls about one shift."""

    shift: Shift
    calls: list[Call]


@dataclass(frozen=True)
class CallLine:
    """A row of the list as it stands in a table: a call about `shift`, or `words` to be said."""

    person: Person | None
    phone: str
    tried: Tried
    shift: Shift | None = None
    words: str = ""


def lines_of(sheets: Iterable[CallSheet], words: Iterable[WordsToSay] = ()) -> list[CallLine]:
    """All that is on the page, in its order."""
    calls = [
        CallLine(one.offer.person, one.phone, one.tried, shift=sheet.shift)
        for sheet in sheets
        for one in sheet.calls
    ]
    said = [
        CallLine(one.message.person, one.message.address, one.tried, words=one.message.body) for one in words
    ]
    return calls + said


def call_list(
    asker: Asker, *, at: dt.datetime, need: uuid.UUID | None = None, shift: uuid.UUID | None = None
) -> list[CallSheet]:
    """The calls to make about open shifts the asker cares for, the next shift first; of one need, or one of its times:
    everybody who has not answered. Those to be called later come last on each sheet. Four queries.
    """
    shifts = _open_shifts(asker, at)
    if need:
        shifts = shifts.filter(need=need, **({"pk": shift} if shift else {}))
    offers = Offer.objects.filter(shift__in=shifts.values("pk"), answer="", lapsed_at__isnull=True)
    if not need:
        offers = offers.filter(_not_by_message())
    rows = list(offers.select_related("person").order_by("asked_at", "person__search_name"))
    phones = phones_of([offer.person_id for offer in rows])
    tried = _tried(offer=[offer.pk for offer in rows])
    calls: dict[uuid.UUID, list[Call]] = {}
    for offer in rows:
        so_far = tried.get(offer.pk, Tried())
        one = Call(offer, phones.get(offer.person_id, ""), so_far, _is_later(so_far, at))
        calls.setdefault(offer.shift_id, []).append(one)
    asked = list(shifts.filter(pk__in=calls).order_by("starts_at", "code"))
    return _numbered([CallSheet(shift, sorted(calls[shift.pk], key=_waits_last)) for shift in asked])


def words_to_say(asker: Asker, *, at: dt.datetime, first_number: int = 1) -> list[WordsToSay]:
    """What people must hear on the phone, the oldest first, numbered from `first_number` on. Two queries."""
    rows = list(words_by_phone(asker, at=at).order_by("queued_at", "pk")[:MOST_WORDS])
    tried = _tried(message=[row.pk for row in rows])
    found = [
        WordsToSay(row, so_far, _is_later(so_far, at))
        for row in rows
        if (so_far := tried.get(row.pk, Tried()))
    ]
    found.sort(key=_waits_last)
    return [WordsToSay(one.message, one.tried, one.waits, n) for n, one in enumerate(found, first_number)]


def words_by_phone(asker: Asker, *, at: dt.datetime) -> QuerySet[OutboundMessage]:
    """Messages that somebody must say on the phone and nobody has, of the units the asker cares for."""
    in_time = Q(expires_at__isnull=True) | Q(expires_at__gt=at)
    return words_for(asker).filter(in_time, sent_at__isnull=True, cancelled_at__isnull=True)


def words_for(asker: Asker) -> QuerySet[OutboundMessage]:
    """Every message said by phone, waiting or said, that the asker may know of."""
    mine = Q(unit__in=asker.caring_unit_ids, person__in=persons_for(asker).values("pk"))
    rows = OutboundMessage.objects.filter(mine, channel=Channel.PHONE)
    return rows.select_related("person", "unit", "sent_by")


def offer_to_call_for(asker: Asker, offer_id: uuid.UUID | str) -> Offer:
    """The gate: a question of a unit the asker cares for. Raises `Offer.DoesNotExist`."""
    rows = Offer.objects.filter(shift__need__unit__in=asker.caring_unit_ids)
    return rows.select_related("person", "shift__need").get(pk=offer_id)


def call_try_for(asker: Asker, try_id: uuid.UUID) -> CallTry:
    """The gate: a call that was tried, of a unit the asker cares for. Raises `CallTry.DoesNotExist`."""
    ours = Q(offer__shift__need__unit__in=asker.caring_unit_ids) | Q(message__unit__in=asker.caring_unit_ids)
    return CallTry.objects.filter(ours).select_related("person", "point", "offer").get(pk=try_id)


def tries_of(*, offer: Offer | None = None, message: OutboundMessage | None = None) -> QuerySet[CallTry]:
    """The calls made in vain about one of these that were not undone, the latest first."""
    about = {"offer": offer} if offer else {"message": message}
    return CallTry.objects.filter(**about, undone_at__isnull=True).order_by("-tried_at", "-pk")


def calls_due(asker: Asker, *, at: dt.datetime) -> int:
    """How many should be called now, about a question or to be told something. Two queries."""
    later = CallTry.objects.filter(undone_at__isnull=True, next_at__gt=at)
    offers = Offer.objects.filter(
        ~Exists(later.filter(offer=OuterRef("pk"))),
        Q(channel=Channel.PHONE) | Q(undelivered_at__isnull=False),
        shift__in=_open_shifts(asker, at).values("pk"),
        answer="",
        lapsed_at__isnull=True,
    )
    words = words_by_phone(asker, at=at).filter(~Exists(later.filter(message=OuterRef("pk"))))
    return offers.count() + words.count()


def _open_shifts(asker: Asker, at: dt.datetime) -> QuerySet[Any]:
    return shifts_for(asker).filter(
        need__unit__in=asker.caring_unit_ids, cancelled_at__isnull=True, ends_at__gt=at
    )


def _not_by_message() -> Q:
    return ~Q(channel__in=(Channel.SMS, Channel.EMAIL)) | Q(undelivered_at__isnull=False)


def _tried(**about: Collection[uuid.UUID]) -> dict[uuid.UUID, Tried]:
    """By offer or message, what has been tried. One query."""
    [(what, keys)] = about.items()
    rows = CallTry.objects.filter(**{f"{what}__in": keys}, undone_at__isnull=True)
    found: dict[uuid.UUID, Tried] = {}
    for row in rows.select_related("tried_by").order_by("tried_at", "pk"):
        key = getattr(row, f"{what}_id")
        found[key] = Tried(found.get(key, Tried()).times + 1, row, row.next_at)
    return found


def _is_later(tried: Tried, at: dt.datetime) -> bool:
    return tried.next_at is not None and tried.next_at > at


def _waits_last(call: Call | WordsToSay) -> tuple[bool, dt.datetime | None]:
    return (call.waits, call.tried.next_at if call.waits else None)


def _numbered(sheets: Iterable[CallSheet]) -> list[CallSheet]:
    """The same with the rows of all sheets numbered on: one number is one row of the page."""
    number, found = 0, []
    for sheet in sheets:
        calls = [
            Call(one.offer, one.phone, one.tried, one.waits, number + n)
            for n, one in enumerate(sheet.calls, 1)
        ]
        number += len(calls)
        found.append(CallSheet(sheet.shift, calls))
    return found
