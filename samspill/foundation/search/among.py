"""Finding among texts at hand, without an index: for things that are few, change often, and are told in full anyway.

What a word is, what it also is called and what a misspelling may mean is the same as in the index (`questions`,
`spelling`), and so are the answers; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from samspill.foundation.search.own_words import own_groups
from samspill.foundation.search.questions import Term, index_words, terms, without_doing
from samspill.foundation.search.spelling import respelled

Key = TypeVar("Key", bound=Hashable)
#: So many texts are remembered as index words, about half a kilobyte each: to take one apart costs a fifth of a
#: millisecond.
REMEMBERED = 8_000


class Text(NamedTuple, Generic[Key]):
    """What can be found of one thing."""

    key: Key
    title: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Among(Generic[Key]):
    """What a question found. `is_everything`: it named nothing to look for. `is_respelled`: nothing held the words as
    written, and these hold words that begin so or are spelled nearly so.
    """

    keys: tuple[Key, ...]
    is_everything: bool = False
    is_respelled: bool = False


def look_among(texts: Sequence[Text[Key]], asked: str) -> Among[Key]:
    """The keys of the texts that hold every word of the question, those whose titles do first; else in their order.

    A question of stop words alone finds everything. One query, for the words of the municipality itself.
    """
    wanted = terms(asked, own_groups())
    if not wanted:
        return Among(tuple(text.key for text in texts), is_everything=True)
    words = [(text.key, *_words_of(text.title, text.body)) for text in texts]
    hits = _holding_all(words, wanted)
    fewer = without_doing(wanted)
    return hits if hits.keys or fewer == wanted else _holding_all(words, fewer)


def _holding_all(words: Sequence[tuple[Key, str, str]], wanted: tuple[Term, ...]) -> Among[Key]:
    found = _holding(words, wanted)
    if found or all(term.is_known for term in wanted):
        return Among(found)
    vocabulary = {word for _key, _title, every in words for word in every.split()}
    meant = [respelled(term, vocabulary) for term in wanted]
    known = tuple(term for term in meant if term)
    if len(known) < len(wanted) or known == wanted:
        return Among(())
    return Among(_holding(words, known), is_respelled=True)


def _holding(words: Iterable[tuple[Key, str, str]], wanted: Sequence[Term]) -> tuple[Key, ...]:
    found = [(not _holds(title, wanted), key) for key, title, every in words if _holds(every, wanted)]
    return tuple(key for _late, key in sorted(found, key=lambda hit: hit[0]))


def _holds(words: str, wanted: Sequence[Term]) -> bool:
    return all(any(all(f" {part} " in words for part in way) for way in term.ways) for term in wanted)


@lru_cache(maxsize=REMEMBERED)
def _words_of(title: str, body: str) -> tuple[str, str]:
    """The index words of the title, and of all of it, with a space round each."""
    of_title = index_words(title)
    every = dict.fromkeys([*of_title, *index_words(body)])
    return f" {' '.join(of_title)} ", f" {' '.join(every)} "
