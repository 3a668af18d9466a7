"""The rows of many tables fetched in one statement are the rows one gets table by table."""

from __future__ import annotations

from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from samspill.foundation.tenancy import Owned
from samspill.foundation.together import fetched_together, with_what_they_point_at
from samspill.messaging.models import ThreadReading
from samspill.people.models import NotTheSame
from samspill.people.queries.holdings import tables_about_persons
from samspill.venues.models import BookedQuarter

ROWS = 2
TABLES = [model for model in apps.get_models() if issubclass(model, Owned)]


def test_a_row_fetched_together_with_others_is_the_row_itself(town: object) -> None:
    with CaptureQueriesContext(connection) as seen:
        together = fetched_together([model.objects.all() for model in TABLES])
    assert len(seen.captured_queries) == 1
    alone = [row for model in TABLES for row in model.objects.order_by("pk")]
    assert {type(row) for row in alone} >= set(tables_about_persons()) - {
        NotTheSame,
        ThreadReading,
        BookedQuarter,
    }
    assert [_told(row) for row in together] == [_told(row) for row in alone]


def test_what_rows_point_at_is_at_hand_after_one_statement(town: object) -> None:
    from samspill.volunteering.models import Assignment

    rows = fetched_together([Assignment.objects.all()])
    with CaptureQueriesContext(connection) as seen:
        shifts = with_what_they_point_at(with_what_they_point_at(rows), known=rows)
    assert len(seen.captured_queries) == 2
    with CaptureQueriesContext(connection) as seen:
        assert all(row.shift.need.title for row in rows)
        assert shifts
    assert not seen.captured_queries


def _told(row: Owned) -> tuple[str, dict[str, object]]:
    fields = [field for field in row._meta.concrete_fields if not isinstance(field, models.BinaryField)]
    return row._meta.label, {field.name: getattr(row, field.attname) for field in fields}
