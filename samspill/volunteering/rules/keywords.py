"""Words people send to the town's number without having been asked anything: they want to help, or need help.

As in `messaging.rules.replies` nothing is guessed: the whole text must be a phrase of the table, perhaps with a
greeting before it and a name after it. Anything else is left to a person. Bokmål, nynorsk and English, and the other
languages whose words for STOPP are known.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

Ask = Literal["offers_help", "needs_help"]

LONGEST = 200
MOST_NAME_WORDS = 4

#: Phrase by phrase, in the language they are written in. `|` parts them.
OFFERS_HELP: dict[str, str] = {
    "nb": "frivillig|hjelpe|vil hjelpe|jeg vil hjelpe|vil gjerne hjelpe|jeg vil gjerne hjelpe|jeg ønsker å hjelpe"
    "|ønsker å hjelpe|hjelpe til|jeg vil hjelpe til|vil hjelpe til|jeg vil gjerne hjelpe til|bli frivillig"
    "|vil bli frivillig|jeg vil bli frivillig|jeg vil gjerne bli frivillig|jeg vil være frivillig|ny frivillig",
    "nn": "friviljug|hjelpa|vil hjelpa|eg vil hjelpe|eg vil hjelpa|eg vil gjerne hjelpe|eg vil gjerne hjelpa"
    "|eg ønskjer å hjelpe|ønskjer å hjelpe|eg vil hjelpe til|eg vil bli frivillig|eg vil gjerne bli frivillig"
    "|eg vil vere frivillig|ny friviljug",
    "en": "volunteer|i want to help|want to help|i would like to help|i'd like to help|i want to volunteer"
    "|want to volunteer|i would like to volunteer|i'd like to volunteer|i want to be a volunteer",
    "uk": "волонтерка|доброволець|хочу допомогти|я хочу допомогти|хочу допомагати|я хочу допомагати|волонтер",
    "ru": "волонтёр|волонтерство|доброволец|хочу помочь|я хочу помочь|хочу помогать|я хочу помогать",
    "ar": "متطوع|متطوعة|تطوع|أريد أن أساعد|اريد ان اساعد|أريد أن أتطوع|اريد ان اتطوع",
    "so": "mutadawac|tabaruc|waxaan rabaa inaan caawiyo|waan rabaa inaan caawiyo",
    "ti": "ወለንተኛ|ክሕግዝ እደሊ|ክሕግዝ ይደሊ",
    "fi": "vapaaehtoinen|haluan auttaa|haluaisin auttaa",
    "se": "eaktodáhtolaš|háliidan veahkehit|mun háliidan veahkehit",
    "pl": "wolontariusz|wolontariuszka|wolontariat|chcę pomóc|chce pomoc|chcę pomagać",
}
NEEDS_HELP: dict[str, str] = {
    "nb": "hjelp|trenger hjelp|jeg trenger hjelp|hjelp meg|kan jeg få hjelp|jeg vil ha hjelp|ønsker hjelp"
    "|jeg ønsker hjelp|vi trenger hjelp",
    "nn": "treng hjelp|eg treng hjelp|kan eg få hjelp|eg vil ha hjelp|ønskjer hjelp|eg ønskjer hjelp|vi treng hjelp",
    "en": "help|help me|need help|i need help|we need help|can i get help",
    "uk": "допомога|потрібна допомога|мені потрібна допомога|допоможіть",
    "ru": "помощь|нужна помощь|мне нужна помощь|помогите",
    "ar": "مساعدة|أحتاج مساعدة|أحتاج إلى مساعدة|احتاج مساعدة|احتاج الى مساعدة|ساعدوني",
    "so": "caawimaad|caawimo|waxaan u baahanahay caawimaad|caawimaad ayaan u baahanahay",
    "ti": "ሓገዝ|ሓገዝ የድልየኒ",
    "fi": "apua|tarvitsen apua",
    "se": "veahkki|dárbbašan veahki|mun dárbbašan veahki",
    "pl": "pomoc|potrzebuję pomocy|potrzebuje pomocy",
}
GREETINGS = (
    "hei|heisann|hallo|hello|hi|god dag|god morgen|god kveld"
    "|привіт|вітаю|здравствуйте|مرحبا|salaam|hoi|dzień dobry"
)
THANKS = "takk|tusen takk|mange takk|på førehand takk|takk på forhånd|please|thanks|thank you"
#: What may stand between the word and the name.
NAMED = (
    "jeg heter|eg heiter|eg heter|mitt navn er|namnet mitt er|navn|namn|my name is"
    "|hilsen|helsing|mvh|regards|fra|frå"
)
#: What is wanted, after "trenger hjelp": all of the text is kept.
WITH_WHAT = ("til", "med", "å", "with", "to", "for")

#: Common words that are no names, so that "frivillig kan ikke komme" is left to a person.
NO_NAMES = frozenset(
    "jeg eg æ vi du de dere ikke ikkje kan vil skal må er var har hadde kommer kjem det den dette og men om hvis når "
    "hva kva hvor kor hvem kven hvordan korleis i på av til med for fra ved en ei et ein eit noe noko noen nokon ja "
    "nei dersom arbeid oppdrag vakt dag morgen mandag tirsdag onsdag torsdag fredag lørdag søndag takk hei not can "
    "can't i'm am is the a an and but if when what where how who today tomorrow no yes work we you they my me meg deg "
    "seg oss".split()
)


class Keyword(NamedTuple):
    """What somebody asks for, the name she gave or "", the words worth keeping or "", the language she wrote in, and
    the short number of the task she read of on a wall, or None."""

    asks: Ask
    name: str = ""
    words: str = ""
    language: str = "nb"
    code: int | None = None


def read_keyword(text: str) -> Keyword | None:
    """What this text asks for, or None where it is anything but one of the phrases. Never raises."""
    plain = _plain(text)
    if not plain or len(plain) > LONGEST or "?" in plain or "؟" in plain:
        return None
    plain = _without(plain, _GREETING)
    for asks, phrases in _PHRASES:
        for language, phrase in phrases:
            if _begins_with(plain, phrase):
                found = _rest(plain[len(phrase) :], asks, language, plain)
                if found:
                    return found
    return None


def _rest(rest: str, asks: Ask, language: str, plain: str) -> Keyword | None:
    """What follows the phrase: nothing, a name, or what the help is needed for."""
    rest = rest.strip(" .,:;!–-")
    rest = _without(_without(rest, _THANKS_LAST), _THANKS_FIRST).strip(" .,:;!–-")
    numbered = _TASK.match(rest) if asks == "offers_help" else None
    code = int(numbered[1]) if numbered else None
    rest = rest[numbered.end() :] if numbered else rest
    if not rest:
        return Keyword(asks, language=language, code=code)
    if asks == "needs_help" and rest.split()[0].casefold() in WITH_WHAT:
        return Keyword(asks, words=plain, language=language)
    name = _name(_without(rest, _NAMED))
    return Keyword(asks, name=name, language=language, code=code) if name else None


def _name(text: str) -> str:
    """The name these words are, or "" where they do not look like one."""
    words = text.strip(" .,!").split()
    if not 1 <= len(words) <= MOST_NAME_WORDS or not all(_NAME_WORD.fullmatch(word) for word in words):
        return ""
    if any(word.casefold() in NO_NAMES for word in words):
        return ""
    return " ".join(word if word[0].isupper() and not word.isupper() else _capital(word) for word in words)


def _capital(word: str) -> str:
    """«kari-anne» as it is written in a passport. Scripts without capitals stay as they are."""
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def _plain(text: str) -> str:
    composed = (
        unicodedata.normalize("NFC", text[: LONGEST * 5])
        .replace("’", "'")
        .replace("«", " ")
        .replace("»", " ")
    )
    return re.sub(r"\s+", " ", composed.replace("\u00a0", " ")).strip(' "').strip()


def _begins_with(plain: str, phrase: str) -> bool:
    """Whether the text begins with the phrase as whole words."""
    following = plain[len(phrase) : len(phrase) + 1]
    return plain.casefold().startswith(phrase) and not (following.isalnum() or following in ("'", "-"))


def _without(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub("", text, count=1).strip()


def _either(phrases: str) -> str:
    return "|".join(re.escape(one) for one in sorted(phrases.split("|"), key=len, reverse=True))


def _longest_first(table: dict[str, str]) -> list[tuple[str, str]]:
    pairs = [(language, phrase.casefold()) for language, line in table.items() for phrase in line.split("|")]
    return sorted(pairs, key=lambda pair: -len(pair[1]))


_GREETING = re.compile(rf"^(?:{_either(GREETINGS)})\b[ .,!]*", re.IGNORECASE)
_THANKS_LAST = re.compile(rf"(?:^|[ .,!]+)(?:{_either(THANKS)})[ .,!]*$", re.IGNORECASE)
_THANKS_FIRST = re.compile(rf"^(?:{_either(THANKS)})\b[ .,!]*", re.IGNORECASE)
_NAMED = re.compile(rf"^(?:{_either(NAMED)})\b[ .,:]*", re.IGNORECASE)
#: "FRIVILLIG 123 Kari Nordvik", as it stands on a poster.
_TASK = re.compile(r"#?(\d{2,6})(?![^\W_])[ .,:;–-]*", re.ASCII)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?|[^\W\d_]\.")
_PHRASES: tuple[tuple[Ask, list[tuple[str, str]]], ...] = (
    ("offers_help", _longest_first(OFFERS_HELP)),
    ("needs_help", _longest_first(NEEDS_HELP)),
)
