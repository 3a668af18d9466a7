"""A call-out is started, widened by waves, told that it is enough, and ended.

Waves of one call-out wait for each other, behind the lock of its row. Answers do not: there are no seats to run out of
(decision 0019).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import override

from samspill.foundation.actions import note, subject_of
from samspill.messaging.actions import BudgetSpent, cancel_about
from samspill.messaging.actions.many import Draft, queue_owed_messages
from samspill.messaging.models import MessagingPolicy, OutboundMessage
from samspill.messaging.queries import language_of
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Channel, Person, StaffMember, Unit
from samspill.volunteering.actions.codes import next_code
from samspill.volunteering.models import CallOut, CallOutEntry, CallOutQuestion, CallOutWave
from samspill.volunteering.queries import calling
from samspill.volunteering.queries.callouts import unanswered
from samspill.volunteering.queries.reach import CARRIED
from samspill.volunteering.rules.callouts import FIRST_CODE_OF_A_CALLOUT, Wanted
from samspill.volunteering.wording import callouts as words
from samspill.volunteering.wording.callouts import Call
from samspill.volunteering.wording.messages import first_name

Answer = CallOutQuestion.Answer


class TitleMissing(ValueError):
    """A call-out must say what it is about."""


class HasEnded(RuntimeError):
    """The call-out is over."""


class NobodyLeft(RuntimeError):
    """Everybody who can it has been asked already."""


class NothingToSay(ValueError):
    """An empty message, or an empty line in the log."""


@transaction.atomic
def start_callout(wanted: Wanted, *, unit: Unit, by: StaffMember, at: dt.datetime) -> CallOut:
    """Decide on a call-out; nobody is asked yet. The same `form_key` again is the same call-out.

    Raises `TitleMissing` and `people.actions.HoldsNationalId`.
    """
    if not wanted.title.strip():
        raise TitleMissing
    refuse_national_ids(
        **{name: getattr(wanted, name) for name in ("title", "words", "meeting_place", "private_text")}
    )
    code = next_code(at_least=FIRST_CODE_OF_A_CALLOUT)
    known = CallOut.objects.filter(form_key=wanted.form_key).first() if wanted.form_key else None
    if known is not None:
        return known
    callout = calling.as_it_would_be(wanted, unit)
    callout.code, callout.form_key, callout.started_at, callout.started_by = code, wanted.form_key, at, by
    callout.save(force_insert=True)
    note("start_callout", callout, by=by, channel="web", at=at, wanted=callout.wanted, drill=callout.is_drill)
    return callout


@transaction.atomic
def send_callout_wave(
    callout_id: uuid.UUID,
    *,
    by: StaffMember,
    at: dt.datetime,
    size: int | None = None,
    within_km: float | None = None,
    despite_quiet_hours: bool = False,
    despite_budget: bool = False,
) -> CallOutWave:
    """Ask the nearest who have not been asked: the first `size` of them, those `within_km`, or all at once.

    Each is asked by the fastest way; who is called, or said STOPP, stands on the phone list and is not written to.
    Quiet hours hold the messages back, and the budget stops them, unless it is said expressly: then that is written
    down with the cost. Raises `HasEnded`, `NobodyLeft` and `messaging.actions.BudgetSpent`.
    """
    callout = lock_callout(callout_id)
    people = calling.who_is_left(callout, at=at, within_km=within_km, size=size)
    reckoning = calling.reckon(callout, people, at=at)
    if not reckoning.called:
        raise NobodyLeft(callout_id)
    overrides = {
        "despite_quiet_hours": despite_quiet_hours and reckoning.held_until is not None,
        "despite_budget": despite_budget and reckoning.is_too_dear,
    }
    _keep_to_the_budget(reckoning, at, despite=despite_budget)
    wave = _begin(callout, reckoning, within_km, overrides, by, at)
    _put_the_question(callout, wave, reckoning.called, at, at_once=despite_quiet_hours)
    told = {"asked": wave.asked, "ore": wave.cost_ore, "number": wave.number, **overrides}
    note("send_callout_wave", callout, by=by, channel="web", at=at, **told)
    return wave


@transaction.atomic
def write_to_those_who_come(
    callout_id: uuid.UUID, body: str, *, by: StaffMember, at: dt.datetime, key: str
) -> int:
    """Write to everybody who has said yes, at once: they are awake and on their way. How many were written to.

    `key` is the form's own. Raises `HasEnded`, `NothingToSay` and `people.actions.HoldsNationalId`.
    """
    refuse_national_ids(body=body)
    if not body.strip():
        raise NothingToSay
    callout = lock_callout(callout_id)
    coming = CallOutQuestion.objects.filter(callout=callout, answer=Answer.YES)
    told = tell_each(coming, callout, lambda call: words.news(call, body), what=f"news:{key}", at=at, by=by)
    note("write_to_those_who_come", callout, by=by, channel="web", at=at, told=told)
    return told


@transaction.atomic
def say_enough(callout_id: uuid.UUID, *, by: StaffMember, at: dt.datetime) -> int:
    """Enough come: whoever has not answered is told so, kindly; how many. Pressed twice it tells nobody twice.

    A question not sent yet is called off instead. Raises `HasEnded`.
    """
    callout = lock_callout(callout_id)
    told = _tell_the_silent(callout, words.enough, at)
    if callout.enough_at is None:
        callout.enough_at, callout.enough_by = at, by
        callout.save(update_fields=["enough_at", "enough_by"])
    note("say_enough", callout, by=by, channel="web", at=at, told=told)
    return told


@transaction.atomic
def end_callout(callout_id: uuid.UUID, *, by: StaffMember, at: dt.datetime) -> int:
    """It is over: those who came, are coming or have not answered are told, with thanks; how many.

    Raises `HasEnded`.
    """
    callout = lock_callout(callout_id)
    callout.ended_at, callout.ended_by = at, by
    callout.save(update_fields=["ended_at", "ended_by"])
    told = _tell_the_silent(callout, words.over, at)
    came = CallOutQuestion.objects.filter(callout=callout, answer=Answer.YES)
    told += tell_each(came, callout, words.over, what="over", at=at, by=by)
    note("end_callout", callout, by=by, channel="web", at=at, told=told)
    return told


@transaction.atomic
def write_in_log(
    callout: CallOut, text: str, *, by: StaffMember, at: dt.datetime, happened_at: dt.datetime | None = None,
    went_wrong: bool = False,
) -> CallOutEntry:  # fmt: skip
    """A line in the log, also after it has ended. `went_wrong`: something to do better next time.

    Raises `NothingToSay` and `people.actions.HoldsNationalId`.
    """
    refuse_national_ids(words=text)
    if not text.strip():
        raise NothingToSay
    return CallOutEntry.objects.create(
        callout=callout,
        words=text.strip(),
        at=happened_at or at,
        written_at=at,
        written_by=by,
        went_wrong=went_wrong,
    )


def lock_callout(callout_id: uuid.UUID) -> CallOut:
    """The call-out with its row locked until the transaction ends. Raises `HasEnded`."""
    rows = CallOut.objects.select_related("unit").select_for_update(no_key=True, of=("self",))
    callout = rows.get(pk=callout_id)
    if callout.ended_at is not None:
        raise HasEnded(callout_id)
    return callout


def tell_each(
    questions: QuerySet[CallOutQuestion],
    callout: CallOut,
    text_of: Callable[[Call], str],
    *,
    what: str,
    at: dt.datetime,
    by: StaffMember | None = None,
) -> int:
    """Write to each of these by the way she was asked, at once and once; how many. Calls are left to the phone list."""
    call, texts, drafts = calling.call_of(callout), {}, []
    for one in questions.filter(channel__in=CARRIED).select_related("person"):
        language = language_of(one.person)
        if language not in texts:
            with override(language):
                texts[language] = text_of(call)
        drafts.append(_draft(one, callout, texts[language], what))
    return queue_owed_messages(drafts, at=at, by=by, despite_quiet_hours=True)


def _keep_to_the_budget(reckoning: calling.Reckoning, at: dt.datetime, *, despite: bool) -> None:
    """The policy's row is the lock: two who spend at the same time see each other's messages."""
    MessagingPolicy.objects.select_for_update().first()
    if not despite and not calling.budget_of(at).holds(reckoning.cost_ore):
        raise BudgetSpent


def _begin(
    callout: CallOut,
    reckoning: calling.Reckoning,
    within_km: float | None,
    overrides: dict[str, bool],
    by: StaffMember,
    at: dt.datetime,
) -> CallOutWave:
    if callout.enough_at is not None:  # It was not enough after all.
        callout.enough_at = callout.enough_by = None
        callout.save(update_fields=["enough_at", "enough_by"])
    last = CallOutWave.objects.filter(callout=callout).aggregate(number=Max("number"))["number"] or 0
    return CallOutWave.objects.create(
        callout=callout,
        number=last + 1,
        sent_at=at,
        sent_by=by,
        within_km=within_km,
        asked=len(reckoning.called),
        cost_ore=reckoning.cost_ore,
        **overrides,
    )


def _put_the_question(
    callout: CallOut, wave: CallOutWave, called: list[calling.Called], at: dt.datetime, *, at_once: bool
) -> None:
    """A handful of statements, however many they are."""
    questions = CallOutQuestion.objects.bulk_create(
        [
            CallOutQuestion(
                callout=callout, wave=wave, person_id=one.found.person_id, channel=one.way.channel,
                address=one.way.address if one.way.channel in CARRIED else "", km=one.found.km, asked_at=at,
            )
            for one in called
        ]
    )  # fmt: skip
    carried = [one for one in questions if one.channel in CARRIED]
    persons = Person.objects.in_bulk([one.person_id for one in carried])
    shared = calling.shared_addresses(called)
    texts = _Questions(callout)
    drafts = []
    for one in carried:
        person = persons[one.person_id]
        one.person = person
        name = first_name(person.name) if one.address in shared else ""
        drafts.append(_draft(one, callout, texts.text(language_of(person), name), "callout"))
    queue_owed_messages(drafts, at=at, by=wave.sent_by, despite_quiet_hours=at_once)


class _Questions:
    """The question in each language, made once."""

    def __init__(self, callout: CallOut) -> None:
        self._callout = callout
        self._texts: dict[tuple[str, str], str] = {}

    def text(self, language: str, name: str) -> str:
        if (language, name) not in self._texts:
            self._texts[language, name] = calling.question_text(self._callout, language, name)
        return self._texts[language, name]


def _draft(question: CallOutQuestion, callout: CallOut, body: str, what: str) -> Draft:
    return Draft(
        channel=question.channel,
        address=question.address,
        body=body,
        key=f"{what}:{question.pk}",
        person=question.person,
        subject=callout.title if question.channel == Channel.EMAIL else "",
        about=subject_of(callout),
    )


def _tell_the_silent(callout: CallOut, text_of: Callable[[Call], str], at: dt.datetime) -> int:
    """Those who were asked and have not been told otherwise. Whose question never left is not told at all."""
    cancel_about(subject_of(callout), at=at)
    never_left = _persons_of(
        OutboundMessage.objects.filter(
            about=subject_of(callout), key__startswith="callout:", cancelled_at__isnull=False
        )
    )
    rows = CallOutQuestion.objects.filter(callout=callout, told_enough_at__isnull=True)
    silent = unanswered(rows).exclude(person__in=never_left)
    ids = {
        *silent.values_list("pk", flat=True),
        *rows.filter(answer=Answer.LATER).values_list("pk", flat=True),
    }
    chosen = CallOutQuestion.objects.filter(pk__in=ids)
    chosen.update(told_enough_at=at)
    return tell_each(chosen, callout, text_of, what="enough", at=at)


def _persons_of(messages: QuerySet[OutboundMessage]) -> Iterable[uuid.UUID]:
    return set(messages.values_list("person_id", flat=True))
