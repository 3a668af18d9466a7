"""Signing in: staff only, with password and a second step (an app with codes, or a passkey), in one municipality."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from samspill.foundation import clock
from samspill.foundation.sealing import seal, unseal
from samspill.people.models import StaffMember


class StaffBackend(ModelBackend):
    """Knows the staff of the municipality the host name leads to; a session from another host knows nobody here."""

    def authenticate(  # type: ignore[override]
        self, request: HttpRequest | None, email: str = "", password: str = "", **_: Any
    ) -> StaffMember | None:
        staff = StaffMember.objects.filter(email=email.strip().lower(), left_at__isnull=True).first()
        if staff is None:
            # As slow as a wrong password, so that nobody learns who works here.
            StaffMember().set_password(password)
            return None
        return staff if staff.check_password(password) else None

    def get_user(self, user_id: Any) -> StaffMember | None:
        return StaffMember.objects.filter(pk=user_id, left_at__isnull=True).first()


class StaffAdapter(DefaultAccountAdapter):
    """Nobody signs up by herself; staff are invited. What is said is said in our own words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "enter_current_password": _("This is not your password now."),
        "incorrect_password": _("The password is not right."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes and try again."),
        "rate_limited": _("Too many attempts. Wait five minutes and try again."),
    }
    #: What is told after something was done; the rest of allauth's messages are left out.
    told = {
        "account/messages/password_changed.txt": _("The password is changed."),
        "mfa/messages/totp_activated.txt": _(
            "The app is ready. You will be asked for a code when you sign in."
        ),
        "mfa/messages/totp_deactivated.txt": _("The app with codes is removed."),
        "mfa/messages/webauthn_added.txt": _("The passkey is added."),
        "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
        "mfa/messages/recovery_codes_generated.txt": _(
            "You have new codes for emergencies. The old ones are void."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Changes ask who one is, unless that was shown a moment ago or there is no second step yet."""
        if app == "allauth.mfa" and self.request and not is_mfa_enabled(self.request.user):
            return False
        return not _showed_who_she_is(self.request)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        text = message or self.told.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)


def _showed_who_she_is(request: HttpRequest) -> bool:
    """Whether the password or the second step was given in this session within the last five minutes."""
    since = clock.now().timestamp() - account_settings.REAUTHENTICATION_TIMEOUT
    return any(record["at"] > since for record in get_authentication_records(request, request.user))


class SecondStepAdapter(DefaultMFAAdapter):
    """The second step: secrets sealed in the database, the square code drawn as SVG, our own words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is not right. Codes change every half minute; try the next one."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text, "second_step")

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, "second_step")

    def build_totp_svg(self, url: str) -> str:
        import segno  # late: heavy, and few processes need it

        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=5, border=4, light="white", dark="black")
        return drawn.getvalue().decode()
