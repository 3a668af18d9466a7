"""A process killed while it asks, calls out or lets tasks change hands leaves nothing half done and does nothing twice.

Real processes are killed with `kill -9` at any point of their work, and others go on where they stopped.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from django.conf import settings as django_settings

from conftest import database_url
from samspill.messaging.models import OutboundMessage
from samspill.people.models import Consent, ContactPoint, Person
from samspill.volunteering.actions.callouts import Wanted, start_callout
from samspill.volunteering.actions.rotas import RoleAsked
from samspill.volunteering.actions.swaps import answer_swap, ask_to_swap, wish_swap
from samspill.volunteering.actions.times import take_times
from samspill.volunteering.models import (
    Assignment,
    CallOutQuestion,
    CallOutWave,
    Offer,
    Swap,
    Volunteer,
    Wave,
)
from samspill.volunteering.tests.works import do

pytestmark = pytest.mark.django_db(transaction=True)
DEATHS = 12
SHIFTS, SWAPS, CALLED = 16, 14, 240
#: A wave goes out a day after the one before, when half of its time is over.
LATER = dt.timedelta(hours=26)


@pytest.fixture
def bear(town):
    """Give birth to a process that does a work: `bear("waves", at)`; its process id."""
    nursery = subprocess.Popen(
        [sys.executable, "-m", "samspill.volunteering.tests.nursery"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
        env=os.environ | {"DATABASE_URL": database_url(), "SECRET_KEY": django_settings.SECRET_KEY,
                          "DJANGO_SETTINGS_MODULE": "samspill.config.settings_for_tests"},
    )  # fmt: skip

    def birth(work: str, at: dt.datetime) -> int:
        assert nursery.stdin and nursery.stdout
        nursery.stdin.write(f"{work} {at.isoformat()}\n")
        nursery.stdin.flush()
        return int(nursery.stdout.readline())

    yield birth
    os.killpg(nursery.pid, signal.SIGKILL)
    nursery.wait()


def kill_many(bear, work: str, at: dt.datetime, is_done) -> None:
    """Keep a process at the work and kill it every now and then; some must have died while there was work to do."""
    deaths = 0
    while deaths < DEATHS and not is_done():
        child = bear(work, at)
        time.sleep(random.uniform(0.01, 0.12))  # Death comes at any point, also before the work has begun.
        os.kill(child, signal.SIGKILL)
        deaths += not is_done()
    assert deaths >= 3, "nothing was left to die in the midst of: the test has proved nothing"
    do(work, at)


def sent(what: str) -> Counter[str]:
    keys = OutboundMessage.objects.filter(key__startswith=f"{what}:").values_list("key", flat=True)
    return Counter(keys)


def test_the_next_waves_are_asked_once_each(bear, volunteer, phoned_in, ask, at):
    people = [volunteer(f"Person{n} Nord") for n in range(24)]
    for n in range(SHIFTS):
        starts = at + dt.timedelta(days=4, hours=3 * n)
        ask(phoned_in(starts_at=starts, recipient_name=f"Mottaker{n} Sør"), people[n % 24])
    later = at + LATER
    Wave.objects.update(next_due_at=later)

    kill_many(bear, "waves", later, lambda: not Wave.objects.filter(next_due_at=later).exists())

    numbers = Counter(Wave.objects.values_list("shift", flat=True))
    assert set(numbers.values()) == {2}, "each shift had one wave more"
    asked = Counter(Offer.objects.values_list("shift", "person"))
    assert set(asked.values()) == {1}
    assert {f"offer:{key}" for key in Offer.objects.values_list("pk", flat=True)} == set(sent("offer"))


def test_everybody_is_called_out_once(bear, centre, ola, at):
    people = Person.objects.bulk_create(
        [Person(name=f"Frivillig {n}", came_through="web", created_at=at) for n in range(CALLED)]
    )
    ContactPoint.objects.bulk_create(
        ContactPoint(person=one, kind="phone", value=f"+4741{n:06}", added_at=at)
        for n, one in enumerate(people)
    )
    Consent.objects.bulk_create(Consent(person=one, source="web", given_at=at) for one in people)
    Volunteer.objects.bulk_create(Volunteer(person=one, joined_at=at) for one in people)
    start_callout(Wanted(title="Flom", wanted=50), unit=centre, by=ola, at=at)

    kill_many(bear, "callouts", at, lambda: CallOutQuestion.objects.count() == CALLED)

    assert (
        CallOutQuestion.objects.values("person").distinct().count()
        == CALLED
        == CallOutQuestion.objects.count()
    )
    waves = list(CallOutWave.objects.order_by("number"))
    assert [wave.number for wave in waves] == list(range(1, len(waves) + 1))
    assert all(wave.asked == wave.questions.count() for wave in waves)
    messages = Counter(OutboundMessage.objects.values_list("person", flat=True))
    assert len(messages) == CALLED and set(messages.values()) == {1}


def test_what_changes_hands_does_it_once_and_both_are_told(bear, volunteer, rota, ola, at):
    people = [volunteer(f"Person{n} Nord") for n in range(2 * SWAPS)]
    evenings = rota(RoleAsked(places=1)).shifts.order_by("starts_at")[:SWAPS]
    for giver, taker, shift in zip(people[:SWAPS], people[SWAPS:], evenings, strict=True):
        take_times(giver, [shift.pk], channel="phone", by=ola, at=at)
        swap = wish_swap(Assignment.objects.get(shift=shift).pk, channel="phone", by=ola, at=at)
        ask_to_swap(swap.pk, taker, by=ola, at=at)
        answer_swap(swap.pk, True, channel="phone", by=ola, at=at)

    kill_many(bear, "swaps", at, lambda: not Swap.objects.filter(blessed_at__isnull=True).exists())

    live = Assignment.objects.filter(released_at__isnull=True).order_by("shift__starts_at")
    assert [one.person_id for one in live] == [person.pk for person in people[SWAPS:]]
    assert set(sent("swapped")) == {f"swapped:{one.pk}" for one in live}
    assert len(sent("given_away")) == SWAPS
