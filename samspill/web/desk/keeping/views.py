"""What is deleted when. For leaders: what is coming, how long things are kept here, and whom to keep longer."""

from __future__ import annotations

import datetime as dt
import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.foundation.retention import UnknownRule, days_kept, rule_named
from samspill.people.actions import choose_period, hold_person, lift_hold
from samspill.people.queries import (
    hold_for,
    holds_for,
    latest_runs,
    person_for,
    persons_to_be_forgotten,
    what_is_coming,
)
from samspill.web.access.staff import DeskRequest, at_the_desk, for_leaders
from samspill.web.design.periods import period_words
from samspill.web.desk import columns
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet

A_YEAR = dt.timedelta(days=365)


class PeriodForm(forms.Form):
    """How many days."""

    days = forms.IntegerField(label=gettext_lazy("Days"), min_value=1)


class HoldForm(forms.Form):
    """Why she is kept longer, and until when."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=200,
        help_text=gettext_lazy("For instance a complaint that is not settled. The person can read this."),
    )
    until_on = forms.DateField(
        label=gettext_lazy("Until and including"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"],
    )


@at_the_desk
@for_leaders
def rules(request: DeskRequest) -> HttpResponse:
    """Every rule with how much it ends within a month, and what went lately."""
    coming = [(one, period_words(one.days)) for one in what_is_coming(at=clock.now())]
    names = {one.rule.name: one.rule.what for one, _words in coming}
    runs = [(run, names.get(run.rule, run.rule)) for run in latest_runs()]
    page = {"here": "keeping", "coming": coming, "runs": runs}
    return render(request, "desk/keeping/rules.html", page)


@at_the_desk
@for_leaders
def period(request: DeskRequest, rule: str) -> HttpResponse:
    """How long one kind of thing is kept here, within what the rule allows."""
    try:
        found = rule_named(rule)
    except UnknownRule as error:
        raise Http404 from error
    form = PeriodForm(request.POST or None, initial={"days": days_kept()[rule]})
    if request.method == "POST" and form.is_valid():
        try:
            choose_period(rule, form.cleaned_data["days"], by=request.user, at=clock.now())
            messages.success(request, _("Saved. It holds from tonight."))
            return redirect("desk:keeping:rules")
        except EXPECTED as error:
            form.add_error("days", sentence_for(error))
    bounds = {"shortest": period_words(found.shortest), "longest": period_words(found.longest)}
    usual = period_words(found.days)
    page = {"here": "keeping", "rule": found, "form": form, "usual": usual, **bounds}
    return render(request, "desk/keeping/period.html", page)


@at_the_desk
@for_leaders
def coming(request: DeskRequest) -> HttpResponse:
    """Those who are forgotten within a month if nothing is heard of them, and those who are kept longer."""
    rows = persons_to_be_forgotten(request.asker, at=clock.now())
    if is_wanted(request):
        return spreadsheet(request, "to-be-forgotten", rows, columns.NAMES)
    page = {"here": "keeping", "page": page_of(request, rows), "holds": list(holds_for(request.asker))}
    return render(request, "desk/keeping/people.html", page)


@at_the_desk
@for_leaders
def hold(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Keep one person longer than the rules say, for a reason, until a day."""
    found = person_for(request.asker, person_id)
    form = HoldForm(request.POST or None, initial={"until_on": clock.today() + A_YEAR})
    if request.method == "POST" and form.is_valid():
        try:
            hold_person(found, **form.cleaned_data, by=request.user, at=clock.now())
            messages.success(request, _("It is kept until that day."))
            return redirect("desk:keeping:people")
        except EXPECTED as error:
            form.add_error(_field_of(error), sentence_for(error))
    return render(request, "desk/keeping/hold.html", {"here": "keeping", "person": found, "form": form})


@at_the_desk
@for_leaders
@require_POST
def lifting(request: DeskRequest, hold_id: uuid.UUID) -> HttpResponse:
    """The rules hold again."""
    lift_hold(hold_for(request.asker, hold_id), by=request.user, at=clock.now())
    messages.success(request, _("The rules hold again."))
    return redirect("desk:keeping:people")


def _field_of(error: Exception) -> str:
    return "until_on" if type(error).__name__ == "HoldTooLong" else "reason"
