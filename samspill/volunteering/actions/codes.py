"""The short numbers people type: one series in the municipality, whatever they are about."""

from __future__ import annotations

from django.db.models import Max

from samspill.foundation.models import Municipality
from samspill.foundation.tenancy import entered_number
from samspill.volunteering.models import CallOut, OrganisationCapability, Shift

#: A code has two digits at least: a lone digit in an answer may mean anything.
FIRST_CODE = 10


def next_code(*, at_least: int = FIRST_CODE) -> int:
    """The next number nobody has. The municipality's row is locked, so that two colleagues do not get the same."""
    return next_codes(1, at_least=at_least)[0]


def next_codes(number: int, *, at_least: int = FIRST_CODE) -> range:
    """So many of the next numbers nobody has, under the same lock."""
    Municipality.objects.select_for_update(no_key=True).get(pk=entered_number())
    tables = (Shift, CallOut, OrganisationCapability)
    highest = max(table.objects.aggregate(code=Max("code"))["code"] or 0 for table in tables)
    first = max(highest + 1, at_least)
    return range(first, first + number)
