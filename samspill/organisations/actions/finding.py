"""What organisations are found by in search. Told by whoever changes one, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable

from samspill.foundation.search import Entry, forget, index_many
from samspill.organisations.models import Organisation
from samspill.organisations.queries.aboard import SEARCHED_AS
from samspill.organisations.rules.audiences import words_of_audiences
from samspill.organisations.rules.categories import UnknownCategory, category

KIND = SEARCHED_AS


def make_findable(organisations: Iterable[Organisation]) -> None:
    """Let these be found by name and by what they do; the square does not find those hidden or closed.

    One that became a part of another is not found at all.
    """
    rows = list(organisations)
    for row in rows:
        if row.merged_into_id:
            forget(KIND, row.pk)
    index_many(KIND, (_entry(row) for row in rows if not row.merged_into_id))


def _entry(organisation: Organisation) -> Entry:
    return Entry(
        organisation.pk,
        title=organisation.name,
        body="\n".join(_told(organisation)),
        public=organisation.hidden_at is None and organisation.closed_on is None,
    )


def _told(organisation: Organisation) -> list[str]:
    said = [organisation.about, organisation.register_purpose, organisation.place_text]
    return [*said, words_of_audiences(organisation.audiences), *_category_names(organisation)]


def _category_names(organisation: Organisation) -> list[str]:
    names: list[str] = []
    for code in organisation.categories:
        try:
            found = category(code)
        except UnknownCategory:
            continue
        names += [found.nb, found.nn, found.en]
    return names
