"""The door a nursing home, a school or a workplace holds the key to: they ask for help, or sign up to give it."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspill.foundation import clock
from samspill.foundation.limits import Limit, TooOften, spend
from samspill.volunteering.actions.links import LinkClosed, ask_by_link, sign_up_by_link
from samspill.volunteering.models import IntakeLink
from samspill.volunteering.queries.links import link_behind
from samspill.web.access.links import kept_nowhere
from samspill.web.public.asking.forms import AskingForm, GroupForm, HelpForm
from samspill.web.public.asking.limits import may_send, words_for_waiting
from samspill.web.public.asking.views import told_in

#: A whole ward may write on a busy morning; an address that has gone astray is used by robots.
BY_ONE_LINK = Limit(burst=40, refill=dt.timedelta(minutes=5))


def door(request: HttpRequest, token: str) -> HttpResponse:
    """The form behind the link. A GET shows it, a POST sends it; a closed link says whom to ask."""
    try:
        link = link_behind(token)
        form = form_of(link, request)
        if form.is_valid() and _may_send(request, link, form):
            send(link, form)
            return kept_nowhere(redirect("public:asking:by_link_received", token))
    except (IntakeLink.DoesNotExist, LinkClosed):
        return _shut(request)
    page = {"link": link, "form": form}
    return kept_nowhere(render(request, _template(link), page, status=422 if form.errors else 200))


@require_safe
def received(request: HttpRequest, token: str) -> HttpResponse:
    """Thanks, and a way to send one more."""
    try:
        link = link_behind(token)
    except IntakeLink.DoesNotExist:
        return _shut(request)
    return kept_nowhere(
        render(request, "public/asking/by_link_received.html", {"link": link, "token": token})
    )


def form_of(link: IntakeLink, request: HttpRequest) -> AskingForm:
    """The form for what this link is for."""
    posted = request.POST if request.method == "POST" else None
    if link.kind == IntakeLink.Kind.HELP:
        hint = _("A few words are enough. Do not write about illness. We talk about that by phone.")
        return HelpForm(posted, words_label=_("What is needed?"), words_hint=hint)
    return GroupForm(
        posted,
        initial={"language": get_language() or "nb"},
        words_label=_("Is there something we should know?"),
        words_hint=_("For example the name of the class or the group, and when you have time."),
    )


def send(link: IntakeLink, form: AskingForm) -> None:
    """Pass a valid form on, unless a robot wrote it."""
    if form.is_from_a_robot:
        return
    given, at = form.cleaned_data, clock.now()
    if isinstance(form, GroupForm):
        told = told_in(form)
        sign_up_by_link(link, told.pop("name"), told.pop("phone"), at=at, how_many=given["how_many"], **told)
        return
    words = f"{given['words']}\n{_('When?')} {given['when_words']}"
    facts = {"for_whom": given["for_whom"], "words": words, "language": get_language() or "nb"}
    ask_by_link(link, given["name"], given["phone"], at=at, **facts)


def _may_send(request: HttpRequest, link: IntakeLink, form: AskingForm) -> bool:
    if not may_send(request, form):
        return False
    try:
        spend("by link", str(link.pk), BY_ONE_LINK, at=clock.now())
    except TooOften as error:
        form.add_error(None, words_for_waiting(error.wait))
        return False
    return True


def _template(link: IntakeLink) -> str:
    is_help = link.kind == IntakeLink.Kind.HELP
    return "public/asking/by_link_help.html" if is_help else "public/asking/by_link_group.html"


def _shut(request: HttpRequest) -> HttpResponse:
    return kept_nowhere(render(request, "public/asking/by_link_shut.html", status=410))
