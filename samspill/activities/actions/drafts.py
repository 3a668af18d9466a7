"""What is being written about a new activity: kept while it is written, taken over by another, thrown away."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction

from samspill.activities.models import ActivityDraft
from samspill.foundation.actions import note
from samspill.organisations.queries.organisers import Organiser, of_organiser
from samspill.people.actions import refuse_national_ids
from samspill.people.models import Person, StaffMember

#: Signs of all that is typed. The form itself takes far less.
LONGEST = 20_000


class TooMuchWritten(ValueError):
    """More is typed than a draft holds."""


@transaction.atomic
def keep_draft(
    organiser: Organiser,
    key: uuid.UUID,
    typed: Mapping[str, Sequence[str]],
    *,
    by: Person | StaffMember,
    at: dt.datetime,
) -> ActivityDraft:
    """Keep what is typed, over what was kept under the same key. It is not looked at whether it makes sense yet.

    Raises `HoldsNationalId` and `TooMuchWritten`; then what was kept before stays.
    """
    refuse_national_ids(**{name: " ".join(values) for name, values in typed.items()})
    if len(json.dumps(typed)) > LONGEST:
        raise TooMuchWritten(key)
    rows = ActivityDraft.objects.select_for_update().filter(pk=key, **of_organiser(organiser))
    draft = rows.first()
    if draft is None:
        draft = ActivityDraft(pk=key, begun_at=at, saved_at=at, **of_organiser(organiser))
        note("begin_draft", draft, by=by, channel="web", at=at)
    draft.typed, draft.saved_at = dict(typed), at
    draft.person = by if isinstance(by, Person) else None
    draft.written_by = by if isinstance(by, StaffMember) else None
    draft.save()
    return draft


@transaction.atomic
def discard_draft(draft: ActivityDraft, *, by: Person | StaffMember, at: dt.datetime) -> None:
    """Throw a draft away; nothing happens where somebody has done so already."""
    if ActivityDraft.objects.filter(pk=draft.pk).delete()[0]:
        note("discard_draft", draft, by=by, channel="web", at=at)
