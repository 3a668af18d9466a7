"""One pair on a page: what comes next, both sides beside each other, reviews, and what has happened."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.foundation import clock
from samspill.people.actions import note_look
from samspill.people.queries import Asker
from samspill.volunteering.models import Pairing, PairingFollowUp
from samspill.volunteering.queries.pairings import pair_page, pairing_for
from samspill.volunteering.queries.standing import phones_of
from samspill.volunteering.rules.pairings import LOW
from samspill.web.access.staff import DeskRequest, at_the_desk
from samspill.web.desk.pairings.charts import chart
from samspill.web.desk.pairings.forms import SaidForm
from samspill.web.desk.pairings.words import (
    HELD_WITH,
    SCORE_COLOURS,
    history_lines,
    reason_words,
    rhythm_words,
)


@at_the_desk
def pairing(request: DeskRequest, pairing_id: uuid.UUID) -> HttpResponse:
    """All about one pair. That the asker looked at the one who gets help is written down."""
    found = looked_at(request.asker, pairing_id)
    return render(request, "desk/pairings/pairing.html", shown(request.asker, found))


@at_the_desk
def on_paper(request: DeskRequest, pairing_id: uuid.UUID) -> HttpResponse:
    """The same for a talk: on A4, with room to write."""
    found = looked_at(request.asker, pairing_id)
    page = shown(request.asker, found) | {"back": "../", "today": clock.today()}
    return render(request, "desk/pairings/on_paper.html", page)


def looked_at(asker: Asker, pairing_id: uuid.UUID) -> Pairing:
    """The pair behind the gate. That somebody looked at the recipient is written down."""
    found = pairing_for(asker, pairing_id)
    note_look(asker, found.recipient, at=clock.now())
    return found


def shown(asker: Asker, found: Pairing, **forms: object) -> dict[str, Any]:
    """What the page holds; `forms` stands in for the empty ones where one is to be shown again."""
    page = pair_page(found, at=clock.now())
    phones = phones_of([found.volunteer.person_id, found.recipient.person_id])
    return {
        "here": "pairings",
        "page": page,
        "pairing": found,
        "pair": found,
        "today": clock.today(),
        "may_change": asker.may_change_in(found.unit_id),
        "rhythm": rhythm_words(found),
        "why": reason_words(found.ended_reason),
        "history": history_lines(page.history),
        "reviews": [(review, HELD_WITH[review.held_with]) for review in page.reviews],
        "sides": [
            _side("volunteer", _("The volunteer"), found.volunteer.person, page.volunteers, phones, forms),
            _side(
                "recipient",
                _("The one who gets help"),
                found.recipient.person,
                page.recipients,
                phones,
                forms,
            ),
        ],
    }


def _side(
    code: str,
    heading: str,
    person: Any,
    rows: list[PairingFollowUp],
    phones: dict[uuid.UUID, str],
    forms: Any,
) -> dict[str, Any]:
    """One side by itself: the picture, the answers with the latest first, and the form to write one down."""
    title = _("How it goes, says %(name)s") % {"name": person.name}
    return {
        "code": code,
        "heading": heading,
        "person": person,
        "phone": phones.get(person.pk, ""),
        "chart": chart(rows, title=title, key=f"chart-{code}"),
        "told": [row for row in rows if row.answered_at],
        "answers": [
            (row, SCORE_COLOURS.get(row.score or 0, "neutral"), _needs_a_person(row)) for row in rows[::-1]
        ],
        "form": forms.get(code) or SaidForm(initial={"side": code, "channel": "phone"}, auto_id=f"{code}_%s"),
    }


def _needs_a_person(row: PairingFollowUp) -> bool:
    is_open = row.answered_at is not None and row.read_at is None
    return is_open and (row.calls_for_help or row.score is None or row.score <= LOW)
