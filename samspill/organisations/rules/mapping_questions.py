"""The ready-made questions, what an answer may be, and what it says of the association's own facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

#: What a question may ask of the association's own facts, and the kind of question that takes it.
FACTS = {
    "email": "short",
    "phone": "short",
    "website": "short",
    "categories": "several",
    "languages": "several",
    "audiences": "several",
    "place_text": "short",
}
CHOSEN = frozenset({"one", "several"})
Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready-made question, as a campaign copies it."""

    kind: str
    asked: dict[str, str]
    choices: dict[str, list[str]] = field(default_factory=dict)
    is_required: bool = False
    is_personal: bool = False
    fact: str = ""


def _in(nb: str, nn: str, en: str) -> dict[str, str]:
    return {"nb": nb, "nn": nn, "en": en}


#: Why we ask, until the municipality says it in words of its own.
WHY = _in(
    "Vi vil kjenne alle foreninger i kommunen, hva dere driver med og hva dere trenger. Da kan vi fortelle folk om "
    "dere, og hjelpe der vi kan.",
    "Vi vil kjenne alle foreiningar i kommunen, kva de driv med og kva de treng. Då kan vi fortelje folk om dykk, "
    "og hjelpe der vi kan.",
    "We want to know all associations in the municipality, what you do and what you need. Then we can tell people "
    "of you, and help where we can.",
)
#: What most municipalities want to know; each campaign has a copy of its own to change.
READY = (
    Ready(
        "number",
        _in("Hvor mange medlemmer har dere?", "Kor mange medlemmer har de?", "How many members do you have?"),
    ),
    Ready(
        "number",
        _in(
            "Hvor mange gjør frivillig arbeid hos dere?",
            "Kor mange gjer frivillig arbeid hos dykk?",
            "How many volunteer with you?",
        ),
    ),
    Ready(
        "several",
        _in("Hvem er dere for?", "Kven er de for?", "Who are you for?"),
        fact="audiences",
    ),
    Ready("short", _in("Hvor møtes dere?", "Kvar møtest de?", "Where do you meet?"), fact="place_text"),
    Ready("long", _in("Hva trenger dere?", "Kva treng de?", "What do you need?")),
    Ready("several", _in("Hva driver dere med?", "Kva driv de med?", "What do you do?"), fact="categories"),
    Ready(
        "several",
        _in(
            "Hvilke språk snakkes hos dere?",
            "Kva språk blir snakka hos dykk?",
            "Which languages are spoken with you?",
        ),
        fact="languages",
    ),
    Ready(
        "short",
        _in("E-post til foreningen", "E-post til foreininga", "E-mail of the association"),
        fact="email",
    ),
    Ready(
        "short",
        _in("Telefon til foreningen", "Telefon til foreininga", "Phone of the association"),
        fact="phone",
    ),
    Ready("short", _in("Nettside", "Nettside", "Website"), fact="website"),
    Ready(
        "short",
        _in("Hvem kan vi snakke med?", "Kven kan vi snakke med?", "Who can we talk to?"),
        is_personal=True,
    ),
    Ready(
        "yes_no",
        _in(
            "Vil dere bli kontaktet av oss?",
            "Vil de bli kontakta av oss?",
            "Would you like us to contact you?",
        ),
    ),
    Ready(
        "yes_no",
        _in(
            "Kan vi vise det dere svarer, til alle?",
            "Kan vi vise det de svarer, til alle?",
            "May we show what you answer to everyone?",
        ),
    ),
)


def in_language(texts: Mapping[str, Any], language: str, languages: Sequence[str]) -> Any:
    """The text in the reader's language, else in the first of the campaign's that has one; "" where none has."""
    return next((texts[code] for code in (language, language[:2], *languages) if texts.get(code)), "")


def unwritten(
    languages: Sequence[str], why: Mapping[str, str], asked: Sequence[Mapping[str, str]]
) -> list[tuple[str, bool, int]]:
    """The languages one can choose and then reads another in: whether why we ask lacks, and how many questions do."""
    told = [(code, not why.get(code), sum(not one.get(code) for one in asked)) for code in languages]
    return [(code, lacks_why, lacking) for code, lacks_why, lacking in told if lacks_why or lacking]


def merged_answers(before: Answers, now: Answers) -> dict[str, Any]:
    """What stands when somebody saves: her own words, and where she left a field empty what another wrote there.

    Two of a board may write at once; an empty field never wipes out what the other has written.
    """
    return {**before, **{key: value for key, value in now.items() if value not in ("", None, [])}}


def lacking(required: Sequence[str], answers: Answers) -> list[str]:
    """The required questions that nobody has answered."""
    return [key for key in required if answers.get(key) in ("", None, [])]


def tally(answers: Sequence[Any]) -> Counter[str]:
    """How many chose each, of answers that are one choice or several."""
    return Counter(one for answer in answers for one in (answer if isinstance(answer, list) else [answer]))


def says_otherwise(fact: str, answer: Any, stands: Any) -> bool:
    """Whether an answer says something else than what stands. An empty answer says nothing.

    Of categories a finer one that stands is not contradicted by its main group.
    """
    if answer in ("", None, []):
        return False
    if fact == "categories":
        return set(answer) != {_main(code) for code in stands}
    return set(answer) != set(stands) if fact in ("languages", "audiences") else answer != stands


def _main(code: str) -> str:
    return code if len(code) <= 2 else code[:-3]
