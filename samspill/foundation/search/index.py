"""Writing the index: what can be found of a thing, told in the transaction that changes the thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar
from uuid import UUID

from samspill.foundation.models import SearchDocument, SearchWord
from samspill.foundation.search.questions import index_words

T = TypeVar("T")
AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found of one thing. `public` tells whether the square may find it."""

    subject_id: UUID
    title: str
    body: str = ""
    public: bool = False


def index(kind: str, subject_id: UUID, *, title: str, body: str = "", public: bool) -> None:
    """Make one thing of the entered municipality findable, or change what it is found by.

    `kind` is the model's label in lower case: 'activities.activity'.
    """
    index_many(kind, [Entry(subject_id, title, body, public)])


def index_many(kind: str, entries: Iterable[Entry]) -> int:
    """Make many things findable; how many rows were new or changed. Telling the same again writes nothing."""
    return sum(_write(kind, chunk) for chunk in _chunks(entries))


def forget(kind: str, subject_id: UUID) -> None:
    """The thing can no longer be found."""
    SearchDocument.objects.filter(kind=kind, subject_id=subject_id).delete()


def forget_unused_words() -> int:
    """Drop the words that nothing public is found by any more from the spelling aid; how many were dropped.

    A word that somebody used anew while it was being dropped is taken in again the next time.
    """
    kinds = SearchWord.objects.values_list("kind", flat=True).order_by("kind").distinct()
    return sum(_forget_unused(kind) for kind in list(kinds))


def _forget_unused(kind: str) -> int:
    in_use: set[str] = set()
    public = SearchDocument.objects.filter(kind=kind, is_public=True)
    for words in public.values_list("words", flat=True).iterator(chunk_size=AT_A_TIME):
        in_use.update(words.split())
    listed = SearchWord.objects.filter(kind=kind).values_list("pk", "word")
    keys = [key for key, word in listed if word not in in_use]
    _learn_words(kind, in_use)
    return sum(SearchWord.objects.filter(pk__in=chunk).delete()[0] for chunk in _chunks(keys))


def _write(kind: str, entries: list[Entry]) -> int:
    documents = [_document(kind, entry) for entry in {entry.subject_id: entry for entry in entries}.values()]
    known = {
        row[0]: row[1:]
        for row in SearchDocument.objects.filter(
            kind=kind, subject_id__in=[document.subject_id for document in documents]
        ).values_list("subject_id", "title_words", "words", "is_public")
    }
    changed = [document for document in documents if known.get(document.subject_id) != _facts(document)]
    SearchDocument.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["municipality", "kind", "subject_id"],
        update_fields=["title_words", "words", "is_public"],
    )
    _learn_words(
        kind, {word for document in changed if document.is_public for word in document.words.split()}
    )
    return len(changed)


def _document(kind: str, entry: Entry) -> SearchDocument:
    title = index_words(entry.title)
    words = dict.fromkeys([*title, *index_words(entry.body)])
    return SearchDocument(
        kind=kind,
        subject_id=entry.subject_id,
        is_public=entry.public,
        title_words=" ".join(title),
        words=" ".join(words),
    )


def _facts(document: SearchDocument) -> tuple[str, str, bool]:
    return document.title_words, document.words, document.is_public


def _learn_words(kind: str, words: set[str]) -> None:
    """Add what is new to the vocabulary. Two who learn the same word at once both write it, which hurts nobody: a
    unique constraint would make them wait for each other.
    """
    for chunk in _chunks(sorted(words)):
        known = set(SearchWord.objects.filter(kind=kind, word__in=chunk).values_list("word", flat=True))
        SearchWord.objects.bulk_create(
            [SearchWord(kind=kind, word=word) for word in chunk if word not in known]
        )


def _chunks(things: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(things)
    while chunk := list(islice(remaining, AT_A_TIME)):
        yield chunk
