"""What a kind of help is also called, so that a task is found by it whatever its own words are."""

from __future__ import annotations

#: The names of whole kinds and never of one thing in them: whoever asks for a lift should not get the shopping.
_WORDS = {
    "shopping": "handle handling innkjøp shopping",
    "escort": "følge følgje ledsager escort company",
    "visit": "besøk besøke vitje vitjing visit",
    "walk": "tur gåtur walk",
    "chores": "småjobb hjemme heime chores",
    "garden": "hage snø garden snow",
    "transport": "kjøre køyre skyss transport drive lift",
    "tech": "data telefon pc mobil phone computer",
    "homework": "lekser leksehjelp homework",
    "language": "språk norsk norsktrening language norwegian",
    "exercise": "trening trene exercise",
    "event": "arrangement event",
    "kitchen": "mat kjøkken food kitchen",
    "repair": "reparere reparasjon fikse repair",
    "visit_friend": "besøksvenn besøksven vitjeven visit friend",
    "activity_friend": "aktivitetsvenn aktivitetsven activity friend",
    "inclusion_contact": "inkludering inkluderingskontakt inclusion contact",
    "mentor": "mentor",
}


def words_of_kind(kind: str) -> str:
    """What a kind of help (`rules.codes`) is found by, in both forms of Norwegian and in English; "" for the rest."""
    return _WORDS.get(kind, "")
