"""Asking the index: which things of a kind hold what somebody wrote in the search field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.db.models.fields import BooleanField

from samspill.foundation.models import SearchDocument, SearchWord
from samspill.foundation.search.full_text import holding
from samspill.foundation.search.own_words import own_groups
from samspill.foundation.search.questions import Term, terms, without_doing
from samspill.foundation.search.spelling import respelled


@dataclass(frozen=True, slots=True)
class Hits:
    """What a question found among the things of one kind.

    `is_everything`: it named nothing to look for ("bli med"). `is_respelled`: nothing held the words as written, and
    these hold words that begin so or are spelled nearly so.
    """

    documents: QuerySet[SearchDocument]
    terms: tuple[Term, ...]
    is_respelled: bool = False

    @property
    def is_everything(self) -> bool:
        return not self.terms

    @property
    def subject_ids(self) -> QuerySet[SearchDocument, UUID]:
        """The ids of what was found, title hits first; fit for `filter(id__in=…)`."""
        return self._ranked().values_list("subject_id", flat=True)

    def is_title_hit(self, of: str = "pk") -> Any:
        """An expression to order another queryset by: whether the title of the row with this id holds all the words."""
        if not self.terms:
            return Value(False, output_field=BooleanField())
        return Exists(self.documents.filter(holding(self.terms, in_title=True), subject_id=OuterRef(of)))

    def _ranked(self) -> QuerySet[SearchDocument]:
        if not self.terms:
            return self.documents.order_by("subject_id")
        in_title = holding(self.terms, in_title=True)
        return self.documents.annotate(in_title=in_title).order_by(F("in_title").desc(), "subject_id")


def look_for(kind: str, text: str, *, public: bool = True) -> Hits:
    """Find things of a kind in the entered municipality that hold every word of the text.

    With `public`, only what the square may show. A text of stop words alone finds everything. Where nothing holds all
    the words, each word we do not know is taken as the beginning or a misspelling of one that can be found; and where
    that finds nothing, words for doing something are let be: "gå tur" finds what has tur.
    """
    documents = SearchDocument.objects.filter(kind=kind)
    documents = documents.filter(is_public=True) if public else documents
    asked = terms(text, own_groups())
    if not asked:
        return Hits(documents, ())
    hits = _holding_all(kind, documents, asked)
    fewer = without_doing(asked)
    if fewer == asked or hits.documents.exists():
        return hits
    return _holding_all(kind, documents, fewer)


def matching(kind: str, text: str, *, public: bool = True) -> QuerySet[SearchDocument, UUID]:
    """The ids of what `look_for` finds, title hits first: `activities.filter(id__in=matching("activities.activity",
    q))`.
    """
    return look_for(kind, text, public=public).subject_ids


def _holding_all(kind: str, documents: QuerySet[SearchDocument], asked: tuple[Term, ...]) -> Hits:
    found = documents.filter(holding(asked))
    if all(term.is_known for term in asked) or found.exists():
        return Hits(found, asked)
    return _with_other_spelling(kind, documents, asked)


def _with_other_spelling(kind: str, documents: QuerySet[SearchDocument], asked: tuple[Term, ...]) -> Hits:
    vocabulary = frozenset(SearchWord.objects.filter(kind=kind).values_list("word", flat=True))
    meant = [respelled(term, vocabulary) for term in asked]
    known = tuple(term for term in meant if term)
    if len(known) < len(asked) or known == asked:
        return Hits(documents.none(), asked)
    return Hits(documents.filter(holding(known)), known, is_respelled=True)
