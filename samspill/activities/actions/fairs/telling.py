"""Writing to the associations of a fair: how many come, when places are published; and afterwards, how many joined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from django.db import transaction

from samspill.activities.models import Fair, FairOffer
from samspill.activities.queries.fairs import numbers_coming
from samspill.activities.wording import fairs as words
from samspill.foundation import clock
from samspill.organisations.actions import link_to_pages, tell
from samspill.organisations.models import Organisation
from samspill.organisations.queries.acting import those_who_act_for

#: An association is asked how many joined when two weeks have gone: long enough for a first evening there, and well
#: before the pupils' names go (`keeping`).
ASKED_AFTER = dt.timedelta(days=14)
#: A worker that stood still asks later, but not when the day is forgotten.
ASKED_WITHIN = dt.timedelta(days=42)

Say = Callable[[list[FairOffer], str], tuple[str, str]]


def tell_hosts_who_comes(fair: Fair, *, at: dt.datetime) -> int:
    """Tell everybody who acts for an association that takes part how many come to it; how many were written to.

    No pupil is named: that stands on the association's own page, the day before and on the day.
    """

    def say(offers: list[FairOffer], link: str) -> tuple[str, str]:
        coming = [(offer.title, sum(numbers_coming(offer).values())) for offer in offers]
        return words.who_comes(fair.name, fair.held_on, coming, link)

    return _tell_hosts(fair, say, key="fair_published", at=at)


def ask_hosts_how_many_joined(at: dt.datetime) -> int:
    """Two weeks after a fair, ask each association once how many pupils joined; how many were written to."""
    today = clock.local_day(at)
    due = Fair.objects.filter(
        published_at__isnull=False,
        joined_asked_at__isnull=True,
        held_on__range=(today - ASKED_WITHIN, today - ASKED_AFTER),
    )
    return sum(_ask(fair, at) for fair in due.order_by("held_on", "pk"))


@transaction.atomic
def _ask(fair: Fair, at: dt.datetime) -> int:
    """It falls to the one whose update goes through: two workers may look at the same time."""
    if not Fair.objects.filter(pk=fair.pk, joined_asked_at__isnull=True).update(joined_asked_at=at):
        return 0

    def say(_offers: list[FairOffer], link: str) -> tuple[str, str]:
        return words.how_many_joined(fair.name, link)

    return _tell_hosts(fair, say, key="fair_joined", at=at, unanswered=True)


def _tell_hosts(fair: Fair, say: Say, *, key: str, at: dt.datetime, unanswered: bool = False) -> int:
    written = 0
    for host, offers in _open_offers_by_host(fair, unanswered=unanswered).items():
        for post in those_who_act_for(host):
            link = link_to_pages(post.person, host, at=at) + "fairs/"
            told = tell(
                post.person,
                partial(say, offers, link),
                key=f"{key}:{fair.pk}:{host.pk}:{post.person_id}",
                at=at,
            )
            written += told
    return written


def _open_offers_by_host(fair: Fair, *, unanswered: bool) -> dict[Organisation, list[FairOffer]]:
    offers = fair.offers.filter(closed_at__isnull=True, organisation__isnull=False)
    if unanswered:
        offers = offers.filter(joined__isnull=True)
    by_host: dict[Organisation, list[FairOffer]] = {}
    for offer in offers.select_related("organisation").order_by("number"):
        if offer.organisation:
            by_host.setdefault(offer.organisation, []).append(offer)
    return by_host
