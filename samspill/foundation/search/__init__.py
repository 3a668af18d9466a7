"""Search in Norwegian, the same on SQLite and PostgreSQL.

A thing that can be found has a `SearchDocument` with its index words: accents folded, compounds split by our own word
list, endings taken off in Python (`questions`, `compounds`, `folding`). The database only looks words up (`full_text`).
Spelling and half-typed words come after exact hits (`spelling`).

Rooms call `index`, `index_many` and `forget` where a thing changes, and ask with `matching` or `look_for`. What is few
and told in full anyway needs no index: `look_among` finds the same among texts at hand.
"""

from samspill.foundation.search.among import Among, Text, look_among
from samspill.foundation.search.finding import Hits, look_for, matching
from samspill.foundation.search.index import Entry, forget, forget_unused_words, index, index_many

__all__ = [
    "Among",
    "Entry",
    "Hits",
    "Text",
    "forget",
    "forget_unused_words",
    "index",
    "index_many",
    "look_among",
    "look_for",
    "matching",
]
