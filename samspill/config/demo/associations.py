"""Lillevik's associations, all made up: key → name, what it is, ICNPO categories, about."""

from __future__ import annotations

from typing import NamedTuple


class DemoAssociation(NamedTuple):
    name: str
    categories: tuple[str, ...]
    area: str
    about: str
    languages: tuple[str, ...] = ("nb",)


ASSOCIATIONS = {
    "choir": DemoAssociation(
        "Lillevik blandakor",
        ("1100",),
        "Sentrum",
        "Vi er 34 sangere fra 19 til 81 år. Du trenger ikke kunne noter.",
    ),
    "band": DemoAssociation(
        "Brattlia skolekorps",
        ("1100", "13100"),
        "Brattlia",
        "Korps for barn fra 3. klasse. Instrument får du låne.",
    ),
    "theatre": DemoAssociation(
        "Holmen revy og teater", ("1100",), "Holmen", "Revy hver vår, barneteater hver høst."
    ),
    "history": DemoAssociation(
        "Lillevik historielag", ("1100",), "Sentrum", "Vi tar vare på bilder og fortellinger."
    ),
    "quilt": DemoAssociation(
        "Tråd og prat", ("1300",), "Sentrum", "Strikking, søm og kaffe. Ta med det du holder på med."
    ),
    "sports": DemoAssociation(
        "Lillevik idrettslag",
        ("1200", "13100"),
        "Brattlia",
        "Håndball, fotball, turn og allidrett for alle aldre.",
    ),
    "ski": DemoAssociation(
        "Fjellheim skilag", ("1200",), "Fjellheim", "Lysløype, skiskole og kafé på søndager."
    ),
    "walk": DemoAssociation(
        "Lillevik turlag", ("1300",), "Sentrum", "Turer i rolig tempo. Alle kommer fram sammen."
    ),
    "row": DemoAssociation(
        "Holmen kystlag", ("1300", "5100"), "Holmen", "Vi ror, seiler og setter i stand gamle båter."
    ),
    "kayak": DemoAssociation(
        "Lillevik kajakklubb", ("1200",), "Holmen", "Padling for nye og gamle. Vi har utstyr."
    ),
    "scouts": DemoAssociation(
        "1. Lillevik speidergruppe", ("13100",), "Brattlia", "Ut i naturen hver tirsdag."
    ),
    "health": DemoAssociation(
        "Lillevik sanitetslag", ("4100", "3400"), "Sentrum", "Vi baker, besøker og stiller opp når noe skjer."
    ),
    "helpers": DemoAssociation(
        "Lillevik hjelpekorps", ("4200",), "Nordsida", "Førstehjelp, leting og vakt på store arrangementer."
    ),
    "visit": DemoAssociation(
        "Besøkstjenesten i Lillevik", ("4100",), "Nordsida", "Besøksvenner for dem som er mye alene."
    ),
    "seniors": DemoAssociation(
        "Lillevik pensjonistforening", ("4100",), "Sentrum", "Turer, foredrag og dans."
    ),
    "women": DemoAssociation(
        "Kvinner i Lillevik",
        ("14100",),
        "Sentrum",
        "Et sted å møtes for kvinner fra hele verden.",
        ("nb", "ar", "so", "uk"),
    ),
    "somali": DemoAssociation(
        "Somalisk forening Lillevik",
        ("14100",),
        "Brattlia",
        "Leksehjelp, idrett og fester for familier.",
        ("so", "nb"),
    ),
    "ukraine": DemoAssociation(
        "Ukrainere i Lillevik",
        ("14100",),
        "Sentrum",
        "Vi hjelper hverandre og lærer norsk sammen.",
        ("uk", "nb"),
    ),
    "youth": DemoAssociation(
        "Loftet ungdomsklubb", ("13100",), "Sentrum", "Åpent for alle fra 13 til 18 år. Gratis."
    ),
    "repair": DemoAssociation(
        "Lillevik reparasjonskafé", ("5100",), "Sentrum", "Vi fikser det som er ødelagt, sammen."
    ),
    "garden": DemoAssociation(
        "Strandvika dyrkelag", ("5100",), "Strandvika", "Parseller, frø og felles høstfest."
    ),
    "birds": DemoAssociation(
        "Lillevik fugleforening", ("5100",), "Strandvika", "Vi teller fugler og bygger kasser."
    ),
    "dogs": DemoAssociation("Lillevik hundeklubb", ("5200",), "Nordsida", "Kurs og turer for folk med hund."),
    "chess": DemoAssociation(
        "Lillevik sjakklubb", ("1300",), "Sentrum", "Nybegynner eller mester, du får en motstander."
    ),
    "parish": DemoAssociation(
        "Lillevik menighet", ("10100",), "Sentrum", "Kor, åpen kirke og middag for alle."
    ),
    "velforening": DemoAssociation(
        "Brattlia vel", ("6200",), "Brattlia", "Vi tar vare på lekeplassen og lysløypa."
    ),
    "strand": DemoAssociation(
        "Strandvika grendelag", ("6100",), "Strandvika", "Grendehus, bingo og 17. mai."
    ),
    "tech": DemoAssociation(
        "Seniornett i Lillevik", ("2300",), "Sentrum", "Hjelp med mobil, nettbank og PC."
    ),
    "radio": DemoAssociation("Nærradioen Lillevik", ("1100",), "Sentrum", "Lokale nyheter og ønskekonsert."),
    "film": DemoAssociation(
        "Lillevik filmklubb", ("1100",), "Sentrum", "Gode filmer på stort lerret, og prat etterpå."
    ),
}
