"""The codes an activity is described with, and the words in other people's calendars that mean the same.

`activities.wording` has what each is called in the interface. Order is the order they are shown in.
"""

from __future__ import annotations

from collections.abc import Iterable

from samspill.organisations.rules import audiences

#: The same as those an association is for.
AUDIENCES = audiences.AUDIENCES
CATEGORIES = (
    "culture", "music", "sport", "outdoors", "food", "language", "crafts", "repair", "homework", "games",
    "meeting_place", "health", "digital", "faith", "course", "volunteering",
)  # fmt: skip
ACCESSIBILITY = ("step_free", "lift", "toilet", "hearing_loop", "parking", "quiet", "sign_language")
#: Languages spoken at activities: those most spoken in Norway, the Sámi languages and Kven, and sign language.
LANGUAGES = (
    "nb", "nn", "en", "se", "smj", "sma", "fkv", "nsi", "uk", "ar", "pl", "so", "ti", "lt", "es", "fr", "de", "fa",
    "prs", "ps", "ku", "tr", "ur", "vi", "th", "ru", "ro", "pt", "sw", "am", "my", "zh", "sv", "da", "fi",
)  # fmt: skip
#: When a time begins, in Norway: before noon, before five in the afternoon, later.
PARTS_OF_DAY = ("morning", "day", "evening")
HOURS_OF_PART = {"morning": (0, 12), "day": (12, 17), "evening": (17, 24)}

#: What others file events under, in their calendars.
_WORDS = {
    "culture": "kultur kunst teater film litteratur bok lesing utstilling culture theatre",
    "music": "musikk konsert kor korps sang dans music concert choir",
    "sport": "idrett sport trening fotball håndball svømming ski turn gym",
    "outdoors": "friluft friluftsliv tur turgruppe natur hage outdoors hiking",
    "food": "mat middag lunsj suppe kafe kafé matlaging food",
    "language": "språk språkkafe språkkafé norsk norsktrening language",
    "crafts": "håndverk håndarbeid strikk strikking strikkekafe sying husflid crafts",
    "repair": "reparasjon fikse gjenbruk bytte repair",
    "homework": "lekser leksehjelp skole homework",
    "games": "spill brettspill sjakk bridge bingo kort games",
    "meeting_place": "møteplass treff sosialt åpent kafétreff seniortreff",
    "health": "helse demens likeperson selvhjelp health",
    "digital": "data datahjelp digital ikt mobilhjelp",
    "faith": "tro livssyn kirke gudstjeneste moske",
    "course": "kurs foredrag opplæring course lecture",
    "volunteering": "frivillig frivillighet dugnad volunteering",
}
#: What all that is filed under a code should be found by: names of the whole field and not of one thing in it, for
#: whoever asks for swimming is not helped by handball.
_NAMES = {
    "culture": "kultur culture",
    "music": "musikk music",
    "sport": "idrett sport trening",
    "outdoors": "friluft friluftsliv natur outdoors",
    "food": "mat food",
    "language": "språk norsk norsktrening lære øve snakke language learn practise practice",
    "crafts": "håndverk håndarbeid husflid crafts",
    "repair": "reparasjon fikse gjenbruk repair",
    "homework": "lekser leksehjelp homework",
    "games": "spill games",
    "meeting_place": "møteplass treff sosialt",
    "health": "helse health",
    "digital": "data datahjelp digital ikt",
    "faith": "tro livssyn",
    "course": "kurs opplæring course",
    "volunteering": "frivillig frivillighet dugnad volunteering",
}
_CODE_OF = {word: code for code, words in _WORDS.items() for word in words.split()}


def words_of_categories(codes: Iterable[str]) -> str:
    """Norwegian and English words that what is filed under these codes should be found by."""
    return " ".join(_NAMES[code] for code in codes if code in _NAMES)


def categories_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """The codes for what a calendar files an event under, each once; words we do not know are passed over."""
    pieces = (piece for word in words for piece in word.lower().replace("/", " ").replace(",", " ").split())
    return tuple(dict.fromkeys(_CODE_OF[piece] for piece in pieces if piece in _CODE_OF))
