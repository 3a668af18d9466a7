"""Those who have a place are reminded the day before."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from samspill.activities.actions.telling import tell
from samspill.activities.models import SignUp
from samspill.activities.wording import sign_ups as words
from samspill.people.models import Person

REMINDED_BEFORE = dt.timedelta(hours=24)
#: Whoever signed up so shortly before has just been told.
JUST_TOLD = dt.timedelta(hours=12)


def send_due_sign_up_reminders(at: dt.datetime) -> int:
    """Remind everybody whose time is within a day, once; how many."""
    near = SignUp.objects.filter(
        cancelled_at__isnull=True,
        reminded_at__isnull=True,
        head__isnull=True,
        occurrence__cancelled_at__isnull=True,
        occurrence__starts_at__gt=at,
        occurrence__starts_at__lte=at + REMINDED_BEFORE,
        signed_up_at__lt=F("occurrence__starts_at") - REMINDED_BEFORE - JUST_TOLD,
    )
    rows = near.select_related("person", "occurrence__activity__unit", "occurrence__activity__place")
    return sum(_remind(row, at) for row in rows.order_by("occurrence__starts_at", "pk"))


@transaction.atomic
def _remind(row: SignUp, at: dt.datetime) -> bool:
    """Whether it fell to us, decided by one conditional update: two workers may look at the same time. The person is
    locked, as by whoever makes two persons one: what has become another's meanwhile is seen the next time.
    """
    Person.objects.select_for_update(no_key=True).get(pk=row.person_id)
    due = SignUp.objects.filter(
        pk=row.pk, person=row.person_id, reminded_at__isnull=True, cancelled_at__isnull=True
    )
    if not due.update(reminded_at=at):
        return False
    return tell(
        row,
        words.reminder,
        key=f"sign_up_reminder:{row.pk}",
        at=at,
        when=[row.occurrence] if row.occurrence.activity.for_all_times else (),
    )
