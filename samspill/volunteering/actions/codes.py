"""The short numbers that people type in their answers."""

from __future__ import annotations

from django.db.models import Max

from samspill.foundation.models import Municipality
from samspill.foundation.tenancy import entered_number
from samspill.volunteering.models import Shift

#: A code has two digits at least: a lone digit in an answer may mean anything.
FIRST_CODE = 10


def next_codes(number: int) -> range:
    """The next short numbers. The municipality's row is locked, so that two colleagues do not get the same."""
    Municipality.objects.select_for_update(no_key=True).get(pk=entered_number())
    highest = Shift.objects.aggregate(code=Max("code"))["code"] or 0
    first = max(highest + 1, FIRST_CODE)
    return range(first, first + number)
