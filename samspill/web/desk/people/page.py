"""The overview of a person: who she is, how she is reached, what waits or goes on, and what was said last."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samspill.foundation import clock
from samspill.messaging.queries import conversation, points_of
from samspill.people.actions import change_person, note_look
from samspill.people.models import Person
from samspill.people.queries import Asker, export_person, person_for, ways_and_passkeys_of
from samspill.volunteering.queries.pairings import pairs_of_volunteer
from samspill.volunteering.queries.profiles import assignments_of
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.words import told_times
from samspill.web.desk.complaints import EXPECTED, sentence_for
from samspill.web.desk.people.forms import AbsenceForm, ConsentForm, FactsForm, PointForm, WithdrawalForm
from samspill.web.desk.people.tabs import a_tab, heading_of
from samspill.web.desk.people.tasks import rows_for

#: So many of the tasks that are over, and so many lines of the conversation, stand on the overview.
LATEST_TASKS = 3
LATEST_LINES = 4


@a_tab
def person(request: DeskRequest, found: Person) -> HttpResponse:
    """Who she is, and what waits or goes on. That the asker looked at somebody who gets help is noted."""
    return overview(request, found)


def overview(request: DeskRequest, found: Person, **forms: Any) -> HttpResponse:
    """The overview; `forms` stands in for the empty ones where one is to be shown again."""
    return render(request, "desk/people/person.html", _shown(request.asker, found) | forms)


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


def _shown(asker: Asker, found: Person) -> dict[str, Any]:
    at, page = clock.now(), heading_of(asker, found, "person")
    volunteer, taken = page["volunteer"], list(assignments_of(found))
    consents = list(found.consents.select_related("entered_by").order_by("-given_at"))
    is_active = volunteer is not None and volunteer.left_at is None
    today = clock.local_day(at)
    ways, passkeys = ways_and_passkeys_of(found)
    return page | {
        "points": points_of(found),
        "ways": ways,
        "passkeys": passkeys,
        "consents": consents,
        "standing": any(consent.withdrawn_at is None for consent in consents),
        "tasks": rows_for(asker, found, at=at, taken=taken) if is_active else [],
        "coming": [one for one in reversed(taken) if one.shift.ends_at > at],
        "lately": [one for one in taken if one.shift.ends_at <= at][:LATEST_TASKS],
        "pairs": pairs_of_volunteer(asker, found),
        "talk": conversation(person=found, limit=LATEST_LINES, asker=asker),
        "times": told_times(volunteer.availability) if volunteer else [],
        "new_point": PointForm(auto_id="point_%s"),
        "consent_form": ConsentForm(auto_id="consent_%s"),
        "withdrawal": WithdrawalForm(auto_id="withdrawal_%s"),
        "away": AbsenceForm(auto_id="away_%s", initial={"from_on": today, "until_on": today}),
    }
