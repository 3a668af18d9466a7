"""A fair tomorrow, its places drawn, and those who take part."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from samspill.activities.actions.fairs import (
    FairFacts,
    OfferFacts,
    add_offer,
    ask_for_drawing,
    bring_in_classes,
    make_fair,
    save_wishes,
)
from samspill.activities.models import Pupil
from samspill.activities.rules.fairs.class_lists import read_class_list
from samspill.foundation import clock
from samspill.organisations.actions import give_post, let_act, register_group
from samspill.people.actions import find_or_add_person
from samspill.web.desk.fairs.tests.hands import DAY, close


@pytest.fixture
def choir(town, ola, at):
    return register_group("Lillevik Blandakor", by=ola, at=at)


@pytest.fixture
def fair(centre, ola, choir):
    """Tomorrow, two rounds; wishes are open. Three things to try, of which the choir has one place a round."""
    now = clock.now()
    facts = FairFacts(
        "Foreningenes dag", clock.today() + 3 * DAY, [(dt.time(9), dt.time(10)), (dt.time(10), dt.time(11))],
        wishes_open_at=now - DAY, wishes_close_at=now + DAY, wishes_each=2, fewest_wishes=2,
    )  # fmt: skip
    made = make_fair(centre, facts, by=ola, at=now)
    for title, host, room in (("Kor", choir, 1), ("Sjakk", None, 2), ("Ski", None, 3)):
        told = OfferFacts(title, host.name if host else title, {1: room, 2: room}, organisation=host)
        add_offer(made, told, by=ola, at=now)
    return made


@pytest.fixture
def phone(town):
    return Client(headers={"host": "lillevik.test"})


@pytest.fixture
def drawn(fair, ola):
    """Two pupils, both with the choir as their dearest wish, and places drawn."""
    bring_in_classes(fair, read_class_list([["8A", "Ada"], ["8A", "Omar"]]), by=ola, at=clock.now())
    offers = list(fair.offers.order_by("number").values_list("pk", flat=True))
    for pupil in Pupil.objects.all():
        save_wishes(pupil.pk, offers[:2], by=None, at=clock.now())
    close(fair)
    return ask_for_drawing(fair, by=ola, at=clock.now())


@pytest.fixture
def marit(choir, ola, at):
    """She acts for the choir."""
    marit = find_or_add_person("Marit Sand", ["41300001"], by=ola, at=at, channel="phone")
    let_act(give_post(choir, marit, "secretary", by=ola, at=at, channel="web"), by=ola, at=at, channel="web")
    return marit
