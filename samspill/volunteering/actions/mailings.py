"""Writing to many: prepared, confirmed, put into the outbox bit by bit, and stopped.

Whatever puts in or stops holds the lock of the mailing's row. Each bit is one transaction: a worker that dies in the
middle of it has done nothing, and the next takes it up; two at once take turns. The key of a message is made of the
mailing and the person, so that nobody gets it twice whatever happens.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import OuterRef, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat, Replace

from samspill.foundation.actions import note, subject_of
from samspill.messaging.actions import cancel_about
from samspill.messaging.actions.many import Draft, queue_within_budget
from samspill.messaging.actions.templates import NoWords, check_words
from samspill.messaging.models import OutboundMessage
from samspill.messaging.rules.templates import Words
from samspill.people.actions import NameMissing, refuse_national_ids
from samspill.people.models import StaffMember, Unit
from samspill.people.queries import Asker
from samspill.volunteering.actions.digests import put_by
from samspill.volunteering.models import Mailing, MailingRecipient, Selection
from samspill.volunteering.queries.mailings import Planned, plan
from samspill.volunteering.queries.selections import people_fitting
from samspill.volunteering.rules.mailings import WRITTEN
from samspill.volunteering.rules.selections import Criteria, kept_criteria, read_criteria

#: So many are seen to in one transaction.
BIT = 500


class AlreadyConfirmed(RuntimeError):
    """It is on its way, or was thrown away: it can no longer be changed."""


class NobodyToWriteTo(ValueError):
    """Nobody is in the selection now."""


@transaction.atomic
def prepare_mailing(
    name: str,
    texts: Mapping[str, Words],
    criteria: Criteria,
    *,
    unit: Unit,
    by: StaffMember,
    at: dt.datetime,
    selection: Selection | None = None,
    is_urgent: bool = False,
    mailing: Mailing | None = None,
) -> Mailing:
    """Write down what is to be sent to whom, to be looked at; or change what was prepared. Nothing is sent.

    Raises `NoWords`, `UnknownField`, `HoldsNationalId`, `NameMissing` and `AlreadyConfirmed`.
    """
    given = {code: words for code, words in texts.items() if words.body.strip()}
    _check(name, given)
    row = _unconfirmed(mailing) if mailing else Mailing(unit=unit, made_at=at, made_by=by)
    row.name, row.selection, row.is_urgent = name.strip()[:80], selection, is_urgent
    row.criteria = kept_criteria(criteria)
    row.texts = {
        code: {"subject": words.subject.strip(), "body": words.body.strip()} for code, words in given.items()
    }
    row.save()
    note("prepare_mailing", row, by=by, channel="web", at=at)
    return row


@transaction.atomic
def throw_away_mailing(mailing: Mailing, *, by: StaffMember, at: dt.datetime) -> None:
    """It will not be sent. Raises `AlreadyConfirmed`."""
    row = _unconfirmed(mailing)
    row.removed_at = at
    row.save(update_fields=["removed_at"])
    note("throw_away_mailing", row, by=by, channel="web", at=at)


@transaction.atomic
def confirm_mailing(mailing: Mailing, asker: Asker, *, at: dt.datetime) -> int:
    """Send it to those who are in the selection now and whom the asker may know of; how many they are.

    They are written down at once; the worker does the rest. Confirming again changes nothing. Raises
    `NobodyToWriteTo` and `AlreadyConfirmed`.
    """
    row = Mailing.objects.select_for_update(no_key=True).get(pk=mailing.pk)
    if row.confirmed_at:
        return row.recipients.count()
    row = _unconfirmed(row)
    people = people_fitting(read_criteria(row.criteria), asker, at=at).values_list("pk", flat=True)
    recipients = [
        MailingRecipient(mailing=row, person_id=person, place=place) for place, person in enumerate(people)
    ]
    if not recipients:
        raise NobodyToWriteTo
    row.confirmed_at, row.confirmed_by = at, asker.staff
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    MailingRecipient.objects.bulk_create(recipients, batch_size=2000)
    note("confirm_mailing", row, by=asker.staff, channel="web", at=at, people=len(recipients))
    return len(recipients)


@transaction.atomic
def stop_mailing(mailing: Mailing, *, by: StaffMember, at: dt.datetime) -> int:
    """Call off what has not left; how many messages. Those who have not been seen to get nothing."""
    row = Mailing.objects.select_for_update(no_key=True).get(pk=mailing.pk)
    if row.confirmed_at is None:
        return 0
    if row.stopped_at is None:
        row.stopped_at, row.stopped_by = at, by
        row.save(update_fields=["stopped_at", "stopped_by"])
    called_off = cancel_about(subject_of(row), at=at)
    note("stop_mailing", row, by=by, channel="web", at=at, called_off=called_off)
    return called_off


def queue_mailings(at: dt.datetime) -> int:
    """Put what is confirmed into the outbox until all are seen to or the money is spent; how many were seen to."""
    under_way = Mailing.objects.filter(
        confirmed_at__isnull=False, queued_at__isnull=True, stopped_at__isnull=True
    )
    return sum(_queue(key, at) for key in under_way.order_by("confirmed_at").values_list("pk", flat=True))


def _queue(mailing_id: uuid.UUID, at: dt.datetime) -> int:
    seen_to = 0
    while number := _see_to_some(mailing_id, at):
        seen_to += number
    return seen_to


@transaction.atomic
def _see_to_some(mailing_id: uuid.UUID, at: dt.datetime) -> int:
    """See to the next bit of people, under the lock of the mailing; how many. 0 at the end, or where money is spent."""
    mailing = Mailing.objects.select_for_update(no_key=True, of=("self",)).get(pk=mailing_id)
    if mailing.stopped_at or mailing.queued_at:
        return 0
    left = MailingRecipient.objects.filter(mailing=mailing, seen_to_at__isnull=True)
    bit = list(left.select_related("person").order_by("place")[:BIT])
    if not bit:
        Mailing.objects.filter(pk=mailing.pk).update(queued_at=at)
        return 0
    planned = _plan_bit(mailing, bit)
    written = _write(mailing, [one for one in planned if one.way in WRITTEN], at)
    seen_to = _until_the_money_ended(planned, len(written))
    _write_down(mailing, bit[: len(seen_to)], seen_to, at)
    return len(seen_to)


def _plan_bit(mailing: Mailing, bit: Sequence[MailingRecipient]) -> list[Planned]:
    """What each of these gets, judged now: consent may have been taken back since it was confirmed."""
    planned = plan(mailing, [one.person for one in bit])
    addresses = [one.address for one in planned if one.address]
    earlier = OutboundMessage.objects.filter(about=subject_of(mailing), address__in=addresses)
    told = {(row.address, row.body): row.person_id for row in earlier.only("address", "body", "person")}
    return [_judged_anew(one, told.get((one.address, one.words.body), one.person.pk)) for one in planned]


def _judged_anew(one: Planned, told_already: uuid.UUID | None) -> Planned:
    """`told_already` is who has got these very words at this address, in an earlier bit."""
    if one.person.merged_into_id or one.person.erased_at:
        return one._replace(way="gone")
    if one.way in WRITTEN and told_already != one.person.pk:
        return one._replace(way="shares_phone")
    return one


def _write(mailing: Mailing, planned: Sequence[Planned], at: dt.datetime) -> list[OutboundMessage]:
    about = subject_of(mailing)
    drafts = [
        Draft(
            one.way,
            one.address,
            one.words.body,
            _key(mailing, one.person.pk.hex),
            one.person,
            one.words.subject or (mailing.name if one.way != "sms" else ""),
            about,
            unit=mailing.unit,
        )
        for one in planned
    ]
    return queue_within_budget(drafts, at=at)


def _key(mailing: Mailing, person: str) -> str:
    """What makes it the same message: the mailing, and the person's key without hyphens, so that SQL can say it too."""
    return f"mailing:{mailing.pk}:{person}"


def _until_the_money_ended(planned: Sequence[Planned], written: int) -> Sequence[Planned]:
    """Those that are seen to now: up to the first who could not be written to for want of money."""
    for place, one in enumerate(planned):
        if one.way in WRITTEN:
            if not written:
                return planned[:place]
            written -= 1
    return planned


def _write_down(
    mailing: Mailing, bit: Sequence[MailingRecipient], planned: Sequence[Planned], at: dt.datetime
) -> None:
    """Keep what became of each, in as many statements as there are reasons."""
    by_way: dict[str, list[uuid.UUID]] = {}
    for recipient, one in zip(bit, planned, strict=True):
        by_way.setdefault("" if one.way in WRITTEN else one.way, []).append(recipient.pk)
    person = Cast(OuterRef("person"), TextField())
    her_key = Replace(person, Value("-"), Value(""), output_field=TextField())
    hers = OutboundMessage.objects.filter(key=Concat(Value(_key(mailing, "")), her_key))
    message = Subquery(hers.values("pk")[:1])
    for why, keys in by_way.items():
        rows = MailingRecipient.objects.filter(pk__in=keys)
        rows.update(seen_to_at=at, left_out=why, **({} if why else {"message": message}))
    put_by(
        [
            (one.person, _key(mailing, one.person.pk.hex), subject_of(mailing), one.words.body)
            for one in planned
            if one.way == "digest"
        ],
        at=at,
    )


def _unconfirmed(mailing: Mailing) -> Mailing:
    row = Mailing.objects.select_for_update(no_key=True).get(pk=mailing.pk)
    if row.confirmed_at or row.removed_at:
        raise AlreadyConfirmed
    return row


def _check(name: str, texts: Mapping[str, Words]) -> None:
    if not name.strip():
        raise NameMissing
    refuse_national_ids(name=name)
    if not texts:
        raise NoWords
    for language, words in texts.items():
        check_words(language, words)
