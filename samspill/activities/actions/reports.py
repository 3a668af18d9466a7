"""A reader says that something is wrong; a person looks at it, and the reader is told."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.utils import translation

from samspill.activities.actions.visibility import hide_activity, show_activity
from samspill.activities.models import Activity, ReaderReport
from samspill.activities.queries.reports import about_the_same, reports_for, settled_with, title_of
from samspill.activities.rules.reports import (
    LONGEST_WORDS,
    OUTCOMES,
    REASONS,
    REASONS_OF_PICTURES,
    REASONS_OF_STORIES,
)
from samspill.activities.wording import reports as wording
from samspill.foundation.actions import note
from samspill.foundation.limits import Limit, spend
from samspill.foundation.phones import NotAPhone, is_mobile, read_phone
from samspill.messaging.actions import queue_message
from samspill.organisations.actions import hide_organisation
from samspill.organisations.actions.pictures import bring_back_picture, remove_picture
from samspill.organisations.actions.stories import bring_back_story, remove_story
from samspill.organisations.models import Organisation, Picture, Story
from samspill.people.actions import NotAnEmail, read_email, refuse_national_ids
from samspill.people.models import Channel, StaffMember
from samspill.people.queries import Asker

#: When so many have told us of the same thing, we know.
OF_THE_SAME = Limit(burst=10, refill=dt.timedelta(minutes=30))

About = Activity | Organisation | Picture | Story


class NothingSaid(ValueError):
    """Something else is wrong, and nothing says what."""


class NoWayToAnswer(ValueError):
    """What stands there is neither a mobile number nor an e-mail address."""


class AlreadySettled(RuntimeError):
    """A colleague has dealt with the report."""


@transaction.atomic
def report(
    about: About,
    reason: str,
    *,
    words: str = "",
    contact: str = "",
    language: str,
    at: dt.datetime,
) -> ReaderReport:
    """Keep what a reader says is wrong with this. `reason` is a code of `rules.reports`.

    `contact` is a mobile number or an e-mail address where the reader wants to be told what came of it. Raises
    `NothingSaid`, `NoWayToAnswer`, `HoldsNationalId` and `limits.TooOften`.
    """
    words = words.strip()[:LONGEST_WORDS]
    refuse_national_ids(words=words)
    if reason not in _reasons(about) or (reason == "other" and not words):
        raise NothingSaid(reason)
    of_a_reader = _contact(contact)
    spend("report", str(about.pk), OF_THE_SAME, at=at)
    kept = ReaderReport.objects.create(
        **{_column_of(about): about},
        reason=reason,
        words=words,
        contact=of_a_reader,
        language=language,
        received_at=at,
    )
    note("report", about, by="public", channel="web", at=at, reason=reason)
    return kept


@transaction.atomic
def settle_report(
    asker: Asker, report_id: uuid.UUID, outcome: str, *, why: str = "", by: StaffMember, at: dt.datetime
) -> ReaderReport:
    """A person has looked: what it is about is taken off the square (`hidden`), `put_right`, or stays (`kept`).

    All that waits about the same thing is settled with it, and each reader who wanted it is told. Raises
    `ReaderReport.DoesNotExist`, `AlreadySettled`, `HoldsNationalId`, and `NothingSaid` where something is hidden
    without a reason.
    """
    why = why.strip()[:300] if outcome == "hidden" else ""
    refuse_national_ids(why=why)
    chosen = reports_for(asker).get(pk=report_id)
    if outcome not in OUTCOMES or (outcome == "hidden" and not why):
        raise NothingSaid(outcome)
    waiting = list(
        about_the_same(chosen).order_by("pk").select_for_update()
    )  # In one order, whoever is first.
    if chosen.pk not in {one.pk for one in waiting}:
        raise AlreadySettled(report_id)
    if outcome == "hidden":
        _hide(chosen.about, why, by, at)
    for one in waiting:
        one.settled_at, one.settled_by, one.outcome, one.why = at, by, outcome, why
        one.save(update_fields=["settled_at", "settled_by", "outcome", "why"])
        _tell(one, title_of(chosen, one.language), at)
    note("settle_report", chosen.about, by=by, channel="web", at=at, outcome=outcome)
    chosen.refresh_from_db()
    return chosen


@transaction.atomic
def unsettle_report(asker: Asker, report_id: uuid.UUID, *, by: StaffMember, at: dt.datetime) -> ReaderReport:
    """It was not so: the report waits again, with those settled together with it; what was hidden with it is on
    the square again.

    Whoever was told is not told otherwise. Raises `ReaderReport.DoesNotExist`, and `TooManyPictures` where others have
    come in the place of a picture.
    """
    chosen = reports_for(asker).select_for_update(of=("self",)).get(pk=report_id)
    if chosen.settled_at is None:
        return chosen
    if chosen.outcome == "hidden" and _is_hidden_since(chosen.about, chosen.settled_at):
        _show(chosen.about, by, at)
    settled_with(chosen).update(settled_at=None, settled_by=None, outcome="", why="")
    chosen.refresh_from_db()
    note("unsettle_report", chosen.about, by=by, channel="web", at=at)
    return chosen


def _reasons(about: About) -> tuple[str, ...]:
    if isinstance(about, Picture):
        return REASONS_OF_PICTURES
    return REASONS_OF_STORIES if isinstance(about, Story) else REASONS


def _column_of(about: About) -> str:
    """The one column of a report that says what it is about."""
    if isinstance(about, Activity):
        return "activity"
    if isinstance(about, Organisation):
        return "organisation"
    return "picture" if isinstance(about, Picture) else "story"


def _hide(about: About, why: str, by: StaffMember, at: dt.datetime) -> None:
    if isinstance(about, Activity):
        hide_activity(about, by=by, at=at, why=why)
    elif isinstance(about, Picture):
        remove_picture(about, by=by, at=at, why=why)
    elif isinstance(about, Story):
        remove_story(about, by=by, at=at, why=why)
    else:
        hide_organisation(about, True, by=by, at=at, channel="web", why=why)


def _show(about: About, by: StaffMember, at: dt.datetime) -> None:
    if isinstance(about, Activity):
        show_activity(about, by=by, at=at)
    elif isinstance(about, Picture):
        bring_back_picture(about, by=by, at=at)
    elif isinstance(about, Story):
        bring_back_story(about, by=by, at=at)
    else:
        hide_organisation(about, False, by=by, at=at, channel="web")


def _is_hidden_since(about: About, moment: dt.datetime | None) -> bool:
    """Whether it left the square then. What was away before, or was taken away anew, is not a report's to put back."""
    left_at = about.removed_at if isinstance(about, Picture | Story) else about.hidden_at
    return left_at is not None and left_at == moment


def _contact(written: str) -> str:
    written = written.strip()
    if not written:
        return ""
    try:
        if "@" in written:
            return read_email(written)
        number = read_phone(written).e164
    except (NotAPhone, NotAnEmail) as error:
        raise NoWayToAnswer(written) from error
    if not is_mobile(number):
        raise NoWayToAnswer(written)
    return number


def _tell(report: ReaderReport, title: str, at: dt.datetime) -> None:
    if not report.contact:
        return
    by_email = "@" in report.contact
    with translation.override(report.language):
        subject, body = wording.thanks(title, report.outcome)
    queue_message(
        channel=Channel.EMAIL if by_email else Channel.SMS,
        address=report.contact,
        subject=subject if by_email else "",
        body=body,
        key=f"report_settled:{report.pk}",
        is_owed=True,
        at=at,
    )
