"""What an answer to a call-out says: yes with the minutes she needs, no, later, on the way, there.

As carefully as `messaging.rules.replies`: only what cannot be taken otherwise is understood. A number that is a code
the sender has been given is the code; another is minutes. A time of day ("ja 17.30") goes to a person.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from samspill.messaging.rules.replies import Answer, understand
from samspill.volunteering.rules.callouts import LONGEST_WAY


class Says(StrEnum):
    """What is said. `ON_WAY` and `ARRIVED` are yes as well."""

    YES = "yes"
    NO = "no"
    LATER = "later"
    ON_WAY = "on_way"
    ARRIVED = "arrived"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, with the minutes until she is there and the code it names, where it does.

    `is_sure` where the answer can only be to a call-out: it tells of minutes in words, or of being on the way.
    """

    says: Says
    minutes: int | None = None
    code: int | None = None
    is_sure: bool = False


UNCLEAR = Said(Says.UNCLEAR)

#: «på vei», «har reist», «er framme» and so on, when nothing else is said but numbers and a greeting.
_PHRASES = {
    Says.ON_WAY: (
        r"(?:(?:jeg|eg|æ) )?(?:er )?(?:nå |no )?p[åa] (?:vei|veg|vei nå|veg no|vegen)"
        r"|(?:jeg |eg )?(?:drar|dreg|reiser|kjører|køyrer) (?:nå|no)"
        r"|(?:i'?m |i am )?on my way|omw|on the way|в дорозі|في الطريق"
    ),
    Says.ARRIVED: (
        r"(?:(?:jeg|eg|æ) )?(?:er )?(?:nå |no )?"
        r"(?:fremme|framme|på plass|kommet fram|komen fram|møtt|her|her nå|her no)"
        r"|(?:i'?m |i am |i have )?(?:here|there|arrived)|на місці|وصلت"
    ),
    Says.LATER: (
        r"senere|seinare|kanskje(?: senere| seinare)?|kan senere|kan seinare|later|maybe(?: later)?"
        r"|(?:jeg |eg )?kan komme (?:senere|seinare)|ikke nå|ikkje no|not now"
    ),
}
_WHOLE = {says: re.compile(words) for says, words in _PHRASES.items()}
_HOURS = r"(?:t|time|timer|timar|h|hour|hours)"
_MINUTES = r"(?:m|min|mins|minutt|minutter|minuttar|minutes)"
_LENGTH = re.compile(
    rf"(?:\b(?:om|i|in|about|ca|cirka|trenger|treng|bruker|brukar)\.? )*"
    rf"(?:\b(?P<half>en halvtime|ein halvtime|en halv time|ein halv time|half an hour)\b"
    rf"|\b(?P<hour>en time|ein time|an hour|one hour)\b"
    rf"|(?<![\d.:,])(?P<hours>\d{{1,2}}) ?{_HOURS}\b(?: (?:og )?(?P<rest>\d{{1,2}}) ?{_MINUTES}\b)?"
    rf"|(?<![\d.:,])(?P<minutes>\d{{1,4}}) ?{_MINUTES}\b\.?)"
)
_NUMBER = re.compile(r"(?<![\w.:,])#?(\d{1,6})(?![\w:]|[.,]\d)")
_CLOCK = re.compile(r"\d[.:,]\d|\bkl\b|\bklokka\b|\bklokken\b|\bat \d")


def read_answer(text: str, *, codes: Container[int]) -> Said:
    """What the text of an answer says. `codes` are those the sender has been asked under. Never raises."""
    plain = re.sub(r"\s+", " ", text[:400].casefold().replace("’", "'")).strip(" .!,")
    if not plain or _CLOCK.search(plain) or "?" in plain:
        return UNCLEAR
    length = _LENGTH.search(plain)
    if length:
        plain = f"{plain[: length.start()]} {plain[length.end() :]}"
    numbers = [int(number) for number in _NUMBER.findall(plain)]
    rest = _tidy(_NUMBER.sub(" ", plain))
    return _joined(rest, length, numbers, codes)


def _joined(rest: str, length: re.Match[str] | None, numbers: list[int], codes: Container[int]) -> Said:
    """The words, the length and the numbers together; unclear where they do not agree."""
    named = [number for number in numbers if number in codes]
    others = [number for number in numbers if number not in codes]
    says = _says(rest)
    if says is Says.UNCLEAR or len(named) > 1 or len(others) > 1 or (others and length):
        return UNCLEAR
    minutes = _minutes(length) if length else (others[0] if others else None)
    if minutes is not None and (says in (Says.NO, Says.ARRIVED) or minutes > LONGEST_WAY):
        return UNCLEAR
    is_sure = says in (Says.ON_WAY, Says.ARRIVED) or length is not None
    return Said(says, minutes, named[0] if named else None, is_sure)


def _says(rest: str) -> Says:
    bare = re.sub(r"^(?:ja|yes)[ ,]+(?=\S)", "", rest)
    for candidate in (rest, bare):
        for says, pattern in _WHOLE.items():
            if pattern.fullmatch(candidate):
                return says
    answer = understand(rest).answer
    return {Answer.YES: Says.YES, Answer.NO: Says.NO, Answer.WITHDRAW: Says.NO}.get(answer, Says.UNCLEAR)


def _minutes(length: re.Match[str]) -> int:
    if length["half"]:
        return 30
    if length["hour"]:
        return 60
    return int(length["hours"]) * 60 + int(length["rest"] or 0) if length["hours"] else int(length["minutes"])


def _tidy(text: str) -> str:
    """Without what stands between words once the numbers are gone: «om», «ca», dashes and commas."""
    bare = re.sub(r"\b(?:om|ca|cirka|about|in)\b\.?\s*$", " ", re.sub(r"[ ,;:–—-]+", " ", text).strip())
    return re.sub(r"\s+", " ", bare).strip(" .!,")
