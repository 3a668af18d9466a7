"""Stories are written, published, changed, taken away and brought back (0033)."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from unicodedata import category

from django.db import transaction

from samspill.foundation.actions import note
from samspill.organisations.actions.pictures import NotAgreed, TakenDown
from samspill.organisations.actions.reading import let_be_read, note_put_back, note_taken_off
from samspill.organisations.models import Post, Story
from samspill.organisations.queries.organisers import Organiser, of_organiser
from samspill.organisations.rules.stories import LICENCES
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Person, StaffMember

Who = StaffMember | Person
LONGEST_TEXT = 8_000
#: Kinds of sign (Unicode) that XML refuses: control signs, halves of a pair, and what is no sign at all.
_NO_SIGNS = frozenset({"Cc", "Cs", "Cn"})


class TitleMissing(ValueError):
    """A story has no title."""


class TextMissing(ValueError):
    """A story tells nothing."""


@dataclass(frozen=True)
class Words:
    """What is told, and how others may use it. `licence`: a code of `rules.stories`."""

    title: str
    text: str
    language: str
    licence: str = LICENCES[0]
    happened_on: dt.date | None = None
    credit: str = ""
    contact: Post | None = None


@transaction.atomic
def write_story(
    organiser: Organiser, words: Words, *, by: Who, at: dt.datetime, key: uuid.UUID, channel: str = "web"
) -> Story:
    """Keep a draft, which nobody else sees. `key` is the form's own: pressing twice writes once.

    Raises `TitleMissing` and `HoldsNationalId`.
    """
    facts = _facts(words)
    standing = Story.objects.filter(pk=key, **of_organiser(organiser)).first()
    if standing is not None:
        return standing
    story = Story(pk=key, begun_at=at, changed_at=at, **of_organiser(organiser), **facts)
    story.save(force_insert=True)
    note("write_story", story, by=by, channel=channel, at=at)
    return story


@transaction.atomic
def change_story(
    story: Story, words: Words, *, has_agreed: bool = False, by: Who, at: dt.datetime, channel: str = "web"
) -> Story:
    """Tell it otherwise. Of one that is out it is said anew that those it tells of have said yes (`has_agreed`).

    Raises `TitleMissing`, `TextMissing`, `NotAgreed` and `HoldsNationalId`.
    """
    story = _locked(story)
    for column, value in _facts(words).items():
        setattr(story, column, value)
    story.changed_at = at
    if story.published_at:
        _must_be_whole(story, has_agreed)
        story.agreed_at = at
        _let_be_read(story, by=by, at=at, channel=channel)
    story.save()
    note("change_story", story, by=by, channel=channel, at=at)
    return story


@transaction.atomic
def publish_story(story: Story, *, has_agreed: bool, by: Who, at: dt.datetime, channel: str = "web") -> Story:
    """Let everybody read it, or let it wait as a draft until the desk has. `has_agreed`: those it names or shows have
    said yes. Twice is as once.

    Raises `TextMissing`, `NotAgreed` and `TakenDown`.
    """
    story = _locked(story)
    if story.taken_down and not isinstance(by, StaffMember):
        raise TakenDown
    if story.is_shown:
        return story
    _must_be_whole(story, has_agreed)
    story.agreed_at = at
    if _let_be_read(story, by=by, at=at, channel=channel):
        story.save(update_fields=["agreed_at"])
        return story
    story.published_at = story.published_at or at
    story.removed_at, story.removed_by, story.taken_down = None, None, False
    story.save()
    note("publish_story", story, by=by, channel=channel, at=at)
    return story


@transaction.atomic
def remove_story(story: Story, *, by: Who, at: dt.datetime, channel: str = "web", why: str = "") -> None:
    """Nobody reads it from now on, nor sees its pictures. It can be brought back for a month."""
    refuse_national_ids(why=why)
    story = _locked(story)
    if story.removed_at:
        return
    is_staff = isinstance(by, StaffMember)
    is_ours = story.organisation_id is None
    story.removed_at, story.taken_down = at, is_staff and not is_ours and story.published_at is not None
    story.removed_by = by if isinstance(by, StaffMember) else None
    story.save(update_fields=["removed_at", "removed_by", "taken_down"])
    note("remove_story", story, by=by, channel=channel, at=at, **({"why": why} if why else {}))
    if isinstance(by, StaffMember) and story.taken_down and why and story.organisation:
        note_taken_off(story.organisation, "story", story.pk, story.title, why, by=by, at=at)


@transaction.atomic
def bring_back_story(story: Story, *, by: Who, at: dt.datetime, channel: str = "web") -> None:
    """It stands as it stood: a draft, or out for everybody. Raises `TakenDown`."""
    story = _locked(story)
    if story.taken_down and not isinstance(by, StaffMember):
        raise TakenDown
    if story.removed_at:
        story.removed_at, story.removed_by, story.taken_down = None, None, False
        story.save(update_fields=["removed_at", "removed_by", "taken_down"])
        note("bring_back_story", story, by=by, channel=channel, at=at)
        if isinstance(by, StaffMember):
            note_put_back("story", story.pk, by=by, at=at)


def _let_be_read(story: Story, *, by: Who, at: dt.datetime, channel: str) -> bool:
    """Whether the desk reads it first (or, where it is out already, soon)."""
    if story.organisation is None:
        return False
    review = let_be_read(
        story.organisation, "story", story.pk, story.title,
        by=by, at=at, channel=channel, is_shown=story.is_shown,
    )  # fmt: skip
    return review is not None


def _facts(words: Words) -> dict[str, object]:
    title, credit = (" ".join(text.split()) for text in (words.title, words.credit))
    text = _plain(words.text)
    refuse_national_ids(title=title, text=text, credit=credit)
    if not title:
        raise TitleMissing
    return {
        "title": title[:120], "text": text[:LONGEST_TEXT], "credit": credit[:120], "language": words.language,
        "licence": words.licence, "happened_on": words.happened_on, "contact_key": words.contact and words.contact.pk,
    }  # fmt: skip


def _plain(text: str) -> str:
    """The text without signs that no paper and no feed can hold; its lines stand."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return "".join(sign for sign in lines if sign in "\n\t" or category(sign) not in _NO_SIGNS)


def _must_be_whole(story: Story, has_agreed: bool) -> None:
    if not story.text:
        raise TextMissing
    if not has_agreed:
        raise NotAgreed


def _locked(story: Story) -> Story:
    return Story.objects.select_for_update().get(pk=story.pk)
