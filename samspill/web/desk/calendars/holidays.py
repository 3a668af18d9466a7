"""When the municipality's schools are closed: what leaves out the school holidays leaves out these days."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.activities.actions.occurrences import EndsBeforeStart, SlotTaken, keep_school_holiday
from samspill.foundation import clock
from samspill.volunteering.queries.rotas import school_holidays
from samspill.web.access.staff import DeskRequest, at_the_desk

DAYS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]


class HolidayForm(forms.Form):
    """One holiday, both days included."""

    name = forms.CharField(label=gettext_lazy("What it is called"), max_length=60)
    first_on = forms.DateField(
        label=gettext_lazy("First day"), input_formats=DAYS, widget=forms.DateInput(attrs={"type": "date"})
    )
    last_on = forms.DateField(
        label=gettext_lazy("Last day"), input_formats=DAYS, widget=forms.DateInput(attrs={"type": "date"})
    )


@at_the_desk
def holidays(request: DeskRequest) -> HttpResponse:
    """The school holidays to come and those of the last year; and a new one."""
    form = HolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_school_holiday(**form.cleaned_data, by=request.user, at=clock.now())
            messages.success(request, _("Written down. Times in it that concern nobody are taken away."))
            return redirect("desk:calendars:holidays")
        except EndsBeforeStart:
            form.add_error("last_on", _("The last day is before the first."))
        except SlotTaken:
            form.add_error("first_on", _("A holiday that begins on this day is written down already."))
    return render(request, "desk/calendars/holidays.html", {"here": "calendars", **_page(form)})


def _page(form: HolidayForm) -> dict[str, Any]:
    today = clock.today()
    shown = [one for one in school_holidays() if (today - one.last_on).days < 365]
    return {"form": form, "holidays": shown, "today": today}
