"""Lillevik's neighbourhoods, places and services. The town is fictional; its coordinates are far out at sea."""

from __future__ import annotations

from typing import NamedTuple


class DemoArea(NamedTuple):
    name: str
    latitude: float
    longitude: float


AREAS = (
    DemoArea("Sentrum", 65.000, 6.000),
    DemoArea("Nordsida", 65.014, 6.004),
    DemoArea("Brattlia", 65.006, 6.030),
    DemoArea("Holmen", 64.991, 5.975),
    DemoArea("Fjellheim", 65.030, 6.045),
    DemoArea("Strandvika", 64.970, 6.010),
)


#: No town in Norway has it.
POSTCODE = "9999"


class DemoPlace(NamedTuple):
    name: str
    address: str
    area: str
    accessibility: tuple[str, ...] = ()


ALL = ("step_free", "toilet", "hearing_loop", "parking", "lift")

PLACES = {
    "library": DemoPlace("Lillevik bibliotek", "Torggata 4", "Sentrum", ALL),
    "centre": DemoPlace("Frivilligsentralen", "Torggata 7", "Sentrum", ("step_free", "toilet", "parking")),
    "community": DemoPlace(
        "Samfunnshuset", "Storgata 21", "Sentrum", ("step_free", "toilet", "hearing_loop")
    ),
    "town_hall": DemoPlace("Rådhuset", "Torggata 1", "Sentrum", ALL),
    "church": DemoPlace(
        "Menighetssalen", "Kirkebakken 2", "Sentrum", ("step_free", "hearing_loop", "toilet")
    ),
    "culture": DemoPlace("Kulturskolen", "Skoleveien 9", "Sentrum", ("step_free", "lift", "toilet")),
    "sports_hall": DemoPlace(
        "Lillevikhallen", "Idrettsveien 3", "Brattlia", ("step_free", "toilet", "parking")
    ),
    "brattlia_school": DemoPlace("Brattlia skole", "Brattliveien 40", "Brattlia", ("step_free", "parking")),
    "north_home": DemoPlace("Nordsida omsorgssenter", "Nordsida 15", "Nordsida", ALL),
    "north_hall": DemoPlace("Nordsida grendehus", "Nordsida 88", "Nordsida", ("parking",)),
    "harbour": DemoPlace("Båthuset på Holmen", "Holmen brygge", "Holmen", ("parking",)),
    "holmen_school": DemoPlace("Holmen oppvekstsenter", "Holmveien 12", "Holmen", ("step_free", "toilet")),
    "cabin": DemoPlace("Fjellheimhytta", "Fjellheimveien 210", "Fjellheim", ()),
    "beach_hall": DemoPlace("Strandvika grendehus", "Strandveien 55", "Strandvika", ("step_free", "parking")),
    "workshop": DemoPlace("Fellesverkstedet", "Industriveien 8", "Sentrum", ("step_free", "parking")),
    "youth": DemoPlace("Ungdomshuset Loftet", "Storgata 30", "Sentrum", ("toilet",)),
}


class DemoUnit(NamedTuple):
    name: str
    sector: str
    phone: str
    hours: str
    receives_the_public: bool = False


UNITS = {
    "centre": DemoUnit("Lillevik frivilligsentral", "Kultur", "+4773000010", "man–fre 9–15", True),
    "care": DemoUnit("Aktivitet og hjemmetjeneste", "Helse og omsorg", "+4773000020", "man–fre 8–15"),
    "refugees": DemoUnit("Flyktningtjenesten", "Oppvekst og utdanning", "+4773000030", "man–fre 9–15"),
}


class DemoStaff(NamedTuple):
    name: str
    email: str
    unit: str
    role: str


STAFF = (
    DemoStaff("Ingrid Solvang", "ingrid@lillevik.example", "centre", "leader"),
    DemoStaff("Ola Brekke", "ola@lillevik.example", "centre", "coordinator"),
    DemoStaff("Samira Yusuf", "samira@lillevik.example", "refugees", "coordinator"),
    DemoStaff("Tone Myhre", "tone@lillevik.example", "care", "coordinator"),
    DemoStaff("Nora Dalen", "nora@lillevik.example", "centre", "crisis"),
)
