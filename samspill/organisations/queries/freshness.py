"""Whose page is due to be asked about, and who was asked in vain."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet

from samspill.messaging.models import OutboundMessage
from samspill.organisations.models import Organisation, PageQuestion
from samspill.organisations.queries.acting import acting_posts
from samspill.organisations.queries.square import on_the_square
from samspill.organisations.rules.freshness import ALONE_FOR, CALLED_AFTER, FRESH, REMINDED_AFTER
from samspill.people.queries import Asker


def due_to_be_asked(*, at: dt.datetime) -> QuerySet[Organisation]:
    """Associations that have run their page for a year without saying that it is right, and were not asked this year.

    One that nobody runs is not asked: it is for campaigns (0034), or for somebody who calls. Longest ago first.
    """
    year_ago = at - FRESH
    began = Min("posts__may_act_since_at", filter=Q(posts__until_on__isnull=True))
    asked = PageQuestion.objects.filter(organisation=OuterRef("pk"), asked_at__gt=year_ago)
    rows = on_the_square().filter(pk__in=acting_posts().values("organisation")).annotate(began=began)
    rows = rows.filter(Q(confirmed_at__lt=year_ago) | Q(confirmed_at__isnull=True, began__lt=year_ago))
    return rows.filter(~Exists(asked)).order_by(F("confirmed_at").asc(nulls_first=True), "pk")


def is_asked_this_year(organisation: Organisation, *, at: dt.datetime) -> bool:
    """Whether it was asked within a year, or has said by itself that its page is right."""
    year_ago = at - FRESH
    if organisation.confirmed_at is not None and organisation.confirmed_at > year_ago:
        return True
    return organisation.page_questions.filter(asked_at__gt=year_ago).exists()


def open_questions_about(organisation: Organisation) -> QuerySet[PageQuestion]:
    """What was asked about it and nobody has answered in any way."""
    return _unanswered().filter(organisation=organisation)


def due_to_be_reminded(*, at: dt.datetime) -> QuerySet[PageQuestion]:
    """Questions of this year that nobody has answered in any way, and that were put once."""
    rows = _unanswered().filter(reminded_at__isnull=True, asked_at__lte=at - REMINDED_AFTER)
    return (
        rows.filter(asked_at__gt=at - FRESH)
        .select_related("person", "organisation")
        .order_by("asked_at", "pk")
    )


def asked_in_vain(asker: Asker, *, at: dt.datetime) -> QuerySet[Organisation]:
    """Associations that were asked and reminded, and have not answered: somebody should call. One query."""
    silent = _unanswered().filter(reminded_at__lte=at - CALLED_AFTER)
    return on_the_square().filter(pk__in=silent.values("organisation"))


def open_questions(address: str, *, code: int | None, at: dt.datetime) -> list[PageQuestion]:
    """Those put to this address in the last year that wait for an answer; of one code, or all. One query."""
    rows = PageQuestion.objects.filter(address=address, answered_at__isnull=True, asked_at__gt=at - FRESH)
    if code is not None:
        rows = rows.filter(code=code)
    return list(rows.select_related("person", "organisation").order_by("asked_at", "pk"))


def is_alone(address: str, about: str, *, at: dt.datetime) -> bool:
    """Whether nothing but this was written to the address lately, so that a bare yes can mean nothing else."""
    others = OutboundMessage.objects.filter(address=address, queued_at__gt=at - ALONE_FOR)
    return not others.exclude(about=about).exists()


def _unanswered() -> QuerySet[PageQuestion]:
    """Neither by a code nor by the page itself nor on the phone."""
    since = Q(organisation__confirmed_at__isnull=True) | Q(organisation__confirmed_at__lt=F("asked_at"))
    return PageQuestion.objects.filter(since, answered_at__isnull=True)
