"""When-words as people say them on the phone: a table, and whatever else somebody may type."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.volunteering.rules.when import (
    Days,
    Hours,
    NotUnderstood,
    When,
    Why,
    read_days,
    read_hours,
    read_minutes,
    read_night,
    read_when,
    written,
)

TUESDAY = dt.date(2026, 3, 10)


def march(day):
    return dt.date(2026, 3, day)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("i dag", march(10)), ("today", march(10)), ("I morgen", march(11)), ("i morgon", march(11)),
        ("tomorrow", march(11)), ("overmorgen", march(12)), ("i overmorgon", march(12)),
        ("torsdag", march(12)), ("på torsdag", march(12)), ("Thursday", march(12)), ("tor", march(12)),
        ("laurdag", march(14)), ("søndag", march(15)), ("mandag", march(16)), ("tirsdag", march(17)),
        ("tysdag", march(17)), ("neste tirsdag", march(17)), ("neste torsdag", march(19)), ("next Friday", march(20)),
        ("torsdag neste uke", march(19)), ("torsdag om en uke", march(19)), ("torsdag om to veker", march(26)),
        ("om tre dager", march(13)), ("om 3 dagar", march(13)), ("in 2 days", march(12)), ("om ei veke", march(17)),
        ("12.3", march(12)), ("12.03.", march(12)), ("12/3", march(12)), ("12.3.26", march(12)),
        ("12.03.2026", march(12)), ("2026-03-12", march(12)), ("den 12. mars", march(12)), ("12 mar", march(12)),
        ("12. mars 2026", march(12)), ("March 12", march(12)), ("12th", march(12)), ("den 12.", march(12)),
        ("9.", dt.date(2026, 4, 9)), ("31.", march(31)), ("torsdag 12. mars", march(12)), ("torsdag 12.3", march(12)),
        ("5.3", march(5)), ("1.12", dt.date(2026, 12, 1)), ("1. januar", dt.date(2027, 1, 1)),
        ("17. mai", dt.date(2026, 5, 17)), ("24 desember", dt.date(2026, 12, 24)), ("1. oktober", dt.date(2026, 10, 1)),
    ],
)  # fmt: skip
def test_a_day_is_read_as_it_is_said(said, meant):
    assert read_days(said, today=TUESDAY) == Days(meant, meant)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("denne uken", 10, 15), ("denne veka", 10, 15), ("en gang denne uka", 10, 15), ("once this week", 10, 15),
        ("i løpet av uken", 10, 15), ("neste uke", 16, 22), ("neste veke", 16, 22), ("next week", 16, 22),
        ("i helgen", 14, 15), ("helga", 14, 15), ("this weekend", 14, 15), ("uke 12", 16, 22), ("veke 11", 10, 15),
        ("innen fredag", 10, 13), ("innan fredag", 10, 13), ("by Friday", 10, 13), ("før fredag", 10, 12),
        ("senest 20.3", 10, 20), ("mellom torsdag og fredag", 12, 13), ("torsdag til søndag", 12, 15),
        ("12.3-15.3", 12, 15), ("12.3 – 15.3", 12, 15), ("12.-15. mars", 12, 15), ("fra 12.3 til 15.3", 12, 15),
        ("mandag-fredag", 16, 20), ("denne måneden", 10, 31), ("lørdag til tirsdag", 14, 17),
    ],
)  # fmt: skip
def test_several_days_are_read_with_both_ends(said, first, last):
    assert read_days(said, today=TUESDAY) == Days(march(first), march(last))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", Why.NOT_A_DAY), ("snart", Why.NOT_A_DAY), ("en dag", Why.NOT_A_DAY), ("tirs", Why.NOT_A_DAY),
        ("30.2", Why.NO_SUCH_DAY), ("12.13", Why.NO_SUCH_DAY), ("uke 60", Why.NO_SUCH_DAY),
        ("12.3.1912", Why.NO_SUCH_DAY),
        ("tirsdag 12. mars", Why.OTHER_WEEKDAY), ("15.3-12.3", Why.BACKWARDS), ("innen 5.3", Why.BACKWARDS),
    ],
)  # fmt: skip
def test_what_is_no_day_is_told_apart(said, why):
    with pytest.raises(NotUnderstood) as refused:
        read_days(said, today=TUESDAY)
    assert (refused.value.part, refused.value.why) == ("day", why)


def test_in_january_a_date_of_last_week_is_last_years():
    assert read_days("30.12", today=dt.date(2026, 1, 3)).first == dt.date(2025, 12, 30)
    assert read_days("29.2", today=dt.date(2027, 8, 1)).first == dt.date(2028, 2, 29)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("10", "10.00"), ("kl 10", "10.00"), ("kl. 10.30", "10.30"), ("10:30", "10.30"), ("1030", "10.30"),
        ("930", "9.30"), ("klokka 9", "9.00"), ("at 9", "9.00"), ("2 pm", "14.00"), ("2pm", "14.00"), ("12 am", "0.00"),
        ("halv elleve", "10.30"), ("halv 11", "10.30"), ("halv to", "13.30"), ("kvart på ti", "9.45"),
        ("kvart over 2", "14.15"), ("half past ten", "10.30"), ("quarter to three", "14.45"), ("ti", "10.00"),
        ("ca. 14", "14.00"), ("noon", "12.00"), ("8 om kvelden", "20.00"), ("kl. 8.30 om kvelden", "20.30"),
        ("åtte om kvelden", "20.00"), ("seks om morgenen", "6.00"), ("halv sju om morgonen", "6.30"),
        ("20 om kvelden", "20.00"), ("kl 6 i kveld", "18.00"), ("two in the afternoon", "14.00"),
        ("9 in the morning", "9.00"),
    ],
)  # fmt: skip
def test_an_hour_is_read_as_it_is_said(said, meant):
    hour, _dot, minute = meant.partition(".")
    assert read_hours(said) == Hours(dt.time(int(hour), int(minute)))


@pytest.mark.parametrize(
    ("said", "starts", "ends", "is_window"),
    [
        ("10-12", 10, 12, False), ("kl. 10.00–12.00", 10, 12, False), ("fra 10 til 12", 10, 12, False),
        ("10 to 12", 10, 12, False), ("mellom 10 og 14", 10, 14, True), ("between 10 and 14", 10, 14, True),
        ("formiddag", 8, 12, True), ("om føremiddagen", 8, 12, True), ("ettermiddag", 12, 17, True),
        ("kveld", 17, 21, True), ("seks til åtte", 18, 20, False), ("fem til sju", 17, 19, False),
        ("åtte til ti", 8, 10, False), ("ti til to", 10, 14, False), ("elleve-ett", 11, 13, False),
        ("9 til fem", 9, 17, False),
        ("mellom seks og åtte", 18, 20, True), ("six to eight", 18, 20, False), ("ti til noon", 10, 12, False),
        ("6-8 om kvelden", 18, 20, False), ("fra 5 til 7 på ettermiddagen", 17, 19, False),
        ("6-8 om morgenen", 6, 8, False),
        ("10 til 2 om ettermiddagen", 10, 14, False), ("mellom 6 og 8 om kvelden", 18, 20, True),
        ("åtte om morgenen til seks om kvelden", 8, 18, False),
    ],
)  # fmt: skip
def test_hours_with_an_end_are_a_span_or_a_window(said, starts, ends, is_window):
    assert read_hours(said) == Hours(dt.time(starts), dt.time(ends), is_window)


@pytest.mark.parametrize(
    ("said", "why"),
    [("25", Why.NOT_AN_HOUR), ("10.75", Why.NOT_AN_HOUR), ("tidlig", Why.NOT_AN_HOUR), ("13 pm", Why.NOT_AN_HOUR),
     ("14-10", Why.BACKWARDS), ("kl", Why.NOT_AN_HOUR),
     ("13 om morgenen", Why.NOT_AN_HOUR), ("10-13 om morgenen", Why.NOT_AN_HOUR)],
)  # fmt: skip
def test_what_is_no_hour_is_told_apart(said, why):
    with pytest.raises(NotUnderstood) as refused:
        read_hours(said)
    assert (refused.value.part, refused.value.why) == ("hours", why)


@pytest.mark.parametrize(
    ("said", "starts", "minutes"),
    [
        ("22-02", 22, 240), ("19–07", 19, 720), ("fra 22 til 02", 22, 240), ("22-02 neste dag", 22, 240),
        ("21-19 neste dag", 21, 1320), ("21-19 dagen etter", 21, 1320), ("21 to 19 the next day", 21, 1320),
        ("10-12 (neste dag)", 10, 1560), ("18-10 neste morgon", 18, 960),
        ("elleve om kvelden til to", 23, 180),
    ],
)  # fmt: skip
def test_what_ends_the_next_day_is_read_with_its_length(said, starts, minutes):
    assert read_night(said) == (dt.time(starts), minutes)


@pytest.mark.parametrize("said", ["21-19", "10-10", "21 til 19", "kl. 12.00–11.30"])
def test_a_whole_day_and_night_is_asked_about_where_the_next_day_is_not_named(said):
    with pytest.raises(NotUnderstood) as refused:
        read_night(said)
    assert (refused.value.part, refused.value.why) == ("hours", Why.NEXT_DAY)


@pytest.mark.parametrize(
    "said",
    [
        "10-12",
        "kl 10",
        "formiddag",
        "halv elleve",
        "",
        "neste dag",
        "10 neste dag",
        "halv sju til ni",
        "ti til to",
    ],
)
def test_what_ends_the_same_day_or_tells_no_end_is_no_night(said):
    assert read_night(said) is None


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("1 time", 60), ("en time", 60), ("ein halvtime", 30), ("halvannen time", 90), ("1,5 t", 90), ("1.5 time", 90),
        ("2 timer", 120), ("2 timar", 120), ("2 timer og 30 minutter", 150), ("1t30", 90), ("90", 90), ("90 min", 90),
        ("45 minutt", 45), ("2", 120), ("half an hour", 30), ("3 hours", 180), ("tre kvarter", 45),
    ],
)  # fmt: skip
def test_how_long_it_takes_is_read_as_it_is_said(said, minutes):
    assert read_minutes(said) == minutes


@pytest.mark.parametrize("said", ["lenge", "0", "-1", "200 timer", "1 uke", "t"])
def test_what_is_no_length_is_refused(said):
    with pytest.raises(NotUnderstood) as refused:
        read_minutes(said)
    assert refused.value.part == "length"


class TestTogether:
    """Day, hour and length make a time or a window."""

    def test_a_day_and_an_hour_take_an_hour_unless_told_otherwise(self):
        told = read_when("torsdag", "10", today=TUESDAY)
        assert (told.starts, told.ends) == (dt.datetime(2026, 3, 12, 10), dt.datetime(2026, 3, 12, 11))
        assert read_when("torsdag", "10", "2 timer", today=TUESDAY).ends == dt.datetime(2026, 3, 12, 12)

    @pytest.mark.parametrize("said", ["torsdag kl 10", "torsdag kl. 10.00", "12.3 kl 10", "torsdag 10.00"])
    def test_the_hour_may_stand_behind_the_day(self, said):
        assert read_when(said, today=TUESDAY).starts == dt.datetime(2026, 3, 12, 10)

    def test_a_day_without_an_hour_is_some_time_that_day(self):
        told = read_when("torsdag", "", "90", today=TUESDAY)
        assert told == (dt.datetime(2026, 3, 12, 8), dt.datetime(2026, 3, 12, 20), True, 90)

    def test_several_days_are_a_window(self):
        told = read_when("innen fredag", "", "1 time", today=TUESDAY)
        assert told == (dt.datetime(2026, 3, 10, 8), dt.datetime(2026, 3, 13, 20), True, 60)

    def test_several_days_cannot_have_an_hour(self):
        with pytest.raises(NotUnderstood) as refused:
            read_when("denne uken", "10", today=TUESDAY)
        assert (refused.value.part, refused.value.why) == ("hours", Why.SEVERAL_DAYS)

    def test_a_window_must_have_room_for_the_task(self):
        with pytest.raises(NotUnderstood) as refused:
            read_when("torsdag", "mellom 10 og 11", "2 timer", today=TUESDAY)
        assert refused.value.part == "length"

    def test_a_window_of_a_year_is_too_long(self):
        with pytest.raises(NotUnderstood):
            read_when("innen 1.1.2027", today=TUESDAY)


@given(
    st.dates(dt.date(2020, 1, 1), dt.date(2090, 1, 1)), st.dates(dt.date(2020, 1, 1), dt.date(2090, 12, 31))
)
def test_any_date_written_in_full_is_read_back(today, day):
    for text in (f"{day:%d.%m.%Y}", f"{day:%Y-%m-%d}", f"{day.day}.{day.month}.{day.year}"):
        assert read_days(text, today=today) == Days(day, day)


@given(st.times())
def test_any_hour_and_minute_is_read_back(hour):
    meant = hour.replace(second=0, microsecond=0)
    for text in (f"{hour:%H.%M}", f"kl. {hour:%H:%M}", f"{hour:%H%M}"):
        assert read_hours(text).starts == meant


@given(
    st.datetimes(dt.datetime(2026, 3, 11), dt.datetime(2027, 3, 1)),
    st.integers(5, 24 * 60 - 1),
    st.booleans(),
    st.sampled_from([None, 30, 90]),
)
def test_what_is_written_for_a_copy_is_read_back_the_same(starts, length, is_window, minutes):
    starts = starts.replace(second=0, microsecond=0)
    ends = starts + dt.timedelta(minutes=length)
    if is_window and ends.date() != starts.date():
        starts, ends = starts.replace(hour=8, minute=0), ends.replace(hour=20, minute=0)
    minutes = minutes if is_window and ends - starts >= dt.timedelta(minutes=minutes or 0) else None
    when = When(starts, ends, is_window, minutes)
    assert read_when(*written(when), today=TUESDAY) == when


@given(
    st.text(max_size=40)
    | st.from_regex(r"(innen|mellom|om|uke|kl|neste)? ?[0-9a-zæøå.,:/ -]{0,20}", fullmatch=True),
    st.text(max_size=20) | st.from_regex(r"[0-9.:, kl-]{0,12}", fullmatch=True),
    st.text(max_size=20) | st.from_regex(r"[0-9., tmin]{0,12}", fullmatch=True),
)
def test_whatever_is_typed_gives_a_time_in_order_or_a_reason(day, hours, length):
    try:
        told = read_when(day, hours, length, today=TUESDAY)
    except NotUnderstood as refused:
        assert refused.part in {"day", "hours", "length"}
    else:
        assert told.starts < told.ends
