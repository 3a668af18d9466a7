"""The answers are as the OpenAPI document says, whatever is asked."""

from __future__ import annotations

import datetime as dt

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS

from samspill.config.wsgi import application
from samspill.foundation.changes import number_changes
from samspill.foundation.recurrence import Pattern
from samspill.organisations.actions import merge_organisations
from samspill.organisations.models import Organisation

#: What each answer is held against. A text where a number should be is refused, and so is what nobody has named.
HELD = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
)
#: The tool that asks does not unpack what it gets straight from the application.
HEADERS = {"Host": "lillevik.test", "Accept-Encoding": "identity"}
FEW = settings(
    max_examples=12,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def a_town_with_things(one_connection, machine, put_on, library, band, ola, at):
    put_on(
        "Korøvelse",
        Pattern("weekly", dt.date(2026, 3, 17), dt.time(17), 120),
        organisation=band,
        place=library,
    )
    put_on("Konsert", is_free=True, text={"en": "Come."})
    corps = Organisation.objects.create(name="Lillevik korps", came_from="desk", created_at=at)
    merge_organisations(band, corps, reason="Samme korps", by=ola, at=at)
    number_changes(at=at)


def test_whatever_is_asked_is_answered_as_the_document_says(a_town_with_things, secret):
    headers = HEADERS | {"Authorization": f"Bearer {secret}"}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, headers=HEADERS)
    checks = [CHECKS.get_one(name) for name in HELD]
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @FEW
        @given(case=operation.as_strategy())
        def hold(case):
            case.call_and_validate(checks=checks, headers=headers)

        hold()
        asked += 1
    assert asked >= 16
