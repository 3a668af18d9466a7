"""Lillevik's people, all made up. Their numbers are reached by the phone simulator alone."""

from __future__ import annotations

from typing import NamedTuple


class DemoVolunteer(NamedTuple):
    name: str
    birth_year: int
    gender: str
    area: str
    wishes: tuple[str, ...]
    wish_words: str
    free: str = ""
    language: str = "nb"
    languages: tuple[str, ...] = ("nb",)
    qualifications: tuple[str, ...] = ("course", "agreement", "confidentiality")
    channel: str = "sms"
    unwanted: tuple[str, ...] = ()
    shares_phone_with: str = ""


DAY = "mo tu we th fr"
ALL = ("course", "agreement", "confidentiality", "police_certificate")

VOLUNTEERS = (
    DemoVolunteer(
        "Kari Nordvik",
        1953,
        "f",
        "Sentrum",
        ("escort", "visit"),
        "Vil gjerne følge folk til legen.",
        "mo tu we th",
        qualifications=ALL,
    ),
    DemoVolunteer(
        "Arne Nordvik",
        1950,
        "m",
        "Sentrum",
        ("chores", "transport"),
        "Har bil og god tid.",
        "mo tu we",
        shares_phone_with="Kari Nordvik",
        qualifications=(*ALL, "driving_licence"),
    ),
    DemoVolunteer(
        "Amina Warsame",
        1988,
        "f",
        "Brattlia",
        ("language", "visit", "escort"),
        "Kan tolke litt for somaliske familier.",
        "tu we th",
        languages=("so", "nb", "en"),
    ),
    DemoVolunteer(
        "Olena Kovalenko",
        1991,
        "f",
        "Sentrum",
        ("shopping", "kitchen", "language"),
        "Vil øve norsk og hjelpe til.",
        DAY,
        language="en",
        languages=("uk", "en", "nb"),
    ),
    DemoVolunteer(
        "Per Aune",
        1961,
        "m",
        "Nordsida",
        ("transport", "escort", "shopping"),
        "Kjører gjerne.",
        "mo we fr",
        qualifications=(*ALL, "driving_licence"),
    ),
    DemoVolunteer(
        "Solveig Haugen",
        1948,
        "f",
        "Nordsida",
        ("visit", "walk"),
        "Liker rolige turer og en prat.",
        "tu th",
        channel="phone",
        qualifications=ALL,
    ),
    DemoVolunteer(
        "Jonas Bakke",
        1999,
        "m",
        "Brattlia",
        ("tech", "homework"),
        "Student, ledig på kveldstid.",
        "mo tu we th",
    ),
    DemoVolunteer(
        "Ingeborg Tveit",
        1957,
        "f",
        "Strandvika",
        ("escort", "shopping", "garden"),
        "Snakker nynorsk og likar hagearbeid.",
        "mo tu th fr",
        language="nn",
        qualifications=ALL,
    ),
    DemoVolunteer(
        "Mohammed Saleh",
        1984,
        "m",
        "Sentrum",
        ("transport", "language", "event"),
        "Arabisk og engelsk.",
        "fr sa su",
        languages=("ar", "en", "nb"),
        qualifications=("course", "agreement", "confidentiality", "driving_licence"),
    ),
    DemoVolunteer(
        "Turid Moen", 1955, "f", "Brattlia", ("kitchen", "visit", "event"), "Baker gjerne til alt.", DAY
    ),
    DemoVolunteer(
        "Leif Strand",
        1946,
        "m",
        "Holmen",
        ("repair", "chores"),
        "Snekker i mange år. Ring helst.",
        DAY,
        channel="phone",
    ),
    DemoVolunteer(
        "Hanna Lien", 2001, "f", "Sentrum", ("homework", "exercise", "event"), "Ledig etter klokka 15.", DAY
    ),
    DemoVolunteer(
        "Bjørn Rustad",
        1959,
        "m",
        "Fjellheim",
        ("garden", "chores", "transport"),
        "Har traktor og henger.",
        "mo tu we th fr sa",
        qualifications=("agreement", "driving_licence"),
    ),
    DemoVolunteer(
        "Selam Tesfay",
        1993,
        "f",
        "Brattlia",
        ("language", "kitchen", "visit"),
        "Tigrinja og norsk.",
        "mo we sa",
        languages=("ti", "nb", "en"),
    ),
    DemoVolunteer(
        "Grete Vik",
        1951,
        "f",
        "Sentrum",
        ("visit", "walk", "escort"),
        "Gjerne fast besøksvenn.",
        "mo we fr",
        qualifications=ALL,
    ),
    DemoVolunteer(
        "Morten Dahl",
        1975,
        "m",
        "Nordsida",
        ("exercise", "transport"),
        "Kan ta helger.",
        "sa su",
        qualifications=("course", "agreement"),
    ),
    DemoVolunteer(
        "Fatima Hassan",
        1979,
        "f",
        "Sentrum",
        ("visit", "shopping", "language"),
        "Arabisk, somali og norsk.",
        "tu th sa",
        languages=("ar", "so", "nb"),
    ),
    DemoVolunteer("Eirik Sandvik", 1990, "m", "Holmen", ("tech", "repair", "event"), "Kan data.", "we th"),
    DemoVolunteer(
        "Anne-Lise Berg",
        1962,
        "f",
        "Strandvika",
        ("shopping", "escort", "visit"),
        "Har bil. Liker å bli spurt i god tid.",
        DAY,
        qualifications=(*ALL, "driving_licence"),
    ),
    DemoVolunteer(
        "Trygve Lunde",
        1944,
        "m",
        "Sentrum",
        ("visit", "homework"),
        "Pensjonert lærer.",
        "mo tu we th",
        channel="letter",
    ),
    DemoVolunteer(
        "Marte Fossum",
        1986,
        "f",
        "Fjellheim",
        ("walk", "exercise"),
        "Tar gjerne med hund.",
        "sa su",
        unwanted=("shopping",),
    ),
    DemoVolunteer(
        "Dmytro Bondar",
        1983,
        "m",
        "Brattlia",
        ("repair", "chores", "transport"),
        "Elektriker.",
        "sa su",
        language="en",
        languages=("uk", "en"),
        qualifications=("course", "agreement", "driving_licence"),
    ),
    DemoVolunteer(
        "Ragnhild Eide",
        1949,
        "f",
        "Nordsida",
        ("visit", "kitchen"),
        "Besøksvenn siden 2015.",
        "tu we",
        qualifications=ALL,
    ),
    DemoVolunteer(
        "Sindre Holm",
        2004,
        "m",
        "Sentrum",
        ("homework", "tech", "exercise"),
        "Elev på videregående.",
        "mo tu th",
        qualifications=("agreement",),
    ),
    DemoVolunteer(
        "Wenche Aas",
        1956,
        "f",
        "Holmen",
        ("shopping", "escort"),
        "Vil gjerne hjelpe på Holmen.",
        DAY,
        qualifications=ALL,
    ),
    DemoVolunteer(
        "Karl Johan Nes",
        1952,
        "m",
        "Strandvika",
        ("transport", "walk"),
        "Har minibuss på sertifikatet.",
        "mo tu we th fr",
        qualifications=(*ALL, "driving_licence"),
    ),
    DemoVolunteer(
        "Nadia Rahimi",
        1997,
        "f",
        "Sentrum",
        ("language", "homework", "mentor"),
        "Dari, engelsk og norsk.",
        "mo tu we th fr",
        languages=("fa", "en", "nb"),
    ),
    DemoVolunteer(
        "Odd Kristiansen",
        1947,
        "m",
        "Brattlia",
        ("chores", "repair", "visit"),
        "Kan litt av alt.",
        "mo we",
        qualifications=("course", "agreement", "confidentiality"),
    ),
    DemoVolunteer(
        "Lise Marie Grøn",
        1970,
        "f",
        "Nordsida",
        ("escort", "mentor", "event"),
        "Sykepleier på deltid.",
        "th fr",
        qualifications=ALL,
    ),
    DemoVolunteer(
        "Tobias Engen",
        1995,
        "m",
        "Fjellheim",
        ("exercise", "event", "walk"),
        "Friluft og trening.",
        "we fr sa su",
    ),
)


class DemoCall(NamedTuple):
    """One request as it came in by phone."""

    caller: str
    caller_phone: str
    on_behalf_of: str
    unit: str
    recipient: str
    recipient_phone: str
    kind: str
    title: str
    public_text: str
    in_days: int
    clock: str
    minutes: int
    area: str
    address: str
    private_text: str
    places: int = 1
    demands: tuple[str, ...] = ()
    gender: str = ""
    languages: tuple[str, ...] = ()
    window_days: int = 0
    is_public: bool = False
    #: What has happened already: "" nothing, "asked", "covered", "part".
    so_far: str = ""


CALLS = (
    DemoCall(
        "Sykepleier Marit",
        "+4740000901",
        "Nordsida omsorgssenter",
        "care",
        "Astrid Lund",
        "",
        "escort",
        "Følge til øyelege",
        "En eldre dame trenger følge til øyelegen. Rullator.",
        0,
        "13:30",
        120,
        "Nordsida",
        "Nordsida 15, avdeling B",
        "Ring på hos avdeling B. Astrid hører dårlig.",
        demands=("confidentiality",),
        so_far="covered",
    ),
    DemoCall(
        "Gunnar Hovland",
        "+4740000902",
        "",
        "centre",
        "Gunnar Hovland",
        "+4740000902",
        "shopping",
        "Handlehjelp",
        "Hjelp til å handle mat en gang denne uken.",
        1,
        "10:00",
        60,
        "Brattlia",
        "Brattliveien 12, 2. etasje",
        "Kode 4471 på ytterdøra.",
        window_days=3,
        so_far="asked",
    ),
    DemoCall(
        "Sykepleier Marit",
        "+4740000901",
        "Nordsida omsorgssenter",
        "care",
        "Einar Fjell",
        "",
        "escort",
        "Følge til sykehuset",
        "En mann trenger følge til sykehuset og hjem igjen.",
        2,
        "09:15",
        240,
        "Nordsida",
        "Nordsida 15, avdeling A",
        "Taxi er bestilt til 09.15.",
        demands=("confidentiality", "police_certificate"),
    ),
    DemoCall(
        "Datter Silje",
        "+4740000904",
        "",
        "centre",
        "Borghild Sæther",
        "+4740000905",
        "walk",
        "Gå tur med en dame som liker frisk luft",
        "En rolig tur i nærområdet, gjerne med en prat.",
        3,
        "12:00",
        60,
        "Sentrum",
        "Torggata 19",
        "Ring to ganger.",
        gender="f",
        so_far="asked",
    ),
    DemoCall(
        "Flyktningtjenesten",
        "+4773000030",
        "",
        "refugees",
        "Familien Haile",
        "+4740000907",
        "language",
        "Hjelp med å lese brev",
        "En familie trenger hjelp med brev fra skolen.",
        4,
        "17:00",
        90,
        "Brattlia",
        "Brattliveien 31 C",
        "Ring på Haile.",
        languages=("ti",),
    ),
    DemoCall(
        "Biblioteket",
        "+4740000908",
        "Lillevik bibliotek",
        "centre",
        "",
        "",
        "event",
        "Bære bord og stoler til loppemarked",
        "Vi trenger fem til å rigge til loppemarkedet. Vi spanderer pizza.",
        5,
        "16:00",
        120,
        "Sentrum",
        "Torggata 4",
        "Møt ved bakdøra.",
        places=5,
        is_public=True,
        so_far="part",
    ),
    DemoCall(
        "Frivilligsentralen",
        "+4773000010",
        "",
        "centre",
        "",
        "",
        "kitchen",
        "Vaffelsteking på åpen kafé",
        "Stek vafler og møt folk. Opplæring på stedet.",
        6,
        "10:00",
        180,
        "Sentrum",
        "Torggata 7",
        "Forkle ligger klart.",
        places=2,
        is_public=True,
    ),
    DemoCall(
        "Flyktningtjenesten",
        "+4773000030",
        "",
        "refugees",
        "",
        "",
        "homework",
        "Leksehjelp på biblioteket",
        "Hjelp skoleelever med lekser. Du trenger ikke være lærer.",
        7,
        "15:00",
        120,
        "Sentrum",
        "Torggata 4",
        "Møt i barneavdelingen.",
        places=3,
        is_public=True,
        demands=("course",),
    ),
    DemoCall(
        "Harald Mo",
        "+4740000911",
        "",
        "centre",
        "Harald Mo",
        "+4740000911",
        "tech",
        "Hjelp med ny mobil",
        "Ny telefon skal settes opp. Tar en time.",
        2,
        "14:00",
        60,
        "Holmen",
        "Holmveien 3",
        "",
        window_days=4,
    ),
)

INTERESTED = (
    ("Julie Nygård", "+4740000951", "Jeg vil gjerne hjelpe til på språkkafé.", "nb"),
    ("Yonas Kidane", "+4740000952", "I can help in the evenings. I speak Tigrinya.", "en"),
    ("Rolf Hagen", "+4740000953", "Nettopp pensjonert. Har bil.", "nb"),
)
