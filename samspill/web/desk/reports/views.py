"""Reports from readers: the list, one of them, what came of it, and taking that back."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.activities.actions.reports import AlreadySettled, NothingSaid, settle_report, unsettle_report
from samspill.activities.models import Activity, ReaderReport
from samspill.activities.queries.reports import (
    about_the_same,
    reports_for,
    settled_reports,
    title_of,
    waiting_reports,
)
from samspill.activities.wording.reports import ABOUT_WORDS, OUTCOME_WORDS, reason_in_words
from samspill.foundation import clock
from samspill.organisations.actions.pictures import TooManyPictures
from samspill.organisations.models import Organisation, Picture, Story
from samspill.people.actions import HoldsNationalId
from samspill.people.queries import Asker
from samspill.web.access.page_cache import forget_all
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk import columns
from samspill.web.desk.complaints import sentence_for
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet


class HideForm(forms.Form):
    """Why it is taken off the square."""

    why = forms.CharField(
        label=gettext_lazy("Why?"),
        max_length=300,
        help_text=gettext_lazy("An association is told this, and may mend it. Your colleagues see it too."),
        error_messages={"required": gettext_lazy("Write why it is taken off the square.")},
    )


@at_the_desk
def reports(request: DeskRequest) -> HttpResponse:
    """What waits, the oldest first; or what is dealt with, the latest first."""
    is_settled = request.GET.get("show") == "settled"
    rows = settled_reports(request.asker) if is_settled else waiting_reports(request.asker)
    if is_wanted(request):
        return spreadsheet(request, "reports", rows, columns.REPORTS)
    page = page_of(request, rows)
    page.rows[:] = [_told(one) for one in page.rows]
    return render(
        request, "desk/reports/list.html", {"here": "calendars", "page": page, "is_settled": is_settled}
    )


@at_the_desk
def report(request: DeskRequest, reader_report_id: uuid.UUID) -> HttpResponse:
    """One report, and the others about the same."""
    return _shown(request, reports_for(request.asker).get(pk=reader_report_id), HideForm())


@at_the_desk
@require_POST
def settlement(request: DeskRequest, reader_report_id: uuid.UUID) -> HttpResponse:
    """What came of it; the reader is told where she wants to be."""
    outcome, form = request.POST.get("outcome", ""), HideForm(request.POST)
    if outcome == "hidden" and not form.is_valid():
        return _shown(request, reports_for(request.asker).get(pk=reader_report_id), form)
    why = form.cleaned_data["why"] if outcome == "hidden" else ""
    try:
        settle_report(request.asker, reader_report_id, outcome, why=why, by=request.user, at=clock.now())
        forget_all()
        messages.success(request, _("It is dealt with."))
    except HoldsNationalId as error:
        form.add_error("why", sentence_for(error))
        return _shown(request, reports_for(request.asker).get(pk=reader_report_id), form)
    except AlreadySettled:
        messages.error(request, _("A colleague has dealt with it."))
    except NothingSaid:
        messages.error(request, _("Choose what came of it."))
    return redirect("desk:reports:report", reader_report_id)


@at_the_desk
@require_POST
def reopening(request: DeskRequest, reader_report_id: uuid.UUID) -> HttpResponse:
    """It waits again, and what was hidden is shown again."""
    try:
        unsettle_report(request.asker, reader_report_id, by=request.user, at=clock.now())
        forget_all()
    except TooManyPictures:
        messages.error(
            request, _("Others have come in the place of the picture. Take one of them away first.")
        )
    return redirect("desk:reports:report", reader_report_id)


def _shown(request: DeskRequest, found: ReaderReport, form: HideForm) -> HttpResponse:
    others = [_told(one) for one in about_the_same(found).exclude(pk=found.pk)[:20]]
    page = {"here": "calendars", **_told(found), "others": others, "form": form, "address": _address(found)}
    page["at_the_desk"] = _at_the_desk(found, request.asker)
    page["picture"] = found.picture if page["address"] else None
    return render(request, "desk/reports/report.html", page, status=422 if form.errors else 200)


def _told(one: ReaderReport) -> dict[str, Any]:
    return {
        "report": one,
        "title": title_of(one, get_language() or "nb"),
        "kind": ABOUT_WORDS[one.kind],
        "reason": reason_in_words(one.reason, one.kind),
        "outcome": OUTCOME_WORDS.get(one.outcome, ""),
    }


def _address(one: ReaderReport) -> str:
    """Where what it is about stands on the square; "" while that is hidden."""
    about = one.about
    if isinstance(about, Picture):
        return "" if about.removed_at else _address_of(about.owner)
    return _address_of(about)


def _address_of(about: Activity | Organisation | Story) -> str:
    if isinstance(about, Story):
        is_seen = about.is_shown and not (about.organisation and about.organisation.hidden_at)
        return reverse("public:stories:story", args=[about.pk]) if is_seen else ""
    if about.hidden_at:
        return ""
    kind = "activities:activity" if isinstance(about, Activity) else "organisations:organisation"
    return reverse(f"public:{kind}", args=[about.pk])


def _at_the_desk(one: ReaderReport, asker: Asker) -> str:
    """Where it is looked after here, also while it is hidden; "" where that is another unit's."""
    about = one.about.owner if isinstance(one.about, Picture) else one.about
    if isinstance(about, Organisation):
        return reverse("desk:organisations:organisation", args=[about.pk])
    organiser_id = about.organisation_id or about.unit_id
    if about.organisation_id is None and organiser_id not in {unit.pk for unit in (asker.unit, *asker.units)}:
        return ""
    kind = "activities:activity" if isinstance(about, Activity) else "stories:story"
    return reverse(f"desk:{kind}", args=[organiser_id, about.pk])
