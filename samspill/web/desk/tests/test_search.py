"""The desk's search: everything one may see, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from conftest import browser_of, make_staff
from samspill.messaging.actions import receive_inbound
from samspill.organisations.actions import register_group
from samspill.people.actions import find_or_add_person, restrict_person
from samspill.people.models import Unit
from samspill.volunteering.actions import (
    Asked,
    enrol_volunteer,
    express_interest,
    receive_request,
    register_request,
)
from samspill.volunteering.models import Recipient
from tests.house.cast import enter_everything


def found(browser, words):
    return browser.get("/desk/search/", {"q": words}).content.decode()


@pytest.fixture
def kari(ola, at):
    person = find_or_add_person(
        "Kari Solvang", ["412 34 567"], ["kari@example.no"], by=ola, at=at, channel="phone"
    )
    enrol_volunteer(person, by=ola, at=at, channel="phone")
    return person


def request_for(name, unit, staff, at, **facts):
    starts = at + dt.timedelta(days=900)
    told = {
        "caller_name": "Nina Nes", "recipient_name": name, "kind": "visit", "title": "Lese avisa høyt",
        "starts_at": starts, "ends_at": starts + dt.timedelta(hours=1),
    }  # fmt: skip
    return register_request(Asked(**(told | facts)), unit=unit, by=staff, at=at)


@pytest.mark.parametrize(
    "words",
    ["Kari", "solvang kari", "Kåri Solvang", "Kari Sollvang", "412 34 567", "41234567", "+47 412 34 567",
     "0047 41234567", "412-34-567", "(412) 34 567", "34 567", "kari@example.no", "KARI@EXAMPLE"],
)  # fmt: skip
def test_a_person_is_found_however_she_is_written(desk, kari, words):
    page = found(desk, words)
    assert f"/desk/people/{kari.pk}/" in page and "412 34 567" in page and "Frivillig" in page


def test_hits_come_before_guesses_and_guesses_are_called_so(desk, kari, ola, at):
    find_or_add_person("Kari Sollvang", ["922 33 445"], by=ola, at=at, channel="phone")
    page = found(desk, "Kari Sollvang")
    assert page.index("922 33 445") < page.index("Folk det kan være") < page.index("412 34 567")


@pytest.mark.parametrize("words", ["lese avisa", "Leese avisa", "Nina Nes", "Gunvor", "Bjørkelia", "10"])
def test_a_task_is_found_by_title_caller_recipient_and_code(desk, centre, ola, at, words):
    need = request_for("Gunvor Dahl", centre, ola, at, on_behalf_of="Bjørkelia sykehjem")
    assert f"/desk/needs/{need.pk}/" in found(desk, words)


def test_requests_interests_and_associations_are_found(desk, town, ola, at):
    asked = receive_request("Arne Moen", "922 33 445", words="Snø", language="nb", at=at)
    wants = express_interest("Yusuf Ali", "933 44 556", words="", language="nb", at=at)
    choir = register_group("Åsane blandakor", by=ola, at=at, channel="web")
    assert f"/desk/needs/requests/{asked.pk}/" in found(desk, "arne moen")
    assert f"/desk/interests/{wants.pk}/" in found(desk, "Yussuf Ali") and str(wants.pk) in found(
        desk, "933 44"
    )
    assert f"/desk/associations/{choir.pk}/" in found(desk, "aasane blandakor")


def test_another_units_recipient_is_found_by_nothing(desk, centre, ola, at):
    elsewhere = Unit.objects.create(name="Hjemmetjenesten")
    tone = make_staff("Tone Myhre", elsewhere, "coordinator", at=at)
    need = request_for("Gunvor Dahl", elsewhere, tone, at, recipient_phone="923 45 678")
    gunvor = need.request.recipient.person
    receive_inbound(
        gateway="simulator", provider_id="1", channel="sms", sender="+4792345678", body="Takk", at=at
    )
    for words in ("Gunvor", "Gunnvor Dal", "Dahl", "923 45 678", "92345678", "Lese avisa", "Nina Nes", "10"):
        page = found(desk, words).partition("<main")[2]
        assert str(gunvor.pk) not in page and str(need.pk) not in page and "Gunvor Dahl" not in page
        theirs = found(browser_of(tone, "lillevik.test"), words)
        assert str(gunvor.pk) in theirs or str(need.pk) in theirs


def test_of_a_volunteer_who_gets_help_elsewhere_only_that_she_volunteers_is_told(desk, kari, centre, at):
    elsewhere = Unit.objects.create(name="Hjemmetjenesten")
    Recipient.objects.create(person=kari, unit=elsewhere, since_at=at)
    assert "Får hjelp" not in found(desk, "Kari")
    Recipient.objects.create(person=kari, unit=centre, since_at=at)
    page = found(desk, "Kari")
    assert "Får hjelp fra Frivilligsentralen" in page and "Hjemmetjenesten" not in page


def test_one_of_whom_nothing_may_be_done_is_not_found(desk, kari, at):
    restrict_person(kari, reason="objection", by=kari, at=at, channel="web")
    assert str(kari.pk) not in found(desk, "Kari")


@pytest.mark.parametrize("role", ["reader", "officer"])
def test_who_cares_for_nobody_finds_nobody_who_gets_help(centre, ola, at, role):
    need = request_for("Gunvor Dahl", centre, ola, at)
    browser = browser_of(make_staff("Rita Berg", centre, role, at=at), "lillevik.test")
    page = found(browser, "Gunvor").partition("<main")[2]
    assert "Gunvor Dahl" not in page and str(need.pk) not in page


def test_the_neighbours_people_do_not_exist(kari, neighbour, at):
    from samspill.foundation.tenancy import entered

    with entered(neighbour):
        unit = Unit.objects.create(name="Sentralen")
        browser = browser_of(make_staff("Nils Nabo", unit, "leader", at=at), "storfjordby.test")
    assert str(kari.pk) not in found(browser, "Kari Solvang")


@pytest.mark.parametrize(
    "words", ["", "   ", "%", "_", "\x00", "'", "((", "x" * 300, "🙂", "مرحبا", "-", "+"]
)
def test_whatever_is_typed_gives_a_page(desk, kari, words):
    assert desk.get("/desk/search/", {"q": words}).status_code == 200


def test_it_makes_as_many_queries_whatever_is_found(centre, at, django_assert_max_num_queries):
    leader = make_staff("Lise Lund", centre, "leader", at=at)
    browser = browser_of(leader, "lillevik.test")
    counts = []
    for numbers in (range(6), range(6, 10)):
        for number in numbers:
            enter_everything(centre, leader, number)
        browser.get("/desk/search/", {"q": "person"})  # What is remembered in the process is remembered now.
        for words in ("person", "tur", "412 34"):
            with django_assert_max_num_queries(20) as counted:
                browser.get("/desk/search/", {"q": words})
            counts.append(len(counted))
    assert counts[:3] == counts[3:]
