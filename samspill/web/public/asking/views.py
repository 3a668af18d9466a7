"""I want to help, and I need help. A name and a phone number are enough; a person calls back."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspill.foundation import clock
from samspill.messaging.queries import policy
from samspill.volunteering import actions
from samspill.volunteering.actions.interests import NobodyReceivesThePublic
from samspill.web.access.page_cache import for_everybody
from samspill.web.design.preferences import LANGUAGE_COOKIE, remember
from samspill.web.public.asking.forms import AskingForm, InterestForm
from samspill.web.public.asking.limits import may_send


@never_cache
def interest(request: HttpRequest) -> HttpResponse:
    """I want to help."""
    form = interest_form(request)
    if form.is_valid() and may_send(request, form):
        express_interest(form)
        return confirmed(form, "public:asking:interest_received")
    sms_number = policy().sender
    return _show(request, "public/asking/interest.html", form, here="give", sms_number=sms_number)


@never_cache
def request_help(request: HttpRequest) -> HttpResponse:
    """I need help."""
    form = AskingForm(
        _posted(request),
        words_label=_("What do you need help with?"),
        words_hint=_("A few words are enough. Do not write about illness. We talk about that by phone."),
    )
    if form.is_valid() and may_send(request, form) and _receive_request(form):
        return redirect("public:asking:request_received")
    return _show(request, "public/asking/request.html", form, here="need")


@require_safe
@for_everybody(3600)
def interest_received(request: HttpRequest) -> HttpResponse:
    """What happens next, for somebody who wants to help."""
    return render(request, "public/asking/interest_received.html", {"here": "give"})


@require_safe
@for_everybody(3600)
def request_received(request: HttpRequest) -> HttpResponse:
    """What happens next, for somebody who needs help."""
    return render(request, "public/asking/request_received.html", {"here": "need"})


def interest_form(request: HttpRequest) -> InterestForm:
    """The form of "I want to help", also where it is about one need."""
    return InterestForm(
        _posted(request),
        initial={"language": get_language() or "nb"},
        words_label=_("Is there something we should know?"),
        words_hint=_("For example which languages you speak, or when you have time."),
    )


def express_interest(form: InterestForm, need_id: uuid.UUID | None = None) -> None:
    """Pass a valid form on, unless a robot wrote it."""
    if not form.is_from_a_robot:
        actions.express_interest(need=need_id, channel="web", at=clock.now(), **told_in(form))


def confirmed(form: InterestForm, place: str) -> HttpResponse:
    """On to the page that thanks her, in the language she chose in the form."""
    response = redirect(place)
    chosen = form.cleaned_data.get("language")
    if chosen and chosen != get_language():
        remember(response, LANGUAGE_COOKIE, chosen)
    return response


def told_in(form: InterestForm) -> dict[str, Any]:
    """What a valid form tells of somebody who wants to help."""
    given = form.cleaned_data
    told = {name: given[name] for name in ("name", "phone", "email", "words", "brings_words")}
    return told | {
        "wishes": tuple(given["wishes"]),
        "language": given["language"] or get_language() or "nb",
    }


def _receive_request(form: AskingForm) -> bool:
    """Pass a valid form on, unless a robot wrote it; whether somebody now has it."""
    if form.is_from_a_robot:
        return True
    try:
        actions.receive_request(
            form.cleaned_data["name"],
            form.cleaned_data["phone"],
            words=form.cleaned_data["words"],
            language=get_language() or "nb",
            channel="web",
            at=clock.now(),
        )
    except NobodyReceivesThePublic:
        form.add_error(None, _("We cannot receive this here just now. Call us instead."))
        return False
    return True


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _show(request: HttpRequest, template: str, form: AskingForm, **page: str) -> HttpResponse:
    return render(request, template, {"form": form, **page}, status=422 if form.errors else 200)
