"""Papers and days away of a person: what she holds, has signed and was given, and when and how she is asked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from samspill.commitments.queries import current_texts, open_requests, signatures_of
from samspill.foundation import clock
from samspill.people.models import Person
from samspill.people.queries import Asker
from samspill.volunteering.models import Volunteer
from samspill.volunteering.queries.attests import attests_of, may_stand_on_it
from samspill.volunteering.queries.digests import wish_of
from samspill.volunteering.queries.pools import pools_of
from samspill.volunteering.queries.profiles import coming_absences, held_by
from samspill.volunteering.rules.attendance import told_hours
from samspill.web.access.staff import DeskRequest
from samspill.web.desk.people.forms import AbsenceForm, PaperForm, QualificationForm
from samspill.web.desk.people.tabs import a_tab, heading_of

#: What runs out within this is marked.
SOON = dt.timedelta(days=60)


@a_tab
def papers(request: DeskRequest, found: Person) -> HttpResponse:
    """What a volunteer holds and has signed, her days away, and how she wants to be called."""
    return papers_of(request, found)


def papers_of(request: DeskRequest, found: Person, **forms: Any) -> HttpResponse:
    """The tab; `forms` stands in for the empty ones where one is to be shown again."""
    page = heading_of(request.asker, found, "papers")
    if page["volunteer"]:
        page |= _shown(request.asker, found, page["volunteer"])
    return render(request, "desk/people/papers.html", page | forms)


def _shown(asker: Asker, found: Person, volunteer: Volunteer) -> dict[str, Any]:
    today = clock.today()
    return {
        "today": today,
        "soon": today + SOON,
        "qualifications": held_by(volunteer),
        "absences": coming_absences(volunteer, on=today),
        "weekly": wish_of(found),
        "pools": pools_of(asker, found),
        **_signed_and_given(found),
        "qualification_form": QualificationForm(auto_id="qualification_%s"),
        "absence_form": AbsenceForm(auto_id="absence_%s"),
        "paper_form": PaperForm(auto_id="paper_%s"),
    }


def _signed_and_given(found: Person) -> dict[str, Any]:
    times, minutes, has_course = may_stand_on_it(found)
    return {
        "signatures": signatures_of(found),
        "asked_to_sign": open_requests(found),
        "can_be_signed": list(current_texts()),
        "attests": attests_of(found),
        "noted_times": times,
        "noted_hours": told_hours(minutes),
        "may_have_attest": bool(times or has_course),
    }
