"""A crowd at one line: no place is sold twice, and the order holds."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from samspill.activities.actions import (
    accept_place,
    cancel_sign_up,
    end_offers_that_ran_out,
)
from samspill.activities.models import SignUp, Waiting
from samspill.activities.queries.waiting import waiting_of
from samspill.activities.tests.waiting.lines import (
    have_places,
    join,
)


@pytest.mark.django_db(transaction=True)
def test_sixty_at_once_for_eight_places_get_eight_and_the_rest_stand_in_line_in_order(
    course, somebody, together, town, at
):
    time, people = course(places=8), [somebody(f"Person{n} Nord") for n in range(60)]

    def several(share):
        return [join(time, person, at) for person in share]

    shares = together(town, [partial(several, people[n::6]) for n in range(6)])
    made = [row for share in shares for row in share]
    seated = [row for row in made if isinstance(row, SignUp)]
    assert sorted(row.seat for row in seated) == list(range(1, 9))
    assert [row.number for row in waiting_of(time)] == list(range(1, 53))
    assert len({row.code for row in made}) == 60 and len({row.person_id for row in made}) == 60
    for share in shares:
        line = [row.number for row in share if isinstance(row, Waiting)]
        assert line == sorted(line), "who came later stands further back"


@pytest.mark.django_db(transaction=True)
def test_places_given_back_at_once_each_go_to_one_who_waits(course, somebody, together, town, at):
    time, people = course(places=4), [somebody(f"Person{n} Nord") for n in range(10)]
    places = [join(time, person, at) for person in people]
    outcomes = together(
        town, [partial(cancel_sign_up, row, channel="web", by=row.person, at=at) for row in places[:4]]
    )
    assert outcomes == [True] * 4 and have_places(time) == set(people[4:8])


@pytest.mark.django_db(transaction=True)
def test_a_yes_that_comes_as_the_offer_runs_out_never_sells_the_place_twice(
    course, crowd, together, town, at
):
    time = course("offer", waiting_hours=1)
    place, first, _second = [join(time, person, at) for person in crowd[:3]]
    cancel_sign_up(place, channel="web", by=crowd[0], at=at)
    just_before, after = at + dt.timedelta(minutes=59), at + dt.timedelta(hours=1)
    together(
        town,
        [
            partial(accept_place, first, channel="web", by=crowd[1], at=just_before),
            partial(end_offers_that_ran_out, after),
        ],
    )
    offered = sum(row.is_offered(after) for row in waiting_of(time))
    assert SignUp.objects.filter(cancelled_at=None).count() + offered == 1
