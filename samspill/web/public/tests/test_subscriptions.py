"""Letters about the week: asked for from the filter, confirmed by code or link, changed and ended by a private link."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from samspill.activities.actions.subscriptions import send_week_letters
from samspill.activities.models import WeekSubscription
from samspill.foundation import clock
from samspill.messaging.actions import opt_out, receive_inbound
from samspill.messaging.models import OutboundMessage

MONDAY = dt.timedelta(days=6)
PHONE = "+4740000951"


def body(response):
    return response.content.decode()


def ask(browser, address="400 00 951", query="?free=1", rhythm="weekly", **more):
    return browser.post(f"/subscribe/{query}", {"address": address, "rhythm": rhythm, **more})


def last():
    return OutboundMessage.objects.latest("queued_at", "pk")


def begin_by_code(browser, **asked):
    page = ask(browser, **asked)
    sealed = re.search(r'name="asked" value="([^"]+)"', body(page))[1]
    code = re.search(r"\b\d{6}\b", last().body)[0]
    return browser.post("/subscribe/code/", {"asked": sealed, "code": code})


def begin_by_link(browser, **asked):
    ask(browser, address="kari@eksempel.test", **asked)
    path = re.search(r"http://lillevik\.test\S*?(/subscribe/\S+/)", last().body)[1]
    return path, browser.post(path)


def private_path():
    return re.search(r"http://lillevik\.test\S*?(/subscription/[^/\s]+/)", last().body)[1]


@pytest.fixture
def next_monday(at, monkeypatch):
    """It is Monday of the week after, at ten."""
    when = at + MONDAY
    monkeypatch.setattr(clock, "now", lambda: when)
    return when


def test_the_week_leads_to_letters_of_the_same_choice(square, language_cafe):
    assert "/subscribe/?free=1" in body(square.get("/week/?free=1"))
    assert "Gratis" in body(square.get("/subscribe/?free=1"))


def test_a_phone_gets_a_code_and_nothing_is_kept_until_it_comes_back(square):
    ask(square)
    assert last().address == PHONE and not WeekSubscription.objects.exists()
    done = begin_by_code(square)
    assert done.status_code == 200 and "Du får beskjed" in body(done)
    row = WeekSubscription.objects.get()
    assert (row.address, row.looked_for, row.rhythm) == (PHONE, "free=1", "weekly")


def test_a_wrong_code_begins_nothing_and_can_be_tried_again(square):
    sealed = re.search(r'name="asked" value="([^"]+)"', body(ask(square)))[1]
    answer = square.post("/subscribe/code/", {"asked": sealed, "code": "000000"})
    assert answer.status_code == 422 and 'name="asked"' in body(answer)
    assert not WeekSubscription.objects.exists()


def test_who_begins_again_keeps_what_she_had_chosen(square):
    asked = body(ask(square))
    assert "400 00 951" in asked and 'href="/subscribe/?free=1"' in asked
    sealed = re.search(r'name="asked" value="([^"]+)"', asked)[1]
    there = re.search(r'action="(/subscribe/code/[^"]*)"', asked)[1]
    assert 'href="/subscribe/?free=1"' in body(square.post(there, {"asked": sealed, "code": "000000"}))
    assert 'href="/subscribe/?free=1"' in body(ask(square, address="kari@eksempel.test"))


def test_an_e_mail_address_gets_a_link_that_only_a_press_uses(square):
    path, done = begin_by_link(square)
    assert done.status_code == 200 and WeekSubscription.objects.get().channel == "email"
    WeekSubscription.objects.all().delete()
    assert square.get(path).status_code == 200 and not WeekSubscription.objects.exists()
    assert "no-store" in square.get(path)["Cache-Control"]


def test_a_link_older_than_two_days_begins_nothing(square, at, monkeypatch):
    path, _ = begin_by_link(square)
    WeekSubscription.objects.all().delete()
    monkeypatch.setattr(clock, "now", lambda: at + dt.timedelta(days=2, minutes=1))
    assert square.post(path).status_code == 410 and not WeekSubscription.objects.exists()


def test_a_mangled_link_is_told(square):
    assert square.get("/subscribe/nonsense/").status_code == 410


def test_the_neighbours_link_begins_nothing_here(square, neighbour):
    ask(square, address="kari@eksempel.test")
    path = re.search(r"(/subscribe/\S+/)", last().body)[1]
    assert square.post(path, headers={"host": "storfjordby.test"}).status_code == 410


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"address": ""}, "Skriv mobilnummeret"),
        ({"address": "12"}, "nummer"),
        ({"address": "kari@"}, "e-post"),
        ({"address": "73 00 00 00"}, "SMS"),
        ({"rhythm": "hourly"}, "hourly"),
    ],
)
def test_bad_input_is_said_at_the_field(square, wrong, words):
    answer = ask(square, **wrong)
    assert answer.status_code == 422 and words in body(answer) and not OutboundMessage.objects.exists()


def test_a_robot_gets_nothing(square):
    ask(square, website="http://spam.example")
    assert not OutboundMessage.objects.exists()


def test_one_number_is_not_flooded_with_codes(square):
    answers = [ask(square).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 422] and OutboundMessage.objects.count() == 3


def test_on_monday_the_letter_tells_what_fits_and_leads_to_the_rest(
    square, language_cafe, put_on, next_monday
):
    put_on("Dans på Torget", hours=24 * 6 + 5, is_free=True)
    put_on("Dyr middag", hours=24 * 6 + 6, is_free=False)
    begin_by_code(square)
    assert send_week_letters(next_monday) == 1
    told = last()
    assert "Dans på Torget" in told.body and "Dyr middag" not in told.body and told.segments <= 3
    assert square.get(private_path()).status_code == 200


def test_an_e_mail_is_plain_and_beautiful_and_says_how_to_end_it(square, put_on, next_monday):
    put_on("Dans på <Torget>", hours=24 * 6 + 5, is_free=True)
    begin_by_link(square)
    send_week_letters(next_monday)
    told = last()
    assert "Dans på <Torget>" in told.body and "Dans på &lt;Torget&gt;" in told.page
    assert "Uka i Lillevik" in told.subject and told.leave_at.endswith("/one-click/")
    path = re.search(r"http://[^/]+(/subscription/.*)", told.leave_at)[1]
    answer = square.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 204 and WeekSubscription.objects.get().ended_at


def test_she_changes_what_she_gets_and_ends_it(square, put_on, next_monday):
    put_on("Dans", hours=24 * 6 + 5, is_free=True)
    begin_by_code(square)
    send_week_letters(next_monday)
    path = private_path()
    saved = square.post(path, {"what": "music", "rhythm": "day_before"})
    assert saved.status_code == 302
    row = WeekSubscription.objects.get()
    assert (row.looked_for, row.rhythm) == ("what=music", "day_before")
    square.post(f"{path}ending/")
    assert "er slutt" in body(square.get(path)) and WeekSubscription.objects.get().ended_at
    assert send_week_letters(next_monday + dt.timedelta(days=7)) == 0


def test_a_private_link_that_is_none_opens_nothing(square):
    assert square.get("/subscription/nonsense/").status_code == 410


def test_one_who_has_said_stopp_must_say_start_first(square, at):
    opt_out("sms", PHONE, source="sms", at=at)
    answer = begin_by_code(square)
    assert answer.status_code == 422 and "START" in body(answer) and not WeekSubscription.objects.exists()


def test_stopp_by_sms_ends_the_letters(square, put_on, next_monday):
    put_on("Dans", hours=24 * 6 + 5, is_free=True)
    begin_by_code(square)
    receive_inbound(
        gateway="simulator", provider_id="1", channel="sms", sender=PHONE, body="STOPP", at=next_monday
    )
    before = OutboundMessage.objects.count()
    assert send_week_letters(next_monday) == 0 and OutboundMessage.objects.count() == before
    assert WeekSubscription.objects.get().ended_channel == "stop"
