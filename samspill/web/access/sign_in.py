"""Signing in: staff only, with password and a second step (TOTP or passkey), in one municipality."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from samspill.people.models import StaffMember


class StaffBackend(ModelBackend):
    """Knows the staff of the municipality the host name leads to; a session from another host knows nobody here."""

    def authenticate(
        self, request: HttpRequest | None, email: str = "", password: str = "", **_: Any
    ) -> StaffMember | None:
        staff = StaffMember.objects.filter(email=email.strip().lower(), left_at__isnull=True).first()
        if staff is None:
            StaffMember().set_password(
                password
            )  # As slow as a wrong password, so that nobody learns who exists.
            return None
        return staff if staff.check_password(password) else None

    def get_user(self, user_id: Any) -> StaffMember | None:
        return StaffMember.objects.filter(pk=user_id, left_at__isnull=True).first()


class StaffAdapter(DefaultAccountAdapter):
    """Nobody signs up by herself; staff are invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
