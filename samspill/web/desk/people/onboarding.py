"""A person's signatures and certificates: asked for, read out, typed in from paper, taken back; made and printed."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspill.commitments.actions import read_out, sign_on_paper, withdraw_signature
from samspill.commitments.queries import (
    current_text,
    signature_for,
)
from samspill.commitments.queries.documents import signed_text_as_pdf, text_to_sign_as_pdf
from samspill.commitments.queries.signatures import signing_request_for
from samspill.commitments.rules.texts import KINDS
from samspill.foundation import clock
from samspill.people.models import Person, StaffMember
from samspill.people.queries import person_for
from samspill.volunteering.actions.attests import make_attest, withdraw_attest
from samspill.volunteering.actions.onboarding import send_to_sign
from samspill.volunteering.queries.attests import attest_as_pdf, attest_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.people.forms import PaperForm, SignatureWithdrawalForm
from samspill.web.desk.people.papers import papers_of
from samspill.web.desk.people.tabs import opened


@at_the_desk
@require_POST
def signing(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Ask her to sign what is ticked, by the way she prefers."""
    found = person_for(request.asker, person_id)
    kinds = [kind for kind in request.POST.getlist("kind") if kind in KINDS]
    if not kinds:
        messages.error(request, _("Tick what is to be signed."))
        return _back(found)
    try:
        sent = send_to_sign([found], kinds, unit=request.asker.unit, by=request.user, at=clock.now())
        words = (
            _("The link is on its way.")
            if sent.written
            else _("They cannot be written to. Read it out on the phone, or print it.")
        )
        messages.success(request, words)
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return _back(found)


@at_the_desk
@require_POST
def reading(request: DeskRequest, person_id: uuid.UUID, signing_request_id: uuid.UUID) -> HttpResponse:
    """The text was read to her on the phone; the code goes to her phone."""
    found = person_for(request.asker, person_id)
    row = signing_request_for(request.asker, found, signing_request_id)
    try:
        if read_out(row, unit=request.asker.unit, by=request.user, at=clock.now()):
            messages.success(request, _("The code is on its way by SMS."))
        else:
            messages.info(request, _("It is answered already."))
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return _back(found)


@at_the_desk
@require_POST
def signatures(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """A paper she signed, and that was seen here."""
    found, form = opened(request.asker, person_id), PaperForm(request.POST, auto_id="paper_%s")
    if form.is_valid():
        try:
            _sign(found, form, by=request.user)
            messages.success(
                request, _("The signature is written down. Give the paper back, or put it in the archive.")
            )
            return _back(found)
        except EXPECTED as error:
            form.add_error("signed_on", sentence_for(error))
    return papers_of(request, found, paper_form=form)


@at_the_desk
@require_POST
def signature_withdrawal(request: DeskRequest, person_id: uuid.UUID, signature_id: uuid.UUID) -> HttpResponse:
    """It was a mistake, or she takes it back."""
    found, form = opened(request.asker, person_id), SignatureWithdrawalForm(request.POST)
    row = signature_for(request.asker, found, signature_id)
    if not form.is_valid():
        return papers_of(request, found, withdrawal=form, withdrawn=row.pk)
    try:
        withdraw_signature(row, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return _back(found)


@at_the_desk
@require_safe
def signature_document(request: DeskRequest, person_id: uuid.UUID, signature_id: uuid.UUID) -> HttpResponse:
    """What she signed, as PDF."""
    row = signature_for(request.asker, person_for(request.asker, person_id), signature_id)
    return _pdf(signed_text_as_pdf(row), f"{row.kind}-{row.version}")


@at_the_desk
@require_safe
def text_on_paper(request: DeskRequest, person_id: uuid.UUID, signing_request_id: uuid.UUID) -> HttpResponse:
    """The text she is asked to sign: by hand, or by SMS with the code at its foot; or to be read to her."""
    found = person_for(request.asker, person_id)
    row = signing_request_for(request.asker, found, signing_request_id)
    text = current_text(row.kind, found.language)
    if text is None:
        raise Http404
    return _pdf(text_to_sign_as_pdf(text, row.code if row.version == text.version else None), row.kind)


@at_the_desk
@require_POST
def attests(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Make a certificate, and show it."""
    found = person_for(request.asker, person_id)
    try:
        made = make_attest(found, language=request.POST.get("language", ""), by=request.user, at=clock.now())
        return redirect("desk:people:attest_document", found.pk, made.pk)
    except EXPECTED as error:
        messages.error(request, sentence_for(error))
    return _back(found)


@at_the_desk
@require_safe
def attest_document(request: DeskRequest, person_id: uuid.UUID, attest_id: uuid.UUID) -> HttpResponse:
    """A certificate that was made, as PDF."""
    row = attest_for(request.asker, person_for(request.asker, person_id), attest_id)
    return _pdf(attest_as_pdf(row), f"attest-{row.code}")


@at_the_desk
@require_POST
def attest_withdrawal(request: DeskRequest, person_id: uuid.UUID, attest_id: uuid.UUID) -> HttpResponse:
    """It was wrong: its code no longer says that it is genuine."""
    found = person_for(request.asker, person_id)
    withdraw_attest(attest_for(request.asker, found, attest_id), by=request.user, at=clock.now())
    return _back(found)


def _sign(found: Person, form: PaperForm, *, by: StaffMember) -> None:
    sign_on_paper(found, **form.cleaned_data, language=found.language, by=by, at=clock.now())


def _back(found: Person) -> HttpResponse:
    return redirect("desk:people:papers", found.pk)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
