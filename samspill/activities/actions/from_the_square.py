"""Signing up without an account: name and phone, a code to the phone, and the code back.

Until the phone has shown to be hers nothing of it is stored: name, phone and code travel in the page itself, sealed.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import Any

from django.db import transaction

from samspill.activities.actions.parties import refuse_what_is_no_party
from samspill.activities.actions.sign_ups import (
    NotOpen,
    TimeIsFull,
    sign_up,
    sign_up_or_wait,
)
from samspill.activities.models import Occurrence, SignUp, Waiting
from samspill.activities.queries.sign_ups import has_list, is_full, open_times, time_for
from samspill.activities.queries.times import in_language
from samspill.activities.rules.parties import ALONE, Party
from samspill.activities.wording import sign_ups as words
from samspill.messaging.actions.confirming import confirmed, send_code, who_has_a_mobile
from samspill.people.actions import find_or_add_person

PURPOSE = "activities.sign_up"


@transaction.atomic
def ask_for_place(
    occurrence_id: uuid.UUID, name: str, phone: str, *, language: str, at: dt.datetime, party: Party = ALONE
) -> str:
    """Send a code to the phone; gives back what the page must bring with the code. Nothing is stored, no place is held.
    Of what is full only where one may wait for a place.

    Raises `TimeIsFull`, `NotOpen`, `TooManyTogether`, `NameMissing`, `HoldsNationalId`, `phones.NotAPhone`,
    `NotAMobile` and `limits.TooOften`.
    """
    time = time_for(None, occurrence_id)
    if time.cancelled_at or time.activity.cancelled_at or time.starts_at <= at:
        raise NotOpen(occurrence_id)
    refuse_what_is_no_party(party, time.activity)
    waits = is_full(time, at=at, places=party.places)
    if waits and not has_list(time, at=at):
        raise TimeIsFull(open_times(time.activity, at=at, beside=time))
    name, number = who_has_a_mobile(name, phone)
    say = words.code_to_wait if waits else words.code_to_confirm
    return send_code(
        number,
        lambda code: say(title_of(time, language), code),
        [str(time.pk), name, number, language, json.dumps([waits, *_written(party)])],
        purpose=PURPOSE,
        language=language,
        at=at,
    )


def take_place(asked: str, code: str, *, at: dt.datetime) -> SignUp | Waiting:
    """The code came back: she is who she says, and gets the place if there is one. `asked` is from `ask_for_place`.
    Who was told that it is full gets in line where it still is; nobody else is put in a line not shown.

    Raises `WrongCode`, `TimeIsFull`, `NotOpen` and `limits.TooOften`.
    """
    occurrence_id, name, number, language, written = confirmed(asked, code, purpose=PURPOSE, at=at)
    waits, party = _read(written)
    take = sign_up_or_wait if waits else sign_up
    with transaction.atomic():
        person = find_or_add_person(name, [number], by="public", at=at, channel="web", language=language)
        return take(uuid.UUID(occurrence_id), person, party=party, channel="web", by=person, at=at)


def title_of(occurrence: Occurrence, language: str) -> str:
    """What a time is called, in the reader's language."""
    return in_language(occurrence.title or occurrence.activity.title, language)


def _written(party: Party) -> list[Any]:
    return [party.for_whom, party.guests, party.answers]


def _read(written: str) -> tuple[bool, Party]:
    waits, for_whom, guests, answers = json.loads(written)
    return waits, Party(for_whom, tuple(guests), tuple(tuple(one) for one in answers))
