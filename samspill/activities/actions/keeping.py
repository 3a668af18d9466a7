"""How long it is kept whom to call about an activity."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from samspill.activities.models import (
    Activity,
    ActivityDraft,
    AreaRemoval,
    Occurrence,
    ReaderReport,
    SignUp,
    SignUpMessage,
    Waiting,
    WeekSubscription,
)
from samspill.foundation.retention import MONTH, YEAR, Rows, Rule, delete_row, keep
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
        end=erase_row,
        person="",
    )
)


def _dealt_with(before: dt.datetime) -> list[Rows]:
    told = ~Q(words="") | ~Q(contact="") | ~Q(why="")
    return [ReaderReport.objects.filter(told, settled_at__lt=before)]


keep(
    Rule(
        "reader_reports",
        tables=("activities.ReaderReport",),
        what=_("What readers say is wrong on the square"),
        since=_("the day we dealt with it"),
        then=_("The words, and where to answer, are deleted. That there was a report stays."),
        days=3 * MONTH,
        shortest=1,
        longest=YEAR,
        due=_dealt_with,
        end=erase_row,
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
        end=delete_row,
        person="",
    )
)


def _removed_long_ago(before: dt.datetime) -> list[Rows]:
    return [AreaRemoval.objects.filter(moved__isnull=False, removed_at__lt=before)]


keep(
    Rule(
        "area_removals",
        tables=("activities.AreaRemoval",),
        what=_("What belonged to a part of town that was removed"),
        since=_("the day it was removed"),
        then=_("What was moved to another part of town is not remembered, and cannot be moved back."),
        days=MONTH,
        shortest=1,
        longest=3 * MONTH,
        due=_removed_long_ago,
        end=erase_row,
        person="",
    )
)


def _written_long_ago(before: dt.datetime) -> list[Rows]:
    return [SignUpMessage.objects.filter(written_at__lt=before)]


keep(
    Rule(
        "messages_to_those_signed_up",
        tables=("activities.SignUpMessage",),
        what=_("What organisers wrote to those who had signed up"),
        since=_("the day it was written"),
        then=_("The message is deleted."),
        days=3 * MONTH,
        shortest=MONTH,
        longest=YEAR,
        due=_written_long_ago,
        end=delete_row,
        person="",
    )
)


def _ended_letters(before: dt.datetime) -> list[Rows]:
    return [WeekSubscription.objects.filter(ended_at__lt=before)]


def _letters_nobody_renewed(before: dt.datetime) -> list[Rows]:
    return [WeekSubscription.objects.filter(ended_at__isnull=True, renewed_at__lt=before)]


keep(
    Rule(
        "ended_week_letters",
        tables=("activities.WeekSubscription",),
        what=_("Where letters about the week went"),
        since=_("you ended them"),
        then=_("The phone number or e-mail address is deleted."),
        days=MONTH,
        shortest=1,
        longest=3 * MONTH,
        due=_ended_letters,
        end=delete_row,
        person="",
    )
)
keep(
    Rule(
        "week_letters",
        tables=("activities.WeekSubscription",),
        what=_("Where letters about the week go"),
        since=_("you last said that you want them"),
        then=_("The letters end, and the phone number or e-mail address is deleted."),
        days=2 * YEAR,
        shortest=2 * YEAR,
        longest=2 * YEAR,
        due=_letters_nobody_renewed,
        end=delete_row,
        person="",
    )
)


def _told_for_what_is_over(before: dt.datetime) -> list[Rows]:
    over = Q(occurrence__starts_at__lt=before)
    beside = ~Q(guest_name="") | ~Q(answers=[])
    return [SignUp.objects.filter(over, beside), Waiting.objects.filter(over, ~Q(guests=[]) | ~Q(answers=[]))]


keep(
    Rule(
        "sign_up_answers",
        tables=("activities.SignUp", "activities.Waiting"),
        what=_("Names of children and others one signed up, and what was answered"),
        since=_("the day it took place"),
        then=_("The names and the answers are deleted. That you had a place stays."),
        days=MONTH,
        shortest=1,
        longest=YEAR,
        due=_told_for_what_is_over,
        end=erase_row,
    )
)
