"""The phones of the demo town: what they get, what they answer, and what can go wrong."""

from __future__ import annotations

import pytest
from django.test import Client

from samspill.foundation.actions import open_municipality
from samspill.foundation.tenancy import entered
from samspill.messaging.actions import queue_message
from samspill.messaging.models import InboundMessage


def test_each_phone_shows_its_messages_and_links_can_be_pressed(browser, operator, add_person, message):
    add_person("Solveig Strand", "+4741234567")
    operator.take(message(text="Se http://lillevik.test/o/abc og svar <JA>"))
    page = browser.get("/simulator/").content.decode()
    assert "Solveig Strand" in page
    assert '<a href="http://lillevik.test/o/abc"' in page
    assert "&lt;JA&gt;" in page


def test_couples_share_a_phone(browser, operator, add_person):
    add_person("Kari Nes", "+4741234567")
    add_person("Ola Nes", "+4741234567")
    assert browser.get("/simulator/").content.decode().count("Kari Nes, Ola Nes") >= 1


def test_the_phone_asked_for_stands_first_and_strangers_phones_are_not_shown(
    browser, operator, add_person, message
):
    add_person("Solveig Strand", "+4741234567")
    add_person("Amina Yusuf", "+4741234568")
    operator.take(message())
    operator.take(message(phone="+4799999999", text="til en nabo"))
    page = browser.get("/simulator/?phone=%2B4741234568&phone=garbage").content.decode()
    assert page.index('id="phone-4741234568"') < page.index('id="phone-4741234567"')
    assert "til en nabo" not in page


def test_one_who_has_only_been_sent_a_code_finds_it_on_the_phone_of_her_number(
    browser, operator, add_person, message, town, at
):
    add_person("Solveig Strand", "+4741234567")
    queue_message(channel="sms", address="+4740123456", body="Koden din er 123456.", key="code", at=at)
    operator.take(message(phone="+4740123456", text="Koden din er 123456."))
    page = browser.get("/simulator/").content.decode()
    assert "Koden din er 123456." in page and ">401 23 456</option>" in page
    assert page.index('id="phone-4740123456"') < page.index('id="phone-4741234567"')


def test_the_live_part_of_a_phone_is_its_talk_alone(browser, operator, add_person, message):
    operator.take(message(text="Hei!"))
    answer = browser.get("/simulator/talk/+4741234567/")
    assert answer.status_code == 200
    assert b"Hei!" in answer.content
    assert b"<html" not in answer.content


@pytest.mark.django_db(transaction=True)
def test_an_answer_travels_by_the_operator_to_the_inbox(operator, live_server, at):
    host, _, port = live_server.url.removeprefix("http://").partition(":")
    town = open_municipality("9901", hosts=[host], at=at, name="Lillevik", name_nb="Lillevik")
    browser = Client(headers={"host": f"{host}:{port}"})
    sent = browser.post(
        "/simulator/texts/", {"phone": "+4741234567", "text": "Ja takk", "shown": "+4741234567"}
    )
    assert sent.headers["Location"] == "/simulator/?phone=%2B4741234567"
    operator.close()
    with entered(town):
        stored = InboundMessage.objects.get()
    assert (stored.sender, stored.body, stored.gateway) == ("+4741234567", "Ja takk", "simulator")


@pytest.mark.parametrize("sent", [{"phone": "+4741234567", "text": "   "}, {"phone": "+4741234567"}])
def test_nothing_written_sends_nothing(browser, operator, sent):
    assert browser.post("/simulator/texts/", sent).status_code == 302
    assert operator.phones.texts() == []


@pytest.mark.parametrize("phone", ["", "garbage", "1", "<script>"])
def test_what_is_no_phone_has_no_page(browser, operator, phone):
    assert browser.post("/simulator/texts/", {"phone": phone, "text": "hei"}).status_code == 404


def test_a_fault_is_asked_for_and_put_right_again(browser, operator):
    browser.post("/simulator/faults/", {"kind": "busy", "times": "1"})
    assert operator.phones.faults() == {"busy": 1}
    assert "Rett det opp" in browser.get("/simulator/").content.decode()
    browser.post("/simulator/faults/", {"kind": "busy", "times": "0"})
    assert operator.phones.faults() == {}


def test_a_fault_nobody_knows_is_not_asked_for(browser, operator):
    assert browser.post("/simulator/faults/", {"kind": "explode"}).status_code == 302
    assert operator.phones.faults() == {}


def test_where_the_operator_does_not_run_the_page_says_how_to_start_it(browser, settings):
    settings.DEMO, settings.SIMULATOR_URL = True, "http://127.0.0.1:9"
    assert "samspill simulator" in browser.get("/simulator/").content.decode()
    assert browser.get("/simulator/talk/+4741234567/").status_code == 204
    answer = browser.post("/simulator/texts/", {"phone": "+4741234567", "text": "hei"}, follow=True)
    assert "samspill simulator" in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/simulator/", "/simulator/codes/", "/simulator/talk/+4741234567/", "/simulator/texts/"]
)
def test_outside_a_demo_there_is_no_simulator(browser, settings, address):
    settings.DEMO = False
    assert browser.get(address).status_code == 404
    assert browser.post(address, {"phone": "+4741234567", "text": "hei"}).status_code == 404
