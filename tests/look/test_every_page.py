"""A standing test over every page there is: read in both themes, on the narrowest phone, enlarged, without JavaScript.

The pages are those of the demo town, found by their addresses (`tests/look/addresses.py`), so that a new page is
looked at from the day it has an address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from samspill.activities.actions.calendars import import_calendar
from samspill.config.demo.building import build_lillevik
from samspill.foundation import clock
from samspill.foundation.queries import municipality_at
from samspill.foundation.tenancy import entered
from samspill.organisations.actions.sheets import receive_sheet
from samspill.people.models import StaffMember
from tests.look.addresses import Address, every_address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: How many share the pages, so that no processor waits for the other.
WALKS = 4
NARROWEST = {"width": 320, "height": 640}
TWICE_AS_LARGE = {"width": 640, "height": 450}  # What is left of 1280 pixels at 200 % zoom.
DESKTOP = {"width": 1280, "height": 900}
#: What axe looks at by theme: everything, and in the dark the colours, since nothing else is different there.
THEMES: dict[str, dict[str, Any]] = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}
TOLD_OF_REFUSALS = """
window.refusals = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refusals.push(`${event.violatedDirective}: ${event.blockedURI || event.sourceFile}`));
"""
CALENDAR = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//choir//EN\r
BEGIN:VEVENT\r
UID:1@choir\r
DTSTART:20260310T170000Z\r
SUMMARY:Practice\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2@choir\r
DTSTART:the day after\r
SUMMARY:Concert\r
END:VEVENT\r
END:VCALENDAR\r
"""
SHEET = b"Navn;Kontakt;Telefon\nLillevik revylag;Per Lund;400 00 222\nLillevik revylag;;hemmelig\n"
WIDTHS = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > wide + 1 && !one.closest(".scroll, .side, .unseen"))
    .slice(0, 3).map((one) => `${one.tagName.toLowerCase()}.${one.className} ${one.textContent.trim().slice(0, 40)}`);
}"""
IDLE_BUTTONS = """() => [...document.querySelectorAll("button[type=button]")]
  .filter((one) => one.offsetParent).map((one) => one.textContent.trim())"""


@pytest.fixture
def town_to_look_at(live_server: Any, transactional_db: None) -> Iterator[Any]:
    """Lillevik as a newcomer finds it, entered."""
    build_lillevik(at=clock.now())
    municipality = municipality_at("localhost")
    assert municipality is not None
    with entered(municipality):
        _leave_work_lying_about(municipality)
        yield municipality


def _leave_work_lying_about(municipality: Any) -> None:
    """What the town has only while somebody works there: a calendar that was brought in, a sheet that waits."""
    somebody = StaffMember.objects.order_by("pk")[0]
    import_calendar(municipality, CALENDAR, source_name="The choir", by=somebody, at=clock.now())
    receive_sheet(SHEET, "contacts.csv", by=somebody, at=clock.now())


@pytest.mark.parametrize("walk", range(WALKS))
def test_every_page_can_be_read_by_everybody(
    walk: int, town_to_look_at: Any, open_page: Callable[..., Any], live_server: Any
) -> None:
    """A few walks, since a town takes a while to build: every page is loaded with and without scripts, once each."""
    addresses, cookie = every_address()[walk::WALKS], _signed_in(live_server.url)
    complaints, pages = [], []

    for address, page in _visits(addresses, open_page, cookie):
        if _shows_a_page(page, address):
            pages.append(address)
            if address.lacks:
                complaints.append(f"{address.name}: the demo town has no {address.lacks} to show")
            complaints += [f"{address.path}: {what}" for what in _seen_on(page)]
    for address, page in _visits(pages, open_page, cookie, scripts=False):
        page.goto(address.path)
        complaints += [f"{address.path}: {what}" for what in _seen_without_scripts(page, address)]

    assert not complaints, "\n" + "\n".join(complaints)


def _visits(
    addresses: list[Address], open_page: Callable[..., Any], cookie: Any, **how: Any
) -> Iterator[tuple[Address, Any]]:
    """Each address with the window to show it in: staff's own pages in one where a coordinator is signed in."""
    how["reduced_motion"] = "reduce"  # A colour on its way to another is no colour to judge.
    outside, inside = open_page(DESKTOP, **how), open_page(DESKTOP, **how)
    inside.context.add_cookies([cookie])
    for one in (outside, inside):
        one.add_init_script(TOLD_OF_REFUSALS)
    for address in addresses:
        page = inside if address.is_for_staff else outside
        page.set_viewport_size(DESKTOP)
        yield address, page


def _shows_a_page(page: Any, address: Address) -> bool:
    """Go there. False for a file to keep, a part of a page, and an address that only takes what is sent to it."""
    if not page.context.request.get(address.path).text().lstrip().lower().startswith("<!doctype html"):
        return False
    page.goto(address.path)
    return True


def _seen_on(page: Any) -> Iterator[str]:
    if page.locator("h1:visible").count() != 1:
        yield f"{page.locator('h1:visible').count()} main headings"
    yield from (f"refused by the security policy: {what}" for what in page.evaluate("window.refusals"))
    for theme, asked in THEMES.items():
        page.emulate_media(color_scheme=theme)
        yield from (f"axe, {theme}: {what}" for what in _said_by_axe(page, asked))
    for viewport in (NARROWEST, TWICE_AS_LARGE):
        page.set_viewport_size(viewport)
        yield from (f"too wide at {viewport['width']}: {what}" for what in page.evaluate(WIDTHS))
    yield from _lost_on(page)


def _lost_on(page: Any) -> Iterator[str]:
    """A sheet for paper has no menu to pass; the square always names somebody to ask."""
    has_menu = page.locator("body.square, body.desk").count()
    if page.locator("main#main").count() != 1:
        yield "no main part"
    if has_menu and not page.locator("a.skip[href='#main']").count():
        yield "no way past the menu"
    if page.locator("body.square").count() and not page.locator("footer a[href^='tel:']").count():
        yield "nobody to ask"


def _seen_without_scripts(page: Any, address: Address) -> Iterator[str]:
    if page.locator("h1:visible").count() != 1:
        yield "no main heading without JavaScript"
    if address.name != "design:components":  # Shows buttons for what they look like.
        yield from (f"«{what}» does nothing without JavaScript" for what in page.evaluate(IDLE_BUTTONS))


def _signed_in(url: str) -> dict[str, str]:
    """The cookie of a coordinator at the volunteer centre."""
    from allauth.mfa.models import Authenticator
    from django.test import Client

    staff = StaffMember.objects.filter(roles__role__in=["leader", "coordinator"]).order_by("pk").first()
    assert staff is not None, "the demo town has nobody at the desk"
    Authenticator.objects.get_or_create(
        user=staff, type="totp", defaults={"data": {"secret": "JBSWY3DPEHPK3PXP"}}
    )
    client = Client()
    client.force_login(staff)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}


def _said_by_axe(page: Any, asked: dict[str, Any]) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"], **asked}).response["violations"]
    return [f"{one['id']} {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})" for one in found]
