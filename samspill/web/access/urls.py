"""Addresses of signing in. Of allauth's only those we want: nobody signs up, and the e-mail address is ours to keep."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import URLPattern, URLResolver, include, path

from samspill.web.access import forms, views


def page(view: type, words: str, form: type | None = None):  # type: ignore[no-untyped-def]
    """One of allauth's views with our own template, and our own form where it has one."""
    return view.as_view(  # type: ignore[attr-defined]
        template_name=f"access/{words}.html", **({"form_class": form} if form else {})
    )


own: list[URLPattern | URLResolver] = [
    path("", views.door, name="door"),
    path("second-step/", views.second_step, name="second_step"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("forgotten/", views.forgotten, name="forgotten"),
    path("forgotten/<str:token>/", views.new_password, name="new_password"),
]

#: The names are allauth's own, for it looks them up itself.
allauths: list[URLPattern | URLResolver] = [
    path("sign-in/", page(account.LoginView, "sign_in", forms.SignInForm), name="account_login"),
    path("sign-out/", page(account.LogoutView, "sign_out"), name="account_logout"),
    path(
        "confirm/",
        page(account.ReauthenticateView, "confirm", forms.ConfirmForm),
        name="account_reauthenticate",
    ),
    path(
        "password/",
        page(account.PasswordChangeView, "password", forms.PasswordForm),
        name="account_change_password",
    ),
    path(
        "second-step/sign-in/",
        page(mfa.AuthenticateView, "sign_in_second_step", forms.CodeForm),
        name="mfa_authenticate",
    ),
    path(
        "second-step/confirm/",
        page(mfa.ReauthenticateView, "confirm_by_code", forms.ConfirmByCodeForm),
        name="mfa_reauthenticate",
    ),
    path("second-step/list/", page(mfa.IndexView, "second_steps"), name="mfa_index"),
    path("second-step/app/", page(totp.ActivateTOTPView, "app", forms.AppForm), name="mfa_activate_totp"),
    path(
        "second-step/app/removal/", page(totp.DeactivateTOTPView, "app_removal"), name="mfa_deactivate_totp"
    ),
    path("second-step/keys/", page(passkeys.ListWebAuthnView, "passkeys"), name="mfa_list_webauthn"),
    path(
        "second-step/keys/new/",
        page(passkeys.AddWebAuthnView, "passkey_new", forms.PasskeyForm),
        name="mfa_add_webauthn",
    ),
    path(
        "second-step/keys/<int:pk>/removal/",
        page(passkeys.RemoveWebAuthnView, "passkey_removal"),
        name="mfa_remove_webauthn",
    ),
    path(
        "second-step/keys/<int:pk>/name/",
        page(passkeys.EditWebAuthnView, "passkey_name", forms.PasskeyNameForm),
        name="mfa_edit_webauthn",
    ),
    path(
        "second-step/keys/confirm/",
        page(passkeys.ReauthenticateWebAuthnView, "confirm_by_passkey"),
        name="mfa_reauthenticate_webauthn",
    ),
    path("second-step/keys/sign-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "second-step/codes/",
        page(recovery_codes.ViewRecoveryCodesView, "codes"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-step/codes/new/",
        page(recovery_codes.GenerateRecoveryCodesView, "codes_new"),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-step/codes/file/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [path("", include((own, "access"))), *allauths]
