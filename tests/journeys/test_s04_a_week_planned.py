"""S4: a whole week is planned at once; one is locked, one is left out, and the phones ring only when it is approved."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from samspill.foundation import clock
from samspill.foundation.tenancy import entered
from samspill.volunteering.actions import Asked, register_request
from samspill.volunteering.jobs import ask_the_next_where_it_is_due
from samspill.volunteering.models import Assignment
from tests.conftest import PHONE
from tests.journeys.conftest import AMINA, GRETE, KARI, PER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def next_monday() -> dt.date:
    today = clock.today()
    return today + dt.timedelta(days=7 - today.weekday())


@pytest.fixture
def three_tasks(ingrid: Any, next_monday: dt.date) -> None:
    """Three people to follow next week: on Monday, Tuesday and Wednesday."""
    for day, name in enumerate(("tannlegen", "øyelegen", "frisøren")):
        starts_at = clock.at_local(next_monday + dt.timedelta(days=day), dt.time(10))
        asked = Asked(
            caller_name="Sykepleier Marit",
            kind="escort",
            title=f"Følge til {name}",
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(hours=2),
            demands=("confidentiality",),
        )
        register_request(asked, unit=ingrid.roles.get().unit, by=ingrid, at=clock.now())


def make_the_plan(page: Page, monday: dt.date) -> None:
    page.goto("/desk/plans/")
    page.locator("[name=week]").select_option(monday.isoformat())
    page.locator("[name=most_each]").select_option("1")
    page.locator("[data-key=s]").click()
    page.wait_for_url(re.compile(r"/desk/plans/[0-9a-f-]{36}/"))


def planned_for(page: Page, title: str) -> str:
    """Whose name stands beside a task."""
    return page.locator("tr", has_text=title).locator("[id^=choice-] a").first.inner_text()


def number_of(volunteers: dict[str, Any], name: str) -> str:
    numbers = {"Kari": KARI, "Per": PER, "Amina": AMINA}
    return numbers[name.split()[0]]


@pytest.mark.both_databases
def test_a_week_is_planned_changed_compared_approved_and_answered(
    at_desk: Callable[..., Page],
    volunteers: dict[str, Any],
    three_tasks: None,
    enrol: Callable[..., Any],
    texts: Callable[[str], list[str]],
    say: Callable[[str, str], None],
    next_monday: dt.date,
) -> None:
    page = at_desk()
    make_the_plan(page, next_monday)
    # Grete lacks the declaration, so the three others have one task each, and nobody is asked.
    everybody = {planned_for(page, title) for title in ("tannlegen", "øyelegen", "frisøren")}
    assert everybody == {"Kari Nordvik", "Per Aune", "Amina Warsame"}
    assert [texts(phone) for phone in (KARI, PER, AMINA, GRETE)] == [[], [], [], []]

    locked = planned_for(page, "tannlegen")
    page.locator("tr", has_text="tannlegen").get_by_role("button", name="Lås").click()
    expect(page.locator("tr", has_text="tannlegen")).to_contain_text("Låst")
    out = planned_for(page, "øyelegen")
    page.locator("tr", has_text="øyelegen").get_by_role("button", name="Ikke denne").click()
    expect(page.locator("tr", has_text="øyelegen")).to_contain_text("ledig")
    assert planned_for(page, "tannlegen") == locked

    enrol("Turid Moen", "+4740000110", wishes=("escort",), holds=("confidentiality",))
    page.get_by_role("button", name="Lag på nytt").click()
    expect(page.locator("h1")).to_have_text("Hva som er ulikt")
    # Four are as good, so the lot decides who it is; but somebody new has the place that was open.
    expect(page.locator("main")).to_contain_text("Ny (1)")
    page.get_by_role("link", name="Gå videre med den nye planen").click()
    assert planned_for(page, "tannlegen") == locked
    assert planned_for(page, "øyelegen") != out
    assert texts("+4740000110") == []

    page.get_by_role("link", name="Godkjenn og spør").click()
    expect(page.locator("main")).to_contain_text("blir trolig spurt forgjeves")
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("Godkjent")
    phone = number_of(volunteers, locked)
    assert "tannlegen" in texts(phone)[0] and len(texts(phone)) == 1

    # The locked one says no, so the next who fits is asked about it when its time comes, and says yes.
    say(phone, "Nei, dessverre")
    with entered("9901"):
        ask_the_next_where_it_is_due(clock.now())
    second = [number for number in (KARI, PER, AMINA, "+4740000110") if number != phone]
    asked = [number for number in second if any("tannlegen" in text for text in texts(number))]
    assert asked and not texts(GRETE)
    [question] = [text for text in texts(asked[0]) if "tannlegen" in text]
    say(asked[0], re.findall(r"JA \d+", question)[0])
    page.reload()
    expect(page.locator("tr", has_text="tannlegen")).to_contain_text("Dekket")
    with entered("9901"):
        assert Assignment.objects.get().shift.need.title == "Følge til tannlegen"


def test_the_whole_plan_can_be_made_and_approved_on_a_phone_without_javascript(
    at_desk: Callable[..., Page],
    volunteers: dict[str, Any],
    three_tasks: None,
    texts: Callable[[str], list[str]],
    next_monday: dt.date,
) -> None:
    page = at_desk(PHONE, scripts=False)
    make_the_plan(page, next_monday)
    page.locator("tr", has_text="frisøren").get_by_role("link", name="Følge til frisøren").first.click()
    expect(page.locator("h1")).to_have_text("Følge til frisøren")
    page.get_by_role("link", name="Tilbake til planen").click()
    page.get_by_role("link", name="Godkjenn og spør").click()
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("Godkjent")
    assert all("Kan du hjelpe?" in texts(phone)[0] for phone in (KARI, PER, AMINA))
