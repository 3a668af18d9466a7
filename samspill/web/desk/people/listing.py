"""The list of people, narrowed by words and wishes."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render

from samspill.foundation import clock
from samspill.foundation.queries import areas
from samspill.volunteering.queries.profiles import SHOWN, WhoIsWanted, people_list
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design.language_names import spoken_languages
from samspill.web.design.words import kind_choices, qualification_choices
from samspill.web.desk import columns
from samspill.web.desk.paging import page_of
from samspill.web.desk.spreadsheets import is_wanted, spreadsheet


@at_the_desk
def people(request: DeskRequest) -> HttpResponse:
    """Volunteers and contacts the asker may know of."""
    wanted = _wanted(request)
    rows = people_list(request.asker, wanted)
    if is_wanted(request):
        return spreadsheet(request, "people", rows, columns.PEOPLE)
    page = page_of(request, rows)
    return render(
        request, "desk/people/list.html", {"here": "people", "page": page, "wanted": wanted, **_choices()}
    )


def _wanted(request: DeskRequest) -> WhoIsWanted:
    """What the address asks for; what makes no sense is left out. Searching by words looks among all."""
    asked = {name: request.GET.get(name, "").strip() for name in ("kind", "language", "area", "holds")}
    words, show = request.GET.get("q", "").strip()[:80], request.GET.get("show", "")
    known = {name: {str(code) for code, _ in found} for name, found in _choices().items()}
    return WhoIsWanted(
        words=words,
        show=show if show in SHOWN else ("all" if words else "volunteers"),
        kind=asked["kind"] if asked["kind"] in known["kinds"] else "",
        language=asked["language"] if asked["language"] in known["languages"] else "",
        area=asked["area"] if _is_key(asked["area"]) else "",
        holds=asked["holds"] if asked["holds"] in known["qualifications"] else "",
        on=clock.today(),
    )


def _choices() -> dict[str, list[tuple[object, object]]]:
    return {
        "kinds": list(kind_choices()),
        "languages": list(spoken_languages()),
        "qualifications": list(qualification_choices()),
        "areas": [(area.pk, area.name) for area in areas()],
    }


def _is_key(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False
