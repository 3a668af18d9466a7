"""The words `start.py` understands."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from tools.start import checking, environment, locking, saying, serving, testing, town
from tools.start.places import PYTHON, program
from tools.start.running import loudly
from tools.start.saying import Stopped, say

HELP = """\
python3 start.py                 set everything up, then serve the demo town (PORT=8000)
python3 start.py setup           only set up; quiet, and as often as you like
python3 start.py test [words]    the tests; the words go to pytest (-k who_fits, samspill/people …)
python3 start.py check           format, lint, types, rooms, migrations, translations, then the tests
python3 start.py tidy            put code and templates in the agreed form
python3 start.py bench [figure]  measure what must be fast, beside a floor measured in the same run
python3 start.py journey s05     walk the journeys of one row of the mission
python3 start.py lock [--upgrade]  remake requirements/ from pyproject.toml
python3 start.py help            this text

Settings: PORT, DATABASE_URL (where to keep things; SQLite in var/ if not set), TEST_POSTGRES_URL (which
PostgreSQL to test on; empty for none), CHROMIUM (which browser to test in), CI=true (nothing may be skipped).
"""


def main(words: list[str]) -> int:
    """Do what the words ask; the exit code."""
    command, wishes = (words[0], words[1:]) if words else ("serve", [])
    do = COMMANDS.get(command.lstrip("-"))
    if do is None:
        return saying.stop(Stopped(f"start.py does not know «{command}».\n\n{HELP}"))
    try:
        return do(wishes)
    except Stopped as why:
        return saying.stop(why)
    except KeyboardInterrupt:
        return saying.stop(Stopped("Broken off. Run it again to go on from here."))


def serve(_wishes: list[str]) -> int:
    began = time.monotonic()
    port = serving.chosen_port()
    say("Samspill")
    environment.prepare(environment.RUN)
    return serving.serve(port, began, town.prepare())


def set_up(_wishes: list[str]) -> int:
    saying.be_quiet()
    environment.prepare(environment.DEVELOP)
    town.prepare()
    return 0


def test(wishes: list[str]) -> int:
    _prepare_to_test()
    return testing.test(wishes)


def journey(wishes: list[str]) -> int:
    if len(wishes) != 1:
        raise Stopped("Say which row: python3 start.py journey s05")
    testing.journeys_of(wishes[0])
    _prepare_to_test()
    return testing.journey(wishes[0])


def check(_wishes: list[str]) -> int:
    _prepare_to_test()
    return checking.check()


def tidy(_wishes: list[str]) -> int:
    environment.prepare(environment.DEVELOP)
    loudly([program("ruff"), "format", "--quiet", "."])
    loudly([program("djade"), "--target-version", "5.2", *map(str, checking.templates())])
    return loudly([program("ruff"), "check", "--fix", "."])


def bench(wishes: list[str]) -> int:
    environment.prepare(environment.DEVELOP)
    town.put_translations_in_place()
    return loudly([str(PYTHON), "-m", "tools.bench", *wishes])


def lock(wishes: list[str]) -> int:
    return locking.lock(wishes)


def tell(_wishes: list[str]) -> int:
    print(HELP, end="")
    return 0


def _prepare_to_test() -> None:
    environment.prepare(environment.DEVELOP)
    town.put_translations_in_place()
    os.environ.setdefault("TEST_DB_SUFFIX", f"start{os.getpid()}")


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "serve": serve,
    "setup": set_up,
    "test": test,
    "check": check,
    "tidy": tidy,
    "bench": bench,
    "journey": journey,
    "lock": lock,
    "help": tell,
    "h": tell,
}
