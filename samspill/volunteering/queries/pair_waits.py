"""What waits for a coordinator among the pairs, in order, each with what to do about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.db.models import Q

from samspill.foundation import clock
from samspill.people.queries import Asker
from samspill.volunteering.models import Pairing, PairingFollowUp
from samspill.volunteering.queries.follow_ups import GRAVEST_FIRST, to_call, unread, waiting_answers
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
    """All that waits in the units the asker cares for, the most urgent first. Three queries.

    Urgent, and to stand on top of the desk: an answer of 1 or 2 or one that cries for help, and a review that is
    overdue. After them: words to read, answers to place, pairs that ended by themselves, first meetings that nobody has
    arranged within 14 days, and those to call. Each address to go on with is the pair's own page, but for `unplaced`
    and `call`, which are dealt with on the call list of follow-ups.
    """
    found = [*what_waits_of_known_pairs(asker, at=at), *_unplaced(asker)]
    return sorted(found, key=lambda wait: ORDER.index(wait.what))


def what_waits_of_known_pairs(asker: Asker, *, at: dt.datetime) -> list[PairWait]:
    """The same without the answers that must be placed first (`follow_ups.waiting_answers`). Two queries."""
    found = [*_answers(asker, at), *_pairings(asker, at)]
    return sorted(found, key=lambda wait: ORDER.index(wait.what))


def _answers(asker: Asker, at: dt.datetime) -> Iterator[PairWait]:
    """Answers that a person must read, and questions that somebody must put by phone; each in its own order."""
    for row in (unread(asker) | to_call(asker, at=at)).order_by(*GRAVEST_FIRST, "asked_at", "pk")[: 2 * MOST]:
        if row.answered_at is None:
            yield _wait("call", row.pairing, row.asked_at, row)
        else:
            yield _wait(_kind(row), row.pairing, row.answered_at, row)


def _kind(row: PairingFollowUp) -> What:
    if row.calls_for_help:
        return "help"
    return "low" if row.score is not None and row.score <= LOW else "words"


def _pairings(asker: Asker, at: dt.datetime) -> Iterator[PairWait]:
    """Reviews that are overdue, ends nobody has seen, and first meetings nobody has arranged or told about."""
    live, today = Q(ended_at__isnull=True), clock.local_day(at)
    review = live & Q(next_review_on__lt=today)
    ended = Q(ended_at__isnull=False, end_seen_at__isnull=True)
    meeting = live & Q(started_on__isnull=True, agreed_at__lte=at - MEETING_WITHIN)
    meeting &= Q(first_meeting_at__isnull=True) | Q(first_meeting_at__lte=at)
    rows = pairings_for(asker).filter(review | ended | meeting)
    for pairing in rows.order_by("next_review_on", "agreed_at", "pk")[: 3 * MOST]:
        if pairing.ended_at is not None:
            yield _wait("ended", pairing, pairing.ended_at)
        elif pairing.next_review_on is not None and pairing.next_review_on < today:
            yield PairWait("review", pairing, pairing.next_review_on)
        else:
            yield _wait("meeting", pairing, pairing.agreed_at)


def _unplaced(asker: Asker) -> list[PairWait]:
    return [
        PairWait("unplaced", None, clock.local_day(one.received_at), words=one.inbound.body)
        for one in waiting_answers(asker)[:MOST]
    ]


def _wait(what: What, pairing: Pairing, since: dt.datetime, row: PairingFollowUp | None = None) -> PairWait:
    return PairWait(what, pairing, clock.local_day(since), row, row.words if row else "")
