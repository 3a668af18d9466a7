"""Texts to sign: what counts, the standard text taken over in one press, drafts, and a new version published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samspill.commitments.actions import (
    adopt_standard_text,
    change_draft,
    discard_draft,
    draft_version,
    publish_version,
)
from samspill.commitments.models import AgreementText
from samspill.commitments.queries import current_texts, draft_texts, must_sign_anew, versions_of
from samspill.commitments.queries.signatures import how_many_signed, kept_of_those_forgotten
from samspill.commitments.queries.texts import standard_texts
from samspill.commitments.rules.texts import KINDS, LONGEST_YEARS, NEVER_RUN_OUT
from samspill.commitments.wording import kind_word
from samspill.foundation import clock
from samspill.web.access.staff import DeskRequest, at_the_desk, for_leaders
from samspill.web.desk.complaints import EXPECTED, sentence_for


class DraftForm(forms.Form):
    """A draft in one language."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    body = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=gettext_lazy(
            "Short sentences. An empty line makes a new paragraph; begin a line with «- » for a list."
        ),
    )


class PublicationForm(forms.Form):
    """How long a signature counts, and whether those who have signed must do it anew."""

    valid_years = forms.IntegerField(
        label=gettext_lazy("A signature counts for how many years?"),
        required=False,
        min_value=1,
        max_value=LONGEST_YEARS,
        help_text=gettext_lazy("Leave it empty if it counts for good."),
    )
    asks_anew = forms.BooleanField(
        label=gettext_lazy("Those who have signed must sign this one too"), required=False
    )

    def __init__(self, *args: Any, kind: str, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind in NEVER_RUN_OUT:
            del self.fields["valid_years"]
        if is_first:
            del self.fields["asks_anew"]


@at_the_desk
def texts(request: DeskRequest) -> HttpResponse:
    """Every kind of text: what counts, how many have signed, and what to do."""
    current = current_texts()
    rows = [
        {
            "kind": kind,
            "word": kind_word(kind),
            "text": current[kind][0] if kind in current else None,
            "languages": [text.language for text in current.get(kind, [])],
            "signed": how_many_signed(kind),
            "anew": must_sign_anew(kind).count(),
            "has_draft": bool(draft_texts(kind)),
        }
        for kind in KINDS
    ]
    return render(request, "desk/onboarding/texts.html", {"here": "onboarding", "rows": rows})


@at_the_desk
def text(request: DeskRequest, kind: str) -> HttpResponse:
    """One kind: the text that counts in every language, earlier versions, or the standard text to take over."""
    current = current_texts().get(_known(kind), [])
    kept = kept_of_those_forgotten(kind) if request.asker.is_leader else []
    page = {
        "here": "onboarding",
        "kind": kind,
        "word": kind_word(kind),
        "current": current,
        "standard": [] if current else standard_texts(kind),
        "versions": [one for one in versions_of(kind) if one.replaced_at],
        "signed": how_many_signed(kind),
        "anew": must_sign_anew(kind).count(),
        "has_draft": bool(draft_texts(kind)),
        "kept": kept,
    }
    return render(request, "desk/onboarding/text.html", page)


@at_the_desk
@for_leaders
@require_POST
def standard(request: DeskRequest, kind: str) -> HttpResponse:
    """Take the standard text over: one press, and it counts."""
    adopt_standard_text(_known(kind), by=request.user, at=clock.now())
    messages.success(request, _("The text is yours, and can be signed from now on."))
    return redirect("desk:onboarding:text", kind)


@at_the_desk
@for_leaders
def draft(request: DeskRequest, kind: str) -> HttpResponse:
    """Write the next version, in every language; a POST without fields only makes the draft."""
    rows = draft_texts(_known(kind))
    if request.method == "POST" and not rows:
        rows = draft_version(kind, by=request.user, at=clock.now())
        return redirect("desk:onboarding:draft", kind)
    given = request.POST if request.method == "POST" else None
    pairs = [(row, DraftForm(given, prefix=row.language, initial=_written(row))) for row in rows]
    if given is not None and _save(request, pairs):
        messages.success(request, _("The draft is saved. It counts for nobody before you publish it."))
        return redirect("desk:onboarding:draft", kind)
    return _draft_page(request, kind, pairs)


@at_the_desk
@for_leaders
@require_POST
def draft_removal(request: DeskRequest, kind: str) -> HttpResponse:
    """Throw the draft away."""
    discard_draft(_known(kind), by=request.user, at=clock.now())
    return redirect("desk:onboarding:text", kind)


@at_the_desk
@for_leaders
@require_POST
def publication(request: DeskRequest, kind: str) -> HttpResponse:
    """Let the draft count from now on."""
    is_first = _known(kind) not in current_texts()
    form = PublicationForm(request.POST, kind=kind, is_first=is_first)
    try:
        if form.is_valid():
            publish_version(kind, by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The new version counts from now on."))
            return redirect("desk:onboarding:text", kind)
    except EXPECTED as error:
        form.add_error(None, sentence_for(error))
    pairs = [(row, DraftForm(prefix=row.language, initial=_written(row))) for row in draft_texts(kind)]
    return _draft_page(request, kind, pairs, form)


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise Http404
    return kind


def _written(row: AgreementText) -> dict[str, str]:
    return {"title": row.title, "body": row.body}


def _save(request: DeskRequest, pairs: list[tuple[AgreementText, DraftForm]]) -> bool:
    """All languages or none; where something is wrong, the form says it."""
    valid = [form.is_valid() for _row, form in pairs]
    if not all(valid):
        return False
    try:
        with transaction.atomic():
            for row, form in pairs:
                change_draft(row, **form.cleaned_data, by=request.user, at=clock.now())
    except EXPECTED as error:
        form.add_error("body", sentence_for(error))
        return False
    return True


def _draft_page(
    request: DeskRequest,
    kind: str,
    pairs: list[tuple[AgreementText, DraftForm]],
    publication_form: PublicationForm | None = None,
) -> HttpResponse:
    is_first = kind not in current_texts()
    page = {
        "here": "onboarding",
        "kind": kind,
        "word": kind_word(kind),
        "pairs": pairs,
        "has_errors": any(form.errors for _row, form in pairs),
        "publication": publication_form or PublicationForm(kind=kind, is_first=is_first),
        "signed": how_many_signed(kind),
    }
    return render(request, "desk/onboarding/draft.html", page)
