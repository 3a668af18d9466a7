"""S18: the year in figures, each leading to the list it was counted from, on the screen and in the spreadsheet."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from samspill.foundation import clock
from samspill.people.actions import forget_person
from samspill.volunteering.actions import Asked, register_request
from samspill.volunteering.models import Assignment, Shift

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def done(ingrid, volunteers):
    """Three visits that are over, two of them with somebody there."""
    at = clock.now()
    unit = ingrid.roles.get().unit
    for number, who in enumerate(("Kari", "Amina", None)):
        starts = at + dt.timedelta(minutes=number + 1)
        asked = Asked(
            caller_name="Marit", kind="visit", title=f"Besøk {number}", recipient_name="Astrid Lund",
            starts_at=starts, ends_at=starts + dt.timedelta(hours=1),
        )  # fmt: skip
        need = register_request(asked, unit=unit, by=ingrid, at=at)
        if who:
            Assignment.objects.create(
                shift=need.shifts.get(), person=volunteers[who], seat=1, made_at=at, channel="sms"
            )
    ended = at - dt.timedelta(seconds=1)
    Shift.objects.update(starts_at=ended - dt.timedelta(hours=1), ends_at=ended)


def figure(page, name):
    return page.locator(".figures li").filter(has_text=name).locator("a")


def test_a_figure_leads_to_as_many_rows_and_the_spreadsheet_has_them_too(at_desk, done, tmp_path):
    page = at_desk()
    page.goto("/desk/")
    page.get_by_role("link", name="Tall", exact=True).click()
    expect(figure(page, "Oppdrag dekket")).to_contain_text("2")
    expect(figure(page, "Andel dekket")).to_contain_text("66,7")
    figure(page, "Ganger noen hjalp").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    with page.expect_download() as saved:
        page.locator("[data-spreadsheet]").click()
    file = tmp_path / "given.xlsx"
    saved.value.save_as(file)
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    assert sorted(row[0] for row in rows[1:]) == ["Amina Warsame", "Kari Nordvik"]


def test_the_figures_stand_when_a_volunteer_is_forgotten(at_desk, done, volunteers, ingrid):
    page = at_desk()
    page.goto("/desk/figures/")
    before = page.locator(".figures").inner_text()
    forget_person(volunteers["Kari"], by=ingrid, at=clock.now(), channel="web")
    page.reload()
    assert page.locator(".figures").inner_text() == before
    figure(page, "Frivillige i arbeid").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody")).not_to_contain_text("Kari")
