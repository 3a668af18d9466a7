"""Calendars as Outlook, Apple and Google write them, and as they should not be written."""

from __future__ import annotations

import codecs
import datetime as dt

import pytest

from samspill.activities.calendars import CalendarTooBig, NotACalendar
from samspill.activities.tests.writing import OSLO, SPRING, calendar, event, only, read, starts, written


class TestOutlook:
    def test_every_other_tuesday_keeps_five_o_clock_and_its_exceptions(self) -> None:
        cafe = read(written("outlook")).events[0]
        # 31 March is taken out, 14 April is moved to the day after; the clocks change on 29 March.
        assert starts(cafe) == [
            "2026-03-03 17:00",
            "2026-03-17 17:00",
            "2026-04-15 18:00",
            "2026-04-28 17:00",
        ]

    def test_the_moved_time_keeps_its_slot_and_its_own_room(self) -> None:
        moved = read(written("outlook")).events[0].occurrences[2]
        assert moved.slot == dt.datetime(2026, 4, 14, 15, 0, tzinfo=dt.UTC)
        assert moved.overrides == {"location": "Lille sal"}

    def test_a_title_folded_in_the_middle_of_its_letters_is_whole(self) -> None:
        title = read(written("outlook")).events[0].title
        assert title == "Språkkafé på biblioteket: øv norsk sammen med oss i ærlig og åpent lag"

    def test_a_day_written_as_midnight_to_midnight_is_all_day(self) -> None:
        (dugnad,) = read(written("outlook")).events[1].occurrences
        assert dugnad.all_day
        assert dugnad.ends_at is not None
        assert [f"{moment.astimezone(OSLO):%d.%m %H:%M}" for moment in (dugnad.starts_at, dugnad.ends_at)] == [
            "16.05 00:00", "18.05 00:00"]  # fmt: skip

    def test_the_text_of_the_event_is_not_that_of_its_alarm(self) -> None:
        assert (
            read(written("outlook")).events[0].text
            == "Ta med deg en venn.\nVi serverer vafler, kaffe og saft."
        )

    def test_a_private_event_is_known_as_one(self) -> None:
        assert [one.is_private for one in read(written("outlook")).events] == [False, False, True]

    def test_the_organiser_is_named_and_her_address_is_not_told(self) -> None:
        assert read(written("outlook")).events[0].organiser == "Kari Nordlys"


class TestGoogle:
    def test_the_trailing_semicolon_does_not_matter(self) -> None:
        walk = read(written("google"), until=dt.datetime(2026, 4, 7, tzinfo=dt.UTC)).events[0]
        assert starts(walk) == ["2026-03-02 10:00", "2026-03-16 10:00", "2026-03-23 10:00", "2026-03-30 10:00", "2026-04-06 10:00"]  # fmt: skip # noqa: E501

    def test_the_cancelled_time_is_there_and_marked(self) -> None:
        cancelled = [time for time in read(written("google")).events[0].occurrences if time.cancelled]
        assert [time.slot for time in cancelled] == [dt.datetime(2026, 3, 9, 9, 0, tzinfo=dt.UTC)]

    def test_markup_becomes_lines(self) -> None:
        assert read(written("google")).events[0].text == (
            "Tur for alle\nMøt opp ved parkeringen (https://turlag.example/oppmote) kl. 10.\n\n- Gode sko\n- Niste"
        )

    def test_a_day_that_comes_back_each_year(self) -> None:
        assert starts(read(written("google")).events[2]) == ["2026-05-17 00:00"]

    def test_a_time_in_utc_is_shown_on_the_norwegian_clock(self) -> None:
        assert starts(read(written("google")).events[1]) == ["2026-03-20 19:00"]

    def test_a_series_in_utc_keeps_the_clock_of_the_calendar_it_stands_in(self) -> None:
        lines = "UID:a\nSUMMARY:Kor\nDTSTART:20260324T160000Z\nRRULE:FREQ=WEEKLY;COUNT=2"
        assert starts(only(calendar(lines, head="X-WR-TIMEZONE:Europe/Oslo"))) == [
            "2026-03-24 17:00",
            "2026-03-31 17:00",
        ]


class TestApple:
    def test_a_change_for_this_and_all_later_holds_from_there(self) -> None:
        choir = read(written("apple")).events[0]
        assert starts(choir)[-8:] == [
            "2026-04-29 19:00", "2026-05-06 18:00", "2026-05-13 18:00", "2026-05-20 18:00",
            "2026-05-27 18:00", "2026-06-03 18:00", "2026-06-10 18:00", "2026-06-17 18:00",
        ]  # fmt: skip

    def test_the_slots_of_later_times_stay_as_the_rule_gave_them(self) -> None:
        last = read(written("apple")).events[0].occurrences[-1]
        assert f"{last.slot.astimezone(OSLO):%H:%M}" == "19:00"
        assert last.overrides == {"title": "Korøvelse (sommertid)"}

    def test_a_place_over_two_lines_becomes_one(self) -> None:
        assert read(written("apple")).events[0].location == "Kulturhuset, Kirkegata 2"

    def test_until_in_utc_ends_on_the_right_day(self) -> None:
        assert "2026-06-17 18:00" in starts(read(written("apple")).events[0])
        assert len(starts(read(written("apple")).events[0])) == 15


class TestTimes:
    def test_five_o_clock_stays_five_o_clock_through_both_changes(self) -> None:
        autumn = only(calendar(event("a", "Kor", "20261020T170000", "RRULE:FREQ=WEEKLY;COUNT=2")))
        assert [time.starts_at.hour for time in autumn.occurrences] == [15, 16]

    def test_a_windows_zone_needs_no_definition(self) -> None:
        lines = "UID:a\nSUMMARY:Kor\nDTSTART;TZID=W. Europe Standard Time:20260701T120000"
        assert starts(only(calendar(lines))) == ["2026-07-01 12:00"]

    def test_a_zone_defined_in_the_file_is_followed(self) -> None:
        zone = "\n".join([
            "BEGIN:VTIMEZONE", "TZID:Vår egen\\, sone", "BEGIN:STANDARD", "DTSTART:19701025T030000",
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "TZOFFSETFROM:+0300", "TZOFFSETTO:+0200", "END:STANDARD",
            "BEGIN:DAYLIGHT", "DTSTART:19700329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "TZOFFSETFROM:+0200", "TZOFFSETTO:+0300", "END:DAYLIGHT", "END:VTIMEZONE",
        ])  # fmt: skip
        lines = 'UID:a\nSUMMARY:Kor\nDTSTART;TZID="Vår egen, sone":20260324T170000\nRRULE:FREQ=WEEKLY;COUNT=2'
        times = only(calendar(lines, head=zone)).occurrences
        assert [time.starts_at.hour for time in times] == [15, 14]

    def test_an_unknown_zone_is_taken_as_norwegian_and_told(self) -> None:
        result = read(calendar("UID:a\nSUMMARY:Kor\nDTSTART;TZID=Narnia:20260310T170000"))
        assert starts(result.events[0]) == ["2026-03-10 17:00"]
        assert [(one.reason, one.detail, one.left_out) for one in result.problems] == [
            ("unknown_zone", "Narnia", False)
        ]

    def test_a_zone_that_runs_away_is_passed_over(self) -> None:
        zone = ("BEGIN:VTIMEZONE\nTZID:Z1\nBEGIN:STANDARD\nDTSTART:19700101T000000\nRRULE:FREQ=SECONDLY\n"
                "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:STANDARD\nEND:VTIMEZONE")  # fmt: skip
        result = read(calendar("UID:a\nSUMMARY:Kor\nDTSTART;TZID=Z1:20260310T170000", head=zone))
        assert [one.reason for one in result.problems] == ["unknown_zone"]

    def test_a_calendar_in_another_zone_tells_its_floating_times(self) -> None:
        lines = "UID:a\nSUMMARY:Kor\nDTSTART:20260310T170000"
        assert starts(only(calendar(lines, head="X-WR-TIMEZONE:Europe/London"))) == ["2026-03-10 18:00"]

    def test_a_time_without_zone_is_norwegian(self) -> None:
        assert starts(only(calendar("UID:a\nSUMMARY:Kor\nDTSTART:20260310T170000"))) == ["2026-03-10 17:00"]

    def test_no_end_is_no_end(self) -> None:
        assert only(calendar("UID:a\nSUMMARY:Kor\nDTSTART:20260310T170000Z")).occurrences[0].ends_at is None

    def test_an_end_before_the_start_is_left_out_and_told(self) -> None:
        result = read(calendar("UID:a\nSUMMARY:Kor\nDTSTART:20260310T170000Z\nDTEND:20260310T160000Z"))
        assert result.events[0].occurrences[0].ends_at is None
        assert [one.reason for one in result.problems] == ["ends_before_start"]

    def test_the_end_of_an_all_day_event_is_not_one_of_its_days(self) -> None:
        (day,) = only(
            calendar("UID:a\nSUMMARY:Kor\nDTSTART;VALUE=DATE:20260310\nDTEND;VALUE=DATE:20260312")
        ).occurrences
        assert day.ends_at is not None
        assert day.ends_at - day.starts_at == dt.timedelta(days=2)

    def test_what_began_before_the_window_and_goes_on_is_included(self) -> None:
        lines = "UID:a\nSUMMARY:Utstilling\nDTSTART;VALUE=DATE:20260210\nDTEND;VALUE=DATE:20260420"
        assert len(only(calendar(lines)).occurrences) == 1

    def test_what_is_over_comes_without_times(self) -> None:
        assert only(calendar(event("a", "Kor", "20250310T170000"))).occurrences == ()


class TestSeries:
    def test_an_endless_rule_goes_to_the_horizon(self) -> None:
        assert (
            len(only(calendar(event("a", "Kor", "20200107T170000", "RRULE:FREQ=WEEKLY"))).occurrences) == 52
        )

    def test_a_date_taken_out_takes_out_the_time_of_that_day(self) -> None:
        lines = ("RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20260304")
        assert starts(only(calendar(event("a", "Kor", "20260303T170000", *lines)))) == [
            "2026-03-03 17:00",
            "2026-03-05 17:00",
        ]

    def test_several_dates_on_one_line_are_all_taken_out(self) -> None:
        lines = ("RRULE:FREQ=DAILY;COUNT=4", "EXDATE;TZID=Europe/Oslo:20260304T170000,20260305T170000")
        assert starts(only(calendar(event("a", "Kor", "20260303T170000", *lines)))) == [
            "2026-03-03 17:00",
            "2026-03-06 17:00",
        ]

    def test_added_dates_come_in_with_the_length_they_are_given(self) -> None:
        lines = ("RDATE;VALUE=PERIOD:20260310T160000Z/PT30M", "RDATE;TZID=Europe/Oslo:20260312T200000")
        times = only(calendar(event("a", "Kor", "20260303T170000", *lines))).occurrences
        assert [(time.ends_at - time.starts_at).seconds // 60 for time in times if time.ends_at] == [
            120,
            30,
            120,
        ]

    def test_until_before_the_start_leaves_the_start(self) -> None:
        assert starts(
            only(calendar(event("a", "Kor", "20260303T170000", "RRULE:FREQ=DAILY;UNTIL=20200101")))
        ) == ["2026-03-03 17:00"]

    def test_the_same_rule_twice_is_once(self) -> None:
        rule = "RRULE:FREQ=DAILY;COUNT=2"
        assert len(only(calendar(event("a", "Kor", "20260303T170000", rule, rule))).occurrences) == 2

    def test_a_start_the_rule_misses_is_a_time_too(self) -> None:
        found = only(calendar(event("a", "Kor", "20260303T170000", "RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=2")))
        assert starts(found) == ["2026-03-03 17:00", "2026-03-05 17:00", "2026-03-12 17:00"]

    def test_a_time_cancelled_by_its_day_alone(self) -> None:
        change = "UID:a\nSUMMARY:Kor\nDTSTART;VALUE=DATE:20260304\nRECURRENCE-ID;VALUE=DATE:20260304\nSTATUS:CANCELLED"
        series = event("a", "Kor", "20260303T170000", "RRULE:FREQ=DAILY;COUNT=3")
        assert starts(only(calendar(series, change))) == ["2026-03-03 17:00", "2026-03-05 17:00"]

    def test_a_change_without_its_series_is_a_time_of_its_own(self) -> None:
        change = event("a", "Kor", "20260310T180000", "RECURRENCE-ID;TZID=Europe/Oslo:20260310T170000")
        (time,) = only(calendar(change)).occurrences
        assert f"{time.slot.astimezone(OSLO):%H:%M}" == "17:00"

    def test_of_two_versions_of_an_event_the_newest_holds(self) -> None:
        old, new = (
            event("a", "Gammel", "20260303T170000", "SEQUENCE:1"),
            event("a", "Ny", "20260304T170000", "SEQUENCE:2"),
        )
        found = only(calendar(new, old))
        assert (found.title, starts(found)) == ("Ny", ["2026-03-04 17:00"])

    def test_a_calendar_that_cancels_cancels_all_in_it(self) -> None:
        assert only(calendar(event(), head="METHOD:CANCEL")).status == "cancelled"


class TestBrokenFiles:
    def test_one_broken_event_is_told_and_the_rest_comes_in(self) -> None:
        result = read(calendar(event("a"), "UID:b\nSUMMARY:Ødelagt\nDTSTART:i morgen", event("c")))
        assert [one.uid for one in result.events] == ["a", "c"]
        assert [(one.uid, one.reason, one.line) for one in result.problems] == [("b", "bad_time", 9)]

    @pytest.mark.parametrize(
        ("lines", "reason"),
        [
            ("UID:b\nSUMMARY:x", "no_start"),
            ("UID:b\nSUMMARY:x\nDTSTART:20261345T990000", "bad_time"),
            ("UID:b\nSUMMARY:x\nDTSTART:20260310T170000\nRRULE:FREQ=OFTEN", "bad_rule"),
            ("UID:b\nSUMMARY:x\nDTSTART:20260310T170000\nRRULE:FREQ=SECONDLY", "too_many_times"),
            (
                "UID:b\nSUMMARY:x\nDTSTART:20260310T170000\nRRULE:FREQ=MINUTELY;BYMONTHDAY=31;BYMONTH=2,4",
                None,
            ),
            (
                "UID:b\nSUMMARY:x\nDTSTART:16010310T170000\nRRULE:FREQ=DAILY;COUNT=100000;BYMONTHDAY=31;BYMONTH=2",
                "runs_away",
            ),
        ],
    )
    def test_why_an_event_is_left_out_is_told(self, lines: str, reason: str | None) -> None:
        result = read(calendar(lines))
        assert [one.reason for one in result.problems if one.left_out] == ([reason] if reason else [])

    def test_an_exception_that_cannot_be_read_is_told_and_the_event_comes_in(self) -> None:
        result = read(calendar(event("a", "Kor", "20260303T170000", "EXDATE:aldri")))
        assert len(result.events) == 1
        assert [(one.reason, one.left_out) for one in result.problems] == [("bad_exception", False)]

    def test_a_file_that_breaks_off_leaves_the_last_event_out_and_says_it_is_not_whole(self) -> None:
        source = calendar(event("a"), event("b"))
        result = read(source[: source.rindex(b"DURATION")])
        assert [one.uid for one in result.events] == ["a"]
        assert [one.reason for one in result.problems] == ["cut_off"]
        assert not result.is_complete

    def test_an_event_without_its_end_mark_is_left_out(self) -> None:
        source = calendar(event("a"), event("b")).replace(b"END:VEVENT\r\n", b"", 1)
        result = read(source)
        assert [one.uid for one in result.events] == ["b"]
        assert [(one.uid, one.reason) for one in result.problems] == [("a", "not_closed")]

    @pytest.mark.parametrize("newline", ["\r\n", "\n", "\r", "\r\r\n"])
    def test_lines_may_end_in_any_way(self, newline: str) -> None:
        assert only(calendar(event(), newline=newline)).title == "Språkkafé"

    def test_a_byte_order_mark_does_not_matter(self) -> None:
        assert only(codecs.BOM_UTF8 + calendar(event())).title == "Språkkafé"
        assert only(calendar(event()).decode().encode("utf-16")).title == "Språkkafé"

    def test_windows_letters_are_understood(self) -> None:
        assert only(calendar(event()).decode().encode("windows-1252")).title == "Språkkafé"

    def test_letters_wrapped_for_old_telephones_are_unwrapped(self) -> None:
        wrapped = event().replace(
            "SUMMARY:Språkkafé", "SUMMARY;ENCODING=QUOTED-PRINTABLE:Spr=C3=A5kkaf=C3=A9"
        )
        assert only(calendar(wrapped)).title == "Språkkafé"

    def test_a_new_line_in_the_middle_of_a_text_is_part_of_it(self) -> None:
        broken = event(
            "a", "Kor", "20260303T170000", "DESCRIPTION:Ta med:", "niste og drikke", "og godt humør"
        )
        assert only(calendar(broken)).text == "Ta med:\nniste og drikke\nog godt humør"

    def test_commas_semicolons_and_backslashes_come_through(self) -> None:
        assert only(calendar(event("a", r"Kaffe\, kaker\; og C:\\tmp"))).title == r"Kaffe, kaker; og C:\tmp"

    def test_two_calendars_in_one_file_are_both_read(self) -> None:
        result = read(calendar(event("a")) + calendar(event("b")))
        assert [one.uid for one in result.events] == ["a", "b"]

    def test_an_event_without_uid_gets_the_same_one_each_time(self) -> None:
        lines = "SUMMARY:Kor\nDTSTART:20260310T170000Z"
        assert only(calendar(lines)).uid == only(calendar("CREATED:20260101T000000Z\n" + lines)).uid

    def test_the_first_calendar_of_mozilla_folded_after_the_name(self) -> None:
        lines = "UID\n :a\nSUMMARY\n :Kor\nDTSTART\n ;TZID=Europe/Oslo\n :20260310T170000"
        assert starts(only(calendar(lines))) == ["2026-03-10 17:00"]

    @pytest.mark.parametrize(
        "source",
        [b"", b"<!doctype html><title>Logg inn</title>", b"\x89PNG\r\n\x1a\n\0\0", b"BEGIN:VCARD\nEND:VCARD"],
    )
    def test_what_is_no_calendar_is_refused(self, source: bytes) -> None:
        with pytest.raises(NotACalendar):
            read(source)

    def test_an_empty_calendar_is_a_calendar(self) -> None:
        assert read(calendar()).events == ()


class TestLimits:
    def test_a_file_with_too_many_bytes_is_refused(self) -> None:
        with pytest.raises(CalendarTooBig):
            read(calendar(event()), bytes=50)

    def test_events_beyond_the_limit_are_left_out_and_told(self) -> None:
        result = read(calendar(*(event(str(number)) for number in range(5))), events=3)
        assert len(result.events) == 3
        assert (result.problems[0].reason, result.is_complete) == ("too_many_events", False)

    def test_times_beyond_the_limit_of_the_file_end_the_reading(self) -> None:
        daily = [
            event(str(number), "Kor", "20260303T170000", "RRULE:FREQ=DAILY;COUNT=10") for number in range(5)
        ]
        result = read(calendar(*daily), occurrences=20)
        assert (len(result.events), result.is_complete) == (2, False)
        assert "too_many_occurrences" in [one.reason for one in result.problems]

    def test_a_file_of_rules_that_run_away_comes_to_an_end(self) -> None:
        bad = "RRULE:FREQ=DAILY;COUNT=9;BYMONTHDAY=31;BYMONTH=2"
        events = [event(str(number), "Kor", "16010303T170000", bad) for number in range(200)]
        result = read(calendar(*events), steps=100_000, steps_per_event=10_000)
        assert not result.is_complete
        assert len(result.problems) < 20

    def test_a_large_file_with_one_event_is_read(self) -> None:
        text = "DESCRIPTION:" + "Vi møtes og prater. " * 900_000
        assert only(calendar(event("a", "Kor", "20260303T170000", text))).text.startswith("Vi møtes")


def test_a_text_made_to_be_slow_is_read_at_once() -> None:
    nasty = "<!" * 20_000 + "<a " * 20_000 + "&#" * 20_000
    assert len(only(calendar(event("a", "Kor", "20260303T170000", f"DESCRIPTION:{nasty}"))).occurrences) == 1


def test_reading_twice_gives_the_same() -> None:
    assert read(written("outlook"), since=SPRING) == read(written("outlook"), since=SPRING)
