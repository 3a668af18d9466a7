"""Signing up without an account: name and phone, a code to the phone, and the code back.

Until the phone has shown to be hers nothing of it is stored: name, phone and code travel in the page itself, sealed.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from samspill.activities.actions.sign_ups import NotOpen, TimeIsFull, sign_up
from samspill.activities.models import Occurrence, SignUp
from samspill.activities.queries.sign_ups import is_full, open_times, time_for
from samspill.activities.queries.times import in_language
from samspill.activities.wording import sign_ups as words
from samspill.messaging.actions.confirming import confirmed, send_code, who_has_a_mobile
from samspill.people.actions import find_or_add_person

PURPOSE = "activities.sign_up"


@transaction.atomic
def ask_for_place(occurrence_id: uuid.UUID, name: str, phone: str, *, language: str, at: dt.datetime) -> str:
    """Send a code to the phone; gives back what the page must bring with the code. Nothing is stored, no place is held.

    Raises `TimeIsFull`, `NotOpen`, `NameMissing`, `HoldsNationalId`, `phones.NotAPhone`, `NotAMobile` and
    `limits.TooOften`.
    """
    time = time_for(None, occurrence_id)
    if time.cancelled_at or time.activity.cancelled_at or time.starts_at <= at:
        raise NotOpen(occurrence_id)
    if is_full(time):
        raise TimeIsFull(open_times(time.activity, at=at, beside=time))
    name, number = who_has_a_mobile(name, phone)
    return send_code(
        number,
        lambda code: words.code_to_confirm(title_of(time, language), code),
        [str(time.pk), name, number, language],
        purpose=PURPOSE,
        language=language,
        at=at,
    )


def take_place(asked: str, code: str, *, at: dt.datetime) -> SignUp:
    """The code came back: she is who she says, and gets the place if there is one. `asked` is from `ask_for_place`.

    Raises `WrongCode`, `TimeIsFull`, `NotOpen` and `limits.TooOften`.
    """
    occurrence_id, name, number, language = confirmed(asked, code, purpose=PURPOSE, at=at)
    with transaction.atomic():
        person = find_or_add_person(name, [number], by="public", at=at, channel="web", language=language)
        return sign_up(uuid.UUID(occurrence_id), person, channel="web", by=person, at=at)


def title_of(occurrence: Occurrence, language: str) -> str:
    """What a time is called, in the reader's language."""
    return in_language(occurrence.title or occurrence.activity.title, language)
