"""Forms of signing in: allauth's, with our own words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class OurWords:
    """Labels and hints of ours, without placeholders: they vanish when one types."""

    words: dict[str, str | Promise] = {}
    hints: dict[str, str | Promise] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)  # type: ignore[assignment]
            field.help_text = self.hints.get(name, "")  # type: ignore[assignment]


class SignInForm(OurWords, LoginForm):
    words = {"login": _("E-mail"), "password": _("Password")}


class ConfirmForm(OurWords, ReauthenticateForm):
    words = {"password": _("Password")}


class PasswordForm(OurWords, ChangePasswordForm):
    words = {
        "oldpassword": _("Password now"),
        "password1": _("New password"),
        "password2": _("New password once more"),
    }
    hints = {"password1": _("At least 12 characters. Four words you remember are good.")}


CODE = _("Code")
CODE_HINT = _("Six digits from the app, or one of your codes for emergencies.")


class CodeForm(OurWords, second_step.AuthenticateForm):
    words = {"code": CODE}
    hints = {"code": CODE_HINT}


class ConfirmByCodeForm(OurWords, second_step.ReauthenticateForm):
    words = {"code": CODE}
    hints = {"code": CODE_HINT}


class AppForm(OurWords, ActivateTOTPForm):
    words = {"code": CODE}
    hints = {"code": _("Six digits that the app shows now.")}


class PasskeyForm(OurWords, AddWebAuthnForm):
    words = {"name": _("Name of the key"), "passwordless": _("Sign in with this key alone, without password")}
    hints = {
        "name": _("For instance: my phone."),
        "passwordless": _("The key must then ask for your finger, face or PIN."),
    }


class PasskeyNameForm(OurWords, EditWebAuthnForm):
    words = {"name": _("Name of the key")}


class NewPasswordForm(forms.Form):
    """A password chosen by link, written twice."""

    password1 = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Four words you remember are good."),
    )
    password2 = forms.CharField(
        label=_("New password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password2(self) -> str:
        if self.cleaned_data.get("password1") != self.cleaned_data["password2"]:
            raise forms.ValidationError(_("The two are not the same."))
        return self.cleaned_data["password2"]


class ForgottenForm(forms.Form):
    """Who has forgotten her password."""

    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
