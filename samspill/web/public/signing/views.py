"""Read, tick, write your name, press. A GET signs nothing; pressing twice signs once."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspill.commitments.actions import NotWrittenAsAName, TextReplaced, send_new_link, sign
from samspill.commitments.actions.asking import LINK
from samspill.commitments.models import AgreementText
from samspill.commitments.queries import current_text, open_requests, signature_for, signatures_of, text_for
from samspill.commitments.queries.documents import signed_text_as_pdf
from samspill.commitments.queries.texts import languages_of
from samspill.foundation import clock
from samspill.foundation.actions import find_link
from samspill.foundation.limits import Limit, TooOften, spend
from samspill.messaging.queries import policy
from samspill.people.actions import HoldsNationalId
from samspill.people.queries import living_persons
from samspill.web.access.links import LinkRequest, kept_nowhere, with_link_to
from samspill.web.public.signing.forms import SigningForm

NEW_LINK = "public:signing:new_link"
A_FEW_LINKS = Limit(burst=3, refill=dt.timedelta(hours=1))


@require_safe
@with_link_to(LINK, new_link=NEW_LINK)
def page(request: LinkRequest, token: str) -> HttpResponse:
    """The first text she has not signed, or what she has signed. She may read it in another language."""
    return _show(request, token, request.GET.get("language", "") or get_language() or "nb")


@require_POST
@with_link_to(LINK, new_link=NEW_LINK)
def signature(request: LinkRequest, token: str) -> HttpResponse:
    """She presses. What is missing is said at the field; a text replaced meanwhile is shown anew."""
    form = SigningForm(request.POST)
    text = text_for(None, form.data.get("text", ""))
    if form.is_valid():
        try:
            _sign(request, text, form.cleaned_data["name"])
            return redirect("public:signing:page", token)
        except TextReplaced:
            return _show(request, token, text.language, is_new=True, status=409)
        except (NotWrittenAsAName, HoldsNationalId):
            form.add_error("name", _("Write your name with letters. It is your signature."))
    return _show(request, token, text.language, form=form, status=422)


@require_safe
@with_link_to(LINK, new_link=NEW_LINK)
def document(request: LinkRequest, token: str, signature_id: uuid.UUID) -> HttpResponse:
    """Her copy, as PDF."""
    return as_document(signature_for(None, request.person, signature_id))


@require_POST
def new_link(request: HttpRequest, token: str) -> HttpResponse:
    """A new link to where the old one was sent. Says the same whether there is one."""
    link, at = find_link(LINK, token), clock.now()
    person = living_persons().filter(pk=link.subject).first() if link else None
    try:
        if person is not None:
            spend("signing_link", str(person.pk), A_FEW_LINKS, at=at)
            send_new_link(person, at=at)
    except TooOften:
        return render(request, "access/too_often.html", status=429)
    return kept_nowhere(render(request, "access/own_link_sent.html"))


def as_document(signed: Any) -> HttpResponse:
    """A signed text as a file to keep."""
    response = HttpResponse(signed_text_as_pdf(signed), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{signed.kind}-{signed.version}.pdf"'
    return response


def _sign(request: LinkRequest, text: AgreementText, name: str) -> None:
    sign(text, request.person, name=name, channel="web", by=request.person, at=clock.now())


def _show(
    request: LinkRequest,
    token: str,
    language: str,
    *,
    form: SigningForm | None = None,
    is_new: bool = False,
    status: int = 200,
) -> HttpResponse:
    requests = open_requests(request.person)
    asked = requests[0] if requests else None
    text = current_text(asked.kind, language) if asked else None
    shown = {
        "person": request.person,
        "token": token,
        "asked": asked,
        "more": len(requests) - 1,
        "text": text,
        "is_new": is_new,
        "others": languages_of(text) if text else [],
        "form": form or SigningForm(initial={"text": text.pk if text else ""}),
        "number": policy().sender,
        "signed": signatures_of(request.person),
    }
    return render(request, "public/signing/page.html", shown, status=status)
