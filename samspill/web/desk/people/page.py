"""A person's page: who she is, how she is reached, what she does, and the conversation with her."""

from __future__ import annotations

import datetime as dt
import json
import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samspill.foundation import clock
from samspill.messaging.queries import conversation, stopped_among
from samspill.people.actions import change_person, note_look
from samspill.people.models import Person
from samspill.people.queries import Asker, export_person, person_for, restricted_person_for
from samspill.people.queries.exporting import happened_to
from samspill.volunteering.queries.digests import wish_of
from samspill.volunteering.queries.pairings import pairs_of_volunteer
from samspill.volunteering.queries.pools import pools_of
from samspill.volunteering.queries.profiles import Profile, assignments_of, offers_of, profile_of
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.words import told_times
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.people.forms import (
    AbsenceForm,
    ConsentForm,
    FactsForm,
    PhoneNoteForm,
    PointForm,
    QualificationForm,
    WithdrawalForm,
    WritingForm,
)
from samspill.web.desk.people.onboarding import onboarding_of
from samspill.web.desk.people.rights import section_of
from samspill.web.desk.people.tasks import rows_for


@at_the_desk
def person(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """All about one person on a page. That the asker looked at somebody who gets help is noted.

    Of one of whom nothing may be done it tells only that, and why.
    """
    try:
        found = person_for(request.asker, person_id)
    except Person.DoesNotExist:
        restricted = restricted_person_for(request.asker, person_id)
        return render(request, "desk/people/restricted.html", {"here": "people", "person": restricted})
    if found.pk != person_id:
        return redirect("desk:people:person", found.pk)
    return render(request, "desk/people/person.html", shown(request.asker, found))


@at_the_desk
def facts(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Change name, languages, address and the like."""
    found = person_for(request.asker, person_id)
    form = FactsForm(request.POST or None, person=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_person(found, by=request.user, at=clock.now(), channel="web", **form.facts())
            return redirect("desk:people:person", found.pk)
        except EXPECTED as error:
            form.add_error("name", sentence_for(error))
    return render(request, "desk/people/facts.html", {"here": "people", "person": found, "form": form})


@at_the_desk
def export(request: DeskRequest, person_id: uuid.UUID) -> HttpResponse:
    """Everything stored about the person as a JSON file, to be given to her. The look is noted."""
    found = person_for(request.asker, person_id)
    note_look(request.asker, found, at=clock.now(), why="export")
    return json_file(found, request.asker)


def json_file(found: Person, asker: Asker) -> HttpResponse:
    """The export as a file to save, with what the asker may read."""
    text = json.dumps(export_person(found, asker=asker), ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.pk}.json"'
    return response


def shown(asker: Asker, found: Person, **forms: object) -> dict[str, object]:
    """What the page holds; `forms` stands in for the empty ones where one is to be shown again."""
    at = clock.now()
    profile = profile_of(asker, found, on=clock.local_day(at))
    _note_looks(asker, profile)
    consents = list(found.consents.select_related("entered_by").order_by("-given_at"))
    points = list(found.contact_points.order_by("kind", "-is_preferred", "added_at"))
    stopped = stopped_among([point.value for point in points])
    return {
        "here": "people",
        "person": found,
        "profile": profile,
        "today": clock.local_day(at),
        "points": [(point, point.value in stopped) for point in points],
        "consents": consents,
        "offers": offers_of(found),
        "assignments": assignments_of(found),
        "happened": happened_to(found),
        "tasks": rows_for(asker, found, at=at) if profile.is_active else [],
        "pairs": pairs_of_volunteer(asker, found),
        "talk": conversation(person=found, limit=60, asker=asker),
        "weekly": wish_of(found),
        "standing": any(consent.withdrawn_at is None for consent in consents),
        "times": told_times(profile.volunteer.availability) if profile.volunteer else [],
        "soon": clock.local_day(at) + dt.timedelta(days=60),
        "writing": WritingForm(person=found),
        "note": PhoneNoteForm(),
        "new_point": PointForm(auto_id="point_%s"),
        "consent_form": ConsentForm(auto_id="consent_%s"),
        "withdrawal": WithdrawalForm(auto_id="withdrawal_%s"),
        "qualification_form": QualificationForm(auto_id="qualification_%s"),
        "absence_form": AbsenceForm(auto_id="absence_%s"),
        "privacy": section_of(found),
        "onboarding": onboarding_of(found),
        "away": AbsenceForm(
            auto_id="away_%s", initial=dict.fromkeys(("from_on", "until_on"), clock.local_day(at))
        ),
        "pools": pools_of(asker, found) if profile.volunteer else None,
        **forms,
    }


def _note_looks(asker: Asker, profile: Profile) -> None:
    for recipient in profile.helped_here:
        note_look(asker, recipient, why="person")
