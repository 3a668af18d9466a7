"""A person without an account sees what is stored about her by a link, and stops us from there."""

import datetime as dt
import json
import re

import pytest
from django.test import Client

from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import find_or_add_person, forget_person, give_consent
from samspill.people.queries import may_be_contacted
from samspill.volunteering.actions import enrol_volunteer
from samspill.volunteering.models import Attendance, Attest, Need, Request, Shift
from samspill.volunteering.queries.digests import wish_of
from samspill.web.access.links import OWN_PAGE

HOST = "lillevik.test"


@pytest.fixture
def kari(ola, at):
    person = find_or_add_person("Kari Berg", ["41234567"], by=ola, at=at, channel="phone", language="nn")
    give_consent(person, source="phone", by=ola, at=at)
    return person


@pytest.fixture
def browser():
    return Client(HTTP_HOST=HOST)


def link_to(person, *, made_at=None):
    made_at = made_at or clock.now()
    return "/me/" + make_link(OWN_PAGE, str(person.pk), at=made_at, valid_for=dt.timedelta(days=7)) + "/"


def body(response):
    return response.content.decode()


def test_the_desk_sends_the_link_by_sms_and_it_opens_her_page(desk, browser, kari):
    desk.post(f"/desk/people/{kari.pk}/link/")
    sms = OutboundMessage.objects.get()
    link = re.search(r"http://lillevik\.test(/me/\S+)", sms.body)[1]
    page = browser.get(link)
    assert "412 34 567" in body(page)
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "same-origin"


def test_looking_does_nothing_and_a_press_on_the_button_stops_us(browser, kari):
    link = link_to(kari)
    browser.get(link)
    browser.get(f"{link}consent/withdrawal/")
    assert may_be_contacted(kari)
    browser.post(f"{link}consent/withdrawal/")
    assert not may_be_contacted(kari)
    browser.post(f"{link}consent/")
    assert may_be_contacted(kari)


def test_she_takes_everything_home_and_a_number_away(browser, kari):
    link = link_to(kari)
    assert json.loads(browser.get(f"{link}file/").content)["rows"]["people.person"][0]["name"] == "Kari Berg"
    browser.post(f"{link}contact-points/{kari.contact_points.get().pk}/removal/")
    assert not kari.contact_points.exists()


def test_her_link_changes_nothing_of_somebody_else(browser, kari, ola, at):
    other = find_or_add_person("Per Vik", ["92345678"], by=ola, at=at, channel="phone")
    path = f"{link_to(kari)}contact-points/{other.contact_points.get().pk}/removal/"
    assert browser.post(path).status_code == 404
    assert other.contact_points.exists()


def test_a_link_too_old_offers_a_new_one_to_the_same_phone(browser, kari):
    link = link_to(kari, made_at=clock.now() - dt.timedelta(days=8))
    page = browser.get(link)
    assert page.status_code == 410
    assert "412 34 567" not in body(page)
    for _ in range(5):
        last = browser.post(f"{link}new-link/")
    assert OutboundMessage.objects.count() == 3
    assert last.status_code == 429
    assert {message.address for message in OutboundMessage.objects.all()} == {"+4741234567"}


@pytest.mark.parametrize("token", ["x", "nonsense-nonsense"])
def test_a_made_up_link_opens_nothing_and_sends_nothing(browser, kari, token):
    assert browser.get(f"/me/{token}/").status_code == 410
    assert browser.post(f"/me/{token}/consent/withdrawal/").status_code == 410
    browser.post(f"/me/{token}/new-link/")
    assert not OutboundMessage.objects.exists()


def test_her_link_opens_nothing_in_the_neighbouring_municipality_nor_when_she_is_forgotten(
    browser, kari, neighbour
):
    link = link_to(kari)
    assert Client(HTTP_HOST="storfjordby.test").get(link).status_code == 410
    forget_person(kari, by="system", at=clock.now(), channel="web")
    assert browser.get(link).status_code == 410


def test_she_makes_her_own_certificate_of_what_was_noted(browser, kari, centre, at):
    enrol_volunteer(kari, by="system", at=at, channel="phone", unit=centre)
    link = link_to(kari)
    assert "attest/" in body(browser.get(f"{link}stored/"))
    assert "Ingen timar" in body(browser.post(f"{link}attest/", follow=True)) and not Attest.objects.exists()
    request = Request.objects.create(unit=centre, caller_name="Moen", channel="phone", received_at=at)
    need = Need.objects.create(request=request, unit=centre, kind="visit", form="once", made_at=at)
    shift = Shift.objects.create(
        need=need, code=1, starts_at=at, ends_at=at + dt.timedelta(hours=1), places=1
    )
    Attendance.objects.create(
        shift=shift, person=kari, happened_on=at.date(), came=True, minutes=60, noted_at=at
    )
    browser.get(f"{link}attest/")
    assert not Attest.objects.exists()
    made = browser.post(f"{link}attest/")
    assert made["Content-Type"] == "application/pdf" and made.content.startswith(b"%PDF-")
    assert (Attest.objects.get().made_by, Attest.objects.get().language) == (None, "nn")


def test_a_volunteer_chooses_one_message_a_week_by_her_link(browser, kari, at):
    link = link_to(kari)
    assert "Éi melding i veka" not in body(browser.get(f"{link}reach/"))
    enrol_volunteer(kari, by="system", at=at, channel="phone")
    assert "Éi melding i veka" in body(browser.get(f"{link}reach/"))
    browser.post(f"{link}weekly/", {"weekly": "yes"})
    assert wish_of(kari).channel == "web"
    browser.post(f"{link}weekly/", {"weekly": "no"})
    assert wish_of(kari) is None
