"""How long it is kept whom to call about an activity."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from samspill.activities.models import Activity, ActivityDraft, Occurrence
from samspill.foundation.retention import MONTH, YEAR, Rows, Rule, keep
from samspill.people.actions import erase_row


def _over(before: dt.datetime) -> list[Rows]:
    later = Occurrence.objects.filter(activity=OuterRef("pk"), starts_at__gte=before)
    told = ~Q(contact_name="") | ~Q(contact_phone="") | ~Q(contact_email="")
    return [Activity.objects.filter(told, ~Exists(later), changed_at__lt=before)]


keep(
    Rule(
        "activity_contacts",
        tables=("activities.Activity",),
        what=_("Whom to call about an activity"),
        since=_("the last time it took place"),
        then=_("Name, phone and e-mail are deleted. The activity stays."),
        days=YEAR,
        shortest=MONTH,
        longest=3 * YEAR,
        due=_over,
        end=lambda row, at: erase_row(row),
        person="",
    )
)


def _lying(before: dt.datetime) -> list[Rows]:
    return [ActivityDraft.objects.filter(saved_at__lt=before)]


keep(
    Rule(
        "activity_drafts",
        tables=("activities.ActivityDraft",),
        what=_("Drafts of activities"),
        since=_("somebody last wrote in it"),
        then=_("The draft is deleted."),
        days=3 * MONTH,
        shortest=MONTH,
        longest=YEAR,
        due=_lying,
        end=lambda row, at: row.delete(),
        person="",
    )
)
