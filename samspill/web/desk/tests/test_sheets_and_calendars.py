"""A sheet comes in step by step with what is wrong said in words; calendars are read, and say how it went."""

import html
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samspill.activities.actions.calendars import subscribe
from samspill.activities.models import Activity, CalendarSubscription
from samspill.foundation import clock
from samspill.organisations.actions import register_group
from samspill.organisations.models import Organisation, SheetImport
from samspill.people.models import Unit
from samspill.web.desk.calendars import carrying

CSV = (
    "Lag og foreninger 2026;;;\n"
    "Navn;Org.nr;Telefon;Leder\n"
    "Lillevik turlag;;412 34 567;Kari Berg\n"
    ";;923 45 678;Ola\n"
)
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//NO\r\n"
    "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T100000Z\r\nSUMMARY:Språkkafé\r\n"
    "DTSTART;TZID=Europe/Oslo:20261210T180000\r\nDTEND;TZID=Europe/Oslo:20261210T200000\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:2\r\nDTSTAMP:20261101T100000Z\r\nSUMMARY:Uten tid\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n"
)


def body(response):
    return response.content.decode()


def sent(desk, text=CSV, name="lag.csv"):
    file = SimpleUploadedFile(name, text.encode("cp1252"), "text/csv")
    return desk.post("/desk/sheets/", {"file": file})


def test_a_sheet_is_confirmed_looked_at_brought_in_and_gives_back_what_failed(desk, town):
    sent(desk)
    sheet = SheetImport.objects.get()
    page = body(desk.get(f"/desk/sheets/{sheet.pk}/columns/"))
    assert "Lillevik turlag" in page
    columns = {
        f"column_{place}": field for place, field in enumerate(["name", "number", "phone", "leader.name"])
    }
    assert desk.post(f"/desk/sheets/{sheet.pk}/columns/", columns | {"heading": "2"}).status_code == 302
    assert "Lillevik turlag" in body(desk.get(f"/desk/sheets/{sheet.pk}/"))
    assert not Organisation.objects.exists()
    desk.post(f"/desk/sheets/{sheet.pk}/import/")
    assert Organisation.objects.get().name == "Lillevik turlag"
    file = desk.get(f"/desk/sheets/{sheet.pk}/problems/")
    assert io.BytesIO(file.content).read(2) == b"PK"
    desk.post(f"/desk/sheets/{sheet.pk}/import/")
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("columns", [{"column_0": ""}, {"column_0": "name", "column_1": "name"}, {"column_x": "name"},
                                     {"column_0": "name", "heading": "999"}])  # fmt: skip
def test_columns_that_make_no_sense_are_said_so(desk, town, columns):
    sent(desk)
    sheet = SheetImport.objects.get()
    page = desk.post(f"/desk/sheets/{sheet.pk}/columns/", columns)
    assert 'role="alert"' in body(page)


def test_a_file_that_is_no_sheet_is_refused_in_words(desk, town):
    page = desk.post(
        "/desk/sheets/", {"file": SimpleUploadedFile("bilde.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99)}
    )
    assert 'id="id_file_error"' in body(page)
    assert not SheetImport.objects.exists()


def test_a_dropped_sheet_keeps_nothing(desk, town):
    sent(desk)
    sheet = SheetImport.objects.get()
    desk.post(f"/desk/sheets/{sheet.pk}/removal/")
    sheet.refresh_from_db()
    assert sheet.content is None
    assert desk.get(f"/desk/sheets/{sheet.pk}/").status_code == 200


def test_a_calendar_file_comes_in_and_what_could_not_be_read_is_said(desk, town):
    file = SimpleUploadedFile("a.ics", CALENDAR.encode(), "text/calendar")
    answer = desk.post("/desk/calendars/file/", {"name": "Biblioteket", "file": file})
    assert Activity.objects.get().title
    page = body(desk.get(answer.url))
    assert "Biblioteket" in page
    assert "Biblioteket" in body(desk.get("/desk/calendars/"))


def looked_at(desk, text=CALENDAR, name="Biblioteket"):
    file = SimpleUploadedFile("a.ics", text.encode(), "text/calendar")
    return body(desk.post("/desk/calendars/file/", {"name": name, "file": file, "look": "1"}))


def test_one_sees_what_would_come_in_from_a_file_before_anything_is_kept(desk, town):
    page = looked_at(desk)
    title = re.search(r"<li><div>([^<]+)<small>", page)[1]
    assert "Ingenting er lagret ennå" in page and not Activity.objects.exists()
    assert not CalendarSubscription.objects.exists()
    carried = re.search(r'name="carried" value="([^"]+)"', page)[1]
    read = desk.post("/desk/calendars/file/", {"name": "Biblioteket", "carried": carried})
    assert read.status_code == 302 and Activity.objects.get().title["nb"] == html.unescape(title)
    assert "En fil med dette navnet er lest før" in looked_at(desk)
    kept = desk.post("/desk/calendars/file/", {"name": "Biblioteket", "carried": carried, "change": "1"})
    assert kept.status_code == 200 and 'value="Biblioteket"' in body(kept)


def test_a_large_file_is_chosen_once_more_and_what_is_meddled_with_is_none(desk, town, monkeypatch):
    monkeypatch.setattr(carrying, "_LONGEST", 10)
    page = looked_at(desk)
    assert "Velg den en gang til" in page and 'name="carried"' not in page and 'type="file"' in page
    for carried in ("%%%", "aGVp", ""):
        answer = desk.post("/desk/calendars/file/", {"name": "x", "carried": carried})
        assert "Velg en fil" in body(answer)
    assert 'id="id_file_error"' in looked_at(desk, "hei")


def test_the_calendar_of_a_group_without_a_number_is_found_by_its_name(desk, town, ola, at):
    choir = register_group("Årøya Blandakor", by=ola, at=at)
    told = {"name": "Korets", "organisation": "årøya blandakor"}
    for typed, status in (("Årøya", 200), (told["organisation"], 302)):
        file = SimpleUploadedFile("a.ics", CALENDAR.encode(), "text/calendar")
        answer = desk.post("/desk/calendars/file/", told | {"organisation": typed, "file": file})
        assert answer.status_code == status and Activity.objects.exists() == (status == 302)
        assert status == 302 or "Ingen forening heter dette, eller flere gjør det" in body(answer)
    assert Activity.objects.get().organisation == choir


@pytest.fixture
def read(desk, town):
    """Read a file in an association's name, or the municipality's; gives the page of what was read."""

    def come_in(name="Biblioteket", organisation="", text=CALENDAR):
        file = SimpleUploadedFile("a.ics", text.encode(), "text/calendar")
        told = {"name": name, "organisation": organisation, "file": file}
        return desk.post("/desk/calendars/file/", told, follow=True)

    return come_in


def test_what_a_calendar_has_brought_is_listed_and_opened_from_its_page(desk, read):
    page = body(read())
    activity = Activity.objects.get()
    address = reverse("desk:activities:activity", args=[activity.unit_id, activity.pk])
    assert f'<a href="{address}">{activity.title["nb"]}</a>' in page
    opened = body(desk.get(address))
    assert "Den kommer fra Biblioteket" in opened and "Ta den bort fra torget" in opened


def test_what_was_hidden_since_it_stands_here_already_is_found_and_put_back(desk, read, ola, at):
    choir = register_group("Lillevik Blandakor", by=ola, at=at)
    read()
    page = body(read("Korets", "Lillevik Blandakor"))
    assert "Står her fra før" in page
    double = Activity.objects.get(organisation=choir)
    opened = reverse("desk:activities:activity", args=[choir.pk, double.pk])
    assert opened in page and "Er det to ulike?" in body(desk.get(opened))
    desk.post(reverse("desk:activities:visibility", args=[choir.pk, double.pk]), {"show": "1"})
    double.refresh_from_db()
    assert double.hidden_at is None and "Er det to ulike?" not in body(desk.get(opened))


def test_what_comes_from_a_calendar_has_a_list_of_its_own_beside_what_was_written(desk, read, asker):
    listing = reverse("desk:activities:list", args=[asker.unit.pk])
    assert "Fra kalendere" not in body(desk.get(listing))
    read()
    title = Activity.objects.get().title["nb"]
    first = body(desk.get(listing))
    assert "Fra kalendere" in first and title not in first
    assert title in body(desk.get(f"{listing}?which=read"))


def test_what_a_unit_of_others_reads_is_seen_and_not_opened(desk, read):
    read()
    Activity.objects.update(unit=Unit.objects.create(name="Kulturskolen"))
    page = body(desk.get(f"/desk/calendars/{CalendarSubscription.objects.get().pk}/"))
    assert Activity.objects.get().title["nb"] in page and "/desk/activities/" not in page.split("<main")[1]


def test_a_file_that_is_no_calendar_is_refused_in_words(desk, town):
    page = desk.post("/desk/calendars/file/", {"name": "x", "file": SimpleUploadedFile("a.ics", b"hei")})
    assert 'id="id_file_error"' in body(page)


def test_a_calendar_file_that_is_too_large_is_not_read_in_part(desk, town):
    large = CALENDAR.encode() + b" " * carrying.LARGEST
    page = desk.post("/desk/calendars/file/", {"name": "x", "file": SimpleUploadedFile("a.ics", large)})
    assert "Vi leser høyst 10 MB" in body(page) and not Activity.objects.exists()


@pytest.mark.parametrize("url", ["ikke en adresse", "ftp://example.no/a.ics"])
def test_an_address_that_is_none_is_refused(desk, town, url):
    page = desk.post("/desk/calendars/new/", {"name": "x", "url": url})
    assert 'id="id_url_error"' in body(page)


def test_a_calendar_that_cannot_be_had_says_why_and_can_be_ended(desk, town):
    answer = desk.post(
        "/desk/calendars/new/", {"name": "Kino", "url": "http://127.0.0.1:1/a.ics", "begin": "1"}
    )
    found = CalendarSubscription.objects.get()
    assert found.last_error
    assert 'data-color="danger"' in body(desk.get(answer.url))
    desk.post(f"/desk/calendars/{found.pk}/ending/")
    found.refresh_from_db()
    assert found.ended_at
    assert desk.post(f"/desk/calendars/{found.pk}/reading/").status_code == 302


def test_a_source_that_is_paused_or_ended_says_so_and_names_no_next_time(desk, town, ola):
    kept = subscribe("Kirka", "https://kirka.example/a.ics", by=ola, at=clock.now())
    page = f"/desk/calendars/{kept.pk}/"
    assert "Neste gang" in desk.get(page).content.decode()
    desk.post(f"{page}pause/")
    paused = desk.get(page).content.decode()
    assert "På pause siden" in paused
    desk.post(f"{page}ending/")
    assert "Leses ikke lenger" in desk.get(page).content.decode()
