"""Forms of words with merge fields: which fields there are, whether a text uses only those, and filling them in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

#: What a text may be filled in with, in the order they are offered. The names are Norwegian: staff write them.
FIELDS = ("fornavn", "navn", "enhet", "telefon", "kommune")
#: What a template is for.
PURPOSES = ("news", "invitation", "thanks", "reminder", "question")
#: The languages a template may be written in, and what is read where one is missing: the nearest first.
LANGUAGES = ("nb", "nn", "en")
_INSTEAD = {"nb": ("nn", "en"), "nn": ("nb", "en"), "en": ("nb", "nn")}
_FIELD = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """A subject for e-mails and letters, and a text; either may hold merge fields."""

    body: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The words somebody is written to in; `is_other` where they are not in her own language."""

    language: str
    words: Words
    is_other: bool


def wrong_fields(text: str) -> tuple[str, ...]:
    """What stands in braces and is no field, in order and once each; a brace without its fellow stands for itself."""
    unknown = [name for name in _FIELD.findall(text) if name.strip() not in FIELDS]
    alone = re.findall(r"[{}]", _FIELD.sub("", text))
    return tuple(dict.fromkeys((*(f"{{{name}}}" for name in unknown), *alone)))


def merged(text: str, values: Mapping[str, str]) -> str:
    """The text filled in. A field without a value leaves nothing; braces in a value are only text."""
    return _FIELD.sub(lambda found: values.get(found[1].strip(), ""), text)


def chosen_for(language: str, texts: Mapping[str, Words]) -> Chosen:
    """The words for one who reads this language, by language code; raises `KeyError` where there are none at all."""
    wanted = language if language in LANGUAGES else "nb"
    for code in (wanted, *_INSTEAD[wanted], *texts):
        if code in texts:
            return Chosen(code, texts[code], code != wanted)
    raise KeyError(language)


def lacking(texts: Iterable[str]) -> Sequence[str]:
    """The languages a template is not yet written in."""
    written = set(texts)
    return [code for code in LANGUAGES if code not in written]


def free_name(name: str, of: str, taken: Collection[str]) -> str:
    """A name that nobody has, for what comes from another unit: «Takk (Sentralen)», within 80 characters."""
    for number in range(1, 1000):
        more = f" ({of[:40]})" if number == 1 else f" ({of[:40]} {number})"
        found = f"{name[: 80 - len(more)]}{more}"
        if found not in taken:
            return found
    raise ValueError(name)
