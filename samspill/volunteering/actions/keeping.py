"""How long it is kept who asked for help, who got it, and who wanted to help."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from samspill.foundation.retention import MONTH, YEAR, Rows, Rule, keep
from samspill.people.actions import erase_row
from samspill.volunteering.models import (
    CallOut,
    DigestLine,
    IntakeTalk,
    Interest,
    Need,
    OrganisationCapability,
    Recipient,
    Request,
    Shift,
    TalkOffer,
)


def _interests(before: dt.datetime) -> list[Rows]:
    """Those who became somebody we know go with her."""
    waited = Interest.objects.annotate(since=Coalesce("settled_at", "received_at")).filter(since__lt=before)
    told = ~Q(name="") | ~Q(phone="") | ~Q(email="") | ~Q(words="")
    return [waited.filter(told, person__isnull=True)]


def _requests(before: dt.datetime) -> list[Rows]:
    later = Shift.objects.filter(need__request=OuterRef("pk"), ends_at__gte=before)
    told = ~Q(caller_name="") | ~Q(caller_phone="") | ~Q(on_behalf_of="") | ~Q(words="")
    over = Request.objects.filter(told, ~Exists(later), received_at__lt=before)
    return [over, _needs(before)]


def _needs(before: dt.datetime) -> Rows:
    later = Shift.objects.filter(need=OuterRef("pk"), ends_at__gte=before)
    fields = [name for name, rule in Need.erasure.items() if rule == "blank"]
    told = Q()
    for name in fields:
        told |= ~Q(**{name: ""})
    return Need.objects.filter(told, ~Exists(later), made_at__lt=before)


def _recipients(before: dt.datetime) -> list[Rows]:
    return [Recipient.objects.filter(ended_at__lt=before).exclude(note="")]


def _talks(before: dt.datetime) -> list[Rows]:
    """What was noted of a talk, and where times to choose between were sent."""
    noted = IntakeTalk.objects.filter(~Q(note="") | ~Q(place_words=""), booked_for_at__lt=before)
    sent = TalkOffer.objects.filter(~Q(address="") | ~Q(place_words=""), offered_at__lt=before)
    return [noted, sent]


def _callouts(before: dt.datetime) -> list[Rows]:
    return [CallOut.objects.filter(ended_at__lt=before).exclude(private_text="")]


def _capabilities(before: dt.datetime) -> list[Rows]:
    told = Q(contact__isnull=False) | ~Q(asked_address="")
    return [OrganisationCapability.objects.filter(told, valid_until_on__lt=before.date())]


def _told_weekly(before: dt.datetime) -> list[Rows]:
    """What was told in the weekly message, or was never to be told."""
    return [DigestLine.objects.filter(Q(told_at__lt=before) | Q(pointless_at__lt=before))]


keep(
    Rule(
        "interests",
        tables=("volunteering.Interest",),
        what=_("That you said you want to help, where it came to nothing"),
        since=_("the day we settled it, or the day you said it if nobody did"),
        then=_("Name, phone and words are deleted. That somebody wanted to help still counts."),
        days=YEAR,
        shortest=MONTH,
        longest=2 * YEAR,
        due=_interests,
        end=erase_row,
    )
)
keep(
    Rule(
        "requests",
        tables=("volunteering.Request", "volunteering.Need"),
        what=_("Requests for help: who called, for whom, the address and the door code"),
        since=_("the day the help was given or called off"),
        then=_("Names, phones, addresses and notes are deleted. That help was given still counts."),
        days=YEAR,
        shortest=MONTH,
        longest=3 * YEAR,
        due=_requests,
        end=erase_row,
        person="",
    )
)
keep(
    Rule(
        "recipients",
        tables=("volunteering.Recipient",),
        what=_("Notes about those who get help"),
        since=_("the day the help ends"),
        then=_("The note is deleted."),
        days=6 * MONTH,
        shortest=MONTH,
        longest=3 * YEAR,
        due=_recipients,
        end=erase_row,
    )
)
keep(
    Rule(
        "talks",
        tables=("volunteering.IntakeTalk", "volunteering.TalkOffer"),
        what=_(
            "What was noted when we talked with somebody who wants to help, and the times they could choose between"
        ),
        since=_("the day of the talk"),
        then=_("The note, the place and where we wrote are deleted."),
        days=YEAR,
        shortest=MONTH,
        longest=2 * YEAR,
        due=_talks,
        end=erase_row,
        person="interest__person",
    )
)
keep(
    Rule(
        "callouts",
        tables=("volunteering.CallOut",),
        what=_("What only those who came to a call-out were told"),
        since=_("the day the call-out ended"),
        then=_("It is deleted. The log and the figures stay."),
        days=6 * MONTH,
        shortest=1,
        longest=2 * YEAR,
        due=_callouts,
        end=erase_row,
        person="",
    )
)
keep(
    Rule(
        "capabilities",
        tables=("volunteering.OrganisationCapability",),
        what=_("Whom to call about what an association can offer in a crisis"),
        since=_("the last day it was promised for"),
        then=_("Who it was is deleted. What was offered stays."),
        days=YEAR,
        shortest=MONTH,
        longest=3 * YEAR,
        due=_capabilities,
        end=erase_row,
        person="contact",
    )
)
keep(
    Rule(
        "weekly",
        tables=("volunteering.DigestLine",),
        what=_("What was gathered for your weekly message"),
        since=_("the day it was told"),
        then=_("It is deleted. The message itself stays as long as other messages."),
        days=3 * MONTH,
        shortest=MONTH,
        longest=YEAR,
        due=_told_weekly,
        end=erase_row,
    )
)
