"""Writing to those who have signed up, each in her language and by the way she prefers; the others are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from samspill.activities.models import Activity, Occurrence, SignUp, Waiting
from samspill.activities.queries.appointments import appointment_of
from samspill.activities.queries.sign_ups import open_times
from samspill.activities.queries.times import in_language
from samspill.activities.queries.waiting import place_in_line
from samspill.activities.rules.parties import SELF
from samspill.activities.wording import sign_ups as words
from samspill.activities.wording.sign_ups import Told
from samspill.foundation.actions import make_link, subject_of
from samspill.foundation.models import Municipality
from samspill.foundation.phones import formatted
from samspill.foundation.queries import web_address
from samspill.foundation.remembering import remembered
from samspill.foundation.tenancy import entered_number
from samspill.messaging.actions import queue_message
from samspill.messaging.queries import Reach, language_of, reach_of
from samspill.people.models import Channel, Unit

#: What her private link opens, how long after the time itself, and where (`web/public/sign_ups`).
LINK = "activities.sign_up"
#: What the link of one who waits opens, and where.
LINK_OF_WAITING = "activities.waiting"
PATH_OF_WAITING = "/waiting/{token}/"
LINK_LASTS_AFTER = dt.timedelta(days=2)
PATH = "/sign-up/{token}/"


@dataclass(frozen=True)
class Fresh:
    """Of a place or a wait that this transaction has just made: how she is reached, where it was looked up before the
    lock, and her number in the line. Nobody can have told her of it yet.
    """

    reach: Reach | None = None
    number: int = 0


def tell(
    sign_up: SignUp | Waiting,
    say: Callable[[Told], str],
    *,
    key: str,
    at: dt.datetime,
    answers_now: bool = False,
    with_link: bool = True,
    fresh: Fresh | None = None,
) -> bool:
    """Put a message about her place, or her wait, in the outbox; False where she has neither a mobile nor e-mail."""
    person, occurrence = sign_up.person, sign_up.occurrence
    reach = (fresh and fresh.reach) or reach_of(person)
    if reach is None:
        return False
    with translation.override(language_of(person)):
        link = _private_link(sign_up, at) if with_link else ""
        told = told_of(sign_up, _town(), link, number=fresh.number if fresh else 0)
        subject, body = f"{told.title}, {told.when}"[:200], say(told)
    queue_message(
        channel=reach.channel,
        address=reach.address,
        subject=subject if reach.channel == Channel.EMAIL else "",
        body=body,
        key=key,
        person=person,
        about=subject_of(sign_up),
        at=at,
        expires_at=occurrence.ends_at or occurrence.starts_at + dt.timedelta(hours=1),
        answers_now=answers_now,
        is_owed=True,
        is_first=fresh is not None,
        has_stopped=reach.has_stopped,
    )
    return True


def tell_that_they_are_off(rows: Sequence[Occurrence], *, at: dt.datetime) -> None:
    """These times are called off: whoever has a place or waits is told, with the times to choose instead."""
    for sign_up in _concerned(rows):
        activity = sign_up.occurrence.activity

        def say(told: Told, activity: Activity = activity, beside: Occurrence = sign_up.occurrence) -> str:
            others = [
                words.time_words(one.starts_at, one.ends_at)
                for one in open_times(activity, at=at, beside=beside)
            ]
            return words.called_off(told, others[:3])

        tell(sign_up, say, key=f"sign_up_off:{sign_up.pk}:{at:%Y%m%d%H%M}", at=at, with_link=False)


def tell_that_they_are_on(rows: Sequence[Occurrence], *, at: dt.datetime) -> None:
    """These times were called off, and take place after all: whoever has a place is told."""
    for sign_up in _concerned(rows):
        tell(sign_up, words.on_after_all, key=f"sign_up_on:{sign_up.pk}:{at:%Y%m%d%H%M%S}", at=at)


def tell_that_it_moved(occurrence: Occurrence, *, at: dt.datetime) -> None:
    """This time has another start: whoever has a place is told."""
    for sign_up in _concerned([occurrence]):
        tell(sign_up, words.moved, key=f"sign_up_moved:{sign_up.pk}:{occurrence.starts_at:%Y%m%d%H%M}", at=at)


def told_of(sign_up: SignUp | Waiting, town: Municipality, link: str = "", *, number: int = 0) -> Told:
    """What a message tells of a time, in the active language. Its activity, unit and place should be fetched.

    `number` is hers in the line, where it is known.
    """
    occurrence, activity = sign_up.occurrence, sign_up.occurrence.activity
    language = (translation.get_language() or "nb")[:2]
    return Told(
        title=in_language(occurrence.title or activity.title, language),
        when=_when(sign_up),
        where=occurrence.where,
        code=sign_up.code,
        signed=_signed(activity.unit, town),
        link=link,
        **_of_the_wait(sign_up, number),
    )


def _when(row: SignUp | Waiting) -> str:
    """The time; of one who has an appointment in it, when that is."""
    own = appointment_of(row) if isinstance(row, SignUp) else None
    held = own or row.occurrence
    return words.time_words(held.starts_at, held.ends_at)


def _of_the_wait(row: SignUp | Waiting, number: int) -> dict[str, Any]:
    """How many places, of one who has one; her number in the line, and until when a place is hers, of one who waits."""
    if isinstance(row, SignUp):
        comes_alone = row.for_whom == SELF
        return {"count": 1 if comes_alone else 1 + row.others.filter(cancelled_at__isnull=True).count()}
    until = words.moment_words(row.offered_until_at) if row.offered_until_at else ""
    return {"number": number or place_in_line(row), "until": until, "count": row.places}


def _concerned(rows: Sequence[Occurrence]) -> list[SignUp | Waiting]:
    """Who has a place at these times, and who waits for one; each party once."""
    keys = [row.pk for row in rows]
    around = ("person", "occurrence__activity__unit", "occurrence__activity__place")
    have = SignUp.objects.filter(occurrence__in=keys, cancelled_at__isnull=True, head__isnull=True)
    wait = Waiting.objects.filter(occurrence__in=keys, left_at__isnull=True, sign_up__isnull=True)
    return [*have.select_related(*around), *wait.select_related(*around)]


def _private_link(row: SignUp | Waiting, at: dt.datetime) -> str:
    lasts = max(row.occurrence.starts_at - at, dt.timedelta()) + LINK_LASTS_AFTER
    purpose, path = (LINK, PATH) if isinstance(row, SignUp) else (LINK_OF_WAITING, PATH_OF_WAITING)
    token = make_link(purpose, str(row.pk), at=at, valid_for=lasts)
    return f"{_home()}{path.format(token=token)}"


def _signed(unit: Unit | None, town: Municipality) -> str:
    phone = (unit.phone if unit else "") or town.contact_phone
    return words.signed_by(unit.name if unit else town.name_nb, formatted(phone) if phone else "")


@remembered(10)
def _town() -> Municipality:
    return Municipality.objects.get(pk=entered_number())


@remembered(10)
def _home() -> str:
    """What an address here begins with, without the stroke that a path begins with."""
    return web_address(_town(), "")
