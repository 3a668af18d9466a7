"""Whether a certificate is genuine: anybody may ask by its code, and is told no more than it says."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from samspill.people.actions import find_or_add_person
from samspill.people.models import Person
from samspill.volunteering.actions import enrol_volunteer
from samspill.volunteering.actions.attests import make_attest, withdraw_attest
from samspill.volunteering.models import Attendance, Need, Request, Shift


@pytest.fixture
def attest(ola, centre, at):
    kari = find_or_add_person(
        "Kari Berg", ["41234567"], by=ola, at=at, channel="phone", address="Strandveien 4"
    )
    enrol_volunteer(kari, by=ola, at=at, channel="phone", note="Liker hunder", unit=centre)
    request = Request.objects.create(unit=centre, caller_name="Moen", channel="phone", received_at=at)
    need = Need.objects.create(
        request=request, unit=centre, kind="visit", form="once", title="Hos Gunvor", made_at=at
    )
    shift = Shift.objects.create(
        need=need, code=1, starts_at=at, ends_at=at + dt.timedelta(hours=1), places=1
    )
    Attendance.objects.create(
        shift=shift, person=kari, happened_on=at.date(), came=True, minutes=90, noted_at=at
    )
    return make_attest(kari, by=ola, at=at)


@pytest.fixture
def browser():
    return Client(HTTP_HOST="lillevik.test")


def body(response):
    return response.content.decode()


def test_a_genuine_one_is_told_with_what_it_says_and_no_more(browser, attest):
    page = body(browser.get("/attest/", {"code": attest.code.lower().replace("-", " ")}))
    assert "Ja. Vi har gitt denne attesten." in page and "Kari Berg" in page and "1,5" in page
    assert not any(word in page for word in ("Gunvor", "412", "Strandveien", "hunder", "Moen"))


def test_one_that_was_taken_back_tells_nothing_else(browser, attest, ola, at):
    withdraw_attest(attest, by=ola, at=at)
    page = body(browser.get("/attest/", {"code": attest.code}))
    assert "Den gjelder ikke lenger." in page and "Kari" not in page


@pytest.mark.parametrize("code", ["0000-0000-0000", "x", "👍" * 50, "' OR 1=1"])
def test_an_unknown_code_is_said_kindly(browser, attest, code):
    answer = browser.get("/attest/", {"code": code})
    assert answer.status_code == 404 and "Vi kjenner ingen attest" in body(answer)


def test_nobody_can_try_thousands_of_codes(browser, attest):
    answers = [browser.get("/attest/", {"code": "0000-0000-0000"}).status_code for _ in range(25)]
    assert answers[-1] == 429 and Person.objects.count() == 1


def test_the_bare_page_asks_for_the_code(browser, town):
    assert "nederst på attesten" in body(browser.get("/attest/"))
