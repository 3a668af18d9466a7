"""What waits for a coordinator among the pairs, in order, each with what to do about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet

from samspill.foundation import clock
from samspill.people.queries import Asker
from samspill.volunteering.models import Pairing, PairingFollowUp
from samspill.volunteering.queries.follow_ups import to_call, unread, waiting_answers
from samspill.volunteering.queries.pairings import pairings_for
from samspill.volunteering.rules.pairings import LOW, MEETING_WITHIN

What = Literal["help", "low", "review", "words", "unplaced", "ended", "meeting", "call"]
#: The most urgent first.
ORDER: tuple[What, ...] = ("help", "low", "review", "words", "unplaced", "ended", "meeting", "call")
MOST = 50


@dataclass(frozen=True)
class PairWait:
    """One thing that waits. `pairing` is None where it is not known which; `since` is when it began to wait.

    What to do next, by `what`: help and low: call her now, then mark the answer as read · review: hold it · words:
    read them · unplaced: find out which pair is meant · ended: it ended because somebody left, look if anybody else
    is wanted · meeting: arrange the first meeting, nobody has for 14 days · call: ask how it goes by phone.
    """

    what: What
    pairing: Pairing | None
    since: dt.date
    follow_up: PairingFollowUp | None = None
    words: str = ""

    @property
    def is_urgent(self) -> bool:
        """Whether it belongs on top of the desk: somebody is not well, or a review is overdue."""
        return self.what in ("help", "low", "review")


def what_waits_in_pairs(asker: Asker, *, at: dt.datetime) -> list[PairWait]:
    """All that waits in the units the asker cares for, the most urgent first. Six queries.

    Urgent, and to stand on top of the desk: an answer of 1 or 2 or one that cries for help, and a review that is
    overdue. After them: words to read, answers to place, pairs that ended by themselves, first meetings that nobody has
    arranged within 14 days, and those to call. Each address to go on with is the pair's own page, but for `unplaced`
    and `call`, which are dealt with on the call list of follow-ups.
    """
    found = [*_answers(asker), *_reviews(asker, at), *_unplaced(asker), *_ended(asker), *_meetings(asker, at)]
    found += [_wait("call", row.pairing, row.asked_at, row) for row in to_call(asker, at=at)[:MOST]]
    return sorted(found, key=lambda wait: ORDER.index(wait.what))


def _answers(asker: Asker) -> list[PairWait]:
    return [
        _wait(_kind(row), row.pairing, row.answered_at or row.asked_at, row) for row in unread(asker)[:MOST]
    ]


def _kind(row: PairingFollowUp) -> What:
    if row.calls_for_help:
        return "help"
    return "low" if row.score is not None and row.score <= LOW else "words"


def _reviews(asker: Asker, at: dt.datetime) -> list[PairWait]:
    overdue = _live(asker).filter(next_review_on__lt=clock.local_day(at)).order_by("next_review_on", "pk")
    return [
        PairWait("review", pairing, pairing.next_review_on)
        for pairing in overdue[:MOST]
        if pairing.next_review_on
    ]


def _unplaced(asker: Asker) -> list[PairWait]:
    return [
        PairWait("unplaced", None, clock.local_day(one.received_at), words=one.inbound.body)
        for one in waiting_answers(asker)[:MOST]
    ]


def _ended(asker: Asker) -> list[PairWait]:
    unseen = pairings_for(asker).filter(ended_at__isnull=False, end_seen_at__isnull=True)
    return [_wait("ended", pairing, pairing.ended_at) for pairing in unseen.order_by("ended_at", "pk")[:MOST]]


def _meetings(asker: Asker, at: dt.datetime) -> list[PairWait]:
    """Nobody has arranged a first meeting, or it is over and nobody has said how it went."""
    late = _live(asker).filter(started_on__isnull=True, agreed_at__lte=at - MEETING_WITHIN)
    late = late.exclude(first_meeting_at__gt=at)
    return [
        _wait("meeting", pairing, pairing.agreed_at) for pairing in late.order_by("agreed_at", "pk")[:MOST]
    ]


def _live(asker: Asker) -> QuerySet[Pairing]:
    return pairings_for(asker).filter(ended_at__isnull=True)


def _wait(what: What, pairing: Pairing, since: dt.datetime, row: PairingFollowUp | None = None) -> PairWait:
    return PairWait(what, pairing, clock.local_day(since), row, row.words if row else "")
