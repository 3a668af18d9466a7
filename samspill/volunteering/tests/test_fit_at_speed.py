"""What is told fast is the same as what is told plainly: for any volunteers, any need, and whatever is known."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.volunteering.rules import availability
from samspill.volunteering.rules.codes import KINDS
from samspill.volunteering.rules.fit import Candidate, Judge, Known, Wanted

pytestmark = pytest.mark.one_database
TODAY = dt.date(2026, 3, 10)
PEOPLE = [f"p{n}" for n in range(8)]
SOME_KINDS = KINDS[:3]
QUALIFIED = ("course", "confidentiality")
AREAS = ("north", "south", "west")

some_people = st.frozensets(st.sampled_from(PEOPLE), max_size=2)
days = st.dates(TODAY - dt.timedelta(days=9), TODAY + dt.timedelta(days=9))
hours = st.datetimes(dt.datetime(2026, 3, 10, 6), dt.datetime(2026, 3, 10, 20))
spans = st.tuples(hours, st.integers(15, 300)).map(
    lambda one: (one[0], one[0] + dt.timedelta(minutes=one[1]))
)
grids = st.just(0) | st.integers(0, availability.WHOLE_WEEK) | st.just(availability.WHOLE_WEEK)
subsets = {name: st.lists(st.sampled_from(of), unique=True).map(tuple) for name, of in (
    ("kinds", SOME_KINDS), ("areas", AREAS), ("demands", QUALIFIED), ("languages", ("nb", "ar", "so")))}  # fmt: skip


def by_person(values):
    return st.dictionaries(st.sampled_from(PEOPLE), values, max_size=3)


candidates = st.builds(
    Candidate, st.sampled_from(PEOPLE), subsets["kinds"], subsets["kinds"], subsets["areas"], grids,
    subsets["languages"], st.sampled_from(("", "f", "m")), st.none() | st.integers(2006, 2010),
    st.sampled_from(("", *AREAS)),
)  # fmt: skip
knowledge = st.builds(
    Known,
    busy=by_person(st.lists(spans, min_size=1, max_size=2)),
    absent=by_person(days),
    held=by_person(st.dictionaries(st.sampled_from(QUALIFIED), st.none() | days)),
    paused=by_person(days),
    opted_out=some_people,
    unreachable=some_people,
    unasked=some_people,
    asked=by_person(st.sampled_from(("asked", "declined", "booked"))),
    lately=by_person(st.tuples(st.integers(1, 4), st.just(TODAY))),
    helped=by_person(st.integers(1, 12)),
    recipients=some_people,
)
needs = st.builds(
    lambda span, **facts: Wanted(starts=span[0], ends=span[1], **facts),
    spans,
    kind=st.sampled_from(SOME_KINDS),
    is_window=st.booleans(),
    area=st.sampled_from(("", *AREAS)),
    languages=subsets["languages"].map(frozenset),
    gender=st.sampled_from(("", "f")),
    min_age=st.none() | st.just(18),
    demands=subsets["demands"],
    points=st.just({"north": (59.9, 10.7), "south": (59.91, 10.72)}),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(candidates, max_size=8, unique_by=lambda one: one.person), needs, knowledge)
def test_the_fast_answers_are_the_plain_ones(people, wanted, known):
    judge = Judge(wanted, known, today=TODAY, lot=lambda person: int(person[1:]) % 5)
    fits = [one for one in people if not judge.walls(one)]
    assert [one for one in people if judge.may(one)] == fits
    in_order = sorted(fits, key=judge.score)
    for number in (None, 0, 1, 3, 99):
        assert judge.best(fits, number) == in_order[:number]
