"""Letters about the week: asked for on the square, confirmed by code or link, changed and ended by a private link.

Until the phone or the address has shown to be hers nothing of it is stored: what she chose travels sealed, in the page
or in the link itself.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import secrets
import uuid
from functools import partial

from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import translation

from samspill.activities.models import Rhythm, WeekSubscription
from samspill.activities.queries.filters import filter_in_words
from samspill.activities.queries.subscriptions import (
    MOST_LINES,
    filter_of,
    plain_address,
    standing_subscriptions,
    told_in_letter,
)
from samspill.activities.rules.filters import Filter
from samspill.activities.rules.subscriptions import WEEKLY_UNTIL, Letter, letter_due
from samspill.activities.wording import subscriptions as words
from samspill.foundation import clock
from samspill.foundation.actions import make_link, note, subject_of
from samspill.foundation.limits import spend
from samspill.foundation.models import Municipality
from samspill.foundation.one_time_codes import WrongCode
from samspill.foundation.queries import web_address
from samspill.foundation.sealing import Unreadable, seal, unseal
from samspill.foundation.tenancy import entered_number
from samspill.messaging.actions import BudgetSpent, queue_message
from samspill.messaging.actions.confirming import FEW_CODES, confirmed, mobile_of, send_code
from samspill.messaging.models import OutboundMessage
from samspill.messaging.queries import is_opted_out
from samspill.people.actions import read_email
from samspill.people.models import Channel, Person

log = logging.getLogger(__name__)

PURPOSE = "activities.subscribe"
LINK_PURPOSE = "activities.subscribe_by_link"
#: What her private link opens, and how long each lasts: a letter lies in a mailbox for months.
LINK = "activities.subscription"
LINK_LASTS = dt.timedelta(days=400)
PATH = "/subscription/{token}/"
CONFIRM_PATH = "/subscribe/{sealed}/"
LETTER_LASTS = dt.timedelta(days=2)
#: Said to be wanted so long ago, and not since, it ends.
RUNS_FOR = dt.timedelta(days=2 * 365)
WARNED_BEFORE = dt.timedelta(days=30)
#: So many choices one address may follow.
MOST_OF_ONE = 10


class HasStopped(ValueError):
    """The address has said STOPP; it must say START first."""


class TooManyChoices(ValueError):
    """The address follows as many choices as one may."""


@transaction.atomic
def ask_for_letters(
    address: str, looked_for: Filter, rhythm: str, *, language: str, at: dt.datetime
) -> tuple[str, str]:
    """Send a code to the phone, or a link to the e-mail address. Gives back the channel, and what the page must bring
    with the code ("" for e-mail, where the link holds it). Nothing is stored.

    Raises `phones.NotAPhone`, `people.NotAnEmail`, `NotAMobile` and `limits.TooOften`.
    """
    channel, to = _read(address)
    told, town = [channel, to, plain_address(looked_for), rhythm, language], _town()
    if channel == Channel.SMS:
        say = partial(words.code_to_subscribe, town.name_nb)
        return channel, send_code(to, say, told, purpose=PURPOSE, language=language, at=at)
    spend("subscribe", to, FEW_CODES, at=at)
    until = at + LETTER_LASTS
    sealed = seal(json.dumps([told, until.timestamp()]), LINK_PURPOSE)
    link = web_address(town, CONFIRM_PATH.format(sealed=_in_an_address(sealed)))
    with translation.override(language):
        body = words.link_to_confirm(town.name_nb, filter_in_words(looked_for), link)
        subject = words.subject_to_confirm(town.name_nb)
    queue_message(
        channel=channel, address=to, subject=subject, body=body, key=f"subscribe:{secrets.token_hex(12)}",
        at=at, expires_at=until, answers_now=True,
    )  # fmt: skip
    return channel, ""


def confirm_by_code(asked: str, code: str, *, at: dt.datetime) -> WeekSubscription:
    """The code came back. Raises `WrongCode`, `HasStopped`, `TooManyChoices` and `limits.TooOften`."""
    return _begin(*confirmed(asked, code, purpose=PURPOSE, at=at), at=at)


def confirm_by_link(sealed: str, *, at: dt.datetime) -> WeekSubscription:
    """She pressed the button behind the link in the e-mail. Raises `WrongCode`, `HasStopped` and `TooManyChoices`."""
    return _begin(*_opened(sealed, at), at=at)


def asked_for_by_link(sealed: str, *, at: dt.datetime) -> tuple[str, str]:
    """The filter and the rhythm a link in an e-mail would begin. Raises `WrongCode`."""
    _, _, looked_for, rhythm, _ = _opened(sealed, at)
    return looked_for, rhythm


@transaction.atomic
def change_letters(
    subscription: WeekSubscription, looked_for: Filter, rhythm: str, *, at: dt.datetime
) -> None:
    """She wants something else, or the same for two more years. Raises `TooManyChoices` where she has that already."""
    row = WeekSubscription.objects.select_for_update().get(pk=subscription.pk)
    row.looked_for, row.rhythm, row.renewed_at = plain_address(looked_for), rhythm, at
    try:
        with transaction.atomic():
            row.save(update_fields=["looked_for", "rhythm", "renewed_at"])
    except IntegrityError as error:
        raise TooManyChoices(row.pk) from error
    note("change_week_letters", row, by="public", channel="web", at=at)


@transaction.atomic
def end_letters(subscription: WeekSubscription, *, channel: str, at: dt.datetime) -> bool:
    """No more letters, and what waits is called off; False where it had ended."""
    standing = WeekSubscription.objects.filter(pk=subscription.pk, ended_at__isnull=True)
    if not standing.update(ended_at=at, ended_channel=channel):
        return False
    OutboundMessage.objects.filter(
        about=subject_of(subscription), claimed_at__isnull=True, cancelled_at__isnull=True
    ).update(cancelled_at=at)
    note("end_week_letters", subscription, by="public", channel=channel, at=at)
    return True


def send_week_letters(at: dt.datetime) -> int:
    """Write each letter that is due, once; how many. May run as often as it likes, also by several at once."""
    written = 0
    spent: set[str] = set()
    for rhythm in Rhythm.values:
        letter = letter_due(clock.local(at), rhythm)
        if letter is None:
            continue
        due = standing_subscriptions().filter(rhythm=rhythm).exclude(last_letter=letter.key)
        for key, channel in due.order_by("pk").values_list("pk", "channel"):
            if channel in spent:
                continue
            try:
                written += _send(key, letter, at)
            except BudgetSpent:
                log.warning("The day's budget holds no more letters about the week")
                spent.add(channel)
    return written


def forget_letters_to(person: Person) -> None:
    """She is being forgotten: what follows an address that is hers alone goes too."""
    hers = list(person.contact_points.values_list("value", flat=True))
    shared = (
        Person.objects.exclude(pk=person.pk)
        .filter(contact_points__value__in=hers)
        .values_list("contact_points__value", flat=True)
    )
    WeekSubscription.objects.filter(address__in=set(hers) - set(shared)).delete()


@transaction.atomic
def _send(key: uuid.UUID, letter: Letter, at: dt.datetime) -> bool:
    """One letter, decided under a lock on its row: the outbox and `last_letter` are written in one transaction."""
    row = WeekSubscription.objects.select_for_update().filter(pk=key, ended_at__isnull=True).first()
    if row is None or row.last_letter == letter.key:
        return False
    if is_opted_out(row.channel, row.address):
        end_letters(row, channel="stop", at=at)
        return False
    with translation.override(row.language):
        lines = told_in_letter(filter_of(row), letter.first_on, letter.last_on, at=at, language=row.language)
        if not lines:
            return False
        _write(row, lines, letter, at)
    row.last_letter = letter.key
    row.save(update_fields=["last_letter"])
    return True


def _write(row: WeekSubscription, lines: list[words.Line], letter: Letter, at: dt.datetime) -> None:
    town = _town()
    path = PATH.format(token=make_link(LINK, str(row.pk), at=at, valid_for=LINK_LASTS))
    link = web_address(town, path)
    sms = row.channel == Channel.SMS
    subject, body, page = (
        ("", words.as_sms(town.name_nb, lines, link), "") if sms else _email(row, lines, letter, link, at)
    )
    queue_message(
        channel=row.channel, address=row.address, subject=subject, body=body, page=page,
        key=f"week_letter:{row.pk}:{letter.key}", about=subject_of(row), at=at, expires_at=_pointless(letter),
        leave_at="" if sms else f"{link}one-click/",
    )  # fmt: skip


def _email(
    row: WeekSubscription, lines: list[words.Line], letter: Letter, link: str, at: dt.datetime
) -> tuple[str, str, str]:
    """Subject, plain words and HTML."""
    town = _town()
    subject = words.subject(town.name_nb, (letter.first_on, letter.last_on))
    chosen, more = filter_in_words(filter_of(row)), max(0, len(lines) - MOST_LINES)
    warning = words.runs_out(clock.local_day(row.renewed_at + RUNS_FOR)) if _runs_out(row, at) else ""
    all_of_it = web_address(town, "/week/" + (f"?{row.looked_for}" if row.looked_for else ""))
    body = words.as_email(town.name_nb, chosen, lines[:MOST_LINES], link, all_of_it, more)
    told = {
        "town": town, "chosen": chosen, "lines": lines[:MOST_LINES], "link": link, "warning": warning,
        "all_of_it": all_of_it, "more": words.more_words(more) if more else "", "language": row.language,
        "subject": subject,
    }  # fmt: skip
    return subject, f"{body}\n\n{warning}".strip(), render_to_string("activities/week_letter.html", told)


def _pointless(letter: Letter) -> dt.datetime:
    """When what a letter tells is mostly over."""
    if letter.first_on == letter.last_on:
        return clock.at_local(letter.first_on, dt.time(10))
    return clock.at_local(letter.first_on + dt.timedelta(days=1), WEEKLY_UNTIL)


def _runs_out(row: WeekSubscription, at: dt.datetime) -> bool:
    return row.renewed_at + RUNS_FOR - WARNED_BEFORE < at


@transaction.atomic
def _begin(
    channel: str, address: str, looked_for: str, rhythm: str, language: str, *, at: dt.datetime
) -> WeekSubscription:
    """The subscription stands from now on; where the same stands already, it is renewed."""
    if is_opted_out(channel, address):
        raise HasStopped(address)
    standing = standing_subscriptions().filter(channel=channel, address=address)
    if standing.exclude(looked_for=looked_for).count() >= MOST_OF_ONE:
        raise TooManyChoices(address)
    same = {"channel": channel, "address": address, "looked_for": looked_for, "ended_at": None}
    fresh = {"rhythm": rhythm, "language": language, "renewed_at": at}
    row, is_new = WeekSubscription.objects.update_or_create(
        **same, defaults=fresh, create_defaults=same | fresh | {"confirmed_at": at}
    )
    if is_new:
        note("begin_week_letters", row, by="public", channel="web", at=at)
        if channel == Channel.SMS:
            _confirm(row, at)
    return row


def _confirm(row: WeekSubscription, at: dt.datetime) -> None:
    town = _town()
    path = PATH.format(token=make_link(LINK, str(row.pk), at=at, valid_for=LINK_LASTS))
    with translation.override(row.language):
        body = words.begun(town.name_nb, web_address(town, path))
    queue_message(
        channel=row.channel, address=row.address, body=body, key=f"week_letters_begun:{row.pk}",
        about=subject_of(row), at=at, answers_now=True,
    )  # fmt: skip


def _read(address: str) -> tuple[str, str]:
    if "@" in address:
        return Channel.EMAIL, read_email(address)
    return Channel.SMS, mobile_of(address)


def _opened(in_an_address: str, at: dt.datetime) -> list[str]:
    """What a link was sealed with: channel, address, filter, rhythm, language. Raises `WrongCode`."""
    try:
        told, until = json.loads(unseal(_from_an_address(in_an_address), LINK_PURPOSE))
    except Unreadable as error:
        raise WrongCode from error
    if at.timestamp() > until:
        raise WrongCode
    return list(told)


def _in_an_address(sealed: str) -> str:
    return sealed.replace("+", "-").replace("/", "_").rstrip("=")


def _from_an_address(sealed: str) -> str:
    return sealed.replace("-", "+").replace("_", "/") + "=" * (-len(sealed) % 4)


def _town() -> Municipality:
    return Municipality.objects.get(pk=entered_number())
