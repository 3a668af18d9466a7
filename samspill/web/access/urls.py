"""Addresses of signing in. Of allauth's only those we want: nobody signs up, and the e-mail address is ours to keep."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import URLPattern, URLResolver, include, path

from samspill.web.access import views

own: list[URLPattern | URLResolver] = [
    path("second-step/", views.second_step, name="second_step"),
]

#: The names are allauth's own, for it looks them up itself.
allauths: list[URLPattern | URLResolver] = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("second-step/sign-in/", mfa.authenticate, name="mfa_authenticate"),
    path("second-step/confirm/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-step/list/", mfa.index, name="mfa_index"),
    path("second-step/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("second-step/app/removal/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-step/keys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("second-step/keys/new/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("second-step/keys/<int:pk>/removal/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("second-step/keys/<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("second-step/keys/confirm/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("second-step/keys/sign-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("second-step/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-step/codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "second-step/codes/file/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [path("", include((own, "access"))), *allauths]
