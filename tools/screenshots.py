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
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image

from tools.start import chromium
from tools.start.places import ROOT
from tools.start.running import environment, samspill

PICTURES = ROOT / "docs" / "pictures"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 860}
LONGEST_WAIT = 120
#: So long the worker gets to send what the town has to say to its phones.
SECONDS_FOR_MESSAGES = 8


@dataclass(frozen=True)
class Picture:
    """One page: where it is, what to press on the way, whether only staff see it, and how it is shown.

    `looks` are file name endings: "" is a desktop in light colours, "-phone", "-dark", "-phone-dark". `OURS` in a
    path is where one who acts for an association of the town comes by a link.
    """

    name: str
    path: str
    press: str = ""
    looks: tuple[str, ...] = ("", "-phone")
    is_for_staff: bool = False


OURS = "{ours}"
A_PAIR = "main ul.rows:not(.waits) a[href*='/pairings/']"
A_TASK = "main .rows a[href^='/desk/needs/']"
ALL = (
    Picture("square-home", "/", looks=("", "-phone", "-dark")),
    Picture("square-week", "/week/", looks=("", "-phone", "-phone-dark")),
    Picture("square-activity", "/week/", press=".week li a"),
    Picture("square-associations", "/organisations/", looks=("",)),
    Picture("square-give", "/interest/", looks=("-phone",)),
    Picture("desk-today", "/desk/", looks=("", "-phone", "-dark"), is_for_staff=True),
    Picture("desk-request", "/desk/", press=A_TASK, is_for_staff=True),
    Picture("desk-new-request", "/desk/needs/new/", looks=("",), is_for_staff=True),
    Picture("desk-people", "/desk/people/", looks=("",), is_for_staff=True),
    Picture("desk-plan", "/desk/plans/", press="main a[href*='/plans/0']", looks=("",), is_for_staff=True),
    Picture("desk-matrix", "/desk/onboarding/", looks=("",), is_for_staff=True),
    Picture("desk-pair", "/desk/pairings/", press=A_PAIR, looks=("",), is_for_staff=True),
    Picture("desk-crisis", "/desk/crisis/?skills=boat_licence", looks=("",), is_for_staff=True),
    Picture("aboard-find", "/aboard/?q=turlag", looks=("-phone",)),
    Picture("ours-page", OURS + "page/", looks=("-phone",)),
    Picture("ours-people", OURS + "people/", looks=("-phone",)),
    Picture("ours-activities", OURS + "activities/", looks=("-phone",)),
    Picture("square-print", "/week/print/", looks=("",)),
    Picture("square-follow", "/subscribe/", looks=("-phone",)),
    Picture("phones", "/simulator/"),
    Picture("components", "/design/", looks=("", "-dark")),
)


def main(names: list[str]) -> int:
    """Take the pictures named, or all; 1 where a page could not be shown."""
    wanted = [one for one in ALL if not names or one.name in names]
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _served_town(folder) as address, _browser() as browser:
        session, ours = _printed(folder, _SIGN_IN), _printed(folder, _LINK)
        wanted = [replace(one, path=one.path.replace(OURS, ours)) for one in wanted]
        missed = [one.name for one in wanted if not _take(browser, one, address, session)]
    if missed:
        print(f"These could not be shown: {', '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


@contextmanager
def _served_town(folder: str) -> Iterator[str]:
    """A demo town of its own with web, worker and phones; gives the address it is served at."""
    told = _told(folder)
    for words in (("collectstatic", "--no-input", "--verbosity", "0"), ("migrate",), ("demo",)):
        subprocess.run(samspill(*words), check=True, env=told, stdout=subprocess.DEVNULL)
    subprocess.run(_python(_NEVER_QUIET), check=True, env=told)
    family = [subprocess.Popen(samspill(words), env=told) for words in ("simulator", "serve", "work")]
    try:
        _wait_for(int(told["PORT"]))
        time.sleep(SECONDS_FOR_MESSAGES)
        yield f"http://localhost:{told['PORT']}"
    finally:
        for one in family:
            one.terminate()
        for one in family:
            one.wait(20)


@cache
def _told(folder: str) -> dict[str, str]:
    return environment(
        {
            "SAMSPILL_VAR": folder,
            "SAMSPILL_DEMO": "true",
            "DATABASE_URL": f"sqlite:///{folder}/samspill.sqlite3",
            "SIMULATOR_URL": f"http://127.0.0.1:{_free_port()}",
            "PORT": str(_free_port()),
        }
    )


def _python(words: str) -> list[str]:
    return [*samspill()[:1], "-c", _READY + words]


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


def _printed(folder: str, words: str) -> str:
    """What these words print in the demo town: the key of a session, or where a link leads."""
    printed = subprocess.run(_python(words), env=_told(folder), check=True, capture_output=True, text=True)
    return printed.stdout.strip()


_READY = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "samspill.config.settings"
django.setup()
from samspill.foundation.queries import municipality_at
from samspill.foundation.tenancy import entered
"""
#: The leader of the volunteer centre is signed in.
_SIGN_IN = """
from django.test import Client
from samspill.people.models import StaffMember
with entered(municipality_at("localhost")):
    client = Client()
    client.force_login(StaffMember.objects.filter(roles__role="leader").order_by("pk").first())
    print(client.cookies["sessionid"].value)
"""
#: Somebody who acts for an association that has most to show.
_LINK = """
from django.db.models import Count
from samspill.foundation import clock
from samspill.foundation.actions import make_link
from samspill.organisations.models import Post
from samspill.web.access.links import OWN_PAGE, OWN_PAGE_LASTS
with entered(municipality_at("localhost")):
    acting = Post.objects.filter(may_act_since_at__isnull=False, until_on__isnull=True, person__isnull=False)
    post = acting.annotate(shown=Count("organisation__activities")).order_by("-shown", "pk").first()
    token = make_link(OWN_PAGE, str(post.person_id), at=clock.now(), valid_for=OWN_PAGE_LASTS)
    print(f"/our/{token}/{post.organisation_id}/")
"""
#: Pictures look the same at whatever hour they are taken.
_NEVER_QUIET = """
import datetime as dt
from samspill.messaging.models import MessagingPolicy
with entered(municipality_at("localhost")):
    MessagingPolicy.objects.update(quiet_from=dt.time(0), quiet_until=dt.time(0))
"""


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=["--no-sandbox"])
        yield browser
        browser.close()


def _take(browser: Any, one: Picture, address: str, session: str) -> bool:
    """Take the pictures of a page; False where it cannot be shown."""
    missed = [look for look in one.looks if not _taken(browser, one, look, address, session)]
    return not missed


def _taken(browser: Any, one: Picture, look: str, address: str, session: str) -> bool:
    context = browser.new_context(
        viewport=PHONE if "-phone" in look else DESKTOP,
        color_scheme="dark" if "-dark" in look else "light",
        locale="nb-NO",
        base_url=address,
    )
    if one.is_for_staff:
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = context.new_page()
    answer = page.goto(one.path)
    if one.press:
        page.locator(one.press).first.click()
    page.wait_for_load_state("load")
    page.wait_for_timeout(700)  # Fonts, and what htmx fetches afterwards.
    path = PICTURES / f"{one.name}{look}.png"
    page.screenshot(path=path)
    context.close()
    _make_small(path)
    return bool(answer and answer.ok)


def _make_small(path: Path) -> None:
    """Few colours are enough for a page: a picture takes a third of the place and looks the same."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(
            colors=256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
    small.save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
