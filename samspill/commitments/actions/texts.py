"""A text is drafted, changed, published in all its languages at once, and replaced by the next version."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max

from samspill.commitments.actions.asking import renew_requests
from samspill.commitments.models import AgreementText
from samspill.commitments.queries.texts import draft_texts, standard_texts
from samspill.commitments.rules.texts import LONGEST_YEARS, NEVER_RUN_OUT
from samspill.foundation.actions import note
from samspill.foundation.models import Municipality
from samspill.foundation.tenancy import entered_number
from samspill.people.actions import refuse_national_ids
from samspill.people.models import StaffMember

Who = StaffMember | str


class TextStands(RuntimeError):
    """The text is published; what is new is a new version."""


class TextEmpty(ValueError):
    """A text needs a title and something to read."""


class NothingToPublish(RuntimeError):
    """There is no draft: a colleague was first, or threw it away."""


class NotInForce(LookupError):
    """No text of this kind is published."""


class WrongYears(ValueError):
    """A signature counts for one to ten years or for good; under a declaration of confidentiality always for good."""


@transaction.atomic
def adopt_standard_text(kind: str, *, by: Who, at: dt.datetime) -> list[AgreementText]:
    """Take the standard text over as it is: the next version, published in every language. One press.

    A draft that lies about is thrown away.
    """
    _lock_the_texts()
    discard_draft(kind, by=by, at=at)
    _draft(kind, [(one.language, one.title, one.body) for one in standard_texts(kind)], by, at)
    return publish_version(kind, by=by, at=at)


@transaction.atomic
def draft_version(kind: str, *, by: Who, at: dt.datetime) -> list[AgreementText]:
    """A draft of the next version: as the one that counts, else as the standard text; or the draft that is there."""
    _lock_the_texts()
    if standing := draft_texts(kind):
        return standing
    current = AgreementText.objects.filter(kind=kind, published_at__isnull=False, replaced_at__isnull=True)
    texts = [(one.language, one.title, one.body) for one in (list(current) or standard_texts(kind))]
    _draft(kind, texts, by, at)
    return draft_texts(kind)


@transaction.atomic
def change_draft(text: AgreementText, *, title: str, body: str, by: Who, at: dt.datetime) -> AgreementText:
    """Write a draft anew. Raises `TextEmpty`, `TextStands` where it is published, and `HoldsNationalId`."""
    title, body = " ".join(title.split()), body.replace("\r\n", "\n").strip()
    if not title or not body:
        raise TextEmpty
    refuse_national_ids(title=title, body=body)
    draft = AgreementText.objects.filter(pk=text.pk, published_at__isnull=True)
    if not draft.update(title=title[:120], body=body, changed_at=at):
        raise TextStands
    note("change_draft", text, by=by, channel="web", at=at)
    text.refresh_from_db()
    return text


@transaction.atomic
def discard_draft(kind: str, *, by: Who, at: dt.datetime) -> None:
    """Throw the draft of the next version away; nobody has signed it. Without a draft nothing happens."""
    for text in draft_texts(kind):
        note("discard_draft", text, by=by, channel="web", at=at)
        text.delete()


@transaction.atomic
def publish_version(
    kind: str, *, by: Who, at: dt.datetime, valid_years: int | None = None, asks_anew: bool = False
) -> list[AgreementText]:
    """Let the draft count from now on, in all its languages; the version before is replaced.

    Whoever is asked and has not answered is asked about the new one. With `asks_anew` those who signed an earlier
    version are listed as having to sign again; what they signed counts until they have. Raises `NothingToPublish` and
    `WrongYears`.
    """
    _lock_the_texts()
    drafts = draft_texts(kind)
    if not drafts:
        raise NothingToPublish
    if valid_years is not None and (kind in NEVER_RUN_OUT or not 1 <= valid_years <= LONGEST_YEARS):
        raise WrongYears
    earlier = AgreementText.objects.filter(kind=kind, published_at__isnull=False, replaced_at__isnull=True)
    is_first = not earlier.update(replaced_at=at)
    for text in drafts:
        text.valid_years, text.asks_anew = valid_years, asks_anew and not is_first
        text.published_at, text.published_by = at, by if isinstance(by, StaffMember) else None
        text.save(update_fields=["valid_years", "asks_anew", "published_at", "published_by"])
        note("publish_text", text, by=by, channel="web", at=at, kind=kind, version=text.version)
    renew_requests(kind, drafts[0].version, at=at)
    return drafts


def _draft(kind: str, texts: list[tuple[str, str, str]], by: Who, at: dt.datetime) -> None:
    highest = AgreementText.objects.filter(kind=kind).aggregate(highest=Max("version"))["highest"] or 0
    for language, title, body in texts:
        text = AgreementText.objects.create(
            kind=kind,
            language=language,
            version=highest + 1,
            title=title,
            body=body,
            made_at=at,
            made_by=by if isinstance(by, StaffMember) else None,
        )
        note("draft_text", text, by=by, channel="web", at=at)


def _lock_the_texts() -> None:
    """Two colleagues at the same text wait for each other: the municipality's row stands for all its texts."""
    Municipality.objects.select_for_update(no_key=True).get(pk=entered_number())
