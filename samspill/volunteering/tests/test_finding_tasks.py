"""Somebody who wants to help finds a task that fits: by words, days, how long it takes, language and more."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.activities.rules.nearness import Near
from samspill.foundation.models import Area
from samspill.foundation.search.own_words import list_words
from samspill.foundation.tenancy import entered
from samspill.people.models import Unit
from samspill.volunteering.actions import cancel_need, change_need, publish_need, unpublish_need
from samspill.volunteering.actions.rotas import RoleAsked
from samspill.volunteering.models import Assignment, Need
from samspill.volunteering.queries.square import look, needs_of, open_needs
from samspill.volunteering.rules.square import LookedFor, read_looked_for

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def shown(phoned_in, ola, at):
    """Put a need on the square: `shown("Måke snø", hours=30, lasts=2, kind="garden")`, so many hours from now."""

    def show(title, *, hours=48, lasts=1, **facts):
        starts_at = at + hours * HOUR
        need = phoned_in(title=title, starts_at=starts_at, ends_at=starts_at + lasts * HOUR, **facts)
        publish_need(need, by=ola, at=at)
        return need

    return show


def found(at, **looked_for):
    return sorted(need.title for need in open_needs(at=at, looked_for=LookedFor(**looked_for)))


# By words


@pytest.mark.parametrize(
    ("asked", "title", "text"),
    [
        ("venn", "Besøksvenn på Fjellheim", ""),
        ("besøksvenner", "Bli besøksvenn", ""),
        ("strikkekafe", "Hjelp på strikkekafeen", ""),
        ("strikk", "Ta imot folk", "Vi har strikkekafé hver onsdag"),
        ("hagar", "Rake i hagen", ""),
        ("hage", "Luke i hagane", ""),
        ("garden", "Rydde i hagen", ""),
        ("strikekafe", "Strikkekafé", ""),
        ("leksehj", "Leksehjelp for ungdom", ""),
        ("ledsager", "Følgevenn til byen", ""),
    ],
)
def test_what_is_meant_is_found_in_both_forms_of_norwegian(shown, at, asked, title, text):
    shown(title, kind="other", public_text=text)
    shown("Bære bord", kind="other")
    assert found(at, words=asked) == [title]


def test_a_task_is_found_by_its_kind_its_part_of_town_who_asks_and_what_is_spoken(shown, centre, at):
    hill = Area.objects.create(name="Solbakken")
    shown("Gjør en innsats", kind="garden", area=hill.pk, languages=("ar",))
    shown("Bære bord", kind="other")
    for words in ("snø", "hage solbakken", "arabisk", "Arabic garden"):
        assert found(at, words=words) == ["Gjør en innsats"], words
    assert found(at, words=centre.name) == ["Bære bord", "Gjør en innsats"]


def test_words_that_name_nothing_show_everything_and_nonsense_nothing(shown, at):
    shown("Handle mat", kind="shopping")
    for words in ("jeg vil", "hva kan jeg gjøre", "å"):
        assert found(at, words=words) == ["Handle mat"], words
    assert found(at, words="xyzzy") == []


def test_words_of_the_municipality_itself_are_found_by(shown, ola, at):
    shown("Vert på Huset", kind="other")
    assert found(at, words="fritidsklubben") == []
    list_words("Huset, fritidsklubben", by=ola, at=at)
    assert found(at, words="fritidsklubben") == ["Vert på Huset"]


def test_what_only_some_may_know_is_never_found(shown, at):
    """Who asked, for whom, where and the private part; also not half typed or misspelt."""
    shown("Gå en tur", kind="walk", words="Hun er enke og bor på Furutoppen", meet_name="Torbjørg",
          meet_phone="41 23 45 67", on_behalf_of="Granheimen", private_text="Dørkode 1234")  # fmt: skip
    assert found(at, words="tur") == ["Gå en tur"]
    for secret in ("Moen", "sykepleier", "Gunvor", "Lie", "Strandveien", "1234", "dørkode", "enke", "Furutoppen",
                   "Torbjørg", "Granheimen", "Granheimn", "furutop", "41234567"):  # fmt: skip
        assert found(at, words=secret) == [], secret


def test_a_task_that_is_not_open_is_not_found_and_lends_no_words_to_guess_by(
    shown, phoned_in, ola, volunteer, at
):
    hidden = shown("Mate alpakkaer", kind="other")
    called_off, filled = shown("Vaske akvarier", kind="other"), shown("Telle sommerfugler", kind="other")
    phoned_in(title="Klippe sauer", kind="other")
    assert found(at, words="alpakka") == ["Mate alpakkaer"]
    unpublish_need(hidden, by=ola, at=at)
    cancel_need(called_off.pk, reason="Solgt", by=ola, at=at)
    kari = volunteer("Kari Berg")
    Assignment.objects.create(shift=filled.shifts.get(), person=kari, seat=1, made_at=at, channel="sms")
    for words in ("alpakka", "akvarier", "sommerfugl", "sauer", "alpaka", "akvarie", "somerfugl"):
        assert found(at, words=words) == [], words


def test_a_task_that_was_changed_is_found_by_its_new_words_only(shown, ola, at):
    need = shown("Måke snø", kind="other")
    change_need(need.pk, seen_version=1, title="Klippe gresset", by=ola, at=at)
    assert found(at, words="snø") == [] and found(at, words="gress") == ["Klippe gresset"]


def test_the_neighbours_tasks_are_never_found(shown, at, neighbour):
    shown("Mate alpakkaer", kind="other")
    with entered(neighbour):
        assert found(at, words="alpakka") == [] and found(at, words="alpaka") == []


# By when, how long and how often. It is a Tuesday at nine in the morning, Norwegian time.


def test_days_and_times_of_day(shown, at):
    shown("I dag", hours=1)
    shown("I morgen kveld", hours=34)
    shown("Lørdag formiddag", hours=4 * 24 + 1)
    shown("Om to uker", hours=14 * 24 + 5)
    for looked_for, expected in (
        ({"when": "today"}, ["I dag"]),
        ({"when": "tomorrow"}, ["I morgen kveld"]),
        ({"when": "weekend"}, ["Lørdag formiddag"]),
        ({"when": "week"}, ["I dag", "I morgen kveld", "Lørdag formiddag"]),
        ({"time": "evening"}, ["I morgen kveld"]),
        ({"time": "morning"}, ["I dag", "Lørdag formiddag"]),
        ({"time": "day"}, ["Om to uker"]),
        ({"time": "weekends"}, ["Lørdag formiddag"]),
        ({"when": "today", "time": "evening"}, []),
    ):
        assert found(at, **looked_for) == expected, looked_for


def test_a_window_fits_whatever_it_lets_one_choose(shown, at):
    shown("Handle før helga", hours=24, lasts=56, is_window=True)
    for looked_for in ({"when": "tomorrow"}, {"time": "evening"}, {"time": "morning"}):
        assert found(at, **looked_for) == ["Handle før helga"], looked_for
    for looked_for in ({"when": "today"}, {"when": "weekend"}, {"time": "weekends"}, {"takes": 240}):
        assert found(at, **looked_for) == [], looked_for


def test_a_pair_agrees_on_its_hours_and_so_fits_any_of_them_but_no_day(shown, at):
    Need.objects.filter(pk=shown("Besøksvenn", kind="visit_friend").pk).update(form=Need.Form.PAIR)
    assert (
        found(at, time="evening") == found(at, time="weekends") == found(at, how="regular") == ["Besøksvenn"]
    )
    assert found(at, when="week") == found(at, takes=240) == found(at, how="once") == []


def test_how_long_it_takes_is_at_most(shown, at):
    for hours in (1, 2, 5):
        shown(f"{hours} timer", lasts=hours)
    assert found(at, takes=60) == ["1 timer"]
    assert found(at, takes=120) == found(at, takes=240) == ["1 timer", "2 timer"]


def test_one_time_or_what_comes_back(shown, rota, ola, at):
    shown("Bære bord")
    evening = rota(
        RoleAsked("kokk"), kind="once", starts_on=(at + 7 * DAY).date(), asked={"title": "Festmiddag"}
    )
    for need in (rota(), evening):
        publish_need(need, by=ola, at=at)
    assert found(at, how="regular") == ["Leksehjelp"]
    assert found(at, how="once") == ["Bære bord", "Festmiddag"]


def test_what_comes_back_is_shown_with_its_next_time_that_fits(rota, ola, at):
    need = rota(RoleAsked(places=5))
    publish_need(need, by=ola, at=at)
    first, second = need.shifts.order_by("starts_at")[:2]
    type(first).objects.filter(pk=first.pk).update(places=1)
    [anything] = open_needs(at=at)
    [for_five] = open_needs(at=at, looked_for=LookedFor(places=5))
    assert anything.shift.starts_at == first.starts_at and for_five.shift.starts_at == second.starts_at
    assert for_five.more_times == anything.more_times - 1


# By language, room and where


def test_language_and_room_for_a_group(shown, volunteer, at):
    shown("Tolke på kafeen", languages=("ar", "so"))
    crew = shown("Rigge scenen", places=6)
    assert found(at, language="so") == ["Tolke på kafeen"] and found(at, language="pl") == []
    assert found(at, places=5) == ["Rigge scenen"]
    for seat, name in ((1, "Kari Berg"), (2, "Per Aune")):
        shift = crew.shifts.get()
        Assignment.objects.create(shift=shift, person=volunteer(name), seat=seat, made_at=at, channel="sms")
    assert found(at, places=5) == [] and found(at, places=2) == ["Rigge scenen"]


def test_what_is_near_goes_by_the_middle_of_the_part_of_town(shown, at):
    here = Area.objects.create(name="Lia", latitude=63.42, longitude=10.4)
    beside = Area.objects.create(name="Hamna", latitude=63.44, longitude=10.4)
    far = Area.objects.create(name="Utkanten", latitude=63.6, longitude=10.4)
    for area in (here, beside, far):
        shown(area.name, area=area.pk)
    shown("Ingen vet hvor")
    assert found(at, near=Near(63.42, 10.4, 1000)) == ["Lia"]
    assert found(at, near=Near(63.42, 10.4, 5000)) == ["Hamna", "Lia"]
    assert found(at, area=here.pk) == ["Lia"]
    assert found(at, area=here.pk, within_km=5) == ["Hamna", "Lia"]


# How many each choice finds


def test_each_choice_is_counted_with_the_others_as_they_are(shown, at):
    hill, quay = (Area.objects.create(name=name) for name in ("Lia", "Kaia"))
    shown("Rake", kind="garden", area=hill.pk)
    shown("Måke", kind="garden", area=quay.pk)
    shown("Handle", kind="shopping", area=hill.pk, places=2)
    everything = look(LookedFor(), at=at)
    assert everything.counts["what"] == {"garden": 2, "shopping": 1}
    assert everything.counts["places"] == {"2": 1}
    in_the_hill = look(LookedFor(area=hill.pk), at=at)
    assert in_the_hill.counts["what"] == {"garden": 1, "shopping": 1}
    assert in_the_hill.counts["where"] == {str(hill.pk): 2, str(quay.pk): 1}
    for name, by_code in in_the_hill.counts.items():
        for code, number in by_code.items():
            chosen = read_looked_for({"where": str(hill.pk)} | {name: code})
            assert len(open_needs(at=at, looked_for=chosen)) == number, (name, code)


def test_it_is_known_what_would_be_found_without_each_thing_asked_for(shown, at):
    shown("Rake", kind="garden")
    shown("Handle", kind="shopping", hours=34)
    nothing = look(LookedFor(kind="garden", time="evening", words="handle"), at=at)
    assert nothing.chosen == [] and nothing.without == {"q": 0, "what": 1, "time": 0}


def test_a_rota_of_many_times_is_counted_once(rota, ola, at):
    publish_need(rota(), by=ola, at=at)
    assert look(LookedFor(), at=at).counts["what"] == {"homework": 1}


# As an address, and at speed


@pytest.mark.parametrize(
    "address",
    ["q=strikk+og+hage&what=garden", "when=weekend&time=evening&takes=120&how=regular", "language=ckb&places=10",
     "near=63.42%2C10.4&within=2", "q=%C3%A6"],
)  # fmt: skip
def test_what_is_looked_for_comes_back_from_its_address(address):
    looked_for = read_looked_for(dict(parse_qsl(address)))
    assert looked_for.is_narrowed
    assert read_looked_for(dict(parse_qsl(looked_for.to_query()))) == looked_for
    for name in looked_for.asked():
        assert name not in looked_for.without(name).asked()


def test_what_makes_no_sense_in_an_address_is_passed_over():
    nonsense = {"when": "never", "time": "noon", "takes": "61", "how": "x", "language": "<b>", "places": "-1",
                "near": "999,999", "within": "5"}  # fmt: skip
    assert read_looked_for(nonsense) == LookedFor()


def test_where_somebody_stands_is_left_out_of_lasting_addresses():
    here = read_looked_for({"near": "63.42,10.4", "within": "5", "q": "tur"})
    assert here.lasting == LookedFor(words="tur")


def test_more_tasks_ask_no_more_questions(shown, rota, ola, at):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            looked = look(LookedFor(words="oppdrag", time="evening"), at=at)
            needs_of(looked.chosen, at=at)
        return len(seen)

    shown("Oppdrag 0", hours=10)
    asked()
    one = asked()
    for number in range(1, 6):
        area = Area.objects.create(name=f"Bydel {number}")
        shown(f"Oppdrag {number}", hours=10, area=area.pk, languages=("ar",))
    publish_need(rota(asked={"title": "Fast oppdrag"}), by=ola, at=at)
    assert asked() == one <= 5


def test_a_unit_is_looked_for_by_name_where_there_are_several(shown, at):
    Unit.objects.create(name="Biblioteket")
    shown("Handle")
    assert [name for _key, name in look(LookedFor(), at=at).choices.units] == ["Frivilligsentralen"]
