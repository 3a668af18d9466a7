"""A certificate is made, by staff or by the volunteer herself, and can be taken back where it was wrong."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction

from samspill.foundation.actions import note
from samspill.messaging.queries import WRITTEN_IN, language_of
from samspill.people.models import Person, StaffMember, Unit
from samspill.volunteering.models import Attest
from samspill.volunteering.queries.attests import verified_facts
from samspill.volunteering.queries.profiles import find_volunteer
from samspill.volunteering.rules.attests import new_code


class NothingNoted(RuntimeError):
    """Nothing has been noted that could stand on a certificate."""


class NobodyConfirms(RuntimeError):
    """No unit follows them up, so nobody can confirm it."""


@transaction.atomic
def make_attest(
    person: Person,
    *,
    unit: Unit | None = None,
    language: str = "",
    by: StaffMember | Person,
    at: dt.datetime,
    channel: str = "web",
) -> Attest:
    """A certificate of what was noted until now. The unit that follows her up confirms it, where no other is named.

    The same facts again on the same day give the certificate that is there. Raises `NothingNoted`, `NobodyConfirms`.
    """
    facts = verified_facts(person)
    if not facts["times"] and not facts["courses"]:
        raise NothingNoted
    unit = unit or _follows_up(person)
    written_in = language if language in WRITTEN_IN else language_of(person)
    known = Attest.objects.filter(
        person=person, unit=unit, language=written_in, withdrawn_at__isnull=True, made_at__date=at.date()
    ).order_by("-made_at")
    if (last := known.first()) and last.facts == facts:
        return last
    attest = Attest.objects.create(
        person=person,
        unit=unit,
        code=new_code(secrets.choice),
        language=written_in,
        facts=facts,
        made_at=at,
        made_by=by if isinstance(by, StaffMember) else None,
        channel=channel,
    )
    note("make_attest", person, by=by, channel=channel, at=at, attest=str(attest.pk))
    return attest


@transaction.atomic
def withdraw_attest(attest: Attest, *, by: StaffMember, at: dt.datetime) -> bool:
    """It was wrong: whoever asks about its code is told that it no longer counts."""
    if not Attest.objects.filter(pk=attest.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_by=by
    ):
        return False
    note("withdraw_attest", attest.person, by=by, channel="web", at=at, attest=str(attest.pk))
    return True


def _follows_up(person: Person) -> Unit:
    volunteer = find_volunteer(person)
    unit = volunteer.unit if volunteer else None
    unit = (
        unit or Unit.objects.filter(receives_the_public=True, closed_at__isnull=True).order_by("name").first()
    )
    if unit is None:
        raise NobodyConfirms
    return unit
