"""What a person answered. Nothing is guessed: what is not wholly understood is `unclear`, and a person reads
it.

A reply is understood when every word of it is in the table (`reply_words`) and all of them say the same
thing. So `ja takk` is yes, while `nja`, `ja men kan vi ta onsdag`, `ja?`, `ja nei` and a thumb alone are
unclear. A number of two to six digits is a code that says which question is answered; who asks must check
that the sender has such a question, and hand the message to a person when not ("ja 1730" may be a time).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from samspill.messaging.rules.reply_words import (
    FACES,
    KNOWN_WORDS,
    LONGEST_PHRASE,
    SIGN_OFFS,
    TURNING,
    Sense,
    sense_of,
)


class Answer(StrEnum):
    """What a reply says. STOP and START are about all messages, the others about one question."""

    YES = "yes"
    NO = "no"
    WITHDRAW = "withdraw"
    STOP = "stop"
    START = "start"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, and the code it names, or None."""

    answer: Answer
    code: int | None = None


#: A longer reply tells more than an answer, and somebody should read it.
LONGEST_REPLY = 200


def understand(text: str) -> Reply:
    """What the text of an SMS or the newest part of an e-mail answers. Never raises."""
    plain = _plain(text)
    if not plain or len(plain) > LONGEST_REPLY:
        return Reply(Answer.UNCLEAR)
    withdrawal = _WITHDRAWAL_WITH_REASON.fullmatch(plain)
    if withdrawal and not _turns(withdrawal[2], ("feil", "likevel", "angrer")):
        return Reply(Answer.WITHDRAW, int(withdrawal[1]))
    if _STOP_AND_NAME.fullmatch(plain) and not _turns(plain, TURNING):
        return Reply(Answer.STOP)
    return _answer_of(plain)


def _answer_of(plain: str) -> Reply:
    tokens = _tokens(plain)
    codes = {token for token in tokens or () if token.isdecimal()}
    if tokens is None or len(codes) > 1:
        return Reply(Answer.UNCLEAR)
    code = int(codes.pop()) if codes else None
    senses = _senses([token for token in tokens if not token.isdecimal()])
    return Reply(_agreed(senses) if senses else Answer.UNCLEAR, code)


#: "AVBUD 123 har feber": the word and the code say it all, the rest is the reason.
_WITHDRAWAL_WITH_REASON = re.compile(
    r"(?i:avbud|avbod|forfall|cancel)[ .,:#]{1,3}(\d{2,6})(?!\d)([^?]*)", re.DOTALL
)
#: "STOPP Frivilligsentralen": the word that operators have taught people, and whose messages.
_STOP_AND_NAME = re.compile(r"(?i:stopp|stop)\s+[\w-]+[.!]*")
_FOOTER = re.compile(r"(?im)^\s*(?:sendt fra|sent from|skickat från|get outlook for)\b.*\Z", re.DOTALL)
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff\u00ad\U0001f3fb-\U0001f3ff]"
)
_STRETCHED = ((re.compile(r"ja{2,}"), "ja"), (re.compile(r"n+e+i+"), "nei"), (re.compile(r"ye+s+"), "yes"))


def _plain(text: str) -> str:
    """The text in one form: composed letters, straight apostrophes, one space, no footer, nothing invisible."""
    composed = (
        unicodedata.normalize("NFC", text[: LONGEST_REPLY * 10]).replace("’", "'").replace("\u00a0", " ")
    )
    return re.sub(r"\s+", " ", _INVISIBLE.sub("", _FOOTER.sub("", composed))).strip()


def _turns(text: str, words: Container[str]) -> bool:
    """Whether one of these words stands in the text and may turn what the rest says."""
    return any(word in words for word in re.findall(r"\w+", text.casefold()))


_FACE = "|".join(re.escape(face) for face in sorted(FACES, key=len, reverse=True))
_TOKEN = re.compile(
    rf"(?P<face>{_FACE})|(?P<code>#?\d+)|(?P<word>[^\W\d_]+(?:['-][^\W\d_]+)*)|(?P<pause>[\s.,!;:–—-])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)


def _tokens(plain: str) -> list[str] | None:
    """The words, faces and codes of the text in lower case; None where there is anything else in it.

    Question marks, quotes and dots that trail off ("ja...") are something else. A name after `hilsen` is left
    out.
    """
    tokens: list[str] = []
    if ".." in plain or "…" in plain:
        return None
    for match in _TOKEN.finditer(_without_signature(plain)):
        token = _stretched_back(match[0].casefold().lstrip("#"))
        if match["other"] or (match["code"] and not _is_code(token)):
            return None
        tokens += [] if match["pause"] else [token]
    return tokens


def _is_code(token: str) -> bool:
    return token.isascii() and 2 <= len(token) <= 6


def _stretched_back(word: str) -> str:
    return next((plain for pattern, plain in _STRETCHED if pattern.fullmatch(word)), word)


def _without_signature(plain: str) -> str:
    """The text before "Hilsen Kari Moe": at most three words that are written as names and turn nothing."""
    found = _SIGN_OFF.search(plain)
    if found and not _turns(found[1], TURNING):
        return plain[: found.start()]
    return plain


_NAME = r"(?:[^\W\d_a-z][^\W\d_A-Z]+|[^\W\d_]\.?)"
_SIGN_OFF = re.compile(
    rf"(?:(?i:(?:vennlig |venleg |beste |god |kind |best )?(?:{'|'.join(sorted(SIGN_OFFS))})(?: fra| frå| from)?))"
    rf"[ ,.!:]+({_NAME}(?:[ -]{_NAME}){{0,2}}|[^\W\d_]+)[ .!)]*$"
)


def _senses(tokens: list[str]) -> set[Sense] | None:
    """What the phrases of the text say, the longest first from the left; None where a word belongs to none."""
    if any(token not in KNOWN_WORDS and token not in FACES for token in tokens):
        return None
    senses: set[Sense] = set()
    said: list[str] = []
    while tokens:
        sense, used = _next_phrase(tokens)
        said.append(" ".join(tokens[:used]))
        if sense is None or said[-2:-1] == said[-1:]:
            return None  # "ja ja" is a sigh as often as a yes.
        senses.add(sense)
        tokens = tokens[used:]
    return senses


def _next_phrase(tokens: list[str]) -> tuple[Sense | None, int]:
    if tokens[0] in FACES:
        return FACES[tokens[0]], 1
    for length in range(min(LONGEST_PHRASE, len(tokens)), 0, -1):
        sense = sense_of(" ".join(tokens[:length]) + " ")
        if sense:
            return sense, length
    return None, 1


_SAID = {
    Sense.YES: Answer.YES,
    Sense.NO: Answer.NO,
    Sense.WITHDRAW: Answer.WITHDRAW,
    Sense.STOP: Answer.STOP,
    Sense.START: Answer.START,
}
_GOES_BADLY_WITH = {
    Answer.YES: {Sense.REGRET, Sense.SORRY},
    Answer.NO: {Sense.GLAD},
    Answer.WITHDRAW: {Sense.GLAD},
}


def _agreed(senses: set[Sense]) -> Answer:
    """The one answer in which all that was said agrees."""
    answers = {_SAID[sense] for sense in senses if sense in _SAID}
    if not answers and Sense.REGRET in senses:
        answers = {Answer.NO}
    if len(answers) != 1:
        return Answer.UNCLEAR
    answer = answers.pop()
    return Answer.UNCLEAR if senses & _GOES_BADLY_WITH.get(answer, set()) else answer
