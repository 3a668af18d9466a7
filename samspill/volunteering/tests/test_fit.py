"""Who fits, and why: from values alone."""

import datetime as dt

import pytest

from samspill.volunteering.rules import availability
from samspill.volunteering.rules.fit import Candidate, Fit, Judge, Known, Mark, Wanted

TUESDAY = dt.date(2026, 3, 10)
STARTS = dt.datetime.combine(TUESDAY, dt.time(10))
ENDS = STARTS + dt.timedelta(hours=1)
VISIT = Wanted(kind="visit", starts=STARTS, ends=ENDS)


def verdict(candidate: Candidate, wanted: Wanted = VISIT, known: Known | None = None) -> Fit:
    return Judge(wanted, known or Known(), today=TUESDAY, lot=lambda person: 0.5).fit(candidate)


def wall_codes(candidate: Candidate, wanted: Wanted = VISIT, known: Known | None = None) -> list[str]:
    return [mark.code for mark in verdict(candidate, wanted, known).walls]


def order(candidates: list[Candidate], wanted: Wanted = VISIT, known: Known | None = None) -> list[str]:
    judge = Judge(wanted, known or Known(), today=TUESDAY, lot=lambda person: 0.5)
    return [candidate.person for candidate in sorted(candidates, key=judge.score)]


def test_one_who_is_booked_elsewhere_at_the_time_is_busy():
    half_past = STARTS + dt.timedelta(minutes=30)
    known = Known(busy={"kari": [(half_past, half_past + dt.timedelta(hours=2))]})
    assert wall_codes(Candidate("kari"), known=known) == ["busy"]


def test_one_who_is_free_when_the_other_task_ends_is_not_busy():
    known = Known(
        busy={"kari": [(STARTS - dt.timedelta(hours=1), STARTS), (ENDS, ENDS + dt.timedelta(hours=1))]}
    )
    assert wall_codes(Candidate("kari"), known=known) == []


def test_within_a_window_only_hours_that_leave_no_room_are_a_clash():
    window = Wanted(
        kind="visit", starts=STARTS, ends=STARTS + dt.timedelta(hours=4), is_window=True, minutes=60
    )
    two_hours = Known(busy={"kari": [(STARTS, STARTS + dt.timedelta(hours=2))]})
    nearly_all = Known(busy={"kari": [(STARTS, STARTS + dt.timedelta(hours=3, minutes=30))]})
    assert wall_codes(Candidate("kari"), window, two_hours) == []
    assert wall_codes(Candidate("kari"), window, nearly_all) == ["busy"]


def test_one_who_said_other_days_cannot():
    wednesdays = Candidate("kari", availability=availability.from_codes(["we-morning"]))
    assert wall_codes(wednesdays) == ["not_available"]


def test_one_who_is_away_or_pauses_is_not_asked():
    known = Known(absent={"kari": TUESDAY + dt.timedelta(days=3)}, paused={"kari": TUESDAY})
    assert set(wall_codes(Candidate("kari"), known=known)) == {"absent", "paused"}


def test_a_pause_that_begins_later_is_no_wall():
    assert wall_codes(Candidate("kari"), known=Known(paused={"kari": TUESDAY + dt.timedelta(days=1)})) == []


def test_the_missing_qualification_is_named():
    wanted = Wanted(kind="visit", starts=STARTS, ends=ENDS, demands=("course", "police_certificate"))
    known = Known(held={"kari": {"course": None}})
    assert verdict(Candidate("kari"), wanted, known).walls == (Mark("missing", "police_certificate"),)


@pytest.mark.parametrize(("days", "walls"), [(-1, ["expired"]), (0, []), (1, [])])
def test_a_qualification_counts_through_its_last_day(days, walls):
    wanted = Wanted(kind="visit", starts=STARTS, ends=ENDS, demands=("police_certificate",))
    known = Known(held={"kari": {"police_certificate": TUESDAY + dt.timedelta(days=days)}})
    assert wall_codes(Candidate("kari"), wanted, known) == walls


@pytest.mark.parametrize(
    ("birth_year", "walls"),
    [(1990, []), (2007, []), (2008, ["turns_this_year"]), (2010, ["too_young"]), (None, ["age_untold"])],
)
def test_a_least_age_is_held_with_the_birth_year_alone(birth_year, walls):
    wanted = Wanted(kind="visit", starts=STARTS, ends=ENDS, min_age=18)
    assert wall_codes(Candidate("kari", birth_year=birth_year), wanted) == walls


@pytest.mark.parametrize(("gender", "walls"), [("f", []), ("m", ["gender"]), ("", ["gender_untold"])])
def test_the_recipients_wish_of_gender_is_a_wall(gender, walls):
    wanted = Wanted(kind="visit", starts=STARTS, ends=ENDS, gender="f")
    assert wall_codes(Candidate("kari", gender=gender), wanted) == walls


def test_stopp_and_no_way_to_reach_are_different_walls():
    assert wall_codes(Candidate("kari"), known=Known(opted_out=frozenset({"kari"}))) == ["opted_out"]
    assert wall_codes(Candidate("kari"), known=Known(unreachable=frozenset({"kari"}))) == ["unreachable"]


def test_nobody_is_asked_who_never_said_we_may():
    assert wall_codes(Candidate("kari"), known=Known(unasked=frozenset({"kari"}))) == ["no_consent"]


def test_who_was_asked_or_said_no_is_not_asked_again():
    known = Known(asked={"kari": "asked", "ola": "declined"})
    assert wall_codes(Candidate("kari"), known=known) == ["asked"]
    assert wall_codes(Candidate("ola"), known=known) == ["declined"]


def test_nobody_is_asked_to_help_herself():
    assert wall_codes(Candidate("kari"), known=Known(recipients=frozenset({"kari"}))) == ["is_recipient"]


def test_wishes_come_first_and_what_is_unwanted_comes_last_with_a_caution():
    asked = Candidate("asked", wishes=("visit",))
    untold = Candidate("untold")
    other = Candidate("other", wishes=("garden",))
    unwanted = Candidate("unwanted", unwanted=("visit",))
    assert order([unwanted, other, untold, asked]) == ["asked", "untold", "other", "unwanted"]
    assert Mark("unwanted", "visit") in verdict(unwanted).reasons


def test_then_the_nearest_then_the_language_then_the_least_asked():
    wanted = Wanted(kind="visit", starts=STARTS, ends=ENDS, area="a", languages=frozenset({"ar"}))
    known = Known(lately={"often": (3, TUESDAY), "once": (1, TUESDAY - dt.timedelta(days=21))})
    never = Candidate("never", home="a", languages=("ar",))
    once = Candidate("once", home="a", languages=("ar",))
    often = Candidate("often", home="a", languages=("ar",))
    wordless = Candidate("wordless", home="a")
    far = Candidate("far", home="b", languages=("ar",))
    people = [far, often, wordless, once, never]
    assert order(people, wanted, known) == ["never", "once", "often", "wordless", "far"]


def test_among_the_equally_asked_one_who_helped_before_comes_first():
    known = Known(helped={"kari": 2})
    assert order([Candidate("ola"), Candidate("kari")], known=known) == ["kari", "ola"]


def test_the_distance_between_two_areas_is_given_in_kilometres():
    points = {"a": (63.43, 10.39), "b": (63.44, 10.40)}
    wanted = Wanted(kind="visit", starts=STARTS, ends=ENDS, area="a", points=points)
    assert Mark("distance", 1.2) in verdict(Candidate("kari", home="b"), wanted).reasons


def test_the_reasons_tell_what_a_coordinator_would_say():
    wanted = Wanted(
        kind="visit",
        starts=STARTS,
        ends=ENDS,
        area="a",
        languages=frozenset({"ar"}),
        area_names={"a": "Øvrebyen"},
    )
    kari = Candidate(
        "kari",
        wishes=("visit",),
        areas=("a",),
        languages=("nb", "ar"),
        availability=availability.from_codes(["tu-morning", "we-day"]),
    )
    known = Known(lately={"kari": (1, TUESDAY - dt.timedelta(days=21))})
    assert verdict(kari, wanted, known).reasons == (
        Mark("wish", "visit"),
        Mark("area", "Øvrebyen"),
        Mark("language", ["ar"]),
        Mark("available", availability.from_codes(["tu-morning"])),
        Mark("asked_days_ago", 21),
    )


def test_ties_are_drawn_by_lot_and_not_by_id():
    lots = {"first": 0.9, "second": 0.1}
    judge = Judge(VISIT, Known(), today=TUESDAY, lot=lots.__getitem__)
    people = [Candidate("first"), Candidate("second")]
    assert [c.person for c in sorted(people, key=judge.score)] == ["second", "first"]
