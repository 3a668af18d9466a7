"""Who has what open: written while one looks, so that two colleagues on the same page see each other."""

from __future__ import annotations

import datetime as dt

from samspill.people.models import Presence, StaffMember

#: A page that asks every few seconds need not be written down each time.
RENEWED_AFTER = dt.timedelta(seconds=10)
#: Rows so old are swept by the next look of the same colleague.
SWEPT_AFTER = dt.timedelta(hours=1)


def be_here(staff: StaffMember, subject: str, *, at: dt.datetime) -> None:
    """She has the page about `subject` (`foundation.actions.subject_of`) open.

    Call it whenever the page is shown or asks for news; a second call within ten seconds writes nothing.
    """
    mine = Presence.objects.filter(staff=staff, subject=subject)
    if mine.filter(seen_at__gt=at - RENEWED_AFTER).exists():
        return
    Presence.objects.bulk_create([Presence(staff=staff, subject=subject, seen_at=at)], ignore_conflicts=True)
    mine.filter(seen_at__lt=at).update(seen_at=at)
    Presence.objects.filter(staff=staff, seen_at__lt=at - SWEPT_AFTER).delete()


def be_gone(staff: StaffMember, subject: str) -> None:
    """She has left the page: done with it, or handed it over."""
    Presence.objects.filter(staff=staff, subject=subject).delete()
