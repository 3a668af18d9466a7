"""The dates: those to come, those where nobody has noted who came, and those that are done; and a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.activities.models import Occurrence
from samspill.activities.queries.sign_ups import past_times_that_completed, times_that_complete
from samspill.foundation import clock
from samspill.volunteering.actions.courses import EVERY_COURSE, arrange_course
from samspill.volunteering.queries.staff_training import services_to_choose, trained_services
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.words import COURSE_WORDS, word_for
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.courses.forms import CourseForm
from samspill.web.desk.spreadsheets import Column, is_wanted, spreadsheet

MOST_DATES = 2_000
DATES = (
    Column(gettext_lazy("Course"), lambda time: word_for(time.activity.completes, COURSE_WORDS)),
    Column(gettext_lazy("Begins"), lambda time: time.starts_at),
    Column(gettext_lazy("Where"), lambda time: time.where),
    Column(gettext_lazy("Unit"), lambda time: str(time.activity.unit or "")),
    Column(gettext_lazy("Places"), lambda time: time.activity.places),
    Column(gettext_lazy("Taken"), lambda time: time.taken),
    Column(gettext_lazy("Came"), lambda time: getattr(time, "came", None)),
)
SERVICES = (
    Column(gettext_lazy("Where they work"), lambda one: one.service or _("Not told")),
    Column(gettext_lazy("This year"), lambda one: one.this_year),
    Column(gettext_lazy("In all"), lambda one: one.came),
    Column(gettext_lazy("Last"), lambda one: one.last_on),
)


@at_the_desk
def courses(request: DeskRequest) -> HttpResponse:
    """All dates of all courses; they are shared by the units."""
    at = clock.now()
    coming = times_that_complete(*EVERY_COURSE, at=at)
    if is_wanted(request):
        every = past_times_that_completed(*EVERY_COURSE, at=at, limit=MOST_DATES)
        return spreadsheet(request, "courses", [*coming, *every], DATES)
    page = {
        "here": "onboarding",
        "coming": coming,
        "past": past_times_that_completed(*EVERY_COURSE, at=at),
    }
    return render(request, "desk/courses/dates.html", page)


@at_the_desk
def new(request: DeskRequest) -> HttpResponse:
    """Put a date on the square; one for staff is found by its link alone."""
    form = CourseForm(request.POST or None, initial={"services": ", ".join(services_to_choose())})
    if request.method == "POST" and form.is_valid():
        try:
            date = arrange_course(form.date(), unit=request.asker.unit, by=request.user, at=clock.now())
            messages.success(request, _said_of(date))
            return redirect("desk:courses:course", date.pk)
        except EXPECTED as error:
            form.add_error("on", sentence_for(error))
    return render(request, "desk/courses/new.html", {"here": "onboarding", "form": form})


def _said_of(date: Occurrence) -> str:
    if date.activity.by_link_only:
        return _("The date is ready. Send the link to those it is for.")
    return _("The date is on the square, and people can sign up.")


@at_the_desk
def services(request: DeskRequest) -> HttpResponse:
    """How many of each service have been at the course for staff; those that nobody came from stand last."""
    rows = trained_services(on=clock.today())
    if is_wanted(request):
        return spreadsheet(request, "trained-services", rows, SERVICES)
    page = {
        "here": "onboarding",
        "rows": rows,
        "came": sum(row.came for row in rows),
        "missing": sum(not row.came for row in rows),
        "year": clock.today().year,
    }
    return render(request, "desk/courses/services.html", page)
