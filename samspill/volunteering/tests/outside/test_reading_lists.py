"""Lists of tasks that other sites publish are read, however they are written; bad input is normal."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import grows_evenly
from samspill.foundation.national_ids import holds_national_id
from samspill.volunteering.outside import Limits, ReadTask, ReadTasks, UnreadableTasks, next_page, read_pages
from samspill.volunteering.tests.outside.writing import ROOT, atom, item, json_feed, rss

SYNTHETIC = "17912099997"


def read(*sources: bytes, **more: Any) -> ReadTasks:
    return read_pages(sources, url=f"{ROOT}feed", **more)


def only(*sources: bytes) -> ReadTask:
    (task,) = read(*sources).tasks
    return task


def reasons(found: ReadTasks) -> list[str]:
    return [problem.reason for problem in found.problems]


def refused(source: bytes) -> str:
    with pytest.raises(UnreadableTasks) as told:
        read(source)
    return told.value.reason


class TestFormats:
    def test_rss(self) -> None:
        task = only(
            rss(
                item(
                    "1",
                    "Vaffelsteker &amp; vert",
                    "<description>&lt;p&gt;Kort&lt;/p&gt;</description>",
                    "<content:encoded><![CDATA[<p>Stek vafler.</p><p>Alle kan.</p>]]></content:encoded>",
                    "<author>post@lag.example (Bakelaget)</author><media:title>Et bilde</media:title>",
                    "<ev:startdate>2026-03-12T17:00:00+01:00</ev:startdate><ev:location>Torget</ev:location>",
                )
            )
        )
        assert task == ReadTask(
            "1", "Vaffelsteker & vert", f"{ROOT}1", "Stek vafler.\n\nAlle kan.", "Bakelaget", "Torget",
            dt.datetime(2026, 3, 12, 16, tzinfo=dt.UTC), None,
        )  # fmt: skip

    def test_atom(self) -> None:
        task = only(
            atom(
                "<entry><id>urn:1</id><title type='html'>&lt;b&gt;Tur&lt;/b&gt;følge</title>"
                "<link rel='self' href='/x'/><link href='/turer/1'/>"
                "<author><name>Turlaget</name><email>x@y.example</email></author>"
                "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Gå &amp; prat.</p>"
                "<p>Hver uke.</p></div></content></entry>"
            )
        )
        assert (task.key, task.title, task.url) == ("urn:1", "Turfølge", f"{ROOT}turer/1")
        assert (task.organiser, task.text) == ("Turlaget", "Gå & prat.\n\nHver uke.")

    def test_json_feed(self) -> None:
        task = only(
            json_feed(
                {"id": 7, "url": f"{ROOT}7", "title": "Leksehjelp", "content_html": "<p>Hjelp <b>barn</b></p>",
                 "authors": [{"name": "Lekselaget"}], "_samspill": {"starts_at": "2026-03-12T16:00:00Z"}}
            )
        )  # fmt: skip
        assert (task.key, task.title, task.text) == ("7", "Leksehjelp", "Hjelp barn")
        assert (task.organiser, task.starts_at) == ("Lekselaget", dt.datetime(2026, 3, 12, 16, tzinfo=dt.UTC))

    def test_another_samspill(self) -> None:
        need = {"id": "a", "url": f"{ROOT}needs/a/", "title": "Besøksvenn", "text": "Kom på besøk", "area": "Sentrum",
                "unit": "Frivilligsentralen", "places_left": 1, "starts_at": "2026-03-12T16:00:00Z",
                "ends_at": "2026-09-12T16:00:00Z", "is_lasting": True}  # fmt: skip
        source = json.dumps({"data": [need], "next": None}).encode()
        task = only(source)
        assert (read(source).kind, task.organiser, task.place) == (
            "samspill",
            "Frivilligsentralen",
            "Sentrum",
        )
        assert (task.starts_at, task.ends_at) == (dt.datetime(2026, 3, 12, 16, tzinfo=dt.UTC), None)

    @pytest.mark.parametrize(
        ("source", "following"),
        [
            (json_feed(next_url="/2"), "/2"),
            (atom("<link rel='next' href='/2'/>"), "/2"),
            (b'{"data": [], "next": "/2"}', "/2"),
            (rss(item("1", "Kor")), ""),
        ],
    )
    def test_the_next_page_is_told(self, source: bytes, following: str) -> None:
        assert next_page(source) == following

    @pytest.mark.parametrize(
        ("source", "reason"),
        [
            (b"", "not_tasks"),
            (b"Hei", "not_tasks"),
            (b"<!doctype html><title>Hei</title>", "not_tasks"),
            (b'<?xml version="1.0"?><!DOCTYPE html><html></html>', "not_tasks"),
            (b"<svg></svg>", "not_tasks"),
            (b'{"data": [{"title": {"nb": "Kor"}, "starts_at": "x"}], "next": null}', "not_tasks"),
            (b'{"a": ', "broken"),
            (b"[" * 100_000, "broken"),
            (b"<rss><channel><item>", "broken"),
            (b"<rss>" + b"<a>" * 5000, "broken"),
            (b" " * 5_000_001, "too_many_bytes"),
        ],
    )
    def test_what_is_no_list_of_tasks_is_refused(self, source: bytes, reason: str) -> None:
        assert refused(source) == reason

    def test_entities_of_ones_own_are_refused(self) -> None:
        bomb = b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><item>&b;</item></channel></rss>'
        assert refused(bomb) == "not_tasks"


class TestBadInput:
    def test_a_task_that_cannot_be_read_does_not_stop_the_others(self) -> None:
        found = read(
            rss(item("1", "Kor"), item("2", " "), "<item><title>Tur</title></item>", item("1", "Kor igjen"))
        )
        assert [task.title for task in found.tasks] == ["Kor"]
        assert reasons(found) == ["no_title", "no_page", "twice"]
        assert found.is_complete and "2" in found.present

    def test_a_task_with_a_national_id_number_is_left_out_and_nothing_of_it_is_told(self) -> None:
        assert holds_national_id(SYNTHETIC)
        for told in (
            f"<description>Fnr {SYNTHETIC}</description>",
            f"<ev:location>{SYNTHETIC}</ev:location>",
        ):
            found = read(rss(item("1", "Kor", told), item("2", f"Ring {SYNTHETIC}")))
            assert (found.tasks, reasons(found)) == ((), ["national_id", "national_id"])
            assert SYNTHETIC not in repr(found.problems)

    @pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
    def test_norwegian_letters_are_read_in_any_encoding(self, encoding: str) -> None:
        assert only(rss(item("1", "Bærplukking på øya"), encoding=encoding)).title == "Bærplukking på øya"

    def test_an_encoding_nobody_knows_is_read_as_far_as_it_goes(self) -> None:
        source = rss(item("1", "Kor")).replace(b'"utf-8"', b'"klingon-1"')
        assert only(source).title == "Kor"

    def test_control_characters_bare_ampersands_and_the_letters_of_html_are_put_right(self) -> None:
        told = "Kaffe & kake\x0b&nbsp;p&aring; &#0;torget &#x26; brygga &ukjent;"
        assert only(rss(item("1", told))).title == "Kaffe & kake på torget & brygga &ukjent;"

    def test_one_that_breaks_off_gives_what_stands_before_and_is_not_complete(self) -> None:
        found = read(rss(item("1", "Kor"), item("2", "Tur"))[:-60])
        assert ([task.title for task in found.tasks], found.is_complete) == (["Kor"], False)

    def test_more_tasks_than_we_take_are_left_and_said(self) -> None:
        found = read(rss(*(item(str(number), "Kor") for number in range(7))), limits=Limits(tasks=5))
        assert (len(found.tasks), reasons(found), found.is_complete) == (5, ["too_many_tasks"], False)

    def test_long_texts_are_cut_at_a_word(self) -> None:
        task = only(rss(item("1", "Kor " * 90, f"<description>{'Syng ' * 3000}</description>")))
        assert len(task.title) <= 200 and task.title.endswith("Kor…")
        assert len(task.text) <= 4000 and task.text.endswith("Syng…")

    @pytest.mark.parametrize(
        "url",
        ["javascript:alert(1)", "data:text/html,x", "ftp://x.example/", "http://", "https://u:p@x.example/",
         "https://x.example/" + "a" * 600, "http://[::1", "https://x.example:99999/"],
    )  # fmt: skip
    def test_a_page_nobody_should_open_is_no_page(self, url: str) -> None:
        found = read(json_feed({"id": "1", "title": "Kor", "url": url}))
        assert (found.tasks, reasons(found)) == ((), ["no_page"])

    @pytest.mark.parametrize(
        ("written", "moment"),
        [
            ("2026-03-12T17:00:00+01:00", "2026-03-12T16:00:00+00:00"),
            ("2026-03-12T17:00", "2026-03-12T16:00:00+00:00"),
            ("20260312T170000Z", "2026-03-12T17:00:00+00:00"),
            ("Thu, 12 Mar 2026 17:00:00 +0100", "2026-03-12T16:00:00+00:00"),
            ("2026-03-12", "2026-03-11T23:00:00+00:00"),
        ],
    )
    def test_times_are_read_as_feeds_write_them(self, written: str, moment: str) -> None:
        starts_at = only(rss(item("1", "Kor", f"<ev:startdate>{written}</ev:startdate>"))).starts_at
        assert starts_at is not None and starts_at.isoformat() == moment

    @pytest.mark.parametrize(
        "written", ["snart", "0001-01-01", "9999-12-31T23:59:59-12:00", "2026-13-40", ""]
    )
    def test_a_time_that_is_none_is_not_told(self, written: str) -> None:
        assert only(rss(item("1", "Kor", f"<ev:startdate>{written}</ev:startdate>"))).starts_at is None


def is_sound(found: ReadTasks) -> bool:
    """Whatever came: what is kept can be kept, and shown."""
    for task in found.tasks:
        for text in (task.key, task.title, task.text, task.organiser, task.place, task.url):
            text.encode()
            assert "\x00" not in text
        assert task.key and task.title and task.url.startswith(("http://", "https://"))
        assert (
            len(task.key) <= 200
            and len(task.title) <= 200
            and len(task.text) <= 4000
            and len(task.url) <= 500
        )
        assert "\n" not in task.title
    return len({task.key for task in found.tasks}) == len(found.tasks)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
    | st.sampled_from(["https://x.example/1", "2026-03-12T17:00Z", "<p>Hei</p>", "\ud800", SYNTHETIC]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from("id url title content_html content_text authors author name _samspill starts_at ends_at data "
                        "items next next_url version places_left area unit is_lasting".split()),
        inner, max_size=8),
    max_leaves=25,
)  # fmt: skip


@given(_JSON)
@settings(max_examples=300, deadline=None)
def test_anything_told_as_json_is_read_or_refused(value: Any) -> None:
    good = {"id": "1", "url": f"{ROOT}1", "title": "Kor"}
    for told in (value, {"data": [value, {"places_left": 1, **good}], "next": None}):
        try:
            assert is_sound(read(json.dumps(told).encode()))
        except UnreadableTasks:
            continue
    found = read(json_feed(value, good))
    assert is_sound(found) and found.tasks


_WORDS = st.sampled_from(
    "<rss> </rss> <channel> <item> </item> <entry> </entry> <feed> <title> </title> <link> </link> <guid> </guid> "
    "<author> <name> </name> </author> <![CDATA[ ]]> <!-- --> & &amp; &nbsp; &#0; &#xD800; &#1114112; <?x ?> <!DOCTYPE "
    "<content:encoded> < > Kor https://x.example/1 \x0b \u00f8".split(" ")
)


@given(st.lists(_WORDS | st.text(max_size=5), max_size=30))
@settings(max_examples=500, deadline=None)
def test_anything_that_looks_like_a_feed_is_read_or_refused(words: list[str]) -> None:
    mess = "".join(words).encode(errors="replace")
    for source in (mess, b"<rss>" + mess, rss(item("1", "Kor"), "§§").replace("§§".encode(), mess)):
        try:
            assert is_sound(read(source))
        except UnreadableTasks:
            continue


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(source: bytes) -> None:
    for written in (source, b"<?xml version='1.0' encoding='utf-16'?><rss>" + source, b"{" + source):
        try:
            assert is_sound(read(written))
        except UnreadableTasks:
            continue


@pytest.mark.parametrize("mess", ["<![CDATA[", "&", "&#", "<!--", "<a", "<title>"])
def test_a_feed_made_to_take_long_does_not(mess: str) -> None:
    def try_to_read(times: int) -> None:
        with suppress(UnreadableTasks):
            read(rss(item("1", "Kor"), mess * times))

    assert grows_evenly(try_to_read, size=25_000)
