"""Before something runs out she is told: two months before, and two weeks before, each once, with what to do."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils.translation import override

from samspill.commitments.actions import ask_to_sign
from samspill.commitments.actions.asking import Reach, make_signing_link
from samspill.commitments.queries import current_text
from samspill.commitments.queries.messages import signed_by
from samspill.foundation import clock
from samspill.foundation.actions import note, subject_of
from samspill.messaging.actions import queue_message
from samspill.messaging.queries import language_of
from samspill.people.models import Channel, Person, Unit
from samspill.volunteering.actions.onboarding import course_link
from samspill.volunteering.models import Qualification
from samspill.volunteering.queries.inviting import written_ways
from samspill.volunteering.queries.reach import Way
from samspill.volunteering.rules.onboarding import EARLY_DAYS, reminder_due
from samspill.volunteering.wording import onboarding as words


def remind_of_what_runs_out(at: dt.datetime) -> int:
    """Tell everybody whose qualification runs out within two months or two weeks; how many were written to.

    Whoever cannot be written to stands on the desk's list (`queries.onboarding.running_out`).
    """
    today = clock.local_day(at)
    near = Qualification.objects.filter(
        Q(reminded_early_at__isnull=True) | Q(reminded_late_at__isnull=True),
        withdrawn_at__isnull=True,
        valid_until_on__gte=today,
        valid_until_on__lte=today + dt.timedelta(days=EARLY_DAYS),
        volunteer__left_at__isnull=True,
        volunteer__person__erased_at__isnull=True,
    )
    rows = near.select_related("volunteer__person", "volunteer__unit").order_by("valid_until_on", "pk")
    return sum(_remind(held, at) for held in rows)


@transaction.atomic
def _remind(held: Qualification, at: dt.datetime) -> bool:
    due = _due(held, at)
    if due is None or not _first_time(held, f"reminded_{due}_at", at):
        return False
    person = held.volunteer.person
    way = written_ways([person]).get(person.pk)
    if way is None:
        return False
    _write(held, person, way, due, at)
    note("remind_of_running_out", person, by="system", channel=way.channel, at=at, kind=held.kind)
    return True


def _due(held: Qualification, at: dt.datetime) -> str | None:
    assert held.valid_until_on is not None
    return reminder_due(
        held.valid_until_on,
        on=clock.local_day(at),
        early=held.reminded_early_at is not None,
        late=held.reminded_late_at is not None,
    )


def _first_time(held: Qualification, fact: str, at: dt.datetime) -> bool:
    """Whether it fell to us, decided by one conditional update: two workers may look at the same time."""
    standing = Qualification.objects.filter(
        pk=held.pk, withdrawn_at__isnull=True, **{f"{fact}__isnull": True}
    )
    return bool(standing.update(**{fact: at}))


def _write(held: Qualification, person: Person, way: Way, due: str, at: dt.datetime) -> None:
    subject, body = _text(held, person, held.volunteer.unit, _link(held, person, way, at))
    queue_message(
        channel=way.channel,
        address=way.address,
        subject=subject if way.channel == Channel.EMAIL else "",
        body=body,
        key=f"runs_out:{held.pk}:{due}",
        person=person,
        about=subject_of(held),
        at=at,
        is_owed=True,
    )


def _link(held: Qualification, person: Person, way: Way, at: dt.datetime) -> str:
    """Where she can do something about it herself, or ""."""
    if held.kind == "course":
        return course_link(person, at=at)
    if held.kind != "agreement" or current_text("agreement", "nb") is None:
        return ""
    reach = Reach(*way)
    ask_to_sign(person, ["agreement"], reach=reach, unit=held.volunteer.unit, by="system", at=at, tells=False)
    return make_signing_link(person, at=at)


def _text(held: Qualification, person: Person, unit: Unit | None, link: str) -> tuple[str, str]:
    assert held.valid_until_on is not None
    with override(language_of(person)):
        do, subject = words.what_to_do(held.kind, link), words.runs_out_subject(held.kind)
        return subject, words.runs_out(person.name, held.kind, held.valid_until_on, do, signed_by(unit))
