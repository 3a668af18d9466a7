"""One Norwegian word as index words: its endings taken off, and a compound split into what it is made of.

`aktiviteter` is aktivitet; `språkkafeen` is språk + kafe; `besøksvenn` is besøk + venn. Words from our own list
(`lexicon`) lose their regular endings and nothing more, so that `kors` is not `kor`. Other words go to the Snowball
stemmer until it changes nothing: once is not enough, it makes `kapasiteter` into what `kapasitet` is before stemming.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from samspill.foundation.search.folding import fold
from samspill.foundation.search.lexicon import FORMS, TAILS, WHOLE, WORDS


@dataclass(frozen=True, slots=True)
class Word:
    """A word as index words: `whole` is its stem, `parts` what it is made of (itself where it is not a compound).

    `is_known` tells that our own list has it or all its parts: then it is not misspelt.
    """

    whole: str
    parts: tuple[str, ...]
    is_known: bool

    @property
    def index_words(self) -> tuple[str, ...]:
        """All the words it should be found by."""
        return (self.whole, *(part for part in self.parts if part != self.whole))


@lru_cache(maxsize=100_000)
def word(folded: str) -> Word:
    """A folded word (`folding.fold`) as index words."""
    known = _base(folded, _KNOWN)
    if known:
        return Word(known, (known,), True)
    parts = _split(folded, _KNOWN)
    if parts:
        return Word(_joined(folded, parts[-1]), parts, True)
    return _with_known_tail(folded) or Word(_stem(folded), (_stem(folded),), False)


def also_found_by(whole: str) -> tuple[str, ...]:
    """What a compound that became a word of its own is found by besides itself: `ball` for `fotball`."""
    return _WHOLE.get(whole, ())


def other_readings(folded: str) -> tuple[tuple[str, ...], ...]:
    """What else a compound may be made of, where a linking s or e is lacking or stands for the other inside it:
    `lekshjelp` is lek + hjelp, and may be lekse + hjelp; `jentgruppe` is jente + gruppe. A word we know is not taken
    further apart than it is: `samarbeid` is no same + arbeid.
    """
    found = word(folded)
    most = len(found.parts) if found.is_known else len(folded)
    return tuple(dict.fromkeys(parts for parts in _lacking_an_e(folded) if len(parts) <= most))


def other_spellings(folded: str) -> tuple[str, ...]:
    """How others may have written a compound without the e that its first part ends in, or with an s for it, where
    such a word is read as something else: `lekshjelp` for `leksehjelp`. As they stand in the index.
    """
    found = word(folded)
    written = (
        folded[: cut - 1] + link + folded[cut:]
        for cut in range(SHORTEST_PART + 1, len(folded) - SHORTEST_PART + 1)
        if folded[cut - 1] == "e" and folded[:cut] in _KNOWN and _rest(folded, cut, _KNOWN)
        for link in ("", "s")
    )
    others = (word(one) for one in written)
    return tuple(dict.fromkeys(other.whole for other in others if other.parts != found.parts))


Known = dict[str, str]
SHORTEST_PART = 3
#: A shorter part is too little to guess an e from: `sam` in front is seldom `same`.
SHORTEST_LACKING = 4
_ENDINGS = tuple(
    sorted(
        "en ene er et a e s ens enes ets ers as ar ane anes ne nes ing inga ingen inger ingar ingene "
        "ere eren aren arar arane".split(),
        key=len,
        reverse=True,
    )
)
#: Nynorsk has `brukar, brukarar` for `bruker, brukere`.
_NYNORSK_AGENT = ("arane", "arar", "aren", "ar")


def _read_words() -> dict[str, str]:
    """Every known form, and what it is a form of. A listed compound of listed words is left out: it will be split."""
    known = {fold(entry.split("=")[0]): fold(entry.split("=")[0]) for entry in WHOLE.split()}
    for line in FORMS.strip().splitlines():
        base, forms = line.split(":")
        known |= {fold(form): fold(base) for form in [base, *forms.split()]}
    for listed in sorted({fold(listed) for listed in [*WORDS.split(), *TAILS]}, key=len):
        if listed not in known and not _split(listed, known):
            known[listed] = listed
    return known


def _read_whole() -> dict[str, tuple[str, ...]]:
    entries = (entry.partition("=") for entry in WHOLE.split())
    return {fold(base): tuple(fold(part) for part in parts.split("+") if part) for base, _, parts in entries}


def _base(text: str, known: Known) -> str | None:
    """The known word this is a form of."""
    if text in known:
        return known[text]
    for ending in _ENDINGS:
        if text.endswith(ending):
            found = next(
                (known[form] for form in _unended(text[: -len(ending)], ending) if form in known), None
            )
            if found and len(found) >= SHORTEST_PART:
                return found
    return None


def _unended(stem: str, ending: str) -> list[str]:
    """What the word may have been before its ending: `klubb`, `grupp` + e, `romm` less an m."""
    if len(stem) < SHORTEST_PART - 1:
        return []
    single = [stem[:-1]] if stem[-1] == stem[-2] else []
    agent = [stem + "er"] if ending in _NYNORSK_AGENT else []
    return [stem, stem + "e", *single, *agent]


def _split(text: str, known: Known) -> tuple[str, ...] | None:
    """The fewest known words that the text is put together from, the last with any ending; None where it is not."""
    best: tuple[str, ...] | None = None
    for cut in range(SHORTEST_PART, len(text) - SHORTEST_PART + 2):
        first = _first_part(text[:cut], known)
        rest = _rest(text, cut, known) if first else None
        if first and rest and (best is None or len(rest) + 1 < len(best)):
            best = (first, *rest)
    return best


def _rest(text: str, cut: int, known: Known) -> tuple[str, ...] | None:
    """What follows the first part. Norwegian writes no consonant three times: `fotballag` is fotball + lag."""
    tails = [text[cut:]]
    if text[cut - 1] == text[cut - 2]:
        tails.append(text[cut - 1 :])
    for tail in tails:
        base = _base(tail, known) if len(tail) >= SHORTEST_PART else None
        rest = (base,) if base else _split(tail, known)
        if rest:
            return rest
    return None


def _first_part(text: str, known: Known) -> str | None:
    """The known word a compound begins with, a linking s or e aside."""
    for form in (text, text[:-1] if text[-1] in "se" else ""):
        if len(form) >= SHORTEST_PART and form in known:
            return known[form]
    return None


def _lacking_an_e(text: str) -> Iterator[tuple[str, ...]]:
    """The text as compounds in which one part but the last lacks the e it ends in."""
    for cut in range(SHORTEST_PART, len(text) - SHORTEST_PART + 1):
        full = _with_its_e(text[:cut])
        rest = _rest(text, cut, _KNOWN) if full else None
        if full and rest:
            yield (full, *rest)
        first = _first_part(text[:cut], _KNOWN)
        if first:
            yield from ((first, *others) for others in _lacking_an_e(text[cut:]))


def _with_its_e(text: str) -> str | None:
    """The known word that lacks an e here, or has an s for it. What is a word as it stands lacks nothing."""
    if text in _KNOWN or len(text) < SHORTEST_LACKING:
        return None
    bare = text.removesuffix("s")
    as_linked = [bare] if bare != text and bare not in _KNOWN else []
    return next((_KNOWN[form + "e"] for form in (text, *as_linked) if form + "e" in _KNOWN), None)


def _with_known_tail(text: str) -> Word | None:
    """`knausbergkoret` as knausberg + kor: a name nobody listed before a word that ends many names."""
    for cut in range(SHORTEST_PART, len(text) - SHORTEST_PART + 1):
        tail = _base(text[cut:], _KNOWN)
        if tail in TAILS and (len(tail) > SHORTEST_PART or cut > SHORTEST_PART):
            head = _stem(text[:cut].removesuffix("s") if cut > SHORTEST_PART + 1 else text[:cut])
            return Word(_joined(text, tail), (head, tail), False)
    return None


def _joined(text: str, last: str) -> str:
    """The compound without the ending of its last part."""
    at = text.rfind(last)
    return text[: at + len(last)] if at > 0 else text


_KNOWN = _read_words()
_WHOLE = _read_whole()
_stemmer = snowballstemmer.stemmer("norwegian")
_one_at_a_time = threading.Lock()


def _stem(text: str) -> str:
    """The Snowball stem, taken until it stays; the doubled m of `rommet` made single, because no word ends in it."""
    for _ in range(4):
        with _one_at_a_time:
            stem = _stemmer.stemWord(text) if len(text) > 3 else text
        stem = stem[:-1] if stem.endswith("mm") else stem
        if stem == text or len(stem) < SHORTEST_PART:
            break
        text = stem
    return text
