"""On paper: slips with codes to cut, a class for its teacher, a slip for each pupil, who comes to each association."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspill.activities.models import Fair, FairOffer, Pupil
from samspill.activities.queries.fairs import (
    class_for,
    fair_for,
    offer_for,
    offers_of,
    pupils_of,
    rounds_of,
    who_comes_to,
)
from samspill.activities.rules.fairs.codes import written
from samspill.foundation import clock
from samspill.people.actions import note_export
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.design import dates

DATA = Path(__file__).resolve().parent.parent / "data"


@at_the_desk
@require_safe
def slips(request: DeskRequest, fair_id: uuid.UUID, school_class_id: uuid.UUID) -> HttpResponse:
    """A slip with a code for each pupil of a class, to cut."""
    found = class_for(request.asker, fair_id, school_class_id)
    address = request.build_absolute_uri(reverse("public:fairs:code"))
    pupils = [one for one in pupils_of(found) if one.code]
    told = {
        "slips": [
            {
                "name": one.name,
                "class": found.name,
                "code": written(one.code or ""),
                "square": _square(f"{address}?code={one.code}"),
            }
            for one in pupils
        ],
        "words": _("Go to %(address)s and type the code. You can change your wishes until %(until)s.")
        % {"address": address, "until": dates.moment(found.fair.wishes_close_at, _language())},
        "code": _("Your code"),
    }
    return _paper(request, "fair_slips", found.fair, found.name, told, rows=len(pupils))


@at_the_desk
@require_safe
def place_slips(request: DeskRequest, fair_id: uuid.UUID, school_class_id: uuid.UUID) -> HttpResponse:
    """A slip for each pupil of a class with where she goes, to cut."""
    found = class_for(request.asker, fair_id, school_class_id)
    hours = _hours(found.fair)
    pupils = pupils_of(found)
    told = {"slips": [_places_of(one, hours) | {"class": found.name} for one in pupils]}
    return _paper(request, "fair_places", found.fair, found.name, told, rows=len(pupils))


@at_the_desk
@require_safe
def class_list(request: DeskRequest, fair_id: uuid.UUID, school_class_id: uuid.UUID) -> HttpResponse:
    """The class for its teacher: codes and who has wished; when places are drawn, where each goes."""
    found = class_for(request.asker, fair_id, school_class_id)
    pupils, hours = pupils_of(found), _hours(found.fair)
    if found.fair.drawn_at:
        columns = [_("Name"), *(_("Round %(n)s") % {"n": turn} for turn in hours)]
        rows = [[one.name, *_titles(one, hours)] for one in pupils]
    else:
        columns = [_("Name"), _("Code"), _("Has wished")]
        rows = [[one.name, written(one.code or ""), _("Yes") if one.wished_at else _("No")] for one in pupils]
    told = {"sections": [_section(found.name, columns, rows)]}
    return _paper(request, "fair_list", found.fair, found.name, told, rows=len(pupils))


@at_the_desk
@require_safe
def offer_list(request: DeskRequest, fair_id: uuid.UUID, fair_offer_id: uuid.UUID) -> HttpResponse:
    """Who comes to one association, round by round."""
    found = offer_for(request.asker, fair_id, fair_offer_id)
    sections = _coming([found], _hours(found.fair))
    return _paper(request, "fair_list", found.fair, found.title, {"sections": sections}, rows=1)


@at_the_desk
@require_safe
def offer_lists(request: DeskRequest, fair_id: uuid.UUID) -> HttpResponse:
    """Who comes to each association, one after the other, each on sheets of its own."""
    found = fair_for(request.asker, fair_id)
    sections = _coming([one for one in offers_of(found) if not one.closed_at], _hours(found))
    return _paper(request, "fair_list", found, "", {"sections": sections}, rows=len(sections))


def _coming(offers: Iterable[FairOffer], hours: dict[int, str]) -> list[dict[str, Any]]:
    sections = []
    for offer, rounds in who_comes_to(offers):
        host = offer.host_name
        for turn, pupils in rounds:
            heading = f"{offer.number}. {offer.title} · {hours[turn]}"
            rows = [[one.name, one.school_class.name] for one in pupils]
            sections.append(_section(heading, [_("Name"), _("Class")], rows, host=host))
            host = ""
    return sections


def _section(heading: str, columns: list[str], rows: list[list[str]], *, host: str = "") -> dict[str, Any]:
    """A table on a list; with a `host` it begins a sheet, and says whose it is."""
    return {"heading": heading, "columns": columns, "rows": rows, "nobody": _("Nobody"), "host": host}


def _hours(fair: Fair) -> dict[int, str]:
    return {one.number: f"{one.begins:%H.%M}–{one.ends:%H.%M}" for one in rounds_of(fair)}


def _titles(pupil: Pupil, hours: dict[int, str]) -> list[str]:
    there = {place.round: place.offer.title for place in pupil.places.all()}
    return [there.get(turn, "–") for turn in hours]


def _places_of(pupil: Pupil, hours: dict[int, str]) -> dict[str, Any]:
    there = {place.round: place.offer for place in pupil.places.all()}
    lines = []
    for turn, when in hours.items():
        offer = there.get(turn)
        words = ", ".join(part for part in (offer.title, offer.place_text) if part) if offer else "–"
        lines.append([when, words])
    return {"name": pupil.name, "lines": lines}


def _square(address: str) -> str:
    """A square code of an address, as a drawing."""
    import segno

    drawn = BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=1, xmldecl=False)
    return drawn.getvalue().decode()


def _language() -> str:
    return get_language() or "nb"


def _paper(
    request: DeskRequest, template: str, fair: Fair, about: str, told: dict[str, Any], *, rows: int
) -> HttpResponse:
    """The document as PDF; that it was taken stands in the trail."""
    from samspill.foundation.documents import pdf

    day = dates.day(fair.held_on, _language(), year=True)
    facts = {
        "language": _language(),
        "title": f"{fair.name}: {about}" if about else fair.name,
        "day": day,
        **told,
    }
    made = pdf(DATA / f"{template}.typ", facts)
    note_export(request.asker, template, rows=rows, at=clock.now())
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{template}.pdf"'
    return response
