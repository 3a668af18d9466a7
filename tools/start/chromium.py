"""The browser that journeys are driven in: Debian's own Chromium, installed where we may.

Where there is a choice it is the one without a window of its own, made from the same source: it shows the same pages
with a quarter less work.
"""

from __future__ import annotations

import os
import shutil
from functools import cache

from tools.start.running import quietly
from tools.start.saying import Stopped, say, step

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
#: Debian's packages, the first that can be had.
PACKAGES = ("chromium-headless-shell", "chromium")


def path() -> str | None:
    """Where Chromium is, or None. `CHROMIUM` in the environment goes first."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@cache
def see_to_it() -> None:
    """Install Chromium if it is missing and we may; tell in one line where browser tests will be skipped.

    Raises `Stopped` under `CI=true`, where a journey that nobody walked must not look like one that went well.
    """
    if path():
        return
    why_not = _install()
    if path():
        return
    if os.environ.get("CI") == "true":
        raise Stopped(f"Chromium cannot be had, and CI=true lets no browser test be skipped: {why_not}")
    say(f"  Browser tests are skipped: Chromium is missing ({why_not}).")


def _install() -> str:
    """Try; why it did not work, or an empty string."""
    if not shutil.which("apt-get"):
        return "there is no apt-get here; install Chromium and name it with CHROMIUM=/path/to/it"
    if os.geteuid() != 0:
        return "install it with: sudo apt-get install chromium"
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    with step("Installing Debian's Chromium"):
        quietly(["apt-get", "update", "-q"], quiet)
        for package in PACKAGES:
            code, printed = quietly(
                ["apt-get", "install", "-q", "-y", "--no-install-recommends", package], quiet
            )
            if code == 0:
                return ""
    return printed.strip().splitlines()[-1]
