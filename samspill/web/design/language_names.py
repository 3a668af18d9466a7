"""What languages are called, in the language of the page and in their own."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

from samspill.web.design.dates import LOCALES

#: Spoken in Norwegian municipalities, the most asked for first; for lists to choose from.
SPOKEN = (
    "nb",
    "en",
    "ar",
    "so",
    "uk",
    "pl",
    "ti",
    "fa",
    "ckb",
    "kmr",
    "ru",
    "es",
    "fr",
    "tr",
    "ur",
    "vi",
    "th",
    "se",
)


def language_name(code: str) -> str:
    """`ar` is «arabisk» on a Norwegian page and "Arabic" on an English one. A code nobody knows is shown as it is."""
    return _names(LOCALES.get(get_language() or "nb", "en_GB")).get(code.replace("-", "_"), code)


def own_name(code: str) -> str:
    """What those who speak it call it: `ar` is «العربية» on every page, for lists in which one looks for one's own."""
    try:
        return Locale.parse(code).languages.get(code, language_name(code))
    except (UnknownLocaleError, ValueError):
        return language_name(code)


def spoken_languages() -> list[tuple[str, str]]:
    """Code and name of the languages one may choose, in that order."""
    return [(code, language_name(code)) for code in SPOKEN]


@lru_cache(maxsize=8)
def _names(locale: str) -> dict[str, str]:
    names = dict(Locale.parse(locale).languages.items())
    kurmanji = {"nb": "kurmanji (kurdisk)", "nn": "kurmanji (kurdisk)"}.get(locale, "Kurmanji (Kurdish)")
    sorani = {"nb": "sorani (kurdisk)", "nn": "sorani (kurdisk)"}.get(locale, "Sorani (Kurdish)")
    return names | {"kmr": kurmanji, "ckb": sorani}
