"""What programs of associations write: the same as the editor does, by the same form and the same actions (0029)."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspill.activities.actions import (
    AppointmentsTaken,
    ChangedMeanwhile,
    FewerThanTaken,
    NothingPlanned,
    PlacesTaken,
    SentForAnother,
    UnknownCategory,
    WouldOverwrite,
    cancel_activity,
    cancel_occurrence,
    publish_once,
    rewrite_activity,
)
from samspill.activities.models import Activity
from samspill.activities.queries.running import run_by, time_run_by
from samspill.activities.rules.appointments import NoRoomForAppointments
from samspill.foundation import clock
from samspill.foundation.limits import TooOften
from samspill.organisations.actions import KeyNotValid, use_program_key
from samspill.organisations.models import ProgramKey
from samspill.web.access.activity_complaints import COMPLAINTS
from samspill.web.api.v1.answering import as_json, etag_of, is_as_read
from samspill.web.api.v1.bodies import body_of, wrong_body
from samspill.web.api.v1.problems import Problem, not_found
from samspill.web.api.v1.sent import announcement_from, patterns_from
from samspill.web.api.v1.shapes import Shapes, Told
from samspill.web.api.v1.writing_document import PATCHED, WRITTEN

_WORD = re.compile("[!-~]{1,200}")

View = Callable[..., HttpResponse]


def by_program(view: View) -> View:
    """Let in a program that shows a key: the view gets it. What the association does not have is not there."""

    @wraps(view)
    def wrapped(request: HttpRequest, **keys: Any) -> HttpResponse:
        try:
            return view(request, _key_shown(request), **keys)
        except ObjectDoesNotExist as error:
            raise not_found() from error
        except FewerThanTaken as error:
            words = _("Fewer than the %(count)d who have a place.") % {"count": error.args[0]}
            raise wrong_body([("places", words)]) from error
        except (ChangedMeanwhile, WouldOverwrite) as error:
            raise _not_as_read() if isinstance(error, ChangedMeanwhile) else _not_read() from error
        except NothingPlanned as error:
            words = _("These days are over, or more than a year away.")
            raise wrong_body([("schedules", words)]) from error
        except (UnknownCategory, NoRoomForAppointments, AppointmentsTaken, PlacesTaken) as error:
            field, words_of_form = COMPLAINTS[type(error)]
            raise wrong_body([(field, str(words_of_form))]) from error

    return wrapped


@by_program
def publish(request: HttpRequest, key: ProgramKey) -> HttpResponse:
    """A new activity: 201, or 200 where the same was sent before."""
    word = request.headers.get("Idempotency-Key", "")
    if not _WORD.fullmatch(word):
        raise Problem(
            400, "no-idempotency-key", _("Send Idempotency-Key: a word of your own for this activity.")
        )
    told = body_of(request, WRITTEN)
    announced, patterns = announcement_from(told, key.organisation), patterns_from(told["schedules"])
    try:
        made, is_new = publish_once(
            announced, patterns, word=word, said=_fingerprint(told), by=key, at=clock.now()
        )
    except SentForAnother as error:
        known = Shapes(request).activity(error.args[0])["url"]
        words = _("Another activity was sent with this Idempotency-Key. Change it with PUT or PATCH.")
        raise Problem(422, "idempotency-key-reused", words, known) from error
    return _answer(request, made, 201 if is_new else 200)


@by_program
def rewrite(request: HttpRequest, key: ProgramKey, activity_id: uuid.UUID) -> HttpResponse:
    """All of an activity anew: what is not sent is empty."""
    found = _as_read(request, run_by(key.organisation, activity_id))
    told = body_of(request, WRITTEN)
    announced, patterns = announcement_from(told, key.organisation, found), patterns_from(told["schedules"])
    is_blind = "If-Match" not in request.headers
    return _answer(
        request, rewrite_activity(found, announced, patterns, is_blind=is_blind, by=key, at=clock.now())
    )


@by_program
def change(request: HttpRequest, key: ProgramKey, activity_id: uuid.UUID) -> HttpResponse:
    """Some of an activity: what is not sent stays."""
    found, at = _as_read(request, run_by(key.organisation, activity_id)), clock.now()
    told = body_of(request, PATCHED)
    announced = announcement_from(told, key.organisation, found, keeps=True)
    patterns = patterns_from(told["schedules"]) if "schedules" in told else None
    is_off = told.get("is_cancelled")
    return _answer(request, rewrite_activity(found, announced, patterns, is_cancelled=is_off, by=key, at=at))


@by_program
def cancel(request: HttpRequest, key: ProgramKey, activity_id: uuid.UUID) -> HttpResponse:
    """Call an activity off. Nothing is deleted: who has a place is told, and everybody sees it."""
    found = _as_read(request, run_by(key.organisation, activity_id))
    cancel_activity(found, by=key, at=clock.now(), channel="api")
    return _answer(request, found)


@by_program
def cancel_time(request: HttpRequest, key: ProgramKey, occurrence_id: uuid.UUID) -> HttpResponse:
    """Call one time off."""
    found = time_run_by(key.organisation, occurrence_id)
    if not is_as_read(request, Shapes(request).occurrence(found)):
        raise _not_as_read()
    cancel_occurrence(found, by=key, at=clock.now(), channel="api")
    return _told(Shapes(request).occurrence(time_run_by(key.organisation, occurrence_id)))


def _key_shown(request: HttpRequest) -> ProgramKey:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise KeyNotValid
        return use_program_key(secret.strip(), at=clock.now())
    except KeyNotValid as error:
        headers = {"WWW-Authenticate": 'Bearer realm="samspill"'}
        raise Problem(
            401, "no-key", _("Show a key that opens: Authorization: Bearer …"), headers=headers
        ) from error
    except TooOften as error:
        wait = {"Retry-After": str(max(1, round(error.wait.total_seconds())))}
        raise Problem(429, "too-often", _("Slower, please."), headers=wait) from error


def _as_read(request: HttpRequest, activity: Activity) -> Activity:
    """The activity. Raises the `Problem` that it is not as the program has read it, where If-Match says so."""
    if not is_as_read(request, Shapes(request).activity(activity)):
        raise _not_as_read()
    return activity


def _not_as_read() -> Problem:
    words = _("It has changed since you read it. Read it again, and send the new ETag in If-Match.")
    return Problem(412, "changed-meanwhile", words)


def _not_read() -> Problem:
    words = _("Somebody else told of it last. Read it, and send its ETag in If-Match.")
    return Problem(428, "read-it-first", words)


def _answer(request: HttpRequest, activity: Activity, status: int = 200) -> HttpResponse:
    """The activity as everybody sees it now, and where."""
    assert activity.organisation is not None
    told = Shapes(request).activity(run_by(activity.organisation, activity.pk))
    where = request.build_absolute_uri(f"/api/v1/activities/{activity.pk}")
    return _told(told, status, **({"Location": where} if status == 201 else {}))


def _told(told: Told, status: int = 200, **headers: str) -> HttpResponse:
    headers = {"Cache-Control": "no-store", "ETag": etag_of(told), **headers}
    return HttpResponse(as_json(told), content_type="application/json", status=status, headers=headers)


def _fingerprint(told: Told) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
