"""Before a source is read for the first time, one sees what would come in; nothing is kept until one begins."""

import datetime as dt
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.urls import reverse

from samspill.activities.actions import Announcement, change_activity, import_calendar
from samspill.activities.models import (
    Activity,
    CalendarProblem,
    CalendarRun,
    CalendarSubscription,
    Occurrence,
)
from samspill.activities.tests.writing import calendar, event
from samspill.foundation import clock
from samspill.web.design.templatetags.design import day

NEW = "/desk/calendars/new/"
KEPT = (CalendarSubscription, CalendarRun, CalendarProblem, Activity, Occurrence)


@pytest.fixture
def source():
    """A server that answers with what a test puts at a path, and its address."""
    pages: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = pages.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", pages
    server.shutdown()
    server.server_close()


def in_days(days):
    return f"{clock.today() + dt.timedelta(days=days):%Y%m%d}T170000"


def body(response):
    return response.content.decode()


def typed(root, **more):
    return {"name": "Lillevik kor", "url": f"{root}/kor.ics", "organisation": "", **more}


def kept():
    return [table.objects.count() for table in KEPT]


def test_what_would_come_in_is_shown_and_nothing_is_kept(desk, town, source):
    root, pages = source
    weekly = event("a", "Kor", in_days(2), "RRULE:FREQ=WEEKLY;COUNT=3")
    pages["/kor.ics"] = calendar(weekly, event("b", "Konsert", in_days(5)), "UID:c\nSUMMARY:Uten tid")
    page = desk.post(NEW, typed(root))
    preview = page.context["preview"]
    assert [(one.title, one.times) for one in preview.first] == [("Kor", 3), ("Konsert", 1)]
    assert (preview.events, preview.times, [one.reason for one in preview.problems]) == (2, 4, ["no_start"])
    first_day = day(clock.local_day(preview.first[0].starts_at)).capitalize()
    assert all(words in body(page) for words in ("Konsert", first_day, "iCalendar"))
    assert kept() == [0, 0, 0, 0, 0]


def test_only_the_ten_that_come_first_are_shown(desk, town, source):
    root, pages = source
    days = [event(f"{day}", f"Tur {day}", in_days(day)) for day in range(15, 0, -1)]
    pages["/kor.ics"] = calendar(*days)
    preview = desk.post(NEW, typed(root)).context["preview"]
    assert [one.title for one in preview.first] == [f"Tur {day}" for day in range(1, 11)]
    assert preview.events == 15


def test_what_stands_here_already_is_pointed_out(desk, town, source):
    root, pages = source
    import_calendar(town, calendar(event("x", "Kor", in_days(2))), source_name="Byen", at=clock.now())
    before = kept()
    starts = Occurrence.objects.get().starts_at.isoformat()
    told = {"@type": "Event", "@id": "k", "name": "KOR!", "startDate": starts}
    pages["/kor.ics"] = json.dumps([told]).encode()
    page = desk.post(NEW, typed(root))
    (double,) = page.context["preview"].doubles
    assert double.double_of == Activity.objects.get()
    assert f"{Activity.objects.get().pk}" in body(page)
    assert kept() == before


def test_one_begins_to_read_it_with_what_was_typed_first(desk, town, source):
    root, pages = source
    pages["/kor.ics"] = calendar(event("a", "Kor", in_days(2)))
    assert f'value="{root}/kor.ics"' in body(desk.post(NEW, typed(root)))
    answer = desk.post(NEW, typed(root, begin="1"))
    begun = CalendarSubscription.objects.get()
    assert (begun.name, begun.url, begun.kind) == ("Lillevik kor", f"{root}/kor.ics", "icalendar")
    assert (answer.status_code, Activity.objects.get().title) == (302, {"nb": "Kor"})
    assert f"/desk/calendars/{begun.pk}/" in body(desk.post(NEW, typed(root, name="En gang til")))


def test_one_can_go_back_and_write_it_otherwise(desk, town, source):
    root, _ = source
    page = body(desk.post(NEW, typed(root, change="1")))
    assert f'value="{root}/kor.ics"' in page and 'value="Lillevik kor"' in page
    assert 'role="alert"' not in page


@pytest.mark.parametrize("answer", [None, b"<html><h1>Hei</h1></html>", b"hei"])
def test_a_wrong_address_is_told_in_words_and_what_was_typed_stays(desk, town, source, answer):
    root, pages = source
    if answer is not None:
        pages["/kor.ics"] = answer
    page = body(desk.post(NEW, typed(root)))
    assert (
        'id="id_url_error"' in page and f'value="{root}/kor.ics"' in page and 'value="Lillevik kor"' in page
    )
    assert kept() == [0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"", "Det som kom, er tomt"),
        (b"\xef\xbb\xbf\r\n ", "Det som kom, er tomt"),
        (b"<!doctype html><title>Logg inn</title>", "Det som kom, er en nettside"),
        (b"%PDF-1.7 \0\0", "en annen slags fil"),
        (b"Kalenderen ligger et annet sted.", "er tekst, men ingen kalender"),
        (b"\nVERSION:2.0\nBEGIN VEVENT\nSUMMARY:Kor", "BEGIN:VCALENDAR skulle ha stått i linje 2"),
        (b'{"data": [\n{"id": 1,\n]}', "ødelagt i linje 3"),
        (b'{"hei": 1}', "ingen arrangementer vi kan lese"),
    ],
)
def test_what_came_in_place_of_a_calendar_is_said_and_what_to_do(desk, town, source, answer, said):
    root, pages = source
    pages["/kor.ics"] = answer
    page = body(desk.post(NEW, typed(root)))
    assert said in page and 'id="id_url_error"' in page and "Er adressen riktig" not in page


def test_a_calendar_that_is_larger_than_we_read_is_said_to_be(desk, town, source):
    root, pages = source
    pages["/kor.ics"] = calendar(event("a", "Kor", in_days(2))) + b" " * 20_000_000
    assert "Vi leser høyst 20 MB" in body(desk.post(NEW, typed(root)))


def test_where_every_event_is_broken_it_is_said_with_the_line_of_each(desk, town, source):
    root, pages = source
    pages["/kor.ics"] = calendar("UID:a\nSUMMARY:Kor\nDTSTART:snart")
    page = body(desk.post(NEW, typed(root)))
    assert "Vi kunne ikke lese noe arrangement" in page and "linje " in page


def test_the_form_names_all_that_can_be_read(desk, town):
    page = body(desk.get(NEW))
    assert all(name in page for name in ("iCalendar", "Linked Events", "schema.org", "OpenActive"))


def test_an_activity_written_over_here_takes_its_sources_words_and_that_can_be_undone(desk, town, source):
    root, pages = source
    pages["/kor.ics"] = calendar(event("a", "Kor", in_days(2)))
    desk.post(NEW, typed(root, begin="1"))
    found = Activity.objects.get()
    change_activity(
        found, Announcement(title={"nb": "Vårt kor"}, unit=found.unit), by="system", at=clock.now()
    )
    page = reverse("desk:activities:activity", args=[found.unit_id, found.pk])
    way = reverse("desk:activities:source_words", args=[found.unit_id, found.pk])
    assert way in body(desk.get(page))
    desk.post(way)
    assert 'name="undo"' in body(desk.get(page))
    desk.post(way, {"undo": "1"})
    found.refresh_from_db()
    assert found.edited_here_at
    desk.post(way)
    desk.post(f"/desk/calendars/{found.subscription_id}/reading/")
    found.refresh_from_db()
    assert (found.title, found.edited_here_at) == ({"nb": "Kor"}, None)
    assert way not in body(desk.get(page))
