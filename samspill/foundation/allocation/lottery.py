"""The lot between equals: drawn from a published seed, so that everybody can draw it again, and never from an id.

A key that was given early is no merit. So the lot of a taker for a place depends on the seed and on both, and takers
meet the solver in an order drawn from the same seed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import Any

_MASK = (1 << 64) - 1
#: Sets places apart from takers: where both have the same key, what is drawn for them would cancel itself out.
_PLACES = 0x9E3779B97F4A7C15
_STEPS = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))


def lot(seed: str, taker: Hashable, place: Hashable, *, out_of: int) -> int:
    """The lot of one taker for one place: 0 … `out_of` - 1, the lowest wins. `out_of` is a power of two."""
    mixed = drawn(seed, taker) ^ drawn(seed, place) * _PLACES & _MASK
    for shift, factor in _STEPS:
        mixed = ((mixed ^ mixed >> shift) * factor) & _MASK
    return (mixed ^ mixed >> 31) & out_of - 1


@lru_cache(maxsize=1 << 16)
def drawn(seed: str, key: Hashable) -> int:
    """A number of 64 bits for a key under this seed: the order in which keys are looked at."""
    return int.from_bytes(hashlib.blake2b(str(key).encode(), key=seed.encode()[:64], digest_size=8).digest())


def numbers(seed: str, keys: Iterable[Hashable]) -> Any:
    """`drawn` of many keys, as an array."""
    import numpy as np

    return np.array([drawn(seed, key) for key in keys], dtype=np.uint64)


def lots(takers: Any, places: Any, *, out_of: int) -> Any:
    """`lot` of many at once: two arrays of what was drawn for each taker and each place of a pair."""
    import numpy as np

    mixed = takers ^ places * np.uint64(_PLACES)
    for shift, factor in _STEPS:
        mixed = (mixed ^ mixed >> np.uint64(shift)) * np.uint64(factor)
    return ((mixed ^ mixed >> np.uint64(31)) & np.uint64(out_of - 1)).astype(np.int64)
