"""When somebody can, by weekday and part of day."""

import datetime as dt

from samspill.volunteering.rules import availability as a

TUESDAY = dt.date(2026, 3, 10)


def on_tuesday(hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(TUESDAY, dt.time(hour, minute))


def test_codes_become_bits_and_bits_become_codes():
    grid = a.from_codes(["mo-morning", "su-evening", "tu-day"])
    assert grid == 1 | 1 << 27 | 1 << 5
    assert a.to_codes(grid) == ("mo-morning", "tu-day", "su-evening")


def test_a_task_takes_the_parts_it_spends_half_an_hour_in():
    assert a.to_codes(a.taken(on_tuesday(10), on_tuesday(11))) == ("tu-morning",)
    assert a.to_codes(a.taken(on_tuesday(10, 30), on_tuesday(11, 20))) == ("tu-morning",)
    assert a.to_codes(a.taken(on_tuesday(10), on_tuesday(16))) == ("tu-morning", "tu-day", "tu-afternoon")


def test_a_short_task_takes_the_part_it_begins_in():
    assert a.to_codes(a.taken(on_tuesday(14, 50), on_tuesday(15, 10))) == ("tu-day",)


def test_a_task_over_midnight_takes_both_weekdays():
    over = a.taken(on_tuesday(22), on_tuesday(22) + dt.timedelta(hours=4))
    assert a.to_codes(over) == ("tu-evening", "we-morning")


def test_a_window_touches_all_that_lies_in_it_and_a_week_touches_everything():
    window = a.touched(on_tuesday(17, 50), on_tuesday(18, 10))
    assert a.to_codes(window) == ("tu-afternoon", "tu-evening")
    assert a.touched(on_tuesday(8), on_tuesday(8) + dt.timedelta(days=7)) == a.WHOLE_WEEK


def test_nothing_said_excludes_nothing_and_something_said_excludes_the_rest():
    tuesday_morning = a.from_codes(["tu-morning"])
    assert a.allows(0, tuesday_morning, any_will_do=False)
    assert a.allows(tuesday_morning, tuesday_morning, any_will_do=False)
    assert not a.allows(a.from_codes(["we-morning"]), tuesday_morning, any_will_do=False)


def test_one_free_part_is_enough_for_a_window_but_not_for_a_long_day():
    asked = a.from_codes(["tu-morning", "tu-day"])
    said = a.from_codes(["tu-day", "fr-evening"])
    assert a.allows(said, asked, any_will_do=True)
    assert not a.allows(said, asked, any_will_do=False)


def test_weekdays_with_the_same_parts_are_told_together():
    grid = a.from_codes(["tu-morning", "th-morning", "fr-morning", "fr-day"])
    assert a.spans(grid) == (a.Span((1, 3), (0,)), a.Span((4,), (0, 1)))
