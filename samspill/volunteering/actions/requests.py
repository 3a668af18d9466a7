"""Somebody asked for help: written down with all that follows from it, asked once more, or declined."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import override

from samspill.foundation.actions import note
from samspill.foundation.models import Municipality
from samspill.foundation.phones import formatted, is_mobile
from samspill.foundation.recurrence import Pattern
from samspill.foundation.tenancy import entered_number
from samspill.messaging.actions import queue_message
from samspill.messaging.queries import WRITTEN_IN
from samspill.people.actions import NameMissing, find_or_add_person, refuse_national_ids
from samspill.people.models import Channel, StaffMember, Unit
from samspill.volunteering.actions.codes import next_codes
from samspill.volunteering.actions.needs import IsCancelled, cancel_need, check_time, read_if_any
from samspill.volunteering.actions.rotas import RoleAsked, begin_rota
from samspill.volunteering.models import Need, Recipient, Request, Shift
from samspill.volunteering.queries.rotas import roles_of
from samspill.volunteering.rules import rotas
from samspill.volunteering.wording import kind_title, messages

COPIED = (
    "unit_id kind form title public_text meet_name meet_phone private_address private_text reveal_hours area_id places"
    " languages gender min_age demands".split()
)
FREE_TEXTS = ("caller_name", "on_behalf_of", "recipient_name", "title", "public_text", "meet_name", "private_address",
              "private_text", "words")  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What somebody asked for, as it was typed in. Times in UTC. For a window, any time between them, for `minutes`.

    With a `pattern` it comes back: a rota with these roles, and the times are those of the pattern.
    """

    caller_name: str
    kind: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    is_window: bool = False
    minutes: int | None = None
    caller_phone: str = ""
    on_behalf_of: str = ""
    recipient_name: str = ""
    recipient_phone: str = ""
    recipient: uuid.UUID | None = None
    title: str = ""
    public_text: str = ""
    area: uuid.UUID | None = None
    places: int = 1
    languages: tuple[str, ...] = ()
    gender: str = ""
    min_age: int | None = None
    demands: tuple[str, ...] = ()
    meet_name: str = ""
    meet_phone: str = ""
    private_address: str = ""
    private_text: str = ""
    reveal_hours: int = 48
    words: str = ""
    language: str = "nb"
    form_key: str = ""
    pattern: Pattern | None = None
    roles: tuple[RoleAsked, ...] = ()


@transaction.atomic
def register_request(
    asked: Asked,
    *,
    unit: Unit,
    by: StaffMember,
    at: dt.datetime,
    channel: str = "phone",
    answers: Request | None = None,
) -> Need:
    """Write down what somebody asked for: request, recipient, need and its one shift or its times, all or nothing.

    `answers` is a request from the square that waits for this. Raises `NameMissing`, `phones.NotAPhone`,
    `people.actions.HoldsNationalId`, `EndsBeforeItStarts`, `IsPast`, and for what comes back what `begin_rota`
    raises. The same `form_key` again is the same need.
    """
    _check_texts(asked)
    if asked.pattern is None:
        check_time(asked.starts_at, asked.ends_at, at)
    written = _written_already(asked.form_key, by)
    if written is not None:
        return written
    recipient = _recipient(asked, unit, by, at)
    request = _request(asked, answers, recipient, unit, by, at, channel)
    need = _need(asked, request, recipient, unit, by, at)
    if asked.pattern is not None:
        begin_rota(need, asked.pattern, asked.roles, at=at)
    else:
        _write_shift(need, asked.starts_at, asked.ends_at, asked.minutes)
    note("register_request", need, by=by, channel=channel, at=at, kind=need.kind)
    return need


@transaction.atomic
def copy_need(need: Need, *, starts_at: dt.datetime, by: StaffMember, at: dt.datetime) -> Need:
    """The same once more, from another moment on: a request and a need of its own, for the same recipient.

    Raises `needs.IsPast`.
    """
    shift = need.shifts.get()
    ends_at = starts_at + (shift.ends_at - shift.starts_at)
    check_time(starts_at, ends_at, at)
    same = {name: getattr(need, name) for name in COPIED}
    copy = Need.objects.create(request=_asked_again(need.request, by, at), made_at=at, made_by=by, **same)
    _write_shift(copy, starts_at, ends_at, shift.minutes)
    note("register_request", copy, by=by, channel="web", at=at, kind=copy.kind, copy_of=str(need.pk))
    return copy


@transaction.atomic
def copy_rota(
    rota: Need, pattern: Pattern, *, by: StaffMember, at: dt.datetime, asks_former_first: bool = False
) -> Need:
    """The same rota in a new period, such as next term: the same roles, texts and demands, and other times.

    With `asks_former_first` those who came to the old one are proposed first. Raises what `begin_rota` raises.
    """
    same = {name: getattr(rota, name) for name in COPIED}
    copy = Need.objects.create(
        request=_asked_again(rota.request, by, at), made_at=at, made_by=by, pattern=rotas.kept(pattern),
        copied_from=rota, asks_former_first=asks_former_first, **same,
    )  # fmt: skip
    begin_rota(copy, pattern, [RoleAsked.like(role) for role in roles_of(rota)], at=at)
    note("register_request", copy, by=by, channel="web", at=at, kind=copy.kind, copy_of=str(rota.pk))
    return copy


@transaction.atomic
def decline_request(request: Request, *, reason: str, by: StaffMember, at: dt.datetime) -> bool:
    """We could not help, and the caller is told; False where she has no mobile, so that somebody must call her.

    What was asked for is called off. Raises `people.actions.HoldsNationalId`.
    """
    refuse_national_ids(reason=reason)
    standing = Request.objects.filter(pk=request.pk, declined_at__isnull=True)
    if not standing.update(declined_at=at, declined_reason=reason[:200] or "-"):
        raise IsCancelled(request.pk)
    for need in request.needs.filter(cancelled_at__isnull=True):
        cancel_need(need.pk, reason=reason, by=by, at=at)
    is_told = _tell_the_caller(request, at)
    note("decline_request", request, by=by, channel="web", at=at, told=is_told)
    return is_told


def _write_shift(need: Need, starts_at: dt.datetime, ends_at: dt.datetime, minutes: int | None) -> None:
    [code] = next_codes(1)
    Shift.objects.create(
        need=need, code=code, starts_at=starts_at, ends_at=ends_at, minutes=minutes, places=need.places
    )


def _asked_again(request: Request, by: StaffMember, at: dt.datetime) -> Request:
    """A new request by the same caller for the same recipient."""
    same = ("unit_id", "recipient_id", "caller_name", "caller_phone", "on_behalf_of", "channel", "language")
    return Request.objects.create(
        received_at=at, entered_by=by, **{name: getattr(request, name) for name in same}
    )


def _recipient(asked: Asked, unit: Unit, by: StaffMember, at: dt.datetime) -> Recipient | None:
    """Whom it is for, as the unit knows her; made where she is new. None where it is for nobody in particular."""
    if asked.recipient:
        return Recipient.objects.get(pk=asked.recipient, unit=unit)
    if not asked.recipient_name.strip():
        return None
    phones = [asked.recipient_phone] if asked.recipient_phone.strip() else []
    person = find_or_add_person(
        asked.recipient_name, phones, by=by, at=at, channel="phone", language=asked.language
    )
    recipient, _ = Recipient.objects.get_or_create(person=person, unit=unit, defaults={"since_at": at})
    return recipient


def _written_already(form_key: str, by: StaffMember) -> Need | None:
    """The need this form led to the first time it was sent. Her own row is the lock: one press waits for the other."""
    if not form_key:
        return None
    StaffMember.objects.select_for_update().get(pk=by.pk)
    return Need.objects.filter(request__form_key=form_key).order_by("made_at").first()


def _request(
    asked: Asked,
    answers: Request | None,
    recipient: Recipient | None,
    unit: Unit,
    by: StaffMember,
    at: dt.datetime,
    channel: str,
) -> Request:
    if answers is not None:
        answers.unit, answers.recipient, answers.entered_by = unit, recipient, by
        answers.form_key = asked.form_key
        answers.save(update_fields=["unit", "recipient", "entered_by", "form_key"])
        return answers
    return Request.objects.create(
        unit=unit,
        recipient=recipient,
        caller_name=asked.caller_name.strip(),
        caller_phone=read_if_any(asked.caller_phone),
        on_behalf_of=asked.on_behalf_of,
        channel=channel,
        words=asked.words,
        language=asked.language,
        received_at=at,
        entered_by=by,
        form_key=asked.form_key,
    )


def _need(
    asked: Asked, request: Request, recipient: Recipient | None, unit: Unit, by: StaffMember, at: dt.datetime
) -> Need:
    recipient_phone = recipient.person.contact_points.filter(kind="phone").first() if recipient else None
    known_phone = recipient_phone.value if recipient_phone else ""
    return Need.objects.create(
        request=request,
        unit=unit,
        kind=asked.kind,
        form=_form(asked),
        pattern=rotas.kept(asked.pattern) if asked.pattern else None,
        title=asked.title or _title(asked.kind),
        public_text=asked.public_text,
        meet_name=asked.meet_name or (recipient.person.name if recipient else asked.caller_name),
        meet_phone=read_if_any(asked.meet_phone) or known_phone or read_if_any(asked.caller_phone),
        private_address=asked.private_address,
        private_text=asked.private_text,
        reveal_hours=asked.reveal_hours,
        area_id=asked.area or (recipient.person.area_id if recipient else None),
        places=sum(role.places for role in asked.roles) or asked.places,
        languages=asked.languages,
        gender=asked.gender,
        min_age=asked.min_age,
        demands=asked.demands,
        made_at=at,
        made_by=by,
    )


def _form(asked: Asked) -> Need.Form:
    if asked.pattern is not None:
        return Need.Form.ROTA
    return Need.Form.WINDOW if asked.is_window else Need.Form.ONCE


def _title(kind: str) -> str:
    with override(_town().standard_language):
        return kind_title(kind)


def _town() -> Municipality:
    return Municipality.objects.get(pk=entered_number())


def _check_texts(asked: Asked) -> None:
    if not asked.caller_name.strip():
        raise NameMissing
    refuse_national_ids(**{name: getattr(asked, name) for name in FREE_TEXTS})


def _tell_the_caller(request: Request, at: dt.datetime) -> bool:
    if not request.caller_phone or not is_mobile(request.caller_phone):
        return False
    number = request.unit.phone or _town().contact_phone
    with override(request.language if request.language in WRITTEN_IN else "nb"):
        text = messages.cannot_help(
            request.caller_name, request.unit.name, formatted(number) if number else ""
        )
    queue_message(
        channel=Channel.SMS,
        address=request.caller_phone,
        body=text,
        key=f"declined:{request.pk}",
        at=at,
        is_owed=True,
    )
    return True
