"""Open data: everything the square shows and nothing else, a page at a time, in the reader's language when wrong."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.activities.actions import cancel_activity, hide_activity
from samspill.activities.models import Occurrence
from samspill.foundation.recurrence import Pattern
from samspill.foundation.tenancy import entered
from samspill.organisations.actions import change_organisation, give_post
from samspill.organisations.models import Organisation
from samspill.people.actions import find_or_add_person
from samspill.volunteering.models import Shift
from samspill.web.api.v1.parameters import cursor_of

TUESDAYS = Pattern("weekly", dt.date(2026, 3, 17), dt.time(17), 120, weekdays=("tu",))


def _titles(page):
    return [row["title"]["nb"] for row in page["data"]]


def test_an_activity_is_told_whole_in_all_its_languages(read, put_on, library, band):
    made = put_on(
        "Korøvelse", TUESDAYS, organisation=band, place=library, is_free=True, text={"nb": "Bli med."}
    )
    (told,) = read("activities")["data"]
    assert told == read(f"activities/{made.pk}")
    assert told["title"] == {"nb": "Korøvelse"} and told["text"] == {"nb": "Bli med."}
    assert told["organiser"] == {"type": "organisation", "id": str(band.pk), "name": "Lillevik musikklag"}
    assert told["place"]["name"] == "Lillevik bibliotek" and told["area"]["name"] == "Sentrum"
    assert told["accessibility"] == ["step_free"]
    assert told["schedules"][0] | {"weekdays": ["tu"], "starts_time": "17:00"} == told["schedules"][0]
    assert told["url"] == f"http://lillevik.test/activities/{made.pk}/"


def test_whom_to_call_about_an_activity_is_not_given_out_in_bulk(machine, put_on):
    put_on("Turgruppe", contact_name="Marit Sand", contact_phone="+4741300001", contact_email="m@s.test")
    told = machine.get("/api/v1/activities").content.decode()
    assert not any(word in told for word in ("Marit", "41300001", "m@s.test"))


def test_times_come_in_order_from_today_or_for_the_days_asked_for(read, put_on):
    put_on("Språkkafé", TUESDAYS)
    put_on("Konsert")
    assert _titles(read("occurrences?limit=2")) == ["Konsert", "Språkkafé"]
    assert _titles(read("occurrences?from=2026-03-17&until=2026-03-24")) == ["Språkkafé", "Språkkafé"]
    assert _titles(read("occurrences?until=2026-03-12")) == ["Konsert"]
    assert read("occurrences?limit=1")["data"][0]["starts_at"] == "2026-03-12T17:00:00Z"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("category=music", ["Konsert"]),
        ("audience=seniors", ["Konsert"]),
        ("language=uk", ["Språkkafé"]),
        ("free=true", ["Språkkafé"]),
        ("accessible=true", ["Konsert"]),
        ("q=konserter", ["Konsert"]),
        ("near=64.5,11.2&radius=100", ["Konsert"]),
        ("near=64.51,11.2&radius=1000", []),
        ("near=64.51,11.2&radius=1200", ["Konsert"]),
        ("near=64.5,11.18&radius=1000", ["Konsert"]),
        ("near=64.5,11.18&radius=900", []),
    ],
)
def test_each_filter_finds_what_fits_among_activities_and_times(read, put_on, library, query, found):
    put_on("Språkkafé", languages=("uk",), is_free=True)
    put_on("Konsert", categories=("music",), audiences=("seniors",), place=library)
    assert _titles(read(f"activities?{query}")) == found
    assert _titles(read(f"occurrences?{query}")) == found


def test_what_an_area_or_an_association_arranges(read, put_on, library, band):
    put_on("Konsert", place=library, organisation=band)
    put_on("Annet")
    for query in (f"area={library.area_id}", f"organisation={band.pk}"):
        assert _titles(read(f"activities?{query}")) == ["Konsert"]
        assert _titles(read(f"occurrences?{query}")) == ["Konsert"]


@pytest.mark.parametrize("what", ["activities", "occurrences"])
def test_pages_lead_on_to_the_last_and_hold_each_row_once(read, put_on, what):
    for number in range(7):
        put_on(f"Nr. {number}")
    seen, address = [], f"{what}?limit=3"
    for _ in range(3):
        page = read(address)
        seen += _titles(page)
        address = page["next"]
    assert seen == [f"Nr. {number}" for number in range(7)] and address is None


def test_a_row_made_between_two_pages_neither_hides_nor_doubles_another(read, put_on):
    for number in range(4):
        put_on(f"Nr. {number}")
    first = read("activities?limit=2")
    put_on("Ny")
    assert _titles(read(first["next"])) == ["Nr. 2", "Nr. 3"]
    assert _titles(read(read(first["next"])["next"])) == ["Ny"]


def test_a_hundred_rows_take_no_more_questions_than_one(machine, put_on, library, band):
    def questions(address):
        with CaptureQueriesContext(connection) as asked:
            assert machine.get(f"/api/v1/{address}").status_code == 200
        return len(asked)

    put_on("Konsert", TUESDAYS, place=library, organisation=band)
    lists = ("activities", "occurrences", "organisations", "places", "needs")
    questions("activities")  # Which town it is, is asked once and remembered.
    with_one = {address: questions(address) for address in lists}
    for number in range(5):
        put_on(f"Nr. {number}", TUESDAYS, place=library, organisation=band)
    assert {address: questions(address) for address in lists} == with_one
    assert max(with_one.values()) <= 4


def test_needs_come_a_page_at_a_time_the_first_made_first_and_none_is_left_out(read, at, many_needs):
    needs, seen, address = many_needs(7), [], "needs?limit=3"
    Shift.objects.filter(need=needs[3]).update(cancelled_at=at)
    while address:
        with CaptureQueriesContext(connection) as asked:
            page = read(address)
        seen += [row["id"] for row in page["data"]]
        address = page["next"]
        assert len(asked) <= 4
    assert seen == [str(need.pk) for need in needs if need != needs[3]]
    assert read(f"needs/{needs[0].pk}") == read("needs?limit=1")["data"][0]


def test_what_is_hidden_does_not_exist_and_what_is_cancelled_is_told(read, machine, put_on, at):
    hidden, off = put_on("Skjult"), put_on("Avlyst")
    hide_activity(hidden, by="system", at=at)
    cancel_activity(off, by="system", at=at)
    assert _titles(read("activities")) == _titles(read("occurrences")) == ["Avlyst"]
    assert read("occurrences")["data"][0]["cancelled_at"] == "2026-03-10T09:00:00Z"
    assert machine.get(f"/api/v1/activities/{hidden.pk}").status_code == 404
    time = Occurrence.objects.get(activity=hidden)
    assert machine.get(f"/api/v1/occurrences/{time.pk}").status_code == 404


def test_the_neighbours_rows_do_not_exist(read, machine, put_on, neighbour, at):
    with entered(neighbour):
        theirs = put_on("Naboens")
        club = Organisation.objects.create(name="Naboens lag", came_from="desk", created_at=at)
    assert read("activities")["data"] == read("organisations")["data"] == []
    for address in (f"activities/{theirs.pk}", f"organisations/{club.pk}"):
        assert machine.get(f"/api/v1/{address}").status_code == 404


def test_an_association_is_told_as_its_page_shows_it_and_nobody_in_it(read, machine, band, ola, at):
    person = find_or_add_person("Marit Sand", ["41300001"], by=ola, at=at, channel="phone")
    give_post(band, person, "leader", by=ola, at=at, channel="web")
    (told,) = read("organisations?category=1")["data"]
    assert told == read(f"organisations/{band.pk}")
    assert (told["number"], told["categories"]) == ("974760673", ["1100"])
    assert "Marit" not in machine.get("/api/v1/organisations").content.decode()
    assert read("organisations?category=2")["data"] == []


@pytest.mark.parametrize(("audience", "found"), [("children", 1), ("seniors", 0)])
def test_associations_are_asked_for_by_whom_they_are_for(read, band, ola, at, audience, found):
    change_organisation(band, by=ola, at=at, audiences=["families", "children"], place_text="Skolen")
    told = read(f"organisations?audience={audience}")["data"]
    assert [(one["audiences"], one["place_text"]) for one in told] == [
        (["children", "families"], "Skolen")
    ] * found


def test_only_places_where_something_public_happens_are_told(read, machine, put_on, library, at):
    assert read("places")["data"] == []
    activity = put_on("Konsert", place=library)
    (told,) = read("places?near=64.5,11.2")["data"]
    assert told["address"] == "Torggata 4" and told == read(f"places/{library.pk}")
    hide_activity(activity, by="system", at=at)
    assert machine.get(f"/api/v1/places/{library.pk}").status_code == 404


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("limit=%D9%A3", "limit"),
        ("from=12.03.2026", "from"),
        ("from=20260312", "from"),
        ("category=unknown", "category"),
        ("free=maybe", "free"),
        ("area=x", "area"),
        ("near=1", "near"),
        ("near=nan,nan", "near"),
        ("near=95,10", "near"),
        ("cursor=abc", "cursor"),
        ("cursor=%C3%A5", "cursor"),
        (f"cursor={cursor_of('0001-01-01T00:00:00+14:00', uuid.UUID(int=1))}", "cursor"),
        ("q=%00", "q"),
        ("language=nb&language=en", "language"),
        ("wrong=1", "wrong"),
    ],
)
def test_a_wrong_question_is_told_where_it_is_wrong(machine, query, where):
    answer = machine.get(f"/api/v1/occurrences?{query}")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [error["where"] for error in answer.json()["errors"]] == [where]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb,en;q=0.5", "Adressen spør om noe vi ikke forstår."),
        ("nn", "Adressa spør om noko vi ikkje forstår."),
        ("en-GB", "The address asks for something we do not understand."),
        ("no", "Adressen spør om noe vi ikke forstår."),
        ("xx", "Adressen spør om noe vi ikke forstår."),
    ],
)
def test_a_problem_is_told_in_the_readers_language(machine, language, said):
    answer = machine.get("/api/v1/activities?limit=x", headers={"accept-language": language})
    assert answer.json()["title"] == said
    assert answer.headers["Cache-Control"] == "no-store" and "Accept-Language" in answer.headers["Vary"]


def test_an_answer_that_has_not_changed_is_not_sent_again(machine, put_on):
    put_on("Konsert")
    first = machine.get("/api/v1/activities")
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "public, max-age=60"
    again = machine.get("/api/v1/activities", headers={"if-none-match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    put_on("Ny")
    assert machine.get("/api/v1/activities", headers={"if-none-match": tag}).status_code == 200


def test_any_page_may_read_and_none_may_write(machine):
    answer = machine.get("/api/v1/activities", headers={"origin": "https://avisa.test"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    asked = machine.options("/api/v1/activities")
    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_what_cannot_be_done_and_what_is_not_there_is_told_as_a_problem(machine):
    refused = machine.delete("/api/v1/activities")
    assert refused.status_code == 405 and refused.headers["Allow"].startswith("GET")
    for address in ("activities/x", f"activities/{uuid.uuid4()}", "nowhere", f"needs/{uuid.uuid4()}"):
        missing = machine.get(f"/api/v1/{address}")
        assert (missing.status_code, missing.json()["code"]) == (404, "not-found")


def test_a_long_answer_is_packed_for_whoever_takes_it(machine, put_on):
    for number in range(5):
        put_on(f"Nr. {number}")
    packed = machine.get("/api/v1/activities", headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.content) < len(machine.get("/api/v1/activities").content)


def test_a_head_has_no_body(machine):
    answer = machine.head("/api/v1/activities")
    assert (answer.status_code, answer.content) == (200, b"") and answer.headers["ETag"]
