"""Two hundred called out and many answers at the same moment: none lost, none twice, and the board equals the rows."""

from functools import partial

import pytest
from django.db import connection

from conftest import make_staff
from samspill.messaging.actions import receive_inbound
from samspill.messaging.models import InboundMessage, OutboundMessage
from samspill.people.models import Consent, ContactPoint, Person
from samspill.volunteering.actions.callouts import (
    NobodyLeft,
    Wanted,
    end_callout,
    say_enough,
    send_callout_wave,
    start_callout,
)
from samspill.volunteering.models import CallOut, CallOutQuestion, CallOutWave, Volunteer
from samspill.volunteering.queries.callouts import board

pytestmark = pytest.mark.django_db(transaction=True)
CALLED, YES, NO, UNCLEAR = 200, 110, 30, 10
AT_ONCE = 16 if connection.vendor == "postgresql" else 6


@pytest.fixture
def nora(centre, at):
    return make_staff("Nora Dal", centre, "crisis", at=at)


@pytest.fixture
def callout(centre, nora, at):
    people = Person.objects.bulk_create(
        [Person(name=f"Frivillig {n}", came_through="web", created_at=at) for n in range(CALLED)]
    )
    points = [
        ContactPoint(person=one, kind="phone", value=phone(n), added_at=at) for n, one in enumerate(people)
    ]
    ContactPoint.objects.bulk_create(points)
    Consent.objects.bulk_create([Consent(person=one, source="web", given_at=at) for one in people])
    Volunteer.objects.bulk_create([Volunteer(person=one, joined_at=at) for one in people])
    return start_callout(Wanted(title="Flom", wanted=50), unit=centre, by=nora, at=at)


def phone(number):
    return f"+4741{number:06}"


def text_of(number):
    if number < YES:
        return f"JA {5 + number % 40}"
    return "NEI" if number < YES + NO else "hva da?"


def at_once(together, town, calls):
    """All the calls, shared between a bounded number of threads that start together; results in no order."""
    shares = [partial(_in_turn, calls[first::AT_ONCE]) for first in range(min(AT_ONCE, len(calls)))]
    outcomes = together(town, shares)
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
    return [result for share in outcomes for result in share]


def _in_turn(calls):
    return [call() for call in calls]


def come_in(number, at):
    return partial(
        receive_inbound, gateway="simulator", provider_id=f"in-{number}", channel="sms", sender=phone(number),
        body=text_of(number), at=at,
    )  # fmt: skip


def test_a_hundred_and_fifty_answers_each_delivered_twice_are_all_on_the_board_once(
    callout, together, town, nora, at
):
    send_callout_wave(callout.pk, by=nora, at=at)
    calls = [come_in(number, at) for number in range(YES + NO + UNCLEAR) for _ in range(2)]
    at_once(together, town, calls)

    counts = board(callout, at=at).counts
    assert (counts.asked, counts.coming, counts.no) == (CALLED, YES, NO)
    assert counts.silent == CALLED - YES - NO and len(board(callout, at=at).unclear) == UNCLEAR
    by_phone = dict(CallOutQuestion.objects.filter(answer="yes").values_list("address", "minutes"))
    assert by_phone == {phone(number): 5 + number % 40 for number in range(YES)}
    confirmed = list(
        OutboundMessage.objects.filter(key__startswith="came:").values_list("person_id", flat=True)
    )
    assert len(confirmed) == len(set(confirmed)) == YES
    assert InboundMessage.objects.filter(handled_at__isnull=True, waits_since_at__isnull=True).count() == 0


def test_two_who_press_next_wave_at_the_same_time_ask_nobody_twice(callout, together, town, nora, at):
    def press():
        try:
            return send_callout_wave(callout.pk, by=nora, at=at, size=150)
        except NobodyLeft:
            return None

    waves = at_once(together, town, [press, press, press])
    assert sorted(wave.asked for wave in waves if wave) == [50, 150]
    assert CallOutQuestion.objects.count() == OutboundMessage.objects.count() == CALLED
    assert sorted(CallOutWave.objects.values_list("number", flat=True)) == [1, 2]


def test_enough_is_said_while_they_answer_and_everybody_hears_one_thing(callout, together, town, nora, at):
    send_callout_wave(callout.pk, by=nora, at=at)
    OutboundMessage.objects.update(sent_at=at, claimed_at=at)
    calls = [come_in(number, at) for number in range(60)]
    calls.insert(20, partial(say_enough, callout.pk, by=nora, at=at))
    at_once(together, town, calls)
    assert CallOutQuestion.objects.filter(answer="yes").count() == 60
    told = OutboundMessage.objects.filter(key__startswith="enough:").values_list("person_id", flat=True)
    assert len(told) == len(set(told)) >= CALLED - 60
    assert OutboundMessage.objects.filter(key__startswith="came:").count() == 60


def test_three_who_start_with_the_same_form_or_end_it_do_it_once(callout, together, town, centre, nora, at):
    wanted = Wanted(title="Brann", form_key="form-1")
    started = at_once(together, town, [partial(start_callout, wanted, unit=centre, by=nora, at=at)] * 3)
    assert len({one.pk for one in started}) == 1 and CallOut.objects.count() == 2
    outcomes = together(town, [partial(end_callout, callout.pk, by=nora, at=at)] * 3)
    assert sum(isinstance(outcome, Exception) for outcome in outcomes) == 2
