"""A whole town to walk through: a running web, a stand-in operator with phones, a worker, and a browser."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from conftest import make_staff
from samspill.foundation import clock, jobs
from samspill.foundation.actions import open_municipality
from samspill.foundation.models import Municipality
from samspill.foundation.tenancy import entered

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> Iterator[Any]:
    """One Chromium for the whole run; each page gets a context of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """Open a window: `open_page()` as on a desktop, `open_page(PHONE)` as on a phone, `scripts=False` no JavaScript.

    Addresses are relative to the running town.
    """
    from playwright.sync_api import expect

    # Only what goes wrong waits so long; a machine with much to do must not look like a fault.
    expect.set_options(timeout=15_000)
    contexts = []

    def make(viewport: dict[str, int] = DESKTOP, *, scripts: bool = True, **more: Any) -> Any:
        context = chromium.new_context(
            viewport=viewport, java_script_enabled=scripts, base_url=live_server.url, locale="nb-NO", **more
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def running_town(live_server: Any, transactional_db: None) -> Iterator[Municipality]:
    """Lillevik, served at `localhost` by a running web; never quiet, so that the hour of the test does not matter."""
    from samspill.messaging.models import MessagingPolicy

    municipality = open_municipality(
        "9901",
        hosts=["localhost"],
        at=clock.now(),
        name="Lillevik",
        name_nb="Lillevik",
        county_number="99",
        county="Testfylke",
        is_fictional=True,
        contact_phone="+4773000000",
        contact_hours="9–15",
    )
    with entered(municipality):
        MessagingPolicy.objects.create(sender="2012", quiet_from=dt.time(0), quiet_until=dt.time(0))
        yield municipality


@pytest.fixture
def ingrid(running_town: Municipality) -> Any:
    """Ingrid, who leads the volunteer centre of the running town."""
    from samspill.people.models import Unit

    unit = Unit.objects.create(name="Frivilligsentralen", receives_the_public=True, phone="+4773000010")
    return make_staff("Ingrid Solvang", unit, "leader", at=clock.now())


@pytest.fixture
def at_desk(ingrid: Any, open_page: Callable[..., Any], live_server: Any) -> Callable[..., Any]:
    """A window in which Ingrid is signed in: `at_desk()`, `at_desk(PHONE)`."""

    def make(*args: Any, **kwargs: Any) -> Any:
        page = open_page(*args, **kwargs)
        page.context.add_cookies(
            [{"name": "sessionid", "value": _session_of(ingrid), "url": live_server.url}]
        )
        return page

    return make


def _session_of(staff: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(staff)
    return client.cookies["sessionid"].value


@pytest.fixture
def operator(running_town: Municipality, settings: Any, live_server: Any) -> Iterator[Any]:
    """The stand-in SMS operator, on a socket of its own; its phones answer to the running town."""
    from samspill.messaging.gateways import simulator
    from samspill.messaging.gateways.simulator.operator import Operator, open_operator

    made = Operator(simulator.shared_secret())
    with open_operator(made) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        settings.SIMULATOR_URL = f"http://127.0.0.1:{server.server_address[1]}"
        settings.PUBLIC_PORT = f":{live_server.url.rsplit(':', 1)[1]}"
        simulator.make.cache_clear()
        yield made
        server.shutdown()
    simulator.make.cache_clear()


@pytest.fixture
def tick() -> Callable[..., None]:
    """Let the worker do all that is due, now or a while from now."""

    def run(later: dt.timedelta = dt.timedelta()) -> None:
        jobs.declare_all()
        jobs.run_due(holder="the test's worker", at=clock.now() + later)

    return run
