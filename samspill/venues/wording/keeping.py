"""The letter to whoever keeps what is lent: what cannot be kept as promised, and where something is done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class LoanNotKept:
    """One loan as the letter tells of it. `who` is "" for a private person, `address` where there is none."""

    what: str
    when: str
    who: str
    where: str
    left: int
    is_closed: bool
    address: str


def subject(number: int) -> str:
    """What stands in the list of e-mails."""
    words = ngettext("A loan that cannot be kept", "%(n)s loans that cannot be kept", number)
    return words % {"n": number}


def letter(loans: Sequence[LoanNotKept], more: int, signed: str) -> str:
    """The letter; `more` is how many are not named."""
    words = [_("This is promised, and cannot be lent as promised:"), ""]
    for one in loans:
        words += [_line(one), *([one.address] if one.address else []), ""]
    if more:
        words += [_("And %(n)s more.") % {"n": more}, ""]
    words.append(
        _(
            "The borrowers are not told. At the desk you find another thing, or write to them: you decide what to say."
        )
    )
    return "\n".join([*words, "", signed])


def _line(one: LoanNotKept) -> str:
    facts = [one.what, one.when, one.where, *([one.who] if one.who else [])]
    return f"- {', '.join(facts)}. {_why(one)}"


def _why(one: LoanNotKept) -> str:
    if one.is_closed:
        return _("The house is closed when it is to be fetched or brought back.")
    if not one.left:
        return _("None is left for it.")
    return ngettext("Only %(n)s is left for it.", "Only %(n)s are left for it.", one.left) % {"n": one.left}
