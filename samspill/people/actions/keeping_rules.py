"""How long what this room and the ground keep is kept."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspill.foundation.models import Allowance, AuditEntry, OneTimeLink
from samspill.foundation.retention import MONTH, YEAR, Rows, Rule, delete_row, keep
from samspill.foundation.tenancy import Owned
from samspill.people.actions.forgetting import erase_row, forget_person
from samspill.people.models import Change, Claim, Person, StaffMember, StandIn
from samspill.people.queries.keeping import PERSONS, idle_since

#: Where nobody's mail ever arrives (RFC 2606). An address must be there, and each its own.
NOBODYS_ADDRESS = "gone.invalid"


def _forget(row: Owned, at: dt.datetime) -> None:
    forget_person(cast(Person, row), by="system", at=at, channel="system")


def _forget_staff(row: Owned, at: dt.datetime) -> None:
    """Her name and addresses go; what she did stays, as somebody's."""
    StaffMember.objects.filter(pk=row.pk).update(name="", phone="", email=f"{row.pk}@{NOBODYS_ADDRESS}")


def _left(before: dt.datetime) -> list[Rows]:
    return [StaffMember.objects.filter(left_at__lt=before).exclude(name="", phone="")]


def _settled_claims(before: dt.datetime) -> list[Rows]:
    return [Claim.objects.filter(settled_at__lt=before).filter(~Q(words="") | ~Q(answer=""))]


keep(
    Rule(
        PERSONS,
        tables=("people.Person",),
        what=_("People we know: volunteers, those who get help, and contacts"),
        since=_("the last time we heard from you or you did something here"),
        then=_(
            "We forget you. Volunteers are asked first, and stay if they answer JA. That help was given still counts."
        ),
        days=2 * YEAR,
        shortest=6 * MONTH,
        longest=5 * YEAR,
        due=lambda before: [idle_since(before)],
        end=_forget,
        person="pk",
    )
)
keep(
    Rule(
        "changes",
        tables=("people.Change",),
        what=_("What a fact about you was before it was corrected"),
        since=_("the day it was corrected"),
        then=_("What it was is deleted. We know only that it was corrected, and by whom."),
        days=3 * MONTH,
        shortest=7,
        longest=YEAR,
        due=lambda before: [Change.objects.filter(changed_at__lt=before)],
        end=delete_row,
    )
)
keep(
    Rule(
        "claims",
        tables=("people.Claim",),
        what=_("What you asked for by right, and what we answered"),
        since=_("the day we answered"),
        then=_("The words are deleted. That you asked and were answered is kept."),
        days=3 * YEAR,
        shortest=YEAR,
        longest=5 * YEAR,
        due=_settled_claims,
        end=erase_row,
    )
)
keep(
    Rule(
        "staff",
        tables=("people.StaffMember",),
        what=_("Those who work here"),
        since=_("the day they leave"),
        then=_("Name, e-mail and phone are deleted. What was done stays."),
        days=3 * YEAR,
        shortest=YEAR,
        longest=10 * YEAR,
        due=_left,
        end=_forget_staff,
        person="",
    )
)
keep(
    Rule(
        "links",
        tables=("foundation.OneTimeLink",),
        what=_("Links we sent you"),
        since=_("the day the link stops working"),
        then=_("The link is deleted."),
        days=MONTH,
        shortest=1,
        longest=6 * MONTH,
        due=lambda before: [OneTimeLink.objects.filter(expires_at__lt=before)],
        end=delete_row,
        person="",
    )
)
keep(
    Rule(
        "limits",
        tables=("foundation.Allowance",),
        what=_("How often somebody has asked from the same phone or machine, without telling which"),
        since=_("the last time"),
        then=_("It is deleted."),
        days=2,
        shortest=1,
        longest=MONTH,
        due=lambda before: [Allowance.objects.filter(filled_at__lt=before)],
        end=delete_row,
        person="",
    )
)
keep(
    Rule(
        "stand_ins",
        tables=("people.StandIn",),
        what=_("What a colleague was told when looking after somebody's tasks"),
        since=_("the last day they did"),
        then=_("The words are deleted. Who stood in for whom stays."),
        days=YEAR,
        shortest=MONTH,
        longest=2 * YEAR,
        due=lambda before: [StandIn.objects.filter(until_on__lt=before.date()).exclude(words="")],
        end=erase_row,
        person="",
    )
)
keep(
    Rule(
        "trail",
        tables=("foundation.AuditEntry",),
        what=_("What was done, by whom, and who looked"),
        since=_("the day it happened"),
        then=_("The line is deleted."),
        days=5 * YEAR,
        shortest=2 * YEAR,
        longest=10 * YEAR,
        due=lambda before: [AuditEntry.objects.filter(at__lt=before)],
        end=delete_row,
        person="",
    )
)
