"""The questions behind a link: answered without an account, saved as one goes, changed until it closes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspill.foundation import clock
from samspill.foundation.limits import Limit, TooOften, spend
from samspill.organisations.actions.mapping_answers import (
    AnswersLacking,
    CampaignClosed,
    decline_campaign,
    note_opened,
    save_answers,
)
from samspill.organisations.models import CampaignRecipient
from samspill.organisations.queries.mapping_campaigns import is_open, questions_of, recipient_with_code
from samspill.organisations.rules.mapping_questions import in_language
from samspill.web.access.links import kept_nowhere
from samspill.web.access.mapping_form import AnswerForm
from samspill.web.access.visitors import address_of
from samspill.web.design.language_names import own_name

#: Wrong codes from one address; a code has ten signs of twenty-nine.
WRONG = Limit(burst=10, refill=dt.timedelta(minutes=1))


class CodeForm(forms.Form):
    """The code on the letter."""

    code = forms.CharField(label=gettext_lazy("The code in the letter"), max_length=30)


class AskedRequest(HttpRequest):
    """A request by whoever holds the code: it knows which association is asked."""

    recipient: CampaignRecipient


def with_code(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in whoever holds the code. A wrong one says so, and guessing is slow. Nothing of it is kept.

    All of the page is in the language the questions are read in, where we speak it.
    """

    @wraps(view)
    def wrapped(request: Any, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            request.recipient = recipient_with_code(code)
        except CampaignRecipient.DoesNotExist:
            return _no_such_code(request)
        chosen = _language(request)
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else get_language()):
            response = kept_nowhere(view(request, code, *args, **kwargs))
            response.headers["Content-Language"] = get_language() or "nb"
        return response

    return wrapped


def door(request: HttpRequest) -> HttpResponse:
    """Type in the code from the letter."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            found = recipient_with_code(form.cleaned_data["code"])
            return kept_nowhere(redirect("public:mapping:answers", found.code))
        except CampaignRecipient.DoesNotExist:
            form.add_error("code", _wrong(request))
    return kept_nowhere(
        render(request, "public/mapping/door.html", {"form": form}, status=422 if form.errors else 200)
    )


@with_code
def answers(request: AskedRequest, code: str) -> HttpResponse:
    """The questions. A POST saves them, and hands them in unless one goes on later."""
    row, at = request.recipient, clock.now()
    if not is_open(row.campaign, clock.today()):
        return render(request, "public/mapping/closed.html", {"recipient": row}, status=410)
    if request.method == "POST":
        return _saved(request, code)
    if request.method == "GET":
        note_opened(row, at=at)
    return _page(request, _form(request, None))


@require_POST
@with_code
def refusal(request: AskedRequest, code: str) -> HttpResponse:
    """No thanks."""
    try:
        decline_campaign(request.recipient, channel="web", at=clock.now())
    except CampaignClosed:
        return render(request, "public/mapping/closed.html", {"recipient": request.recipient}, status=410)
    return redirect(_receipt(request, code))


@require_safe
@with_code
def received(request: AskedRequest, code: str) -> HttpResponse:
    """What we have got, and the way back to change it."""
    row = request.recipient
    form, languages = _form(request, None), row.campaign.languages
    told = [
        (in_language(one.asked, _language(request), languages), form.words_of(one))
        for one in questions_of(row.campaign)
        if row.answers.get(str(one.pk)) not in ("", None, [])
    ]
    page = {"recipient": row, "told": told, "code": code, "kept": _kept(request)}
    return render(request, "public/mapping/received.html", page)


def _saved(request: AskedRequest, code: str) -> HttpResponse:
    later = "later" in request.POST
    form = _form(request, request.POST, hands_in=not later)
    whole = form.is_valid()
    try:
        save_answers(request.recipient, form.answers(), hands_in=False, channel="web", at=clock.now())
        if "quietly" in request.POST:
            return HttpResponse(status=204)
        if whole and later:
            return _page(request, _form(request, None, anew=True), saved=True)
        if whole:
            save_answers(request.recipient, form.answers(), hands_in=True, channel="web", at=clock.now())
            return redirect(_receipt(request, code))
    except CampaignClosed:
        return render(request, "public/mapping/closed.html", {"recipient": request.recipient}, status=410)
    except AnswersLacking as error:
        for key in error.questions:
            form.add_error(key, _("Please answer this one."))
    return _page(request, form)


def _form(request: AskedRequest, data: Any, *, hands_in: bool = True, anew: bool = False) -> AnswerForm:
    row = recipient_with_code(request.recipient.code) if anew else request.recipient
    return AnswerForm(
        data,
        questions_of(row.campaign),
        language=_language(request),
        languages=row.campaign.languages,
        answers=row.answers,
        hands_in=hands_in,
    )


def _language(request: AskedRequest) -> str:
    """What the questions are read in: chosen on the page, else the page's own."""
    chosen = request.GET.get("in", "")
    return chosen if chosen in request.recipient.campaign.languages else get_language() or "nb"


def _kept(request: AskedRequest) -> str:
    """What to put behind an address, so that the next page is in the language that was chosen on this one."""
    chosen = _language(request)
    return f"?in={chosen}" if request.GET.get("in") == chosen else ""


def _receipt(request: AskedRequest, code: str) -> str:
    return reverse("public:mapping:received", args=[code]) + _kept(request)


def _page(request: AskedRequest, form: AnswerForm, *, saved: bool = False) -> HttpResponse:
    campaign, language = request.recipient.campaign, _language(request)
    page = {
        "recipient": request.recipient,
        "campaign": campaign,
        "form": form,
        "saved": saved,
        "why": in_language(campaign.why, language, campaign.languages),
        "languages": [(code, own_name(code)) for code in campaign.languages]
        if campaign.languages[1:]
        else [],
        "language": language,
        "kept": _kept(request),
    }
    return render(request, "public/mapping/answers.html", page, status=422 if form.errors else 200)


def _no_such_code(request: HttpRequest) -> HttpResponse:
    form = CodeForm({"code": ""})
    form.errors["code"] = form.error_class([_wrong(request)])
    return kept_nowhere(render(request, "public/mapping/door.html", {"form": form}, status=404))


def _wrong(request: HttpRequest) -> str:
    try:
        spend("mapping code", address_of(request), WRONG, at=clock.now())
    except TooOften:
        return _("Too many codes from your network just now. Wait some minutes, or call us.")
    return _("We know no such code. Look at the letters once more, or call us.")
