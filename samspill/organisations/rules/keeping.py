"""Which entities of the national register concern the voluntary sector, and when a whole register may close any."""

from __future__ import annotations

#: Legal forms that are associations whether or not they stand in Frivillighetsregisteret.
ASSOCIATION_FORMS = frozenset({"FLI"})


def is_association(form: str, *, in_voluntary_register: bool) -> bool:
    """An association by its legal form (FLI), or any form at all that stands in Frivillighetsregisteret."""
    return in_voluntary_register or form in ASSOCIATION_FORMS


def may_close_the_missing(*, missing: int, known: int) -> bool:
    """Whether those missing from a whole register may be taken as deleted: a few, never a tenth of all.

    A list cut in half by an error looks like half the associations closing on one day.
    """
    return missing <= max(20, known // 10)
