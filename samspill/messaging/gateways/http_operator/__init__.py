"""An SMS operator that is spoken to over HTTP: most Norwegian ones. What they call things is configuration."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings

from samspill.messaging.gateways.http_operator.operator import HttpOperator, Speech


@cache
def make() -> HttpOperator:
    """The operator of the settings `SMS_OPERATOR_…`."""
    told: dict[str, Any] = settings.SMS_OPERATOR
    return HttpOperator(
        "http_operator",
        Speech(
            url=told["url"],
            authorization=told["authorization"],
            secret=told["secret"],
            form=told["format"],
            finds=told["finds"],
            names=Speech.names_from(told["fields"]),
        ),
    )
