"""Staff sign in with password and a second step, in one municipality; nobody else gets in."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.foundation.tenancy import entered
from samspill.messaging.models import OutboundMessage
from samspill.people.actions import invite_staff, let_staff_leave
from samspill.people.models import StaffMember, Unit, UnitRole

PASSWORD = "en lang og god setning"
HOST = "lillevik.test"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def browser(town):
    return Client(HTTP_HOST=HOST)


def code_for(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def invited(centre, role="coordinator"):
    return invite_staff(
        "mona@lillevik.test", name="Mona Vik", unit=centre, role=role, by="system", at=clock.now()
    )


def walk_in(browser, token):
    """From the link in the invitation to the desk; gives back the secret of the app."""
    chosen = {"password1": PASSWORD, "password2": PASSWORD}
    assert browser.post(f"/staff/invitation/{token}/", chosen).url == "/desk/"
    page = browser.get("/staff/second-step/app/").content.decode()
    secret = re.search(r'<code dir="ltr">(\w+)</code>', page)[1]
    assert "data:image/svg+xml;base64," in page
    answer = browser.post("/staff/second-step/app/", {"code": code_for(secret)})
    assert answer.url == "/staff/second-step/codes/"
    return secret


def test_from_the_invitation_to_the_desk_and_back_in_with_a_code(browser, centre):
    _, token = invited(centre)
    secret = walk_in(browser, token)
    assert len(re.findall(r"<li><code>", browser.get("/staff/second-step/codes/").content.decode())) == 10
    browser.post("/staff/sign-out/")

    Authenticator.objects.filter(type="totp").first().wrap()
    cache.clear()  # The code was used a moment ago, and none works twice.
    answer = browser.post("/staff/sign-in/", {"login": "MONA@lillevik.test", "password": PASSWORD})
    assert answer.url == "/staff/second-step/sign-in/"
    assert not _is_signed_in(browser)
    assert browser.post(answer.url, {"code": "000000"}).status_code == 200
    assert not _is_signed_in(browser)
    assert browser.post(answer.url, {"code": code_for(secret)}).url == "/desk/"
    assert _is_signed_in(browser)
    assert not EmailAddress.objects.exists(), "addresses live with the staff member alone"


def test_a_password_alone_does_not_open_the_desk(browser, centre, at_a_desk_page):
    _, token = invited(centre)
    browser.post(f"/staff/invitation/{token}/", {"password1": PASSWORD, "password2": PASSWORD})
    assert browser.get(at_a_desk_page).url == "/staff/second-step/"


def test_the_secret_of_the_app_is_not_readable_in_the_database(browser, centre):
    _, token = invited(centre)
    secret = walk_in(browser, token)
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_opening_the_invitation_uses_nothing_up(browser, centre):
    _, token = invited(centre)
    for _ in range(3):
        assert browser.get(f"/staff/invitation/{token}/").status_code == 200
    walk_in(browser, token)
    assert browser.get(f"/staff/invitation/{token}/").status_code == 410


def test_two_different_or_weak_passwords_are_refused_in_words(browser, centre):
    _, token = invited(centre)
    for first, second in [(PASSWORD, PASSWORD + "!"), ("kort", "kort")]:
        page = browser.post(f"/staff/invitation/{token}/", {"password1": first, "password2": second})
        assert page.status_code == 200
        assert 'id="errors"' in page.content.decode()


def test_the_password_of_lillevik_opens_nothing_in_storfjordby(browser, centre, neighbour):
    _, token = invited(centre)
    walk_in(browser, token)
    elsewhere = Client(HTTP_HOST="storfjordby.test")
    page = elsewhere.post("/staff/sign-in/", {"login": "mona@lillevik.test", "password": PASSWORD})
    assert page.status_code == 200


def test_a_session_from_lillevik_knows_nobody_in_storfjordby(desk, neighbour, at_a_desk_page):
    assert desk.get(at_a_desk_page).status_code == 200
    stolen = Client(HTTP_HOST="storfjordby.test")
    stolen.cookies = desk.cookies
    assert "/staff/sign-in/" in stolen.get(at_a_desk_page).url


def test_the_same_address_signs_in_with_its_own_password_in_each_municipality(browser, centre, neighbour):
    _, token = invited(centre)
    browser.post(f"/staff/invitation/{token}/", {"password1": PASSWORD, "password2": PASSWORD})
    with entered(neighbour):
        _, other = invited(Unit.objects.create(name="Sentralen"))
    elsewhere = Client(HTTP_HOST="storfjordby.test")
    new = {"password1": PASSWORD + " to", "password2": PASSWORD + " to"}
    assert elsewhere.post(f"/staff/invitation/{other}/", new).status_code == 302
    again = Client(HTTP_HOST=HOST)
    signing_in = {"login": "mona@lillevik.test", "password": PASSWORD}
    assert again.post("/staff/sign-in/", signing_in).status_code == 302
    assert Client(HTTP_HOST="storfjordby.test").post("/staff/sign-in/", signing_in).status_code == 200


def test_one_who_left_is_out_at_once(desk, ola, at_a_desk_page):
    let_staff_leave(ola, by="system", at=clock.now())
    assert "/staff/sign-in/" in desk.get(at_a_desk_page).url


def test_one_without_a_role_today_is_told_so(desk, ola, at_a_desk_page):
    UnitRole.objects.filter(staff=ola).delete()
    page = desk.get(at_a_desk_page)
    assert page.status_code == 403
    assert page["Cache-Control"] == "private, no-store"


def test_a_reader_may_look_and_not_post(centre, at, at_a_desk_page):
    reader = browser_of(make_staff("Lise Lund", centre, "reader", at=at), HOST)
    assert reader.get(at_a_desk_page).status_code == 200
    assert reader.post(at_a_desk_page).status_code == 403


def test_what_the_desk_shows_is_kept_nowhere(desk, at_a_desk_page):
    assert desk.get(at_a_desk_page)["Cache-Control"] == "private, no-store"


def test_after_many_wrong_passwords_even_the_right_one_waits(browser, centre):
    _, token = invited(centre)
    Client(HTTP_HOST=HOST).post(f"/staff/invitation/{token}/", {"password1": PASSWORD, "password2": PASSWORD})
    for _ in range(12):
        browser.post("/staff/sign-in/", {"login": "mona@lillevik.test", "password": "feil"})
    page = browser.post("/staff/sign-in/", {"login": "mona@lillevik.test", "password": PASSWORD})
    assert page.status_code in (200, 429)
    assert not _is_signed_in(browser)


def test_a_forgotten_password_is_replaced_by_link(browser, centre):
    _, token = invited(centre)
    walk_in(browser, token)
    browser.post("/staff/sign-out/")
    for address in ("mona@lillevik.test", "nobody@lillevik.test"):
        assert browser.post("/staff/forgotten/", {"email": address}).status_code == 200
    letter = OutboundMessage.objects.get()
    link = re.search(r"http://lillevik\.test(/staff/forgotten/\S+)", letter.body)[1]
    new = "en helt ny og lang setning"
    answer = browser.post(link, {"password1": new, "password2": new})
    assert answer.url == "/staff/second-step/sign-in/", "the second step is still asked for"
    assert StaffMember.objects.get().check_password(new)
    assert browser.get(link).status_code == 410


def test_links_to_a_new_password_are_not_sent_without_end(browser, centre):
    invited(centre)
    answers = [
        browser.post("/staff/forgotten/", {"email": "mona@lillevik.test"}).status_code for _ in range(4)
    ]
    assert answers == [200, 200, 200, 429]
    assert OutboundMessage.objects.count() == 3


@pytest.mark.parametrize("path", ["signup/", "email/", "login/code/", "password/reset/"])
def test_what_we_do_not_want_of_the_library_is_not_there(browser, path):
    assert browser.get(f"/staff/{path}").status_code in (302, 404)
    assert browser.post(f"/staff/{path}").status_code in (302, 404, 405)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_page_of_signing_in_shows_in_every_language(desk, language):
    desk.cookies["language"] = language
    paths = [
        "password/",
        "second-step/list/",
        "second-step/keys/",
        "second-step/app/",
        "forgotten/",
        "confirm/",
    ]
    assert [desk.get(f"/staff/{path}").status_code for path in paths] == [200, 200, 200, 302, 200, 200]
    assert Client(HTTP_HOST=HOST).get("/staff/sign-in/").status_code == 200


def _is_signed_in(browser):
    return "_auth_user_id" in browser.session
