"""Takes the pictures that the README and the guides show: main pages of the demo town, on a phone and a desktop.

    python -m tools.screenshots [names…]    write docs/pictures/<name>[-phone][-dark].png, all or those named

It builds a fresh demo town in a folder of its own and serves it on a port of its own, so that the pictures show what a
newcomer sees and nothing of what anybody has typed in.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tools.start import chromium
from tools.start.places import ROOT
from tools.start.running import environment, samspill

PICTURES = ROOT / "docs" / "pictures"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 860}
LONGEST_WAIT = 120


@dataclass(frozen=True)
class Picture:
    """One page: where it is, what to press on the way, and whether only staff see it."""

    name: str
    path: str
    press: str = ""
    is_for_staff: bool = False


ALL = (
    Picture("square-home", "/"),
    Picture("square-week", "/week/"),
    Picture("square-activity", "/week/", press=".week li a"),
    Picture("square-associations", "/organisations/"),
    Picture("square-give", "/interest/"),
    Picture("desk-today", "/desk/", is_for_staff=True),
    Picture("desk-request", "/desk/", press="main .rows a", is_for_staff=True),
    Picture("desk-new-request", "/desk/", press="a[data-key=n]", is_for_staff=True),
    Picture("desk-people", "/desk/people/", is_for_staff=True),
    Picture("phones", "/simulator/"),
    Picture("components", "/design/"),
)


def main(names: list[str]) -> int:
    """Take the pictures named, or all; 1 where a page could not be shown."""
    wanted = [one for one in ALL if not names or one.name in names]
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _served_town(folder) as address, _browser() as browser:
        session = _session(folder)
        missed = [one.name for one in wanted if not _take(browser, one, address, session)]
    if missed:
        print(f"These could not be shown: {', '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


@contextmanager
def _served_town(folder: str) -> Iterator[str]:
    """A demo town of its own, and the address it is served at."""
    told = _told(folder)
    for words in (("collectstatic", "--no-input", "--verbosity", "0"), ("migrate",), ("demo",)):
        subprocess.run(samspill(*words), check=True, env=told, stdout=subprocess.DEVNULL)
    port = _free_port()
    web = subprocess.Popen(samspill("serve"), env={**told, "PORT": str(port)})
    try:
        _wait_for(port)
        yield f"http://localhost:{port}"
    finally:
        web.terminate()
        web.wait(10)


def _told(folder: str) -> dict[str, str]:
    database = f"sqlite:///{folder}/samspill.sqlite3"
    return environment({"SAMSPILL_VAR": folder, "SAMSPILL_DEMO": "true", "DATABASE_URL": database})


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until:
        with socket.socket() as visitor:
            if visitor.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The demo town did not open its door.")


def _session(folder: str) -> str:
    """The key of a session in which the leader of the volunteer centre is signed in."""
    printed = subprocess.run(
        [*samspill()[:1], "-c", _SIGN_IN], env=_told(folder), check=True, capture_output=True, text=True
    )
    return printed.stdout.strip()


_SIGN_IN = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "samspill.config.settings"
django.setup()
from django.test import Client
from samspill.foundation.queries import municipality_at
from samspill.foundation.tenancy import entered
from samspill.people.models import StaffMember
with entered(municipality_at("localhost")):
    client = Client()
    client.force_login(StaffMember.objects.filter(roles__role="leader").order_by("pk").first())
    print(client.cookies["sessionid"].value)
"""


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=["--no-sandbox"])
        yield browser
        browser.close()


def _take(browser: Any, one: Picture, address: str, session: str) -> bool:
    """Take all four pictures of a page; False where it cannot be shown."""
    looks = [(size, theme) for size in ("desktop", "phone") for theme in ("light", "dark")]
    return all(_taken(browser, one, address, session, size, theme) for size, theme in looks)


def _taken(browser: Any, one: Picture, address: str, session: str, size: str, theme: str) -> bool:
    context = browser.new_context(
        viewport=PHONE if size == "phone" else DESKTOP, color_scheme=theme, locale="nb-NO", base_url=address
    )
    if one.is_for_staff:
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = context.new_page()
    answer = page.goto(one.path)
    if one.press and page.locator(one.press).count():
        page.locator(one.press).first.click()
        page.wait_for_load_state()
    page.wait_for_function("document.fonts.ready.then(() => true)")
    shown = bool(answer and answer.ok)
    if shown:
        page.screenshot(path=PICTURES / f"{_file_name(one.name, size, theme)}.png")
    context.close()
    return shown


def _file_name(name: str, size: str, theme: str) -> str:
    return name + ("-phone" if size == "phone" else "") + ("-dark" if theme == "dark" else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
