"""One who acts for an association signs in by OpenID Connect instead of a link; against a real provider on loopback."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.foundation.models import AuditEntry
from samspill.foundation.tenancy import entered
from samspill.messaging.models import OutboundMessage
from samspill.organisations.actions import give_post, let_act, register_group
from samspill.people.actions import add_provider, close_provider, find_or_add_person, forget_person
from samspill.people.actions.merging import merge_persons
from samspill.people.models import SignInProvider, WayIn
from samspill.web.access.links import OWN_PAGE
from tests.standins.openid import openid_provider, say_no_there, sign_in_there

HOST = "lillevik.test"


@pytest.fixture(scope="module")
def issuer():
    with openid_provider() as started:
        yield started


@pytest.fixture
def provider(town, issuer, at):
    return add_provider("ID-porten", issuer, "samspill", "en & hemmelighet", by="system", at=at)


@pytest.fixture
def marit(ola, at):
    return find_or_add_person("Marit Sand", ["41300001"], by=ola, at=at, channel="phone")


@pytest.fixture
def choir(ola, marit, at):
    choir = register_group("Lillevik Blandakor", by=ola, at=at)
    let_act(give_post(choir, marit, "leader", by=ola, at=at, channel="web"), by=ola, at=at, channel="web")
    return choir


@pytest.fixture
def browser():
    return Client(HTTP_HOST=HOST)


def link_to(person):
    return make_link(OWN_PAGE, str(person.pk), at=clock.now(), valid_for=dt.timedelta(days=7))


def path_of(address):
    parts = urlsplit(address)
    assert parts.netloc == HOST
    return f"{parts.path}?{parts.query}"


def come_back(browser, begins_at, who="marit-at-id-porten"):
    """Follow our link to the provider, sign in there, and come back."""
    return browser.get(path_of(sign_in_there(browser.get(begins_at).headers["location"], who)))


def link_way(browser, person, provider, who="marit-at-id-porten"):
    asked = come_back(browser, reverse("own:way_new", args=[link_to(person), provider.pk]), who)
    assert person.name in asked.content.decode()
    return browser.post(reverse("own:sign_in_link"), follow=True)


def signs_in_at(provider):
    return reverse("own:sign_in", args=[provider.pk])


@pytest.fixture
def linked(browser, marit, provider, choir):
    """Marit has chosen ID-porten, in another browser than the one she comes in by."""
    link_way(Client(HTTP_HOST=HOST), marit, provider)
    return provider


def test_she_chooses_it_on_her_page_says_yes_and_it_is_written_down(browser, marit, provider):
    page = browser.get(reverse("own:page", args=[link_to(marit)])).content.decode()
    assert "Slik kommer du inn" in page
    done = link_way(browser, marit, provider)
    assert "Fra nå av åpner ID-porten siden din" in done.content.decode()
    assert WayIn.objects.get().person == marit
    assert AuditEntry.objects.filter(verb="link_way_in", subject=f"people.person:{marit.pk}").exists()


def test_she_is_told_by_a_message_so_that_nobody_links_a_sign_in_unseen(browser, marit, provider):
    link_way(browser, marit, provider)
    [told] = OutboundMessage.objects.all()
    assert told.address == "+4741300001"
    assert "ID-porten åpner nå din egen side" in told.body and "Ta det bort der" in told.body
    link_way(Client(HTTP_HOST=HOST), marit, provider)
    assert OutboundMessage.objects.count() == 1


def test_one_who_is_reached_nowhere_is_linked_all_the_same(browser, provider, ola, at):
    per = find_or_add_person("Per Aune", [], by=ola, at=at, channel="phone")
    link_way(browser, per, provider)
    assert WayIn.objects.get().person == per and not OutboundMessage.objects.exists()


def test_a_sign_in_she_has_linked_is_not_offered_once_more(browser, linked, marit):
    page = browser.get(reverse("own:ways", args=[link_to(marit)])).content.decode()
    assert "Ta bort" in page and "neste gang" not in page.split("Logg inn et annet sted")[1]


def test_what_is_linked_is_never_whoever_had_the_phone_before(browser, linked, ola, at):
    """The provider may know somebody in this browser still; so it is asked to let her show who she is."""
    per = find_or_add_person("Per Aune", ["41300002"], by=ola, at=at, channel="phone")
    begun = browser.get(reverse("own:way_new", args=[link_to(per), linked.pk]))
    assert httpx_query(begun.headers["location"])["prompt"] == "login"


def test_after_one_has_signed_out_the_next_shows_who_she_is(browser, linked):
    first = browser.get(signs_in_at(linked)).headers["location"]
    assert "prompt" not in httpx_query(first)
    browser.get(path_of(sign_in_there(first, "marit-at-id-porten")))
    browser.post(reverse("own:sign_out"))
    assert httpx_query(browser.get(signs_in_at(linked)).headers["location"])["prompt"] == "login"


def test_where_one_asks_for_a_link_it_says_who_is_still_signed_in(browser, linked):
    assert "Du er logget inn som" not in browser.get("/me/").content.decode()
    come_back(browser, signs_in_at(linked))
    page = browser.get("/me/").content.decode()
    assert "Du er logget inn som Marit Sand" in page and 'href="/me/mine/"' in page
    browser.post(reverse("own:sign_out"))
    assert "Marit Sand" not in browser.get("/me/").content.decode()


def test_nothing_is_linked_before_she_has_said_yes(browser, marit, provider):
    come_back(browser, reverse("own:way_new", args=[link_to(marit), provider.pk]))
    assert not WayIn.objects.exists()


def test_afterwards_it_opens_the_same_pages_without_a_link(browser, linked, choir):
    came = come_back(browser, signs_in_at(linked))
    assert came.status_code == 302 and came.headers["location"] == "/me/mine/"
    page = browser.get("/me/mine/").content.decode()
    ours = reverse("ours:overview", args=["mine", choir.pk])
    assert "Du er logget inn som Marit Sand" in page and ours in page
    inside = browser.get(ours)
    assert "Marit Sand" in inside.content.decode() and inside["Cache-Control"] == "private, no-store"
    saved = browser.post(reverse("ours:page", args=["mine", choir.pk]), {"about": "Vi synger"}, follow=True)
    assert "Vi synger" in saved.content.decode()


def test_a_session_she_was_given_before_is_not_the_one_she_is_in_by(browser, linked):
    browser.get(signs_in_at(linked))
    before = browser.cookies["sessionid"].value
    come_back(browser, signs_in_at(linked))
    assert browser.cookies["sessionid"].value != before


def test_nobody_comes_in_without_signing_in(browser, linked, choir):
    assert browser.get("/me/mine/").headers["location"] == "/me/"
    assert browser.get(reverse("ours:overview", args=["mine", choir.pk])).headers["location"] == "/me/"


def test_one_who_matches_nobody_is_told_what_to_do(browser, linked):
    told = come_back(browser, signs_in_at(linked), "somebody-else")
    assert told.status_code == 403
    assert "Be om en lenke til siden din først" in told.content.decode()
    assert browser.get("/me/mine/").status_code == 302


def test_she_signs_out_and_the_page_is_closed(browser, linked):
    come_back(browser, signs_in_at(linked))
    browser.post(reverse("own:sign_out"))
    assert browser.get("/me/mine/").headers["location"] == "/me/"


def test_taken_away_by_her_it_opens_nothing_and_she_is_out(browser, linked):
    come_back(browser, signs_in_at(linked))
    browser.post(reverse("own:way_removal", args=["mine", WayIn.objects.get().pk]))
    assert not WayIn.objects.exists()
    assert browser.get("/me/mine/").status_code == 302
    assert come_back(browser, signs_in_at(linked)).status_code == 403


def test_the_desk_sees_it_and_takes_it_away(desk, browser, linked, marit):
    come_back(browser, signs_in_at(linked))
    away = reverse("desk:people:way_removal", args=[marit.pk, WayIn.objects.get().pk])
    before = desk.get(f"/desk/people/{marit.pk}/").content.decode()
    assert "ID-porten" in before and away in before
    desk.post(away)
    after = desk.get(f"/desk/people/{marit.pk}/").content.decode()
    assert after.count("ID-porten") == 1 and "ID-porten åpner nå" in after, (
        "only the message about it is left"
    )
    assert away not in after
    assert browser.get("/me/mine/").status_code == 302
    assert AuditEntry.objects.filter(verb="remove_way_in").exists()


def test_her_sign_in_cannot_open_another_persons_page_too(browser, linked, ola, at):
    per = find_or_add_person("Per Aune", ["41300002"], by=ola, at=at, channel="phone")
    told = link_way(browser, per, linked)
    assert told.status_code == 403 and "noen andre" in told.content.decode()
    assert WayIn.objects.count() == 1


def test_no_is_no_and_nothing_is_changed(browser, linked):
    url = browser.get(signs_in_at(linked)).headers["location"]
    told = browser.get(path_of(say_no_there(url)) + "&state=" + _asked(url, "state"))
    assert told.status_code == 403 and "Du sa nei" in told.content.decode()


def _asked(url, name):
    return httpx_query(url)[name]


def httpx_query(url):
    from urllib.parse import parse_qsl

    return dict(parse_qsl(urlsplit(url).query))


def _with(url, **changed):
    from urllib.parse import urlencode

    return url.split("?")[0] + "?" + urlencode(httpx_query(url) | changed)


def test_what_we_ask_has_pkce_state_and_nonce_and_asks_for_nothing_but_who(browser, linked):
    asked = httpx_query(browser.get(signs_in_at(linked)).headers["location"])
    assert asked["code_challenge_method"] == "S256" and len(asked["code_challenge"]) == 43
    assert len(asked["state"]) > 30 and len(asked["nonce"]) > 30
    assert asked["scope"] == "openid" and asked["redirect_uri"] == f"http://{HOST}/me/sign-in/back/"


@pytest.mark.parametrize("changed", [{"nonce": "another"}, {"state": "another"}, {"client_id": "another"}])
def test_an_answer_to_another_question_lets_nobody_in(browser, linked, changed):
    url = browser.get(signs_in_at(linked)).headers["location"]
    told = browser.get(path_of(sign_in_there(_with(url, **changed), "marit-at-id-porten")))
    assert told.status_code == 403 and "Det gikk ikke" in told.content.decode()
    assert browser.get("/me/mine/").status_code == 302


def test_the_same_answer_twice_lets_her_in_once(browser, linked):
    url = browser.get(signs_in_at(linked)).headers["location"]
    back = path_of(sign_in_there(url, "marit-at-id-porten"))
    assert browser.get(back).status_code == 302
    browser.post(reverse("own:sign_out"))
    assert browser.get(back).status_code == 403


def test_an_answer_brought_by_another_browser_lets_nobody_in(browser, linked):
    url = browser.get(signs_in_at(linked)).headers["location"]
    back = path_of(sign_in_there(url, "marit-at-id-porten"))
    assert Client(HTTP_HOST=HOST).get(back).status_code == 403


def test_a_token_that_has_expired_lets_nobody_in(browser, linked, at):
    with openid_provider("--token-max-age=-3600") as expired:
        provider = add_provider("Entra", expired, "samspill", "hemmelig", by="system", at=at)
        told = come_back(browser, signs_in_at(provider))
    assert told.status_code == 403 and "Det gikk ikke" in told.content.decode()


def test_a_provider_that_does_not_answer_is_said_in_words(browser, linked):
    SignInProvider.objects.update(issuer="http://127.0.0.1:9")
    told = browser.get(signs_in_at(linked))
    assert told.status_code == 403 and "Det gikk ikke" in told.content.decode()


def test_a_provider_that_was_closed_lets_nobody_in(browser, linked, at):
    come_back(browser, signs_in_at(linked))
    close_provider(linked, by="system", at=at)
    assert browser.get("/me/mine/").status_code == 302
    assert browser.get(signs_in_at(linked)).status_code == 404


def test_the_neighbours_host_knows_neither_the_session_nor_the_provider(browser, linked, neighbour):
    come_back(browser, signs_in_at(linked))
    assert browser.get("/me/mine/", headers={"host": "storfjordby.test"}).headers["location"] == "/me/"
    with entered(neighbour):
        assert not SignInProvider.objects.exists()
    assert browser.get(signs_in_at(linked), headers={"host": "storfjordby.test"}).status_code == 404


def test_two_rows_of_hers_that_become_one_keep_her_way_in(browser, linked, marit, ola, at):
    other = find_or_add_person("Marit Sand", ["41300009"], by=ola, at=at, channel="phone")
    merge_persons(other, marit, by=ola, at=at, channel="web")
    come_back(browser, signs_in_at(linked))
    assert "Marit Sand" in browser.get("/me/mine/").content.decode()


def test_forgotten_she_is_known_by_no_sign_in(browser, linked, marit, at):
    come_back(browser, signs_in_at(linked))
    forget_person(marit, by="system", at=at, channel="system")
    assert not WayIn.objects.exists()
    assert browser.get("/me/mine/").status_code == 302
