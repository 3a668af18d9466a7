"""The figures on the screen: each leads to a list with as many rows, and so has the spreadsheet."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from python_calamine import CalamineWorkbook

from conftest import browser_of, make_staff
from samspill.foundation import clock
from samspill.foundation.models import Area
from samspill.insight.rules.figures import LISTS
from samspill.people.actions import find_or_add_person, forget_person
from samspill.people.models import Person
from samspill.volunteering.actions import Asked, register_request
from samspill.volunteering.models import Assignment, Interest

HOUR = dt.timedelta(hours=1)
YEAR = 2026


@pytest.fixture(autouse=True)
def december(monkeypatch, at):
    """The desk's clock stands still at the end of the year."""
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(YEAR, 12, 20, 9, tzinfo=dt.UTC))


@pytest.fixture
def year(centre, ola, at):
    """More than a page of everything: thirty-five tasks, each with a volunteer and a recipient of its own."""
    areas = [Area.objects.create(name=name) for name in ("Solsida", "Nordsida")]
    for number in range(35):
        starts = at + dt.timedelta(days=1 + number)
        asked = Asked(
            caller_name="Nina", recipient_name=f"Mottaker {number}", kind="visit" if number % 3 else "walk",
            area=areas[number % 17 == 0].pk, starts_at=starts, ends_at=starts + HOUR, title=f"=1+{number}",
        )  # fmt: skip
        need = register_request(asked, unit=centre, by=ola, at=at)
        person = find_or_add_person(f"Frivillig {number:02}", [], by=ola, at=at, channel="phone")
        Assignment.objects.create(
            shift=need.shifts.get(),
            person=person,
            seat=1,
            made_at=at,
            channel="sms" if number % 2 else "phone",
        )
        settled_at = at + dt.timedelta(days=number)
        Interest.objects.create(
            name=f"Vil {number}", phone="+4793344556", received_at=at, settled_at=settled_at, settled_by=ola
        )
    return areas


def body(response):
    return response.content.decode()


def number(text):
    return float(text.replace("\u00a0", "").replace(",", "."))


def figures_on(page):
    """What each figure is called, its value, and the address of its list."""
    found = re.findall(r'<li><b><a href="([^"]+)">([\d\u00a0,]+)<span class="unseen"> ([^<]+)</span>', page)
    return {name: (number(value), address) for address, value, name in found}


def rows_over_all_pages(browser, address):
    total, path = 0, address
    while True:
        page = body(browser.get(path))
        total += page.partition("<tbody>")[2].partition("</tbody>")[0].count("<tr>")
        following = re.search(r'<a href="([^"]+)" rel="next"', page)
        if not following:
            return total
        path = address.partition("?")[0] + following[1].replace("&amp;", "&")


def sheet_of(browser, address):
    joint = "&" if "?" in address else "?"
    answer = browser.get(f"{address}{joint}as=spreadsheet")
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


COUNTS = (
    "Folk som fikk hjelp", "Forespørsler", "Oppdrag", "Oppdrag dekket", "Ganger noen hjalp", "Frivillige i arbeid",
    "Sa de vil hjelpe", "Av disse hørte fra oss innen 14 dager",
)  # fmt: skip


@pytest.mark.parametrize("narrowed", ["", "?kind=walk", "?kind=visit"])
def test_each_count_is_the_number_of_rows_of_its_list_and_of_its_spreadsheet(desk, year, narrowed):
    figures = figures_on(body(desk.get(f"/desk/figures/{YEAR}/{narrowed}")))
    assert set(COUNTS) <= set(figures)
    for name in COUNTS:
        value, address = figures[name]
        address = address.replace("&amp;", "&")
        assert value == rows_over_all_pages(desk, address) == len(sheet_of(desk, address)) - 1, name


def test_hours_and_shares_reconcile_too(desk, year):
    figures = figures_on(body(desk.get(f"/desk/figures/{YEAR}/")))
    given = sheet_of(desk, figures["Timer gitt"][1])
    column = given[0].index("Timer")
    assert sum(row[column] for row in given[1:]) == figures["Timer gitt"][0] == 35
    in_time = figures["Av disse hørte fra oss innen 14 dager"][0] / figures["Sa de vil hjelpe"][0]
    assert figures["Andel som hørte fra oss innen 14 dager"][0] == round(100 * in_time, 1)


def test_the_parts_of_each_table_make_up_the_whole(desk, year):
    page = body(desk.get(f"/desk/figures/{YEAR}/"))
    for heading in ("Måned", "Type"):
        table = page.partition(f'<th scope="col">{heading}</th>')[2].partition("</table>")[0]
        rows = re.findall(r'<td class="number">(\d+)</td><td class="number">(\d+)</td>', table)
        assert sum(int(tasks) for tasks, _covered in rows) == 35
    assert page.count("<svg") > 12 and 'style="' not in page


def test_the_figures_themselves_are_a_spreadsheet_with_the_same_values(desk, year):
    figures = figures_on(body(desk.get(f"/desk/figures/{YEAR}/")))
    told = {row[0]: row[1] for row in sheet_of(desk, f"/desk/figures/{YEAR}/")[1:]}
    assert {name: value for name, (value, _) in figures.items()}.items() <= told.items()
    assert "=1+3" in [row[1] for row in sheet_of(desk, f"/desk/figures/{YEAR}/given/")]


def test_the_same_figures_stand_when_everybody_is_forgotten(desk, year, ola):
    before = figures_on(body(desk.get(f"/desk/figures/{YEAR}/")))
    for person in Person.objects.all():
        forget_person(person, by=ola, at=clock.now(), channel="web")
    assert figures_on(body(desk.get(f"/desk/figures/{YEAR}/"))) == before
    assert "Frivillig 01" not in body(desk.get(f"/desk/figures/{YEAR}/volunteers/"))


def test_few_recipients_in_one_part_of_town_are_told_to_those_who_care_for_them_alone(desk, year, centre, at):
    reader = browser_of(make_staff("Rita Berg", centre, "reader", at=at), "lillevik.test")
    few = f"?area={year[1].pk}"
    assert figures_on(body(desk.get(f"/desk/figures/{YEAR}/{few}")))["Folk som fikk hjelp"][0] == 3
    page = body(reader.get(f"/desk/figures/{YEAR}/{few}"))
    assert "Folk som fikk hjelp" not in figures_on(page) and "færre enn 5" in page
    assert reader.get(f"/desk/figures/{YEAR}/recipients/{few}").status_code == 404
    assert "færre enn 5" in body(reader.get(f"/desk/figures/{YEAR}/"))
    assert "færre enn 5" not in body(desk.get(f"/desk/figures/{YEAR}/"))
    assert reader.get(f"/desk/figures/{YEAR}/{few}&as=spreadsheet").status_code == 200


def test_no_list_names_those_who_get_help(desk, year):
    for listed in LISTS:
        page = body(desk.get(f"/desk/figures/{YEAR}/{listed}/"))
        assert "Mottaker" not in page
        assert "Mottaker" not in str(sheet_of(desk, f"/desk/figures/{YEAR}/{listed}/"))


@pytest.mark.parametrize("path", ["1/", "99999/", "2026/nonsense/", "2026/_/", "1/tasks/"])
def test_what_is_no_year_or_no_list_is_not_there(desk, path):
    assert desk.get(f"/desk/figures/{path}").status_code == 404


def test_it_prints_and_nonsense_narrows_nothing(desk, year):
    assert "Året 2026 i tall" in body(desk.get(f"/desk/figures/{YEAR}/paper/"))
    assert desk.get(f"/desk/figures/{YEAR}/?unit=x&area=x&kind=x&sector=x").status_code == 200
    assert desk.get("/desk/figures/").url == f"/desk/figures/{YEAR}/"
