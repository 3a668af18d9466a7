"""A text to be found and a text to find it by, both as index words. Pure: the same on every database."""

from __future__ import annotations

from dataclasses import dataclass

from samspill.foundation.search.compounds import also_found_by, other_readings, other_spellings, word
from samspill.foundation.search.folding import pieces, written_words
from samspill.foundation.search.synonyms import Groups, Together, same_as

LONGEST_QUESTION = 200
MOST_TERMS = 12

#: Words that tell nothing about what somebody looks for. Who asks with these alone is shown everything.
STOP_WORDS = frozenset(
    """
    a alle alt an and andre are at av bare berre ble blei bli blir can da de deg dei dem den denne der dere desse
    det dette di din disse ditt do du dykk eg ei ein eit eller en enn er et ett etter finn finnes finst for fra
    from frå få får gjer gjera gjere gjerne gjør gjøre ha hadde han hans happening happens har helg helga helgen
    helgene helgi her ho hos how hun hva hvem hver hvilke hvilken hvor hvordan i ikke ikkje in inn is it ja jeg kan
    kom komme kommer korleis kunne kva kvar kven lyst man mange me med meg men mer mi min mitt mot my mye må nei
    noe noen noko nokon nokre nå når of og også om on opp or oss our over på samt seg sin sitt skal skje skjer
    skulle slik som så the there til to treng trenger trengs ut var vart ved vel vere vi vil ville vår vårt være
    vært want we what when where with you your å ønske ønsker
    """.split()
)
#: Which day is meant, after "i": the list shows the days, and no text holds them.
_DAYS = frozenset("dag kveld ettermiddag formiddag morgen morgon natt".split())
_WHEN = frozenset("idag ikveld imorgen imorgon today tonight tomorrow weekend".split())


#: Words for doing something: what one does stands beside them ("gå tur", "lære å strikke", "play football").
_DOING = frozenset(
    """
    begynne byrja byrje delta dra driva drive driver driv gå går høra høre hører join laga lage lager learn lær lære
    lærer læra make meet møta møte møter møtes play prøva prøve prøver se ser sing sjå spela spele spelar spille
    spiller start starta starte syng synge synger syngja syngje treffa treffe treffer
    """.split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """One word that was asked for: any of the `ways` satisfies it. A known word is never taken for a misspelling."""

    asked: str
    ways: tuple[Together, ...]
    is_known: bool


def index_words(text: str, *, most: int = 3000) -> list[str]:
    """The index words of a text to be found: stems, the parts of compounds, hyphenated words also as one, once each."""
    found: dict[str, None] = {}
    for written in written_words(text):
        parts = pieces(written)
        forms = parts if len(parts) == 1 else [*parts, "".join(parts)]
        found |= dict.fromkeys(index_word for form in forms for index_word in _found_by(form))
        if len(found) > most:
            break
    return list(found)


def terms(text: str, own: Groups | None = None) -> tuple[Term, ...]:
    """What a question asks for, word by word; empty where it has stop words only. `own` are the municipality's words
    that mean the same.
    """
    asked = [form for written in written_words(text[:LONGEST_QUESTION]) for form in pieces(written)]
    pairs = zip(asked, ("", *asked), strict=False)
    telling = [form for form, before in pairs if not (_tells_nothing(form) or _is_when(form, before))]
    return tuple(_term(form, own) for form in dict.fromkeys(telling))[:MOST_TERMS]


def without_doing(asked: tuple[Term, ...]) -> tuple[Term, ...]:
    """What a question is about, where nothing holds all its words: "tur" of "gå tur". All of it, where that is all."""
    return tuple(term for term in asked if term.asked not in _DOING) or asked


def _found_by(form: str) -> tuple[str, ...]:
    if _tells_nothing(form):
        return ()
    found = word(form)
    more = (extra for part in found.parts for extra in also_found_by(part))
    return (*found.index_words, *more)


def _tells_nothing(form: str) -> bool:
    return form in STOP_WORDS or (len(form) == 1 and not form.isdigit())


def _is_when(form: str, before: str) -> bool:
    """Whether it says when ("i kveld") and not what ("kveld med film")."""
    return form in _WHEN or (form in _DAYS and before == "i")


def _term(form: str, own: Groups | None) -> Term:
    """A word the municipality has listed itself is known, for it stands in its list as it is meant."""
    found = word(form)
    readings = (found.parts, *other_readings(form))
    meant = [way for parts in readings for way in (parts, *_other_ways(parts, own))]
    ways = tuple(dict.fromkeys([*meant, *((whole,) for whole in other_spellings(form))]))
    return Term(form, ways, found.is_known or found.parts in (own or {}))


def _other_ways(parts: Together, own: Groups | None) -> list[Together]:
    """Synonyms of the whole, or of each part in its place: `datahjelp` is also ikt and hjelp."""
    ways = sorted(same_as(parts, own))
    if len(parts) > 1:
        ways += [
            (*parts[:at], *other, *parts[at + 1 :])
            for at, part in enumerate(parts)
            for other in sorted(same_as((part,), own))
        ]
    return ways
