"""Why somebody is still known here, and who is to be asked whether she wants to stay."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspill.foundation import clock
from samspill.foundation.retention import days_kept
from samspill.people.models import Consent, ContactPoint, Person
from samspill.people.queries.keeping import NOTICE, PERSONS, idle_since
from samspill.volunteering.models import (
    Assignment,
    Pairing,
    PairingFollowUp,
    PairingReview,
    Request,
    StayQuestion,
    Volunteer,
)

#: How long we wait for the answer before we forget her.
TIME_TO_ANSWER = dt.timedelta(days=29)


def known_for(before: dt.datetime) -> Q:
    """Help was asked for her since, she had a task since or has one to come, is of a pair, or said that she stays."""
    asked = Request.objects.filter(recipient__person=OuterRef("pk"), received_at__gte=before)
    task = Assignment.objects.filter(
        person=OuterRef("pk"), released_at__isnull=True, shift__ends_at__gte=before
    )
    stays = StayQuestion.objects.filter(person=OuterRef("pk"), stays=True, answered_at__gte=before)
    return Q(Exists(asked)) | Q(Exists(task)) | Q(Exists(stays)) | _of_a_pair(before)


def _of_a_pair(before: dt.datetime) -> Q:
    """Two of whom somebody has heard since, or whose pair ended since; and whoever speaks for the one visited."""
    heard = PairingFollowUp.objects.filter(pairing=OuterRef("pk"), answered_at__gte=before)
    held = PairingReview.objects.filter(pairing=OuterRef("pk"), held_on__gte=clock.local_day(before))
    lately = Q(agreed_at__gte=before) | Q(ended_at__gte=before) | Q(Exists(heard)) | Q(Exists(held))
    pairs = Pairing.objects.filter(lately)
    visits = pairs.filter(volunteer__person=OuterRef("pk"))
    is_visited = pairs.filter(recipient__person=OuterRef("pk"))
    speaks = pairs.filter(recipient__contacts__person=OuterRef("pk"))
    return Q(Exists(visits)) | Q(Exists(is_visited)) | Q(Exists(speaks))


def must_be_asked_first(before: dt.datetime) -> Q:
    """A volunteer who may be written to, and has not had the question, or not had time to answer it."""
    at = before + dt.timedelta(days=days_kept()[PERSONS])
    answered_no = Q(stays=False)
    had_time = Q(answered_at__isnull=True, asked_at__lte=at - TIME_TO_ANSWER)
    done = StayQuestion.objects.filter(answered_no | had_time, person=OuterRef("pk"))
    return _may_be_asked() & ~Q(Exists(done))


def to_ask_whether_they_stay(*, at: dt.datetime) -> QuerySet[Person]:
    """Volunteers whose time is over within `NOTICE`, who may be written to and have not been asked."""
    before = at + NOTICE - dt.timedelta(days=days_kept()[PERSONS])
    asked = StayQuestion.objects.filter(person=OuterRef("pk")).exclude(stays=True)
    idle = idle_since(before, but_for=must_be_asked_first)
    return idle.filter(_may_be_asked()).exclude(Exists(asked)).order_by("pk")


def stay_questions_to(sender: str) -> list[StayQuestion]:
    """The questions about staying that somebody at this address has not answered."""
    there = ContactPoint.objects.filter(value=sender).values("person_id")
    rows = StayQuestion.objects.filter(person__in=there, answered_at__isnull=True)
    return list(rows.select_related("person"))


def _may_be_asked() -> Q:
    volunteer = Volunteer.objects.filter(person=OuterRef("pk"), left_at__isnull=True)
    consent = Consent.objects.filter(person=OuterRef("pk"), purpose="contact", withdrawn_at__isnull=True)
    point = ContactPoint.objects.filter(
        person=OuterRef("pk"), kind__in=("phone", "email"), unusable_at__isnull=True
    )
    return Q(Exists(volunteer)) & Q(Exists(consent)) & Q(Exists(point))
