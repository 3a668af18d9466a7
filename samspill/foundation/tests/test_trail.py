"""The trail is append-only."""

import pytest
from django.db import IntegrityError, transaction

from samspill.foundation.actions import note
from samspill.foundation.models import Area, AuditEntry


def test_a_line_of_the_trail_cannot_be_changed(town, at):
    line = note("looked", Area.objects.create(name="Sentrum"), by="public", channel="web", at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.filter(pk=line.pk).update(actor="somebody else")
    line.refresh_from_db()
    assert line.actor == "public"
