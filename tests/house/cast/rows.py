"""Which row an address means by a word in it."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from samspill.activities.models import Activity, CalendarSubscription
from samspill.foundation.tenancy import Owned
from samspill.messaging.models import InboundMessage, MessageTemplate, OutboundMessage
from samspill.organisations.models import Organisation, Picture, SheetImport
from samspill.people.models import ContactPoint, StaffMember
from samspill.venues.models import ClosedDays
from samspill.volunteering.models import (
    CallOutQuestion,
    Need,
    OrganisationCapability,
    PairingFollowUp,
    UnplacedAnswer,
)

#: Words in addresses that are not the name of a table.
MEANT = {
    "row": Activity,
    "message": InboundMessage,
    "point": ContactPoint,
    "calendar": CalendarSubscription,
    "sheet": SheetImport,
    "story_picture": Picture,
    "staff": StaffMember,
    "role": apps.get_model("people", "UnitRole"),
    "capability": OrganisationCapability,
    "question": CallOutQuestion,
    "follow_up": PairingFollowUp,
    "unplaced": UnplacedAnswer,
    "template": MessageTemplate,
    "letter": OutboundMessage,
    "words": OutboundMessage,
    "rota": Need,
    "organiser": Organisation,
    "closed": ClosedDays,
    "provider": apps.get_model("people", "SignInProvider"),
    "way": apps.get_model("people", "WayIn"),
}
#: What such a row must be, where not any of its table will do.
NARROWED: dict[str, dict[str, Any]] = {
    "letter": {"channel": "letter"},
    "words": {"channel": "phone"},
    "rota": {"form": "rota"},
    "picture": {"story": None},
    "story_picture": {"story__isnull": False},
}


def row_for(word: str) -> Owned:
    """The first row of what an address calls `<word>_id`."""
    model: Any = MEANT.get(word) or _model_named(word)
    row = model.objects.filter(**NARROWED.get(word, {})).order_by("pk").first()
    assert row is not None, f"tests/house/cast enters no {word}: add one, so that its addresses are walked."
    return row


def _model_named(word: str) -> Any:
    found = [
        model
        for model in apps.get_models()
        if issubclass(model, Owned) and model._meta.model_name == word.replace("_", "")
    ]
    assert len(found) == 1, f"No table is called {word}: tell tests/house/cast/rows.py what it is."
    return found[0]
