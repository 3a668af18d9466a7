"""What has changed since last time: ids alone, so that whoever follows fetches what she wants (0031)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Sequence

from django.http import HttpRequest, HttpResponse

from samspill.activities.queries import open_data as activities
from samspill.foundation import clock
from samspill.foundation.changes import changes_after
from samspill.foundation.models import ChangeNumber
from samspill.organisations.queries import open_data as organisations
from samspill.organisations.queries.changes import ORGANISATION
from samspill.organisations.queries.merging import gone_to
from samspill.volunteering.queries.square import ids_of_open_needs
from samspill.web.api.v1.answering import A_MINUTE, told
from samspill.web.api.v1.parameters import Parameters
from samspill.web.api.v1.shapes import Shapes, Told, moment

#: How long the last page may be kept by others: what is new must not wait.
A_MOMENT = 5


def changes(request: HttpRequest) -> HttpResponse:
    """A page of changes after a number, in order. `next` always leads on: the same again where nothing is new."""
    asked = Parameters(request, ("after", "kind", "limit"))
    after, kind, limit = asked.after_number(), asked.code("kind", tuple(_THERE)), asked.limit()
    asked.check()
    rows = changes_after(after, kinds=[kind] if kind else tuple(_THERE), limit=limit)
    there, kept = _still_there(rows), _gone_to(request, rows)
    last = rows[-1].number if rows else after
    words = f"?after={last}&limit={limit}{f'&kind={kind}' if kind else ''}"
    page = {
        "data": [
            {
                "kind": row.kind,
                "id": str(row.subject_id),
                "state": "updated" if row.subject_id in there else "deleted",
                "changed_at": moment(row.numbered_at),
                "gone_to": kept.get(row.subject_id),
            }
            for row in rows
        ],
        "next": request.build_absolute_uri(request.path + words),
    }
    return told(request, page, seconds=A_MINUTE if len(rows) == limit else A_MOMENT)


def _still_there(rows: Sequence[ChangeNumber]) -> set[uuid.UUID]:
    """Those that may be seen now. One question for each kind on the page."""
    found: set[uuid.UUID] = set()
    for kind, there in _THERE.items():
        ids = [row.subject_id for row in rows if row.kind == kind]
        found |= there(ids) if ids else set()
    return found


def _gone_to(request: HttpRequest, rows: Sequence[ChangeNumber]) -> dict[uuid.UUID, Told]:
    """Those that became a part of another → that one, where it may be seen. Two questions, however many there are."""
    steps = gone_to([row.subject_id for row in rows if row.kind == ORGANISATION])
    there = organisations.told_organisations(set(steps.values())) if steps else {}
    shapes = Shapes(request)
    return {id: shapes.gone_to(kept) for id, kept in steps.items() if kept in there}


def _open_needs(ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    return set(ids_of_open_needs(at=clock.now(), among=ids))


#: Each kind, and which of some ids are there for everybody.
_THERE: dict[str, Callable[[Collection[uuid.UUID]], set[uuid.UUID]]] = {
    "activity": lambda ids: set(activities.told_activities(ids)),
    "occurrence": lambda ids: set(activities.told_occurrences(ids)),
    "organisation": lambda ids: set(organisations.told_organisations(ids)),
    "need": _open_needs,
}
