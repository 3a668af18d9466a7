"""The square's questions: the week, and what of it somebody looks for."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.activities.actions import (
    Announcement,
    cancel_activity,
    cancel_occurrence,
    hide_activity,
    publish_activity,
)
from samspill.activities.models import Activity
from samspill.activities.queries import (
    Filter,
    ListedTime,
    activities_of,
    choices,
    read_filter,
    upcoming,
    week,
)
from samspill.activities.tests.conftest import Bring
from samspill.activities.tests.writing import calendar, event
from samspill.foundation.models import Area
from samspill.foundation.recurrence import Pattern
from samspill.foundation.tenancy import entered
from samspill.organisations.models import Organisation
from samspill.venues.models import Place

MONDAY = dt.date(2026, 3, 16)
WEEK = {"from_on": MONDAY, "until_on": dt.date(2026, 3, 22)}


def arrange(
    title: str, day: int = 17, hour: int | None = 17, minutes: int | None = 60, **told: Any
) -> Activity:
    """Something that happens once in March 2026."""
    pattern = Pattern("once", dt.date(2026, 3, day), dt.time(hour) if hour is not None else None, minutes)
    at = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    return publish_activity(Announcement(title={"nb": title}, **told), [pattern], by="system", at=at)


def titles(**looked_for: Any) -> list[str]:
    return [time.title for time in week(Filter(**{**WEEK, **looked_for}), language="nb")]


pytestmark = pytest.mark.usefixtures("town")


class TestWhen:
    def test_the_week_is_in_order_and_holds_both_its_ends(self) -> None:
        for title, day in (("Søndag", 22), ("Mandag", 16), ("Uken etter", 23), ("Uken før", 15)):
            arrange(title, day, hour=23 if day == 15 else 0)
        assert titles() == ["Mandag", "Søndag"]

    def test_what_goes_on_since_before_is_there(self) -> None:
        arrange("Utstilling", 10, minutes=10 * 24 * 60)
        arrange("Over", 10)
        assert titles() == ["Utstilling"]

    @pytest.mark.parametrize(
        ("part", "found"),
        [
            ("morning", ["Hele dagen", "Ni"]),
            ("day", ["Hele dagen", "Tolv"]),
            ("evening", ["Hele dagen", "Fem"]),
        ],
    )
    def test_the_part_of_the_day_is_that_of_the_norwegian_clock(self, part: str, found: list[str]) -> None:
        arrange("Hele dagen", hour=None)
        for title, hour in (("Ni", 9), ("Tolv", 12), ("Fem", 17)):
            arrange(title, hour=hour)
        assert titles(part_of_day=part) == found

    def test_upcoming_begins_now(self, at: dt.datetime) -> None:
        arrange("Snart", 17)
        arrange("Over", 9)
        assert [time.title for time in upcoming(Filter(), at=at, language="nb")] == ["Snart"]


class TestWhat:
    def test_where_is_the_area_of_the_activity_or_else_of_its_place(self) -> None:
        sentrum, nes = Area.objects.create(name="Sentrum"), Area.objects.create(name="Nes")
        hall = Place.objects.create(name="Hallen", area=nes)
        arrange("I Sentrum", area=sentrum)
        arrange("På Nes", place=hall)
        arrange("Sentrum, i hallen", place=hall, area=sentrum)
        assert titles(area=nes.pk) == ["På Nes"]
        assert sorted(titles(area=sentrum.pk)) == ["I Sentrum", "Sentrum, i hallen"]

    def test_for_whom_also_finds_what_is_for_everyone(self) -> None:
        arrange("Barn", audiences=("children",))
        arrange("Alle", audiences=("everyone",))
        arrange("Voksne", audiences=("adults",))
        assert sorted(titles(audience="children")) == ["Alle", "Barn"]

    def test_what_language_free_and_accessible_narrow_together(self) -> None:
        place = Place.objects.create(name="Hallen", accessibility=("step_free",))
        told = {"categories": ("food",), "languages": ("uk", "nb"), "is_free": True, "place": place}
        arrange("Riktig", **told)
        for wrong in (
            {"categories": ("sport",)},
            {"languages": ("nb",)},
            {"is_free": None},
            {"accessibility": ("lift",)},
        ):
            arrange("Feil", **{**told, **wrong})
        assert titles(category="food", language="uk", free=True, accessible=True) == ["Riktig"]

    def test_by_whom(self, at: dt.datetime) -> None:
        choir = Organisation.objects.create(name="Koret", created_at=at)
        arrange("Øvelse", organisation=choir)
        arrange("Annet")
        found = activities_of(choir, at=at, language="nb")
        assert [(time.title, time.organiser) for time in found] == [("Øvelse", "Koret")]

    @pytest.mark.parametrize("words", ["språkkafé", "Språkkafeen", "sprakkafe", "norsk", "fjordgata"])
    def test_words_find_the_activity_by_title_text_and_place(self, words: str) -> None:
        arrange("Språkkafé", text={"nb": "Øv norsk sammen"}, place_text="Fjordgata 4")
        arrange("Turgruppe")
        assert titles(words=words) == ["Språkkafé"]

    def test_words_that_say_nothing_find_everything(self) -> None:
        arrange("Språkkafé")
        assert titles(words="bli med") == ["Språkkafé"]

    def test_what_a_calendar_brought_is_found(self, bring: Bring) -> None:
        bring(calendar(event("a", "Blandakor", "20260318T190000", "CATEGORIES:Musikk")))
        assert titles(words="kor") == titles(words="musikk") == ["Blandakor"]


class TestShown:
    def test_the_title_is_in_the_readers_language_or_the_nearest(self) -> None:
        activity = arrange("Kor")
        Activity.objects.filter(pk=activity.pk).update(title={"nb": "Kor", "en": "Choir"})
        assert [time.title for time in week(Filter(**WEEK), language="en")] == ["Choir"]
        assert [time.title for time in week(Filter(**WEEK), language="so")] == ["Kor"]

    def test_a_time_with_a_title_and_place_of_its_own_shows_them(self) -> None:
        activity = arrange("Kor", place_text="Kirka")
        activity.occurrences.update(title={"nb": "Konsert"}, place_text="Rådhuset")
        (time,) = week(Filter(**WEEK), language="nb")
        assert (time.title, time.place) == ("Konsert", "Rådhuset")

    def test_what_is_cancelled_is_shown_as_cancelled(self, at: dt.datetime) -> None:
        cancel_occurrence(arrange("Time").occurrences.get(), by="system", at=at)
        cancel_activity(arrange("Aktivitet"), by="system", at=at)
        assert [time.cancelled_at for time in week(Filter(**WEEK), language="nb")] == [at, at]

    def test_what_is_hidden_is_not_shown(self, at: dt.datetime) -> None:
        hide_activity(arrange("Skjult"), by="system", at=at)
        assert titles() == []

    def test_the_neighbours_week_is_empty(self, neighbour: Any) -> None:
        arrange("Kor")
        with entered(neighbour):
            assert titles() == []

    def test_a_question_asked_before_is_answered_afresh_in_its_own_municipality(self, neighbour: Any) -> None:
        arrange("Kor")
        assert titles() == titles(words="kor") == ["Kor"]
        with entered(neighbour):
            assert titles() == titles(words="kor") == []
            arrange("Naboens kor")
            assert titles() == titles(words="kor") == ["Naboens kor"]
        arrange("Kor til", 18)
        assert titles() == titles(words="kor") == ["Kor", "Kor til"]

    def test_a_week_takes_one_select_however_much_happens(self) -> None:
        def selects() -> int:
            with CaptureQueriesContext(connection) as captured:
                week(Filter(**WEEK, words="kor", free=False, part_of_day="evening"), language="nb")
            return len(captured)

        arrange("Kor")
        selects()  # The town's own words are remembered a while.
        with_one = selects()  # the words of the search are looked up on the way
        for number in range(5):
            arrange(f"Kor {number}", place=Place.objects.create(name=f"Sted {number}"))
        assert selects() == with_one <= 3
        with CaptureQueriesContext(connection) as captured:
            week(Filter(**WEEK, audience="adults", accessible=True), language="nb")
        assert len(captured) == 1

    def test_the_filter_offers_what_exists(self) -> None:
        Area.objects.create(name="Nes")
        arrange("Kor", audiences=("seniors", "adults"), categories=("music",), languages=("nb",))
        offered = choices()
        assert ([area.name for area in offered.areas], offered.audiences) == (["Nes"], ["adults", "seniors"])
        assert (offered.categories, offered.languages) == (["music"], ["nb"])

    def test_a_listed_time_is_what_the_page_needs(self) -> None:
        arrange("Kor", price="50 kr", audiences=("adults",), languages=("nb",), place_text="Kirka")
        (time,) = week(Filter(**WEEK), language="nb")
        assert isinstance(time, ListedTime)
        assert (time.price, time.audiences, time.languages, time.place) == (
            "50 kr",
            ("adults",),
            ("nb",),
            "Kirka",
        )

    def test_what_the_database_keeps_in_its_own_way_comes_back_as_it_was(self, at: dt.datetime) -> None:
        told: dict[str, bool | None] = {"Gratis": True, "Koster": False, "Ikke sagt": None}
        rows = [arrange(title, is_free=is_free) for title, is_free in told.items()]
        arrange("Hele dagen", hour=None, minutes=None)
        cancel_activity(rows[0], by="system", at=at)
        listed = {time.title: time for time in week(Filter(**WEEK), language="nb")}
        assert {title: listed[title].is_free for title in told} == told
        assert [listed[title].is_all_day for title in ("Gratis", "Hele dagen")] == [False, True]
        assert [listed[title].cancelled_at for title in ("Gratis", "Koster")] == [at, None]
        time = listed["Koster"]
        assert (time.activity_id, time.starts_at) == (rows[1].pk, dt.datetime(2026, 3, 17, 16, tzinfo=dt.UTC))
        assert time.starts_at.utcoffset() == dt.timedelta(0)


class TestFilterInAnAddress:
    def test_a_filter_survives_the_way_through_an_address(self) -> None:
        from django.http import QueryDict

        looked_for = Filter(
            from_on=MONDAY, until_on=dt.date(2026, 3, 22), words="kor & sang", area=uuid.uuid4(), audience="seniors",
            category="music", language="uk", part_of_day="evening", free=True, accessible=True,
            organisation=uuid.uuid4(),
        )  # fmt: skip
        assert read_filter(QueryDict(looked_for.to_query()).dict()) == looked_for

    def test_an_empty_filter_is_an_empty_address(self) -> None:
        assert Filter().to_query() == ""
        assert read_filter({}) == Filter()

    def test_what_makes_no_sense_is_passed_over(self) -> None:
        given_ = {
            "from": "i går",
            "where": "x",
            "for": "robots",
            "what": "'; DROP",
            "time": "3",
            "free": "kanskje",
            "q": "\0  a  ",
        }
        assert read_filter(given_) == Filter(words="a")

    def test_days_the_wrong_way_round_are_turned(self) -> None:
        turned = read_filter({"from": "2026-03-22", "until": "2026-03-16"})
        assert (turned.from_on, turned.until_on) == (MONDAY, dt.date(2026, 3, 22))

    @given(
        st.dictionaries(
            st.sampled_from(["q", "from", "until", "where", "for", "what", "free", "by"]), st.text()
        )
    )
    @settings(deadline=None)
    def test_any_address_gives_a_filter_that_survives_being_written(self, given_: dict[str, str]) -> None:
        looked_for = read_filter(given_)
        assert read_filter(dict(parse_qsl(looked_for.to_query()))) == looked_for


class TestNear:
    """The harbour lies two kilometres north of the square; the farm ten."""

    @pytest.fixture(autouse=True)
    def three_places(self, town: Any) -> None:
        for name, latitude in (("Torget", 63.40), ("Hamna", 63.418), ("Gården", 63.49)):
            place = Place.objects.create(name=name, latitude=latitude, longitude=10.40)
            arrange(name, place=place)
        arrange("Et sted uten kart", place=Place.objects.create(name="Uten kart"))

    @pytest.mark.parametrize(
        ("within", "found"), [("1", ["Torget"]), ("5", ["Torget", "Hamna"]), ("20", ["Torget", "Hamna", "Gården"])]
    )  # fmt: skip
    def test_so_many_kilometres_from_a_spot(self, within: str, found: list[str]) -> None:
        near = read_filter({"near": "63.40,10.40", "within": within}).near
        assert titles(near=near) == found

    def test_it_tells_how_far_it_is(self) -> None:
        near = read_filter({"near": "63.40,10.40", "within": "20"}).near
        told = {time.title: time.km for time in week(Filter(**WEEK, near=near), language="nb")}
        assert [round(km or 0) for km in told.values()] == [0, 2, 10]
        assert {time.km for time in week(Filter(**WEEK), language="nb")} == {None}

    def test_a_time_held_elsewhere_is_not_near(self) -> None:
        Activity.objects.get(title={"nb": "Torget"}).occurrences.update(place_text="På bussen")
        assert titles(near=read_filter({"near": "63.40,10.40", "within": "1"}).near) == []

    def test_a_part_of_town_is_widened_by_what_lies_around_its_middle(self) -> None:
        centre = Area.objects.create(name="Sentrum", latitude=63.40, longitude=10.40)
        inside = Activity.objects.get(title={"nb": "Et sted uten kart"})
        Activity.objects.filter(pk=inside.pk).update(area=centre)
        assert titles(area=centre.pk) == ["Et sted uten kart"]
        assert titles(area=centre.pk, within_km=5) == ["Torget", "Hamna", "Et sted uten kart"]
        nowhere = Area.objects.create(name="Uten midte")
        assert titles(area=nowhere.pk, within_km=5) == []

    @pytest.mark.parametrize(
        "text", ["", "her", "63.4", "95.0,10.0", "63.4,190", "1e3,2", "63,4,10,4", "nan,nan"]
    )
    def test_what_is_no_spot_is_passed_over(self, text: str) -> None:
        assert read_filter({"near": text}).near is None

    def test_a_spot_is_made_coarse_before_anything_is_done_with_it(self) -> None:
        near = read_filter({"near": "63.412345,10.398765"}).near
        assert near and (near.latitude, near.longitude) == (63.41, 10.4)
        assert "near=63.41%2C10.4&within=5" in Filter(near=near, within_km=5).to_query()
