"""Adding a volunteer, and what one wants, can and holds."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from samspill.foundation import clock
from samspill.people.queries import person_for
from samspill.volunteering.actions.volunteers import (
    change_volunteer,
    enrol_volunteer,
    let_volunteer_leave,
    note_absence,
    note_qualification,
    pause_volunteer,
    remove_absence,
    resume_volunteer,
    withdraw_qualification,
)
from samspill.volunteering.actions.welcoming import enter_volunteer
from samspill.volunteering.models import Volunteer
from samspill.volunteering.queries.profiles import find_volunteer, qualification_for, volunteer_for
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.people.doubles import Beside, beside
from samspill.web.desk.people.forms import AbsenceForm, NewVolunteerForm, ProfileForm, QualificationForm
from samspill.web.desk.people.papers import papers_of
from samspill.web.desk.people.tabs import opened


@at_the_desk
def new(request: DeskRequest) -> HttpResponse:
    """Add a volunteer: the person if she is new, her consent, and what she wants. All or nothing.

    Where somebody known may be the same she is shown beside, and one says whether it is she.
    """
    form = NewVolunteerForm(request.POST or None, initial={"consent_source": "phone", "consent": True})
    found = None
    if request.method == "POST" and form.is_valid():
        found = beside(request.asker, form)
        if not found.must_choose:
            try:
                return redirect("desk:people:person", _enter(request, form, found).person_id)
            except EXPECTED as error:
                form.add_error(_field_of(error), sentence_for(error))
    return render(request, "desk/people/new.html", {"here": "people", "form": form, "beside": found})


@at_the_desk
def profile(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """What a volunteer wants, when and where; also makes somebody known a volunteer."""
    found = person_for(request.asker, person_id)
    volunteer = find_volunteer(found)
    form = ProfileForm(request.POST or None, volunteer=volunteer)
    if request.method == "POST" and form.is_valid():
        try:
            told = form.wishes_told() | {"by": request.user, "at": clock.now(), "channel": "web"}
            if volunteer is None:
                enrol_volunteer(found, unit=request.asker.unit, **told)
            else:
                change_volunteer(volunteer, **told)
            return redirect("desk:people:person", found.pk)
        except EXPECTED as error:
            form.add_error(None, sentence_for(error))
    shown = {"here": "people", "person": found, "volunteer": volunteer, "form": form}
    return render(request, "desk/people/volunteer.html", shown)


@at_the_desk
@require_POST
def break_(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Begin or end a break: `back` in the form ends it."""
    volunteer = volunteer_for(request.asker, person_for(request.asker, person_id))
    change = resume_volunteer if "back" in request.POST else pause_volunteer
    change(volunteer, by=request.user, at=clock.now(), channel="web")
    return redirect("desk:people:papers", person_id)


@at_the_desk
@require_POST
def leaving(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """She no longer volunteers; `back` in the form takes her in again."""
    found = person_for(request.asker, person_id)
    volunteer = volunteer_for(request.asker, found)
    if "back" in request.POST:
        enrol_volunteer(found, by=request.user, at=clock.now(), channel="web")
    else:
        let_volunteer_leave(volunteer, by=request.user, at=clock.now(), channel="web")
    return redirect("desk:people:papers", found.pk)


@at_the_desk
@require_POST
def absences(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Days she is away."""
    found = opened(request.asker, person_id)
    volunteer = volunteer_for(request.asker, found)
    form = AbsenceForm(request.POST, auto_id="absence_%s")
    if not form.is_valid():
        return papers_of(request, found, absence_form=form)
    note_absence(volunteer, **form.cleaned_data, by=request.user, at=clock.now(), channel="web")
    return redirect("desk:people:papers", found.pk)


@at_the_desk
@require_POST
def absence_removal(request: DeskRequest, person_id: uuid.UUID, absence_id: uuid.UUID) -> HttpResponse:
    """She is not away after all."""
    volunteer = volunteer_for(request.asker, person_for(request.asker, person_id))
    remove_absence(volunteer, absence_id, by=request.user, at=clock.now(), channel="web")
    return redirect("desk:people:papers", person_id)


@at_the_desk
@require_POST
def qualifications(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Something she holds, as dates. Of a police certificate only that it was shown."""
    found = opened(request.asker, person_id)
    volunteer = volunteer_for(request.asker, found)
    form = QualificationForm(request.POST, auto_id="qualification_%s")
    if form.is_valid():
        try:
            note_qualification(volunteer, **form.cleaned_data, by=request.user, at=clock.now())
            return redirect("desk:people:papers", found.pk)
        except EXPECTED as error:
            form.add_error("valid_until_on", sentence_for(error))
    return papers_of(request, found, qualification_form=form)


@at_the_desk
@require_POST
def qualification_withdrawal(
    request: DeskRequest, person_id: uuid.UUID, qualification_id: uuid.UUID
) -> HttpResponse:
    """It was written by mistake, or no longer holds."""
    found = person_for(request.asker, person_id)
    row = qualification_for(request.asker, found, qualification_id)
    withdraw_qualification(row, by=request.user, at=clock.now())
    return redirect("desk:people:papers", person_id)


def _enter(request: DeskRequest, form: NewVolunteerForm, found: Beside) -> Volunteer:
    given = form.cleaned_data
    return enter_volunteer(
        form.told(same_as=found.same_as, not_these=found.not_these),
        unit=request.asker.unit,
        by=request.user,
        at=clock.now(),
        consent_source=(given["consent_source"] or "phone") if given["consent"] else "",
    )


def _field_of(error: Exception) -> str:
    return {"NotAPhone": "phone", "NotAnEmail": "email"}.get(type(error).__name__, "name")
