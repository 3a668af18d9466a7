"""What languages are called, to be found by."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale


@lru_cache(maxsize=256)
def words_of_language(code: str) -> str:
    """«arabisk arabisk Arabic»: its names in both forms of Norwegian and in English; "" for one nobody knows."""
    names = (Locale.parse(reader).languages.get(code, "") for reader in ("nb", "nn", "en"))
    return " ".join(filter(None, names))
