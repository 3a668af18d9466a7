"""Templates: words to use again, in the languages people read, with fields that are filled in."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.messaging.actions.templates import remove_template, save_template
from samspill.messaging.models import MessageTemplate
from samspill.messaging.queries import price_of
from samspill.messaging.queries.templates import (
    Merger,
    may_change,
    template_for,
    template_to_change_for,
    templates_for,
)
from samspill.messaging.rules.segments import made_plain, suggested_replacements
from samspill.messaging.rules.templates import lacking
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.columns import TEMPLATES
from samspill.web.desk.mailings.complaints import EXPECTED, put_at_its_field
from samspill.web.desk.mailings.forms import LANGUAGE_WORDS, TemplateForm
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet

#: Somebody of this name reads the example beside a template.
EXAMPLE = "Kari Nordmann"


@at_the_desk
def templates(request: DeskRequest) -> HttpResponse:
    """The templates of the asker's units, and those for all."""
    rows = list(templates_for(request.asker))
    shown = [(one, [LANGUAGE_WORDS[code] for code in _lacking(one)]) for one in rows]
    if is_wanted(request):
        return spreadsheet(request, "templates", shown, TEMPLATES)
    return render(request, "desk/mailings/templates.html", {"here": "mailings", "templates": shown})


@at_the_desk
def new(request: DeskRequest) -> HttpResponse:
    """Write a new one."""
    return _written(request, None)


@at_the_desk
def template(request: DeskRequest, template_id: uuid.UUID) -> HttpResponse:
    """One template: how it reads, and to change it for those who may."""
    gate = template_to_change_for if request.method == "POST" else template_for
    return _written(request, gate(request.asker, template_id))


@at_the_desk
@require_POST
def removal(request: DeskRequest, template_id: uuid.UUID) -> HttpResponse:
    """Use it no more."""
    remove_template(template_to_change_for(request.asker, template_id), by=request.user, at=clock.now())
    messages.success(request, _("The template is put away."))
    return redirect("desk:mailings:templates")


def _written(request: DeskRequest, known: MessageTemplate | None) -> HttpResponse:
    form = TemplateForm(request.POST or None, asker=request.asker, template=known)
    if request.method == "POST" and form.is_valid() and "plain" not in request.POST:
        given = form.cleaned_data
        try:
            saved = save_template(
                given["name"], form.texts(), unit=form.units.get(given["whose"]), purpose=given["purpose"],
                by=request.user, at=clock.now(), template=known,
            )  # fmt: skip
            messages.success(request, _("The template is saved."))
            return redirect("desk:mailings:template", saved.pk)
        except EXPECTED as error:
            put_at_its_field(form, error)
    if "plain" in request.POST:
        form = _with_plain_signs(request, known)
    page = {
        "here": "mailings",
        "form": form,
        "template": known,
        "may_change": request.asker.may_change and (known is None or may_change(request.asker, known)),
        "examples": _examples(request, form),
    }
    return render(request, "desk/mailings/template.html", page)


def _with_plain_signs(request: DeskRequest, known: MessageTemplate | None) -> TemplateForm:
    plain = request.POST.copy()
    for name in [name for name in plain if name.startswith("body_")]:
        plain[name] = made_plain(str(plain[name]))
    return TemplateForm(plain, asker=request.asker, template=known)


def _examples(request: DeskRequest, form: TemplateForm) -> list[dict[str, object]]:
    """How each text reads to somebody, how long it is, and which signs make it dear."""
    merger = Merger(request.asker.unit)
    examples = []
    for code, name, _subject, body in form.languages():
        text = str(body.value() or "").replace("\r\n", "\n").strip()
        if text:
            filled = merger.filled(text, EXAMPLE)
            examples.append(
                {
                    "language": name,
                    "code": code,
                    "text": filled,
                    "price": price_of(filled),
                    "dear": suggested_replacements(text),
                }
            )
    return examples


def _lacking(one: MessageTemplate) -> list[str]:
    return list(lacking(text.language for text in one.texts.all()))
