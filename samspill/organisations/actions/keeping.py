"""How long a sheet of contacts is kept."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspill.foundation.retention import MONTH, YEAR, Rows, Rule, delete_row, keep
from samspill.foundation.tenancy import Owned
from samspill.organisations.actions.sheets import abandon_sheet
from samspill.organisations.models import Picture, PostClaim, ProgramKey, Review, SheetImport, Story
from samspill.people.actions import erase_row


def _waiting(before: dt.datetime) -> list[Rows]:
    """Those that nobody brought in, and rows left out that nobody mended."""
    return [SheetImport.objects.filter(abandoned_at__isnull=True, received_at__lt=before).defer("content")]


def _drop(row: Owned, at: dt.datetime) -> None:
    abandon_sheet(cast(SheetImport, row), by="system", at=at)


def _answered(before: dt.datetime) -> list[Rows]:
    """Claims that were answered, and whose words are still there."""
    answered = PostClaim.objects.filter(Q(approved_at__lt=before) | Q(refused_at__lt=before))
    return [answered.exclude(words="", refusal="")]


keep(
    Rule(
        "post_claims",
        tables=("organisations.PostClaim",),
        what=_("That you said you may act for an association, and what we answered"),
        since=_("the day we answered"),
        then=_("The words are deleted. That you asked and were answered is kept."),
        days=YEAR,
        shortest=MONTH,
        longest=3 * YEAR,
        due=_answered,
        end=erase_row,
    )
)


def _read(before: dt.datetime) -> list[Rows]:
    """What was read and answered, and of which words are still there."""
    answered = Review.objects.filter(Q(approved_at__lt=before) | Q(returned_at__lt=before))
    return [answered.exclude(reason="", facts={}, title="")]


keep(
    Rule(
        "reviews",
        tables=("organisations.Review",),
        what=_("What an association wanted to show, and why we sent it back"),
        since=_("the day we answered"),
        then=_("The words are deleted. That it was read, and the answer, is kept."),
        days=YEAR,
        shortest=MONTH,
        longest=3 * YEAR,
        due=_read,
        end=erase_row,
        person="asked_by",
    )
)
keep(
    Rule(
        "sheets",
        tables=("organisations.SheetImport",),
        what=_("Spreadsheets with contacts in associations, and rows of them that could not be brought in"),
        since=_("the day the file came"),
        then=_("The file is deleted."),
        days=MONTH,
        shortest=1,
        longest=3 * MONTH,
        due=_waiting,
        end=_drop,
        person="",
    )
)


def _unused(before: dt.datetime) -> list[Rows]:
    """Keys that were taken back, and keys that no program has shown since then."""
    last = Q(last_used_at__lt=before) | Q(last_used_at__isnull=True, made_at__lt=before)
    return [ProgramKey.objects.filter(Q(revoked_at__lt=before) | last)]


keep(
    Rule(
        "program_keys",
        tables=("organisations.ProgramKey",),
        what=_("Keys with which programs of associations write"),
        since=_("the day it was taken back, or last used"),
        then=_("The key and its name are deleted, and it opens nothing."),
        days=2 * YEAR,
        shortest=MONTH,
        longest=5 * YEAR,
        due=_unused,
        end=delete_row,
        person="",
    )
)


def _taken_away(before: dt.datetime) -> list[Rows]:
    return [Picture.objects.filter(removed_at__lt=before)]


keep(
    Rule(
        "removed_pictures",
        tables=("organisations.Picture", "organisations.PictureFile"),
        what=_("Pictures of associations that were taken away"),
        since=_("the day it was taken away"),
        then=_("The picture and what was said of it are deleted."),
        days=MONTH,
        shortest=1,
        longest=3 * MONTH,
        due=_taken_away,
        end=delete_row,
        person="",
    )
)


def _forgotten(before: dt.datetime) -> list[Rows]:
    """On pages that nobody has said are right since then: nor does anybody look after who is in them."""
    said = Q(organisation__confirmed_at__isnull=True) | Q(organisation__confirmed_at__lt=before)
    return [Picture.objects.filter(said, organisation__isnull=False, added_at__lt=before)]


keep(
    Rule(
        "pictures",
        tables=("organisations.Picture", "organisations.PictureFile"),
        what=_("Pictures that associations show"),
        since=_("the day the association last said that its page is right"),
        then=_("The picture and what was said of it are deleted."),
        days=3 * YEAR,
        shortest=YEAR,
        longest=10 * YEAR,
        due=_forgotten,
        end=delete_row,
        person="",
    )
)


def _told_away(before: dt.datetime) -> list[Rows]:
    return [Story.objects.filter(removed_at__lt=before)]


def _never_told(before: dt.datetime) -> list[Rows]:
    return [Story.objects.filter(published_at__isnull=True, changed_at__lt=before)]


def _told_long_ago(before: dt.datetime) -> list[Rows]:
    return [Story.objects.filter(published_at__lt=before)]


_WITH_A_STORY = ("organisations.Story", "organisations.Picture", "organisations.PictureFile")
_GONE = _("The text and its pictures are deleted.")

keep(
    Rule(
        "removed_stories",
        tables=_WITH_A_STORY,
        what=_("Stories that were taken away"),
        since=_("the day it was taken away"),
        then=_GONE,
        days=MONTH,
        shortest=1,
        longest=3 * MONTH,
        due=_told_away,
        end=delete_row,
        person="",
    )
)
keep(
    Rule(
        "story_drafts",
        tables=_WITH_A_STORY,
        what=_("Stories that were begun and never published"),
        since=_("the day somebody last wrote in it"),
        then=_GONE,
        days=YEAR,
        shortest=MONTH,
        longest=2 * YEAR,
        due=_never_told,
        end=delete_row,
        person="",
    )
)
keep(
    Rule(
        "stories",
        tables=_WITH_A_STORY,
        what=_("Stories that associations and volunteer centres tell, and the names in them"),
        since=_("the day it was published"),
        then=_GONE,
        days=5 * YEAR,
        shortest=YEAR,
        longest=10 * YEAR,
        due=_told_long_ago,
        end=delete_row,
        person="",
    )
)
