"""Call-outs as the crisis cell sees them: the gate, the list, what a wave would be, and the live board."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samspill.foundation.actions import subject_of
from samspill.foundation.models import AuditEntry
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.people.models import ContactPoint
from samspill.people.queries import Asker
from samspill.volunteering.models import CallOut, CallOutEntry, CallOutQuestion, CallOutWave
from samspill.volunteering.queries.reach import CARRIED
from samspill.volunteering.queries.standing import Happening, names_in, phones_of
from samspill.volunteering.rules.versions import version_of

Answer = CallOutQuestion.Answer
#: So many of each group stand on the screen at once; the lists on paper have all.
MOST_SHOWN = 200
MOST_OF_THE_LOG = 60
#: An answer that comes so long after the end is still understood.
CROSSED = dt.timedelta(hours=12)


@dataclass(frozen=True)
class Counts:
    """How many of a call-out's people stand where. `silent` were written to and have not answered."""

    asked: int
    reached: int
    coming: int
    arrived: int
    later: int
    no: int
    silent: int
    unreached: int
    to_call: int
    first_reply_at: dt.datetime | None


@dataclass(frozen=True)
class Board:
    """A call-out as it stands. Lists hold the first `MOST_SHOWN`; `phones` are those of the people in them."""

    callout: CallOut
    counts: Counts
    waves: list[CallOutWave]
    coming: list[CallOutQuestion]
    later: list[CallOutQuestion]
    silent: list[CallOutQuestion]
    no: list[CallOutQuestion]
    unclear: list[Any]
    phones: dict[uuid.UUID, str]
    log: list[Happening]

    @property
    def is_enough(self) -> bool:
        """Whether as many come as are wanted."""
        return self.counts.coming >= self.callout.wanted


def callouts_for(asker: Asker) -> QuerySet[CallOut]:
    """All call-outs of the municipality, the latest first; none for one who is not in the crisis cell."""
    rows = CallOut.objects.all() if asker.may_call_out else CallOut.objects.none()
    return rows.select_related("unit", "started_by", "ended_by").order_by("-started_at", "-pk")


def callout_for(asker: Asker, callout_id: uuid.UUID) -> CallOut:
    """The gate: one call-out. Raises `CallOut.DoesNotExist`."""
    return callouts_for(asker).get(pk=callout_id)


def question_for(asker: Asker, callout_id: uuid.UUID, question_id: uuid.UUID) -> CallOutQuestion:
    """The gate: one question of a call-out. Raises `DoesNotExist`."""
    rows = CallOutQuestion.objects.filter(callout=callout_for(asker, callout_id))
    return rows.select_related("person", "callout").get(pk=question_id)


def callouts_with_figures(asker: Asker) -> QuerySet[Any]:
    """The call-outs with `asked` and `coming` counted on each. One query."""
    questions = CallOutQuestion.objects.filter(callout=OuterRef("pk")).order_by().values("callout")
    asked = questions.annotate(number=Count("pk")).values("number")
    came = questions.filter(answer=Answer.YES).annotate(number=Count("pk")).values("number")
    return callouts_for(asker).annotate(
        asked=Coalesce(Subquery(asked), 0), coming=Coalesce(Subquery(came), 0)
    )


def what_waits_in_callouts(asker: Asker, *, at: dt.datetime) -> list[Any]:
    """Call-outs that have not ended: they stand on top of everything else. Next: open the board, `desk:crisis:callout`.

    Each has `asked` and `coming`. Empty for those outside the crisis cell. One query.
    """
    return list(callouts_with_figures(asker).filter(ended_at__isnull=True))


def last_drill_and_use(asker: Asker) -> tuple[CallOut | None, CallOut | None]:
    """The latest drill, and the latest call-out in earnest."""
    rows = callouts_for(asker)
    return rows.filter(is_drill=True).first(), rows.filter(is_drill=False).first()


def board(callout: CallOut, *, at: dt.datetime) -> Board:
    """How the call-out stands. As many queries whoever was asked."""
    questions = CallOutQuestion.objects.filter(callout=callout).select_related("person", "answer_entered_by")
    coming = list(in_order_of_arrival(questions)[:MOST_SHOWN])
    later = list(questions.filter(answer=Answer.LATER).order_by("answered_at")[:MOST_SHOWN])
    no = list(questions.filter(answer=Answer.NO).order_by("-answered_at")[:MOST_SHOWN])
    silent = list(unanswered(questions).order_by("km", "asked_at", "pk")[:MOST_SHOWN])
    shown = [one.person_id for one in (*coming, *later, *silent)]
    return Board(
        callout=callout,
        counts=counts_of(callout),
        waves=list(callout.waves.select_related("sent_by").order_by("number")),
        coming=coming,
        later=later,
        silent=silent,
        no=no,
        unclear=unclear_about(callout),
        phones=phones_of(shown),
        log=log_of(callout, latest=MOST_OF_THE_LOG),
    )


def board_version(callout: CallOut) -> str:
    """Changes whenever the board does. One query."""
    questions = CallOutQuestion.objects.filter(callout=OuterRef("pk")).order_by().values("callout")
    messages = OutboundMessage.objects.filter(about=subject_of(callout)).order_by().values("municipality")
    trail = AuditEntry.objects.filter(subject=subject_of(callout)).order_by("-at", "-pk").values("pk")[:1]
    entries = CallOutEntry.objects.filter(callout=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    waiting = _unclear(callout).order_by().values("municipality").annotate(fact=Count("pk")).values("fact")
    facts: list[Any] = [
        trail,
        entries,
        waiting,
        *(questions.annotate(fact=fact).values("fact") for fact in _FACTS),
    ]
    facts += [
        messages.annotate(fact=Count(field)).values("fact")
        for field in ("sent_at", "delivered_at", "failed_at", "unknown_at")
    ]
    rows = CallOut.objects.filter(pk=callout.pk).values_list(
        *(Subquery(fact) for fact in facts), "ended_at", "enough_at"
    )
    return version_of(*rows.get())


_FACTS = (
    Count("pk"), Count("answered_at"), Max("answered_at"), Max("set_out_at"), Max("arrived_at"),
    Count("undelivered_at"), Max("rung_at"), Count("told_enough_at"),
)  # fmt: skip


def counts_of(callout: CallOut) -> Counts:
    """The figures of a call-out, from its rows. Two queries."""
    rows = CallOutQuestion.objects.filter(callout=callout)
    silent = Q(answer="", undelivered_at__isnull=True, channel__in=CARRIED)
    told = rows.aggregate(
        asked=Count("pk"),
        coming=Count("pk", filter=Q(answer=Answer.YES)),
        arrived=Count("arrived_at"),
        later=Count("pk", filter=Q(answer=Answer.LATER)),
        no=Count("pk", filter=Q(answer=Answer.NO)),
        silent=Count("pk", filter=silent),
        unreached=Count("undelivered_at"),
        to_call=Count("pk", filter=TO_CALL),
        first_reply_at=Min("answered_at"),
    )
    went = OutboundMessage.objects.filter(about=subject_of(callout), key__startswith="callout:")
    delivered = went.filter(sent_at__isnull=False, failed_at__isnull=True).count()
    answered_by_phone = rows.filter(~Q(channel__in=CARRIED), ~Q(answer="")).count()
    return Counts(reached=delivered + answered_by_phone, **told)


#: Those whom somebody must call: no message carries the question, or it did not arrive.
TO_CALL = Q(answer="") & (~Q(channel__in=CARRIED) | Q(undelivered_at__isnull=False))


def phone_list(callout: CallOut) -> list[tuple[CallOutQuestion, str]]:
    """Whom to call, with the number: those never tried first, then the nearest. Two queries."""
    rows = CallOutQuestion.objects.filter(TO_CALL, callout=callout, person__erased_at__isnull=True)
    questions = list(rows.select_related("person").order_by("rung_at", "km", "person__search_name", "pk"))
    questions.sort(key=lambda one: one.rung_at is not None)
    phones = phones_of([one.person_id for one in questions])
    return [(one, phones.get(one.person_id, "")) for one in questions]


def in_order_of_arrival(rows: QuerySet[CallOutQuestion]) -> QuerySet[CallOutQuestion]:
    """Those who come: who is there first, then by when they said they would be, then those who did not say."""
    coming = rows.filter(answer=Answer.YES)
    return coming.annotate(when=Coalesce("arrived_at", "there_at")).order_by(
        Coalesce("arrived_at", "there_at").asc(nulls_last=True), "answered_at", "pk"
    )


def unanswered(rows: QuerySet[CallOutQuestion]) -> QuerySet[CallOutQuestion]:
    """Those who have had the question and said nothing."""
    return rows.filter(answer="", undelivered_at__isnull=True, channel__in=CARRIED)


def unclear_about(callout: CallOut) -> list[Any]:
    """Answers to this call-out that a person must read, the oldest first. They stand in the inbox as well.

    Each has the `question` put to the one who wrote, or None where nobody knows who it was. Two queries.
    """
    rows: list[Any] = list(_unclear(callout).select_related("person").order_by("received_at")[:MOST_SHOWN])
    asked = CallOutQuestion.objects.filter(callout=callout, person__in=[row.person_id for row in rows])
    questions = {one.person_id: one for one in asked.select_related("person")}
    for row in rows:
        row.question = questions.get(row.person_id)
    return rows


def unclear_for(asker: Asker, callout_id: uuid.UUID, message_id: str) -> InboundMessage:
    """The gate: an answer to this call-out that waits for a person. Raises `InboundMessage.DoesNotExist`."""
    try:
        return _unclear(callout_for(asker, callout_id)).get(pk=uuid.UUID(message_id))
    except ValueError:
        raise InboundMessage.DoesNotExist from None


def log_of(callout: CallOut, *, latest: int | None = None) -> list[Happening]:
    """What happened, the latest first: what the system wrote in the trail and what people typed. Four queries."""
    trail = AuditEntry.objects.filter(subject=subject_of(callout)).exclude(verb="looked")
    entries = CallOutEntry.objects.filter(callout=callout).select_related("written_by")
    lines = list(trail.order_by("-at", "-pk")[:latest])
    names = names_in(lines)
    told = [
        Happening(
            line.at, line.verb, line.channel, names.get(line.actor, ""),
            names.get(f"people.person:{line.facts.get('person', '')}", ""), facts=line.facts,
        )
        for line in lines
    ]  # fmt: skip
    typed = [
        Happening(
            one.at, "went_wrong" if one.went_wrong else "typed", "web",
            one.written_by.name if one.written_by else "", text=one.words,
        )
        for one in entries.order_by("-at")[:latest]
    ]  # fmt: skip
    return sorted([*told, *typed], key=lambda line: line.at, reverse=True)


def live_questions(sender: str, *, at: dt.datetime) -> list[CallOutQuestion]:
    """The questions of call-outs that have not ended, to those who are reached at this address; the newest first.

    Where there is none, those unanswered when it ended a short while ago: the answer crossed with the end. One query.
    """
    there = ContactPoint.objects.filter(value=sender).values("person_id")
    asked = CallOutQuestion.objects.filter(Q(person__in=there) | Q(address=sender))
    rows = list(asked.filter(_recent(at)).select_related("person", "callout__unit").order_by("-asked_at"))
    return [row for row in rows if row.callout.ended_at is None] or rows


def senders_called_out(senders: Mapping[str, uuid.UUID], *, at: dt.datetime) -> set[str]:
    """Those of these addresses, each one person's, that have a question of `live_questions`. One query."""
    asked = CallOutQuestion.objects.filter(
        _recent(at), Q(person__in=list(senders.values())) | Q(address__in=list(senders))
    )
    persons: set[uuid.UUID] = set()
    addresses: set[str] = set()
    for person, address in asked.values_list("person_id", "address"):
        persons.add(person)
        addresses.add(address)
    return {sender for sender, person in senders.items() if person in persons or sender in addresses}


def _recent(at: dt.datetime) -> Q:
    return Q(callout__ended_at__isnull=True) | Q(callout__ended_at__gt=at - CROSSED, answer="")


def _unclear(callout: CallOut) -> QuerySet[InboundMessage]:
    """What came in from those called out while it lasts and could not be understood."""
    return InboundMessage.objects.filter(
        about=subject_of(callout), waits_since_at__isnull=False, settled_at__isnull=True
    )
