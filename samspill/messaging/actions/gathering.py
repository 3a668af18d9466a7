"""Many answers at the same moment: whoever is understanding takes those that come meanwhile along, many at a time.

Each message is stored by the process that received it, in a transaction of its own, before anything else. Then one
thread of the process understands all that is stored and not understood, a batch in each transaction; the others return
at once, for theirs is taken along. A batch that fails is undone whole, and its messages are understood one by one. Two
processes never take the same message: rows that one has locked the other passes over.
"""

from __future__ import annotations

import datetime as dt
import itertools
import logging
import threading
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Case, CharField, Exists, Field, OuterRef, UUIDField, Value, When

from samspill.foundation.tenancy import entered_number
from samspill.messaging.models import InboundMessage, OptOut
from samspill.messaging.rules.replies import Answer, Reply, understand
from samspill.messaging.signals import Outcome
from samspill.people.models import Person
from samspill.people.queries import people_at

log = logging.getLogger(__name__)

#: So many messages are understood in one transaction.
BATCH = 100
#: While more are on their way in they are let gather until so many have come, but nobody waits longer than this.
FEW, GATHERS = 60, 0.25
#: A thread lets another have its turn after so many batches, for somebody waits for its answer too.
MOST_BATCHES = 8


class Heard(NamedTuple):
    """A message, what it says, and whose address it came from where that is one person's alone."""

    inbound: InboundMessage
    reply: Reply
    person: Person | None
    has_stopped: bool


#: Takes many answers together; gives back the outcome of those it took, by the message's key.
Takes = Callable[[list[Heard], dt.datetime], dict[uuid.UUID, Outcome]]
_takers: list[Takes] = []


def take_together(takes: Takes) -> Takes:
    """Let a higher room take many answers at once: what it leaves is rung for one by one, in the same transaction.

    It may lock what the others will need, in its fixed order. Used when the application starts.
    """
    if takes not in _takers:
        _takers.append(takes)
    return takes


class _Turn:
    """Whose turn it is to understand, in one municipality of this process, and how many are on their way in."""

    def __init__(self) -> None:
        self._guard = threading.Condition()
        self._on_their_way = 0
        self._more = 0
        self._is_taken = False

    def enter(self) -> None:
        """A message has come, and is about to be stored."""
        with self._guard:
            self._on_their_way += 1

    def leave(self) -> None:
        """It is stored, or was there already."""
        with self._guard:
            self._on_their_way -= 1
            self._guard.notify()

    def take(self) -> bool:
        """Say that there is a message, and try to be the one who understands; False where somebody is at it."""
        with self._guard:
            self._more += 1
            self._guard.notify()
            if self._is_taken:
                return False
            self._is_taken = True
            return True

    def goes_on(self) -> bool:
        """Whether a message has come since the last batch began; if not, the turn is given back."""
        with self._guard:
            self._is_taken = self._more > 0
            self._more = 0
            return self._is_taken

    def let_gather(self) -> None:
        """Wait a moment while others are on their way in, until some have gathered."""
        with self._guard:
            self._guard.wait_for(lambda: self._more >= FEW or not self._on_their_way, timeout=GATHERS)

    def is_given_to_the_next(self) -> bool:
        """Give the turn back if somebody is on the way in, who will take it."""
        with self._guard:
            self._is_taken = not self._on_their_way
            return not self._is_taken

    def give_back(self) -> None:
        """Let another have the turn."""
        with self._guard:
            self._is_taken = False


_turns: dict[str, _Turn] = defaultdict(_Turn)


@contextmanager
def coming_in() -> Iterator[None]:
    """While a message is stored: whoever understands may wait a moment for it."""
    turn = _turns[entered_number()]
    turn.enter()
    try:
        yield
    finally:
        turn.leave()


def understand_all_that_came(
    understand_one: Callable[[InboundMessage, dt.datetime], None],
    make_out: Callable[[Heard, dt.datetime], None],
    *,
    at: dt.datetime,
) -> bool:
    """Understand what is stored and not understood, if no other thread of this process is at it; whether none was.

    `understand_one` does so in a transaction of its own and never fails. `make_out` lets one answer have its effect, in
    the caller's transaction, and sets the row's facts without saving them.
    """
    turn = _turns[entered_number()]
    if not turn.take():
        return False
    try:
        _take_turns(turn, understand_one, make_out, at)
    except BaseException:
        turn.give_back()
        raise
    return True


def _take_turns(
    turn: _Turn,
    understand_one: Callable[[InboundMessage, dt.datetime], None],
    make_out: Callable[[Heard, dt.datetime], None],
    at: dt.datetime,
) -> None:
    """Batch after batch while messages come, until the turn is given back.

    One that comes alone is understood at once; many are let gather.
    """
    for batches in itertools.count(1):
        turn.let_gather()
        if not turn.goes_on():
            return
        number = BATCH
        while number == BATCH:
            number = _understand_some(understand_one, make_out, at)
        if batches >= MOST_BATCHES and turn.is_given_to_the_next():
            return


def _understand_some(
    understand_one: Callable[[InboundMessage, dt.datetime], None],
    make_out: Callable[[Heard, dt.datetime], None],
    at: dt.datetime,
) -> int:
    """One batch in one transaction; how many they were. Where it fails, nothing of it has happened, and each message
    gets a try of its own.
    """
    heard: list[Heard] = []
    try:
        with transaction.atomic():
            heard = _hear()
            _understand_together(heard, make_out, at)
    except Exception:
        log.exception("Messages could not be understood together")
        for one in heard:
            understand_one(one.inbound, at)
    return len(heard)


def _understand_together(
    heard: list[Heard], make_out: Callable[[Heard, dt.datetime], None], at: dt.datetime
) -> None:
    taken = _taken_together(heard, at) if len(heard) > 1 else {}
    for one in heard:
        if one.inbound.pk in taken:
            note_outcome(one.inbound, taken[one.inbound.pk], at)
        else:
            make_out(one, at)
    _save([one.inbound for one in heard])


def _save(rows: list[InboundMessage]) -> None:
    """Write the outcomes down: one statement for all that ended alike."""
    alike: dict[tuple[Any, ...], list[InboundMessage]] = defaultdict(list)
    for row in rows:
        alike[(row.outcome, row.handled_at, row.waits_since_at)].append(row)
    for (outcome, handled_at, waits_since_at), some in alike.items():
        InboundMessage.objects.filter(pk__in=[row.pk for row in some]).update(
            outcome=outcome,
            handled_at=handled_at,
            waits_since_at=waits_since_at,
            about=_each(some, "about", CharField()),
            person=_each(some, "person_id", UUIDField()),
        )


def _each(rows: list[InboundMessage], name: str, kind: Field[Any, Any]) -> Case:
    """What each of these has in the field, by key."""
    return Case(*(When(pk=row.pk, then=Value(getattr(row, name), kind)) for row in rows), output_field=kind)


def _taken_together(heard: list[Heard], at: dt.datetime) -> dict[uuid.UUID, Outcome]:
    """What the rooms above take together of plain answers; two from one address wait for each other."""
    from_many = Counter(one.inbound.sender for one in heard)
    plain = [
        one
        for one in heard
        if not one.has_stopped
        and from_many[one.inbound.sender] == 1
        and one.reply.answer not in (Answer.STOP, Answer.START)
    ]
    taken: dict[uuid.UUID, Outcome] = {}
    for takes in _takers:
        taken |= takes([one for one in plain if one.inbound.pk not in taken], at)
    return taken


def _hear() -> list[Heard]:
    """The messages of the batch, locked; those another process has locked are its own."""
    stopped = OptOut.objects.filter(
        channel=OuterRef("channel"), address=OuterRef("sender"), resumed_at__isnull=True
    )
    waiting = InboundMessage.objects.filter(handled_at__isnull=True, waits_since_at__isnull=True)
    rows = waiting.annotate(has_stopped=Exists(stopped)).order_by("received_at", "pk")
    locked = list(rows.select_for_update(skip_locked=True, of=("self",))[:BATCH])
    people = people_at({row.sender for row in locked})
    return [_heard(row, people.get(row.sender, [])) for row in locked]


def _heard(row: InboundMessage, people: list[Person]) -> Heard:
    row.person = people[0] if len(people) == 1 else None
    return Heard(row, understand(row.body), row.person, row.has_stopped)  # type: ignore[attr-defined]


#: What is found out about a message.
OUTCOME = ["outcome", "about", "person", "handled_at", "waits_since_at"]


def note_outcome(inbound: InboundMessage, outcome: Outcome | None, at: dt.datetime) -> None:
    """Set what was found out on the row; the caller saves it."""
    inbound.outcome = outcome.word if outcome else "unclear"
    inbound.about = outcome.about if outcome else ""
    if outcome and outcome.person:
        inbound.person = outcome.person
    if outcome and not outcome.waits:
        inbound.handled_at = at
    else:
        inbound.waits_since_at = at
