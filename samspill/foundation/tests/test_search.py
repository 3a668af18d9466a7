"""Search finds what a Norwegian would expect, and the same on both databases."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspill.foundation import search
from samspill.foundation.models import Municipality, SearchDocument, SearchWord
from samspill.foundation.search.questions import index_words
from samspill.foundation.tenancy import entered

KIND = "foundation.thing"

FINDS = """
aktivitet | aktiviteter
aktiviteter | aktivitet
aktivitet | aktivitetene
aktivitet | aktivitetar
aktivitet | aktivitetane
aktivitetstilbud | tilbud om aktivitet
tilbud | aktivitetstilbud
språkkafe | språkkafeen
språkkafé | språkkafe
strikkekafe | strikkekafé
strikkekafé | Strikkekafeen på biblioteket
kafe | språkkafé
kafé | strikkekafeer
språk | språkkafeen
språk kafé | Språkkafé
venn | besøksvenn
besøksvenn | besøksvenner
besøk | besøksvenn
venn | aktivitetsvenn
aktivitetsvenn | Bli aktivitetsvenn for en med demens
kurs | kurset
kurset | kurs
mattekurs | kurs i matte
ungdom | ungdommer
ungdomsklubb | Klubb for ungdom
ungdommer | ungdomsklubben
korps | korpset
korps | musikkorps
bok | bøker
bøker | bok
bokgruppe | gruppe for bøker
mann | menn
menn | mannskor
hånd | hender
frivilligsentral | frivillighetssentralen
frivillighetssentral | frivilligsentral
frivillig | frivillighet
frivillige | frivillig arbeid
tur | turer
tur | turgruppa
gruppe | turgruppe
turgruppe | turgrupper
leksehjelp | Hjelp med lekser
hjelp | leksehjelpa
datahjelp | IKT-hjelp
IKT-hjelp | datahjelp
ikt hjelp | Datahjelp for seniorer
eldre | seniordans
barn | barnekor
kor | barnekoret
barnekor | kor for barn
ball | håndball
håndball | handball
håndballkamp | kamp i håndball
fotball | fotballaget
lag | fotballag
svømming | symjing
svømme | svømmetrening
skole | skule
kirke | kyrkjekoret
sang | allsong
dans | dansing
danser | dansekveld
hage | hagearbeid
sykkel | sykkelverksted
reparasjon | Reparasjonskafé
Lørenskog | Lørenskog skolekorps
Kárášjohka | Karasjohka
Karasjohka | Kárášjohka searvi
åpen dør | Åpne dører
ÅPEN | åpent hus
møteplass | møteplasser
flyktning | flyktningguide
choir | koret
children | barnas dag
4H | 4H-klubben
17. mai | 17. mai-komiteen
Røde Kors | røde kors
e-post | epost
kapasitet | kapasiteter
Knausberg | Knausbergkoret
kor | Knausbergkoret
korøving | Korøvelse
korøvelse | Korøving
kor | Korøving
barseltreff | Babytreff
turgruppe | Tirsdagsturen
gåtur | Søndagstur
gym for eldre | Trening for eldre
filmkveld | Kveld med film
noe for ungdom i helga | For ungdom
kafe i kveld | Strikkekafé
lekshjelp | Leksehjelp
lekshjelpa | Hjelp med lekser
leksehjelp | Lekshjelp på biblioteket
jentgruppe | Jentegruppa
jentsgruppe | Gruppe for jenter
jentegruppe | Jentgruppe
barnelekshjelp | Leksehjelp for barn
barnskor | Barnekor
aktivitetvenn | Aktivitetsvenn
besøkvenn | Besøksvenn
tursgruppe | Turgruppe
kirkkaffe | Kirkekaffe
"""

FINDS_NOT = """
tur | kultur
kultur | tur
mat | matte
matte | mat
ski | skifte
barn | barnehage
kor | korps
kor | Røde Kors
kurs | kur
fot | fotball
hånd | håndball
tur | turnering
turn | tur
lek | lekse
bål | bal
bal | bål
språk | sport
hus | husk
mann | manga
venn | vennlig
leksehjelp | Lek og moro, med hjelp fra voksne
lekeplass | Plass til lekser
samarbeid | Arbeid for samer
samtrening | Trening for samer
"""

RESPELLED = """
strikek | strikkekafé
strikkek | strikkekafé
språkaffe | språkkafe
sprakkafe | språkkafé
Lorenskog | Lørenskog
Aalesund | Ålesund
håndbal | håndball
gåndball | håndball
Knausbreg | Knausberg
bibloteket | biblioteket
frivilligsentarl | frivilligsentral
aktvitet | aktivitet
turgruba | turgruppa
"""

STOP_WORDS_ONLY = [
    "bli med",
    "hva kan jeg være med på",
    "Kva kan eg gjere?",
    "",
    "  ",
    "?!",
    "og",
    "i",
    "what can I do",
    "hva skjer i dag",
    "noe i helga",
    "i morgon",
    "today",
]


def pairs(block: str) -> list[tuple[str, str]]:
    return [
        (asked.strip(), title.strip())
        for asked, title in (line.split("|") for line in block.strip().splitlines())
    ]


def add(title: str, body: str = "", *, public: bool = True, kind: str = KIND) -> uuid.UUID:
    key = uuid.uuid4()
    search.index(kind, key, title=title, body=body, public=public)
    return key


def found(asked: str, **options: Any) -> list[uuid.UUID]:
    return list(search.matching(KIND, asked, **options))


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(("asked", "title"), pairs(FINDS))
def test_what_is_meant_is_found(asked: str, title: str) -> None:
    key = add(title)
    add("Noe helt annet")
    hits = search.look_for(KIND, asked)
    assert (list(hits.subject_ids), hits.is_respelled) == ([key], False)


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(("asked", "title"), pairs(FINDS_NOT))
def test_what_only_looks_alike_is_not_found(asked: str, title: str) -> None:
    add(title)
    assert found(asked) == []


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(("asked", "title"), pairs(RESPELLED))
def test_a_half_typed_or_misspelt_word_finds_what_is_near(asked: str, title: str) -> None:
    key = add(title)
    add("Noe helt annet")
    hits = search.look_for(KIND, asked)
    assert (list(hits.subject_ids), hits.is_respelled) == ([key], True)


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("asked", STOP_WORDS_ONLY)
def test_a_question_that_names_nothing_shows_everything(asked: str) -> None:
    keys = {add("Språkkafé"), add("Turgruppe")}
    assert set(found(asked)) == keys
    assert search.look_for(KIND, asked).is_everything


@pytest.mark.usefixtures("town")
def test_nonsense_finds_nothing() -> None:
    add("Språkkafé")
    assert found("xyzzy") == []
    assert found("språkkafé xyzzy") == []


@pytest.mark.usefixtures("town")
def test_exact_hits_keep_misspelt_ones_away() -> None:
    exact = add("Solvik korforening")
    add("Solvig teaterlag")
    assert found("solvik") == [exact]


@pytest.mark.usefixtures("town")
def test_every_word_of_the_question_must_be_there() -> None:
    both = add("Strikkekafé for menn", "Onsdager på biblioteket")
    add("Strikkekafé for alle")
    add("Matkurs for menn")
    assert found("strikk menn") == [both]
    assert found("strikkekafe onsdag") == [both]
    assert found("strikkekafe tirsdag") == []


@pytest.mark.usefixtures("town")
def test_title_hits_come_first() -> None:
    in_body = [add(f"Hyggestund {n}", "Vi går en tur hvis været er fint") for n in range(3)]
    in_title = add("Tur til fjells")
    assert found("tur")[0] == in_title
    assert set(found("tur")) == {in_title, *in_body}


@pytest.mark.usefixtures("town")
def test_what_was_changed_is_found_by_its_new_words_only() -> None:
    key = add("Språkkafé")
    search.index(KIND, key, title="Turgruppe", body="Vi møtes ved rådhuset", public=True)
    assert found("språkkafe") == []
    assert found("turgruppe rådhus") == [key]


@pytest.mark.usefixtures("town")
def test_what_was_forgotten_is_not_found() -> None:
    key = add("Språkkafé")
    search.forget(KIND, key)
    assert found("språkkafé") == []
    assert not SearchDocument.objects.exists()


@pytest.mark.usefixtures("town")
def test_only_the_desk_finds_what_is_not_public() -> None:
    key = add("Følge til legen", public=False)
    assert found("lege") == []
    assert found("lege", public=False) == [key]


@pytest.mark.usefixtures("town")
def test_words_of_what_is_not_public_are_never_offered_as_spelling() -> None:
    key = add("Snilebakk", public=False)
    assert not SearchWord.objects.filter(word__startswith="snilebak").exists()
    search.index(KIND, key, title="Snilebakk", public=True)
    assert found("snilebak") == [key]


@pytest.mark.usefixtures("town")
def test_kinds_are_kept_apart() -> None:
    add("Språkkafé", kind="foundation.other")
    assert found("språkkafe") == []


def test_the_neighbours_things_are_never_found(town: Municipality, neighbour: Municipality) -> None:
    with entered(neighbour):
        add("Språkkafé i nabobyen")
    assert found("språkkafe") == []
    assert found("bli med") == []
    assert found("nabobyn") == []


@pytest.mark.usefixtures("town")
def test_it_narrows_another_queryset() -> None:
    first, second = add("Språkkafé"), add("Dugnad", "Etterpå er det språkkafé")
    rows = SearchDocument.objects.filter(subject_id__in=search.matching(KIND, "språkkafeen"))
    hits = search.look_for(KIND, "språkkafeen")
    ranked = rows.annotate(hit=hits.is_title_hit("subject_id")).order_by("-hit", "pk")
    assert [row.subject_id for row in ranked] == [first, second]


@pytest.mark.usefixtures("town")
def test_telling_the_same_again_writes_nothing() -> None:
    entries = [search.Entry(uuid.uuid4(), f"Turgruppe {n}", "Vi går tur", public=True) for n in range(20)]
    assert search.index_many(KIND, entries) == 20
    assert search.index_many(KIND, entries) == 0
    changed = [*entries[:-1], search.Entry(entries[-1].subject_id, "Strikkekafé", public=True)]
    assert search.index_many(KIND, changed) == 1


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    "asked", ['"', "'", "a'b", '" OR "', "{words} : x", "kor* NEAR(x)", "kor & !tur", "\\", "%_", "\x00kor"]
)
def test_the_databases_own_language_is_never_spoken_by_the_asker(asked: str) -> None:
    add("Turgruppe")
    found(asked)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
@pytest.mark.usefixtures("town")
def test_any_text_can_be_asked_for_and_finds_itself(text: str) -> None:
    key = add(text)
    assert key in set(found(text))
    search.forget(KIND, key)


@given(st.text(max_size=1000))
def test_index_words_hold_letters_and_digits_only(text: str) -> None:
    for index_word in index_words(text):
        assert index_word and not any(sign.isspace() or sign in "'\"\\" for sign in index_word)


@pytest.mark.usefixtures("town")
def test_among_two_thousand_things_a_question_is_one_query() -> None:
    kinds = ["Språkkafé", "Turgruppe", "Barnekor", "Fotballtrening", "Leksehjelp", "Strikkekafé"]
    body = (
        "Vi møtes på biblioteket hver uke og drikker kaffe. Alle er velkommen, også nye i bygda. Nummer {}."
    )
    entries = (
        search.Entry(uuid.uuid4(), f"{kinds[n % 6]} {n}", body.format(n), public=True) for n in range(2000)
    )
    search.index_many(KIND, entries)
    found("leksehjelp")  # The municipality's own words are remembered a while.
    with connection.execute_wrapper(_count := Counted()):
        assert len(found("leksehjelp")) == 333
    assert _count.queries == 1


class Counted:
    queries = 0

    def __call__(self, execute: Any, *args: Any) -> Any:
        self.queries += 1
        return execute(*args)
