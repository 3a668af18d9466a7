"""What somebody answered when she was asked how it goes: a number from 1 to 5, some words, or both.

Nothing is guessed. A number counts where the answer begins with it and nothing in the text makes it something else:
«4», «4 veldig hyggelig», «57: 4», «fire», «4 av 5» are scores, while «4 ganger», «4-5», «2 timer hver uke» and
«klokka 4» are words that a person reads. A number of two digits or more at the beginning is a code that says which pair
is meant.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

#: Words for the five numbers, where they are all that is said or a pause follows.
SPELLED = {
    **dict.fromkeys(("en", "én", "ein", "ett", "eitt", "one"), 1),
    **dict.fromkeys(("to", "two"), 2),
    **dict.fromkeys(("tre", "three"), 3),
    **dict.fromkeys(("fire", "four"), 4),
    **dict.fromkeys(("fem", "five"), 5),
}
#: A number before one of these counts something else than how it goes.
COUNTED = frozenset(
    """gang ganger gong gonger times time timer timar hours minutter minutt minutes dag dager dagar days uke uker veke
    veker weeks måned måneder månad månader months år years kr kroner prosent stk person personer personar people
    besøk visits turer turar klokka kl eller og or and million
    januar februar mars april mai juni juli august september oktober november desember""".split()
)
#: Words that make a person call, whatever the number. An alarm too many costs a phone call.
GRAVE = frozenset(
    """slår slo slått slåss vold voldelig truer trua truet trugar trusler trugsmål stjal stjålet stole stjeler stel
    tafser tafset tafsa voldtekt overgrep trakassert trakasserer selvmord sjølvmord politi politiet ambulanse akutt
    nødsituasjon redd redde livredd skremt utrygg utrygt afraid scared unsafe hit hits threatens threatened police
    ambulance emergency suicide abuse stolen steals""".split()
)
#: These do so where the number does not say that all is well.
CRIES = frozenset("hjelp hjelpe hjelpmeg help sos krise crisis".split())
LONGEST_WORDS = 1000

_KEYCAP = re.compile("[\ufe0f\u20e3\u200b-\u200f\u2060\ufeff]")
_SCORE = re.compile(
    r"(?P<score>[1-5])(?P<of>\s*(?:/|av|of)\s*5)?(?P<rest>(?![\d/]|[.,]\d).*)", re.DOTALL | re.IGNORECASE
)
_CODE = re.compile(r"#?(?P<code>\d{2,6})(?!\d)[\s:.,;-]*(?P<rest>.*)", re.DOTALL)
_ANOTHER_NUMBER = re.compile(r"^\s*[-–/]\s*\d|(?<![\d:.])\b[0-9]\b(?![:.]\d)")


class Heard(NamedTuple):
    """What an answer says: the number or None, the words (all that was written), the code or None, and an alarm."""

    score: int | None
    words: str
    code: int | None = None
    calls_for_help: bool = False

    @property
    def is_code_alone(self) -> bool:
        """Whether it holds nothing but a code: an answer to something else."""
        return self.code is not None and self.score is None and not self.words


def hear(text: str) -> Heard:
    """What the text of an SMS answers. Never raises; an empty text says nothing."""
    plain = " ".join(_KEYCAP.sub("", unicodedata.normalize("NFC", text)).split())[:LONGEST_WORDS]
    code, rest = _without_code(plain)
    score, words = _scored(rest)
    return Heard(score, words, code, _is_alarming(words, score))


def _without_code(plain: str) -> tuple[int | None, str]:
    found = _CODE.fullmatch(plain)
    if found is None or _first_word(found["rest"]) in COUNTED:
        return None, plain
    return int(found["code"]), found["rest"]


def _scored(plain: str) -> tuple[int | None, str]:
    """The number, and the words beside it; all of the text where it is not for sure a number from 1 to 5."""
    found = _SCORE.fullmatch(plain)
    if found:
        rest = found["rest"]
        if (rest and rest[0].isalnum()) or _first_word(rest) in COUNTED or _ANOTHER_NUMBER.search(rest):
            return None, plain
        return int(found["score"]), rest.strip(" .,:;!-–")
    return _spelled(plain)


def _spelled(plain: str) -> tuple[int | None, str]:
    """A number in letters: alone, or with a pause after it. «En fin dame» is no number."""
    head, pause, rest = _at_first_pause(plain)
    score = SPELLED.get(head.casefold())
    if score is None or (rest and not pause.strip()) or _ANOTHER_NUMBER.search(rest):
        return None, plain
    return score, rest.strip(" .,:;!-–")


def _at_first_pause(plain: str) -> tuple[str, str, str]:
    found = re.match(r"([^\W\d_]+)([\s.,:;!–-]*)(.*)", plain, re.DOTALL)
    return (found[1], found[2], found[3]) if found else ("", "", "")


def _first_word(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text)
    return words[0].casefold() if words and text.lstrip()[:1].isalpha() else ""


def _is_alarming(words: str, score: int | None) -> bool:
    said = {word.casefold() for word in re.findall(r"[^\W\d_]+", words)}
    if said & GRAVE:
        return True
    return bool(said & CRIES) and (score is None or score <= 3)
