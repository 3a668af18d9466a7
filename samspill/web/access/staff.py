"""The door to the desk: signed in, with a second step, and with a role in a unit today."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samspill.foundation import clock
from samspill.foundation.models import Municipality
from samspill.messaging.queries import waiting_count
from samspill.people.models import StaffMember
from samspill.people.queries import Asker, NoUnit, asker_for

View = Callable[..., HttpResponse]
ACTING_UNIT = "acting_unit"
#: Methods that change nothing.
LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})


class DeskRequest(HttpRequest):
    """A request at the desk: it knows who is asking."""

    asker: Asker
    inbox_count: int
    municipality: Municipality
    user: StaffMember


def at_the_desk(view: View) -> View:
    """Let staff in, and nobody else; `request.asker` is who is asking. What the answer shows is kept nowhere.

    A gate's `DoesNotExist` becomes 404: what one may not see does not exist. Who may only look cannot POST.
    """

    @wraps(view)
    def wrapped(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        let_in = view if request.method in LOOKING else _for_those_who_may_change(view)
        return signed_in(let_in)(request, *args, **kwargs)

    return wrapped


def signed_in(view: View) -> View:
    """As `at_the_desk`, but also readers may POST: for what concerns nobody but oneself."""

    @wraps(view)
    def wrapped(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        response = _turned_away(request) or _shown(view, request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return wrapped


def for_leaders(view: View) -> View:
    """Inside `at_the_desk`: only those who lead the unit they act in."""

    @wraps(view)
    def wrapped(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.asker.is_leader:
            return render(request, "access/only_leaders.html", {"unit": request.asker.unit}, status=403)
        return view(request, *args, **kwargs)

    return wrapped


def in_the_cell(view: View) -> View:
    """Let in those of the crisis cell, and leaders, in whichever of their units they act: it works across them."""

    @wraps(view)
    def wrapped(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.asker.may_call_out:
            return render(request, "access/only_the_cell.html", status=403)
        return view(request, *args, **kwargs)

    return signed_in(wrapped)


def _turned_away(request: Any) -> HttpResponse | None:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/desk/")
    if not is_mfa_enabled(request.user):
        return redirect("access:second_step")
    try:
        request.asker = asker_for(request.user, on=clock.today(), acting_in=request.session.get(ACTING_UNIT))
        request.inbox_count = waiting_count(request.asker) if request.method in LOOKING else 0
    except NoUnit:
        return render(request, "access/no_unit.html", status=403)
    return None


def _for_those_who_may_change(view: View) -> View:
    def wrapped(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.asker.may_change:
            return render(request, "access/only_looking.html", {"unit": request.asker.unit}, status=403)
        return view(request, *args, **kwargs)

    return wrapped


def _shown(view: View, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        return view(request, *args, **kwargs)
    except ObjectDoesNotExist as error:
        raise Http404 from error
