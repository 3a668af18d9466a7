"""Signing in: what allauth leaves to us."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from samspill.foundation import clock
from samspill.foundation.actions import LinkNotValid
from samspill.foundation.limits import Limit, TooOften, spend
from samspill.people import actions
from samspill.people.models import StaffMember
from samspill.web.access.forms import ForgottenForm, NewPasswordForm
from samspill.web.access.letters import send_new_password_link
from samspill.web.access.links import kept_nowhere

#: Links to a new password: for one address, and for one machine (an office shares one).
FEW_LINKS = Limit(burst=3, refill=dt.timedelta(minutes=20))
MORE_LINKS = Limit(burst=20, refill=dt.timedelta(minutes=2))


def door(request: HttpRequest) -> HttpResponse:
    """The bare address: to the desk, which asks for what is missing."""
    return redirect("/desk/")


@login_required
def second_step(request: HttpRequest) -> HttpResponse:
    """Choose a second step: an app with codes, or a passkey. The desk stays shut until there is one."""
    if is_mfa_enabled(request.user):
        return redirect("/desk/")
    return render(request, "access/second_step.html")


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose the first password, then go on to the second step. A GET uses nothing up."""
    return _password_by_link(
        request, token, actions.invited_by, actions.accept_invitation, "access/invitation.html"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a new password by the link from the e-mail."""
    return _password_by_link(
        request,
        token,
        actions.asked_for_new_password,
        actions.choose_new_password,
        "access/new_password.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link to a new password. Says the same whether the address is known or not."""
    form = ForgottenForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "access/forgotten.html", {"form": form})
    email, at = form.cleaned_data["email"], clock.now()
    try:
        spend("new_password", email.lower(), FEW_LINKS, at=at)
        spend("new_password", request.META.get("REMOTE_ADDR", ""), MORE_LINKS, at=at)
    except TooOften:
        return render(request, "access/too_often.html", status=429)
    send_new_password_link(request, email, at=at)
    return render(request, "access/forgotten_sent.html", {"email": email})


def _password_by_link(
    request: HttpRequest,
    token: str,
    whose: Callable[..., StaffMember],
    choose: Callable[..., StaffMember],
    template: str,
) -> HttpResponse:
    try:
        staff = whose(token, at=clock.now())
        form = NewPasswordForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            return _chosen(request, choose(token, form.cleaned_data["password1"], at=clock.now()))
    except ValidationError as error:
        form.add_error("password1", error)
    except (LinkNotValid, actions.HasLeft):
        return render(request, "access/link_not_valid.html", status=410)
    return kept_nowhere(render(request, template, {"form": form, "staff": staff}))


def _chosen(request: HttpRequest, staff: StaffMember) -> HttpResponse:
    """Signed in with the password just chosen; whoever has a second step is asked for it."""
    staff.backend = "samspill.web.access.sign_in.StaffBackend"
    return perform_password_login(
        request, {"email": staff.email}, Login(user=staff, redirect_url="/desk/", email=staff.email)
    )
