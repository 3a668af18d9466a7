"""The dates: those to come, those where nobody has noted who came, and those that are done; and a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.activities.queries.sign_ups import past_times_that_completed, times_that_complete
from samspill.foundation import clock
from samspill.volunteering.actions.courses import arrange_course
from samspill.volunteering.actions.onboarding import COURSES
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.words import QUALIFICATION_WORDS, word_for
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.courses.forms import CourseForm
from samspill.web.desk.spreadsheets import Column, is_wanted, spreadsheet

MOST_DATES = 2_000
DATES = (
    Column(gettext_lazy("Course"), lambda time: word_for(time.activity.completes, QUALIFICATION_WORDS)),
    Column(gettext_lazy("Begins"), lambda time: time.starts_at),
    Column(gettext_lazy("Where"), lambda time: time.where),
    Column(gettext_lazy("Unit"), lambda time: str(time.activity.unit or "")),
    Column(gettext_lazy("Places"), lambda time: time.activity.places),
    Column(gettext_lazy("Taken"), lambda time: time.taken),
    Column(gettext_lazy("Came"), lambda time: getattr(time, "came", None)),
)


@at_the_desk
def courses(request: DeskRequest) -> HttpResponse:
    """All dates of all courses; they are shared by the units."""
    at = clock.now()
    coming = times_that_complete(*COURSES, at=at)
    if is_wanted(request):
        every = past_times_that_completed(*COURSES, at=at, limit=MOST_DATES)
        return spreadsheet(request, "courses", [*coming, *every], DATES)
    page = {
        "here": "onboarding",
        "coming": coming,
        "past": past_times_that_completed(*COURSES, at=at),
    }
    return render(request, "desk/courses/dates.html", page)


@at_the_desk
def new(request: DeskRequest) -> HttpResponse:
    """Put a date on the square."""
    form = CourseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            date = arrange_course(form.date(), unit=request.asker.unit, by=request.user, at=clock.now())
            messages.success(request, _("The date is on the square, and people can sign up."))
            return redirect("desk:courses:course", date.pk)
        except EXPECTED as error:
            form.add_error("on", sentence_for(error))
    return render(request, "desk/courses/new.html", {"here": "onboarding", "form": form})
