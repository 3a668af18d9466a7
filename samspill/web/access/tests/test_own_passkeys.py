"""Somebody without an account adds a passkey and comes in by it; what is not hers, or not true, opens nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.foundation.models import AuditEntry
from samspill.foundation.tenancy import entered
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import (
    PATIENCE_SECONDS,
    Site,
    add_passkey,
    ask_for_passkey,
    find_or_add_person,
    forget_person,
)
from samspill.people.actions.merging import merge_persons
from samspill.people.actions.passkeys import MOST_PASSKEYS
from samspill.people.models import Passkey
from samspill.web.access.links import OWN_PAGE
from tests.standins.passkeys import Phone

HOST = "lillevik.test"
HERE = f"http://{HOST}"


@pytest.fixture
def marit(ola, at):
    return find_or_add_person("Marit Sand", ["41300001"], by=ola, at=at, channel="phone")


@pytest.fixture
def browser():
    return Client(HTTP_HOST=HOST)


@pytest.fixture
def phone():
    return Phone()


def link_to(person):
    return make_link(OWN_PAGE, str(person.pk), at=clock.now(), valid_for=dt.timedelta(days=7))


def adds(browser, token, phone, name="Mobilen", origin=HERE):
    options = browser.get(reverse("own:passkey_question", args=[token])).json()
    told = {"name": name, "answer": phone.makes(options, origin=origin)}
    return browser.post(reverse("own:passkeys", args=[token]), told, follow=True)


@pytest.fixture
def added(marit, phone):
    """Marit has added her phone, in another browser than the one she comes in by."""
    adds(Client(HTTP_HOST=HOST), link_to(marit), phone)
    return Passkey.objects.get()


def question(browser, **more):
    return browser.get(reverse("own:sign_in_passkey_question"), **more).json()


def answers(browser, answer, **more):
    return browser.post(reverse("own:sign_in_passkey"), {"answer": answer}, **more)


def comes_in(browser, phone, *, origin=HERE, **more):
    return answers(browser, phone.uses(question(browser), origin=origin, **more))


def is_out(browser):
    return browser.get("/me/mine/").headers.get("location") == "/me/"


def test_it_is_added_named_and_told_of_by_a_message(browser, marit, phone):
    page = adds(browser, link_to(marit), phone).content.decode()
    assert "Fra nå av kan du logge inn med passnøkkelen" in page and "Mobilen" in page
    assert Passkey.objects.get().person == marit
    assert AuditEntry.objects.filter(verb="add_passkey", subject=f"people.person:{marit.pk}").exists()
    assert "passnøkkel" in OutboundMessage.objects.get(person=marit).body


def test_it_opens_the_same_pages_as_the_link_and_says_when_it_was_used(browser, added, phone):
    assert comes_in(browser, phone).headers["location"] == "/me/mine/"
    assert "Du er logget inn som Marit Sand" in browser.get("/me/mine/").content.decode()
    assert "sist brukt" in browser.get("/me/mine/ways/").content.decode()
    assert AuditEntry.objects.filter(verb="come_in").exists()


def test_a_new_session_key_is_given_with_it(browser, added, phone):
    question(browser)
    before = browser.cookies["sessionid"].value
    comes_in(browser, phone)
    assert browser.cookies["sessionid"].value != before


def test_a_new_name_is_shown_and_a_national_identity_number_is_not_kept(browser, added, marit):
    token = link_to(marit)
    at = reverse("own:passkey_name", args=[token, added.pk])
    assert "Nettbrettet" in browser.post(at, {"name": "Nettbrettet"}, follow=True).content.decode()
    assert "fødselsnummer" in browser.post(at, {"name": "01019000083"}, follow=True).content.decode()
    added.refresh_from_db()
    assert added.name == "Nettbrettet"


def test_taken_away_it_opens_nothing_and_who_was_in_by_it_is_out(browser, added, phone):
    comes_in(browser, phone)
    browser.post(reverse("own:passkey_removal", args=["mine", added.pk]))
    assert is_out(browser)
    told = comes_in(browser, phone)
    assert told.status_code == 403 and "Be om en lenke til siden din først" in told.content.decode()


def test_the_desk_takes_it_away_when_the_phone_is_lost(desk, browser, added, phone, marit):
    comes_in(browser, phone)
    assert "Mobilen" in desk.get(f"/desk/people/{marit.pk}/").content.decode()
    desk.post(reverse("desk:people:passkey_removal", args=[marit.pk, added.pk]))
    assert is_out(browser) and not Passkey.objects.exists()


def test_nobody_takes_away_or_renames_anothers(browser, added, ola, at):
    per = find_or_add_person("Per Aune", ["41300002"], by=ola, at=at, channel="phone")
    for name in ("own:passkey_removal", "own:passkey_name"):
        assert browser.post(reverse(name, args=[link_to(per), added.pk]), {"name": "Min"}).status_code == 404
    assert Passkey.objects.get().name == "Mobilen"


class TestWhatIsNotTrue:
    def test_the_same_answer_twice_lets_her_in_once(self, browser, added, phone):
        answer = phone.uses(question(browser), origin=HERE)
        assert answers(browser, answer).status_code == 302
        browser.post(reverse("own:sign_out"))
        assert answers(browser, answer).status_code == 403 and is_out(browser)

    def test_an_answer_to_another_question_opens_nothing(self, browser, added, phone):
        answer = phone.uses(question(browser), origin=HERE)
        question(browser)
        assert answers(browser, answer).status_code == 403 and is_out(browser)

    def test_an_answer_brought_by_another_browser_opens_nothing(self, browser, added, phone):
        answer = phone.uses(question(browser), origin=HERE)
        other = Client(HTTP_HOST=HOST)
        question(other)
        assert answers(other, answer).status_code == 403 and is_out(other)

    def test_an_answer_that_comes_too_late_opens_nothing(self, browser, added, phone):
        answer = phone.uses(question(browser), origin=HERE)
        session = browser.session
        session["own_passkey_challenge"]["until"] -= PATIENCE_SECONDS + 1
        session.save()
        assert answers(browser, answer).status_code == 403 and is_out(browser)

    def test_another_key_that_says_it_is_this_one_opens_nothing(self, browser, added, phone):
        liar = Phone()
        liar.key_id = phone.key_id
        assert comes_in(browser, liar).status_code == 403 and is_out(browser)

    @pytest.mark.parametrize(
        "lie", [{"origin": "http://lillevik.test.example"}, {"host": "lillevik.example"}]
    )
    def test_a_page_that_looks_like_ours_gets_nothing_that_opens(self, browser, added, phone, lie):
        assert comes_in(browser, phone, **lie).status_code == 403 and is_out(browser)

    @pytest.mark.parametrize(
        "answer", ["", "[]", "{", '{"id": 1}', '{"rawId": "AA", "response": {}}', "9" * 40_000]
    )
    def test_nonsense_is_answered_in_words(self, browser, added, answer):
        question(browser)
        assert "Det gikk ikke" in answers(browser, answer).content.decode()

    def test_a_question_for_a_new_key_is_no_question_to_come_in_by(self, browser, added, marit, phone):
        options = browser.get(reverse("own:passkey_question", args=[link_to(marit)])).json()
        asked = {"publicKey": {"challenge": options["publicKey"]["challenge"], "rpId": HOST}}
        assert answers(browser, phone.uses(asked, origin=HERE)).status_code == 403

    def test_what_was_asked_on_one_page_adds_nothing_to_anothers(self, browser, marit, phone, ola, at):
        per = find_or_add_person("Per Aune", ["41300002"], by=ola, at=at, channel="phone")
        options = browser.get(reverse("own:passkey_question", args=[link_to(per)])).json()
        told = {"answer": phone.makes(options, origin=HERE)}
        browser.post(reverse("own:passkeys", args=[link_to(marit)]), told)
        assert not Passkey.objects.exists()

    def test_the_neighbours_host_lets_nobody_in(self, browser, added, phone, neighbour):
        there = {"headers": {"host": "storfjordby.test"}}
        comes_in(browser, phone)
        assert browser.get("/me/mine/", **there).headers["location"] == "/me/"
        other = Client(HTTP_HOST="storfjordby.test")
        answer = phone.uses(question(other), origin="http://storfjordby.test")
        assert answers(other, answer).status_code == 403
        with entered(neighbour):
            assert not Passkey.objects.exists()

    def test_a_key_that_was_copied_is_closed_for_both_and_she_is_told_what_to_do(
        self, browser, added, phone, marit
    ):
        thief = phone.copied()
        comes_in(browser, phone)
        told = comes_in(Client(HTTP_HOST=HOST), thief)
        assert told.status_code == 403 and "kan være kopiert" in told.content.decode()
        assert is_out(browser) and comes_in(browser, phone).status_code == 403
        page = browser.get(reverse("own:ways", args=[link_to(marit)])).content.decode()
        assert "kan være kopiert" in page
        assert AuditEntry.objects.filter(verb="doubt_passkey").exists()

    def test_a_key_that_does_not_count_is_used_again_and_again(self, browser, marit):
        synced = Phone(counts=False)
        adds(browser, link_to(marit), synced)
        assert [comes_in(browser, synced).status_code for _ in range(2)] == [302, 302]

    def test_tries_are_held_back(self, browser, added):
        answered = [answers(browser, "").status_code for _ in range(31)]
        assert answered[-1] == 429 and browser.get(reverse("own:sign_in_passkey_question")).status_code == 429


def test_two_rows_of_hers_that_become_one_keep_the_key(browser, added, phone, marit, ola, at):
    other = find_or_add_person("Marit Sand", ["41300009"], by=ola, at=at, channel="phone")
    merge_persons(other, marit, by=ola, at=at, channel="web")
    comes_in(browser, phone)
    assert "Marit Sand" in browser.get("/me/mine/").content.decode()


def test_forgotten_she_is_known_by_no_key(browser, added, phone, marit, at):
    comes_in(browser, phone)
    forget_person(marit, by="system", at=at, channel="system")
    assert not Passkey.objects.exists() and is_out(browser)
    assert comes_in(browser, phone).status_code == 403


def test_one_too_many_is_said_in_words(browser, marit, phone, at):
    site = Site("Lillevik", HERE)
    for _ in range(MOST_PASSKEYS):
        asked = ask_for_passkey(marit, site)
        made = Phone().makes(asked.options, origin=HERE)
        add_passkey(marit, site, asked.challenge, made, name="", at=at)
    assert "Ta bort en først" in adds(browser, link_to(marit), phone).content.decode()


def test_a_page_without_script_has_no_dead_button(browser, added, marit):
    for page in ("/me/", reverse("own:ways", args=[link_to(marit)])):
        assert "<div data-needs-script hidden>" in browser.get(page).content.decode()
