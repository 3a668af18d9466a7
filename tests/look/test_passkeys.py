"""Passkeys, made and used in a real browser under the strict content policy: staff, and one without an account."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import struct
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from playwright.sync_api import Page, expect

from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.people.actions import find_or_add_person
from samspill.people.models import Passkey
from samspill.web.access.links import OWN_PAGE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "vafler-og-kaffe"
SECRET = "JBSWY3DPEHPK3PXP"


def with_an_authenticator(page: Page) -> None:
    """Give the browser a key of its own that says yes, as a finger on the reader does."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def code_now() -> str:
    """What the sign-in app shows (RFC 6238)."""
    moment = struct.pack(">Q", int(clock.now().timestamp()) // 30)
    digest = hmac.new(base64.b32decode(SECRET), moment, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def test_a_passkey_is_added_and_then_opens_the_desk_alone(
    ingrid: Any, open_page: Callable[..., Page], settings: Any
) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    ingrid.set_password(PASSWORD)
    ingrid.save()
    ingrid.authenticator_set.all().delete()
    TOTP.activate(ingrid, SECRET)
    page = open_page()
    with_an_authenticator(page)
    page.goto("/staff/sign-in/")
    page.locator("[name=login]").fill(ingrid.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.locator("[name=code]").fill(code_now())
    page.locator("[name=code]").press("Enter")
    page.wait_for_url("**/desk/")
    page.goto("/staff/second-step/keys/new/")
    page.locator("[name=name]").fill("Mobilen")
    page.locator("[name=passwordless]").check()
    with page.expect_navigation():
        page.locator("#mfa_webauthn_add").click()
    page.context.clear_cookies()
    page.goto("/staff/sign-in/?next=/desk/")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/desk/")
    expect(page.locator("body")).to_contain_text("Ingrid Solvang")


def test_one_who_acts_for_an_association_adds_a_passkey_and_needs_no_link_next_time(
    ingrid: Any, open_page: Callable[..., Page]
) -> None:
    now = clock.now()
    marit = find_or_add_person("Marit Sand", ["41300001"], by=ingrid, at=now, channel="phone")
    token = make_link(OWN_PAGE, str(marit.pk), at=now, valid_for=dt.timedelta(days=7))
    page = open_page({"width": 360, "height": 740})
    with_an_authenticator(page)
    page.goto(f"/me/{token}/ways/")
    page.locator("form[data-passkey=create] [name=name]").fill("Mobilen")
    page.get_by_role("button", name="Legg til en passnøkkel").click()
    expect(page.locator("#passkeys .rows")).to_contain_text("Mobilen")
    page.context.clear_cookies()
    page.goto("/me/")
    page.get_by_role("button", name="Logg inn med passnøkkel").click()
    page.wait_for_url("**/me/mine/")
    expect(page.locator("body")).to_contain_text("Du er logget inn som Marit Sand")
    # Taken away, the phone still offers it, and the page says what to do.
    Passkey.objects.all().delete()
    page.goto("/me/")
    page.get_by_role("button", name="Logg inn med passnøkkel").click()
    expect(page.locator("h1")).to_have_text("Du er ikke logget inn")
