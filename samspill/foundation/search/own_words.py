"""Words that mean the same in this municipality: «BUA» is where one borrows equipment, «Huset» is the youth club."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from samspill.foundation.actions import note
from samspill.foundation.models import SameMeaning
from samspill.foundation.remembering import forget_answers_to, remembered
from samspill.foundation.search.folding import fold, written_words
from samspill.foundation.search.questions import STOP_WORDS
from samspill.foundation.search.synonyms import Groups, groups_of
from samspill.foundation.tenancy import Owned

LONGEST, MOST_GROUPS = 200, 500


class TooFewWords(ValueError):
    """At least two words that one may search by are needed, for one alone means nothing but itself."""


class TooManyWords(ValueError):
    """The line is longer than the list can hold, or there are too many lines."""


class AlreadyListed(ValueError):
    """The same words stand in the list."""


@remembered(seconds=60)
def own_groups() -> Groups:
    """The municipality's own words, to search by; remembered for a minute. One query."""
    return groups_of(SameMeaning.objects.values_list("words", flat=True))


def listed_words() -> list[SameMeaning]:
    """The lines as they are kept, in alphabetical order."""
    return list(SameMeaning.objects.order_by("words"))


@transaction.atomic
def list_words(written: str, *, by: Owned, at: dt.datetime) -> SameMeaning:
    """Say that these words mean the same. Commas, accents and small words aside.

    Raises `TooFewWords`, `TooManyWords` and `AlreadyListed`.
    """
    words = sorted({folded for one in written_words(written) if (folded := fold(one)) not in STOP_WORDS})
    if len(words) < 2:
        raise TooFewWords(written)
    if len(line := " ".join(words)) > LONGEST or SameMeaning.objects.count() >= MOST_GROUPS:
        raise TooManyWords(written)
    try:
        with transaction.atomic():
            kept = SameMeaning.objects.create(words=line)
    except IntegrityError as error:
        raise AlreadyListed(line) from error
    note("list_words", kept, by=by, channel="web", at=at, words=line)
    forget_answers_to(own_groups)
    return kept


@transaction.atomic
def unlist_words(key: uuid.UUID, *, by: Owned, at: dt.datetime) -> None:
    """These words no longer mean the same. Raises `SameMeaning.DoesNotExist`."""
    kept = SameMeaning.objects.select_for_update().get(pk=key)
    note("unlist_words", kept, by=by, channel="web", at=at, words=kept.words)
    kept.delete()
    forget_answers_to(own_groups)
