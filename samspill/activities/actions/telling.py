"""Writing to those who have signed up, each in her language and by the way she prefers; the others are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q
from django.utils import translation

from samspill.activities.models import Activity, Occurrence, SignUp, Waiting
from samspill.activities.queries.appointments import appointment_of
from samspill.activities.queries.sign_ups import open_times
from samspill.activities.queries.times import in_language
from samspill.activities.queries.waiting import place_in_line
from samspill.activities.queries.whole import is_whole, times_to_come
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
    when: Sequence[Occurrence] = (),
) -> bool:
    """Put a message about her place, or her wait, in the outbox; False where she has neither a mobile nor e-mail.

    `when` are the times it is about, where these are others than the place is at.
    """
    person = sign_up.person
    reach = (fresh and fresh.reach) or reach_of(person)
    if reach is None:
        return False
    with translation.override(language_of(person)):
        link = f"{_home()}{private_path(sign_up, at=at)}" if with_link else ""
        told = told_of(sign_up, _town(), link, at=at, number=fresh.number if fresh else 0, when=when)
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
        expires_at=_ends_at(sign_up),
        answers_now=answers_now,
        is_owed=True,
        is_first=fresh is not None,
        has_stopped=reach.has_stopped,
    )
    return True


def tell_that_they_are_off(rows: Sequence[Occurrence], *, at: dt.datetime) -> None:
    """These times are called off: whoever has a place or waits is told, with the times to choose instead."""
    for sign_up, times in concerned(rows):
        activity = sign_up.occurrence.activity

        def say(told: Told, activity: Activity = activity, beside: Occurrence = sign_up.occurrence) -> str:
            # Who has signed up for all the times has the others already.
            instead = [] if activity.for_all_times else open_times(activity, at=at, beside=beside)
            return words.called_off(
                told, [words.time_words(one.starts_at, one.ends_at) for one in instead[:3]]
            )

        key = f"sign_up_off:{sign_up.pk}:{at:%Y%m%d%H%M}"
        tell(sign_up, say, key=key, at=at, with_link=False, when=times)


def tell_that_they_are_on(rows: Sequence[Occurrence], *, at: dt.datetime) -> None:
    """These times were called off, and take place after all: whoever has a place is told."""
    for sign_up, times in concerned(rows):
        key = f"sign_up_on:{sign_up.pk}:{at:%Y%m%d%H%M%S}"
        tell(sign_up, words.on_after_all, key=key, at=at, when=times)


def tell_that_they_moved(rows: Sequence[Occurrence], *, at: dt.datetime) -> None:
    """These times have another hour or another place: whoever has a place is told, each time anew."""
    for sign_up, times in concerned(rows):
        key = f"sign_up_moved:{sign_up.pk}:{at:%Y%m%d%H%M%S%f}"
        tell(sign_up, words.moved, key=key, at=at, when=times)


def told_of(
    sign_up: SignUp | Waiting,
    town: Municipality,
    link: str = "",
    *,
    at: dt.datetime,
    number: int = 0,
    when: Sequence[Occurrence] = (),
) -> Told:
    """What a message tells of a time, in the active language. Its activity, unit and place should be fetched.

    `number` is hers in the line, where it is known; `when` the times it is about, where these are others than hers.
    """
    occurrence, activity = sign_up.occurrence, sign_up.occurrence.activity
    has_whole = isinstance(sign_up, SignUp) and is_whole(sign_up)
    language = (translation.get_language() or "nb")[:2]
    return Told(
        title=in_language(occurrence.title or activity.title, language),
        when=_times_in_words(when) if when else _when(sign_up, at),
        where=occurrence.where or (words.on_the_internet() if activity.is_online else ""),
        code=sign_up.code,
        signed=_signed(activity.unit, town),
        link=link,
        is_whole=has_whole,
        is_one_of_all=activity.for_all_times and isinstance(sign_up, SignUp) and not has_whole,
        **_of_the_wait(sign_up, number),
    )


#: More times than these are told as all from the first.
NAMED = 3


def _when(row: SignUp | Waiting, at: dt.datetime) -> str:
    """The time; of one who has an appointment in it, when that is; of one who signs up for all the times, these."""
    if row.occurrence.activity.for_all_times and (isinstance(row, Waiting) or is_whole(row)):
        coming = times_to_come(row.occurrence.activity, at=at)
        holds = [time for time in coming if time.cancelled_at is None] or [row.occurrence]
        return words.all_times(words.time_words(holds[0].starts_at, holds[0].ends_at))
    own = appointment_of(row) if isinstance(row, SignUp) else None
    held = own or row.occurrence
    return words.time_words(held.starts_at, held.ends_at)


def _times_in_words(times: Sequence[Occurrence]) -> str:
    if len(times) > NAMED:
        return words.all_times(words.time_words(times[0].starts_at, times[0].ends_at))
    return "; ".join(words.time_words(one.starts_at, one.ends_at) for one in times)


def _of_the_wait(row: SignUp | Waiting, number: int) -> dict[str, Any]:
    """How many places, of one who has one; her number in the line, and until when a place is hers, of one who waits."""
    if isinstance(row, SignUp):
        comes_alone = row.for_whom == SELF
        return {"count": 1 if comes_alone else 1 + row.others.filter(cancelled_at__isnull=True).count()}
    until = words.moment_words(row.offered_until_at) if row.offered_until_at else ""
    return {"number": number or place_in_line(row), "until": until, "count": row.places}


def concerned(rows: Sequence[Occurrence]) -> list[tuple[SignUp | Waiting, list[Occurrence]]]:
    """Who has a place at these times, and who waits for one; each party once, and who has signed up for all the times
    once for all of them, with those it is about.
    """
    keys = [row.pk for row in rows]
    around = ("person", "occurrence__activity__unit", "occurrence__activity__place")
    have = SignUp.objects.filter(occurrence__in=keys, cancelled_at__isnull=True, head__isnull=True)
    wait = Waiting.objects.filter(occurrence__in=keys, left_at__isnull=True, sign_up__isnull=True)
    # Who waits for all the times is told when all are called off, not of one.
    wait = wait.filter(
        Q(occurrence__activity__for_all_times=False) | Q(occurrence__activity__cancelled_at__isnull=False)
    )
    told: dict[Any, tuple[SignUp | Waiting, list[Occurrence]]] = {}
    for row in have.select_related(*around).order_by("occurrence__starts_at", "pk"):
        _, times = told.setdefault(row.whole_id or row.pk, (row, []))
        if row.occurrence.activity.for_all_times:
            times.append(row.occurrence)
    return [*told.values(), *((row, []) for row in wait.select_related(*around))]


def _ends_at(row: SignUp | Waiting) -> dt.datetime:
    """When there is no more to tell about a place: its time is over, of all the times the last."""
    time = row.occurrence
    ends_at = time.ends_at or time.starts_at + dt.timedelta(hours=1)
    return max(ends_at, _last_start(row) + dt.timedelta(hours=1))


def _last_start(row: SignUp | Waiting) -> dt.datetime:
    """When its time begins; of a place, or a wait, for all the times, the last of them."""
    time = row.occurrence
    if not time.activity.for_all_times or (isinstance(row, SignUp) and not is_whole(row)):
        return time.starts_at
    last: dt.datetime | None = time.activity.occurrences.aggregate(last=Max("starts_at"))["last"]
    return last or time.starts_at


def private_path(row: SignUp | Waiting, *, at: dt.datetime) -> str:
    """A new address, here, of the page where a place is changed or given back, or a wait. Its activity is fetched."""
    lasts = max(_last_start(row) - at, dt.timedelta()) + LINK_LASTS_AFTER
    purpose, path = (LINK, PATH) if isinstance(row, SignUp) else (LINK_OF_WAITING, PATH_OF_WAITING)
    token = make_link(purpose, str(row.pk), at=at, valid_for=lasts)
    return path.format(token=token)


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
