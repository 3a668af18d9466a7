"""Texts to sign: the version that counts, earlier ones, drafts, and the standard texts that anybody may take over."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from samspill.commitments.models import AgreementText
from samspill.commitments.rules.texts import KINDS, LANGUAGES, nearest
from samspill.foundation import clock
from samspill.people.queries import Asker

_STANDARD = Path(__file__).resolve().parents[1] / "data" / "standard"


class Written(NamedTuple):
    """A text in one language, not yet anybody's."""

    language: str
    title: str
    body: str


def current_text(kind: str, language: str) -> AgreementText | None:
    """The published text that counts now, in the reader's language or the nearest; None where nothing is published."""
    written = {text.language: text for text in _published().filter(kind=kind, replaced_at__isnull=True)}
    code = nearest(language, written)
    return written[code] if code else None


def current_texts() -> dict[str, list[AgreementText]]:
    """What counts now by kind, each in all its languages; kinds without a published text are left out. One query."""
    found: dict[str, list[AgreementText]] = {}
    for text in sorted(_published().filter(replaced_at__isnull=True), key=_in_order):
        found.setdefault(text.kind, []).append(text)
    return found


def nearest_of(kind: str, version: int, language: str) -> AgreementText | None:
    """A published version in this language or the nearest; None where there is no such version."""
    written = {text.language: text for text in _published().filter(kind=kind, version=version)}
    code = nearest(language, written)
    return written[code] if code else None


def text_in_force_on(kind: str, language: str, day: dt.date) -> AgreementText | None:
    """The text that counted on a day, in this language or the nearest; None where none was published yet."""
    begins, ends = clock.start_of_day(day), clock.start_of_day(day + dt.timedelta(days=1))
    on_the_day = Q(replaced_at__isnull=True) | Q(replaced_at__gte=begins)
    rows = _published().filter(on_the_day, kind=kind, published_at__lt=ends).order_by("version")
    latest = rows.last()
    written = {text.language: text for text in rows if latest and text.version == latest.version}
    code = nearest(language, written)
    return written[code] if code else None


def text_for(asker: Asker | None, text_id: uuid.UUID | str) -> AgreementText:
    """The gate: all staff of the municipality may read every text; whoever holds a link (`asker` None) published ones.

    Raises `AgreementText.DoesNotExist`, also for what is no id.
    """
    rows = AgreementText.objects.all() if asker else _published()
    try:
        return rows.select_related("made_by", "published_by").get(pk=text_id)
    except ValidationError as error:
        raise AgreementText.DoesNotExist(text_id) from error


def languages_of(text: AgreementText) -> list[str]:
    """The languages this version can be read in, where there are more than one."""
    rows = _published().filter(kind=text.kind, version=text.version).values_list("language", flat=True)
    return sorted(rows, key=LANGUAGES.index) if len(rows) > 1 else []


def versions_of(kind: str) -> list[AgreementText]:
    """Every published text of a kind, the newest version first, with who published it."""
    rows = _published().filter(kind=kind).select_related("published_by")
    return sorted(rows, key=lambda text: (-text.version, LANGUAGES.index(text.language)))


def draft_texts(kind: str) -> list[AgreementText]:
    """The draft of the next version in its languages; empty where there is none."""
    rows = AgreementText.objects.filter(kind=kind, published_at__isnull=True)
    return sorted(rows, key=lambda text: LANGUAGES.index(text.language))


@cache
def standard_texts(kind: str) -> tuple[Written, ...]:
    """The plain texts that come with Samspill, in every language; a municipality may take them over as they are."""
    found = []
    for language in LANGUAGES:
        title, _, body = (_STANDARD / f"{kind}.{language}.txt").read_text(encoding="utf-8").partition("\n")
        found.append(Written(language, title.strip(), body.strip()))
    return tuple(found)


def _published() -> QuerySet[AgreementText]:
    return AgreementText.objects.filter(published_at__isnull=False)


def _in_order(text: AgreementText) -> tuple[int, int]:
    return KINDS.index(text.kind), LANGUAGES.index(text.language)
