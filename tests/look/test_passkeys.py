"""A passkey, made and used in a real browser under the strict content policy."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from playwright.sync_api import Page, expect

from samspill.foundation import clock

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
