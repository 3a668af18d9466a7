"""The proof of the checkers: the house is broken on purpose, one way at a time, and each break is caught."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import models
from django.test.utils import isolate_apps

from tests.house import sources, tables
from tests.house.test_the_house import PACKAGE, ROOT, bells_drawn

pytestmark = pytest.mark.one_database

#: Put into a file of the copy; the contract of import-linter that must then say no.
BROKEN_CONTRACTS = {
    "a low room looks up": (
        "people/rules/stray.py",
        "import samspill.volunteering\n",
        "A room uses only what stands below it",
    ),
    "siblings know each other": (
        "exchange/queries.py",
        "import samspill.dialogue\n",
        "A room uses only what stands below it",
    ),
    "a room that nobody drew": (
        "rumours/__init__.py",
        "",
        "A room uses only what stands below it",
    ),
    "a question that acts": (
        "venues/queries/stray.py",
        "import samspill.venues.actions.stray\n",
        "Inside a room: clock and bells, then verbs, questions, tables, decisions",
    ),
    "the square knows the desk": (
        "web/public/stray.py",
        "import samspill.web.desk\n",
        "The square, the desk and the machines' doors do not know each other",
    ),
    "a rule that knows Django": (
        "exchange/rules.py",
        "from django.db import models\n",
        "Rules are pure: neither Django nor tables",
    ),
    "a rule that knows a table": (
        "rounds/rules.py",
        "import samspill.people.models\n",
        "Rules are pure: neither Django nor tables",
    ),
    "the desk calls the internet": (
        "web/desk/stray.py",
        "import httpx\n",
        "Only what talks to the outside has an HTTP client",
    ),
    "two files in a ring": (
        "foundation/stray.py",
        "import samspill.foundation.astray\n",
        "Nothing goes in a ring",
    ),
}
#: What a break needs beside it in order to be the break it is meant to be.
ALONGSIDE = {
    "venues/queries/stray.py": {
        "venues/queries/__init__.py": "",
        "venues/actions/__init__.py": "",
        "venues/actions/stray.py": "",
    },
    "foundation/stray.py": {"foundation/astray.py": "import samspill.foundation.stray\n"},
    "people/rules/stray.py": {"people/rules/__init__.py": ""},
}

#: The sentence that a checker of ours must say of the file.
BROKEN_SOURCES = {
    "a room entered by the back": (
        "volunteering/jobs.py",
        "from samspill.people.receivers import forget\n",
        sources.rooms_are_entered_by_the_front_door,
        "enters people by receivers.forget",
    ),
    "a room entered by the back, in two steps": (
        "volunteering/jobs.py",
        "from samspill.messaging import jobs\n",
        sources.rooms_are_entered_by_the_front_door,
        "enters messaging by jobs",
    ),
    "a type taken from above": (
        "people/jobs.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from samspill.activities.models import Activity\n",
        sources.imports_point_down,
        "in people looks up or sideways at activities",
    ),
    "a view that saves": (
        "web/desk/stray.py",
        "def page(request, person):\n    person.save()\n",
        sources.web_never_writes,
        "page calls .save()",
    ),
    "a view that updates a queryset": (
        "web/desk/stray.py",
        "def page(request, rows):\n    rows.filter(x=1).update(name='')\n",
        sources.web_never_writes,
        "page calls .update(…)",
    ),
    "a view that goes round the gate": (
        "web/public/stray.py",
        "def page(request, key):\n    return Need.objects.get(pk=key)\n",
        sources.web_never_writes,
        "page takes a table by .objects",
    ),
    "a view that deletes": (
        "web/public/stray.py",
        "def page(request, row):\n    row.delete()\n",
        sources.web_never_writes,
        "page calls .delete()",
    ),
    "a verb that looks at its watch": (
        "exchange/actions.py",
        "import datetime as dt\n\ndef close():\n    return dt.datetime.now(dt.UTC)\n",
        sources.only_the_clock_reads_the_clock,
        "reads the clock with datetime.datetime.now()",
    ),
    "a verb that borrows Django's watch": (
        "exchange/actions.py",
        "from django.utils import timezone\n\ndef close():\n    return timezone.now()\n",
        sources.only_the_clock_reads_the_clock,
        "reads the clock with django.utils.timezone.now()",
    ),
    "a column that sets itself": (
        "exchange/models.py",
        "from django.db import models\nmade_at = models.DateTimeField(auto_now_add=True)\n",
        sources.only_the_clock_reads_the_clock,
        "auto_now_add",
    ),
    "a rule that asks the time": (
        "exchange/rules.py",
        "from samspill.foundation import clock\n\ndef is_late(due_at):\n    return clock.now() > due_at\n",
        sources.rules_are_told_the_time,
        "is a rule that asks what time it is",
    ),
    "a file with a name of its own": (
        "exchange/engine.py",
        "",
        sources.files_have_the_agreed_names,
        "exchange/engine.py is none of the agreed names",
    ),
    "a drawer for everything": (
        "foundation/utils.py",
        "",
        sources.names_say_something,
        "foundation/utils.py has a name that says nothing",
    ),
    "a verb that says nothing": (
        "exchange/actions.py",
        "def process_listing():\n    ...\n",
        sources.names_say_something,
        "process_listing says nothing of what happens",
    ),
    "a room without a word": (
        "exchange/__init__.py",
        "",
        sources.rooms_say_what_they_are_for,
        "exchange does not say what it is for",
    ),
    "a verb without a word": (
        "exchange/actions.py",
        "def close():\n    ...\n",
        sources.front_doors_are_described,
        "close is not described",
    ),
    "a file without end": (
        "exchange/actions.py",
        "\n" * 401,
        sources.long_files,
        "exchange/actions.py has 401 lines",
    ),
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house, to be broken; the folder that holds the package."""
    shutil.copytree(
        PACKAGE,
        tmp_path / "samspill",
        ignore=shutil.ignore_patterns(
            "static", "locale", "templates", "data", "__pycache__", "migrations", "tests"
        ),
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize("way", BROKEN_CONTRACTS)
def test_the_contracts_catch(house: Path, way: str) -> None:
    file, text, contract = BROKEN_CONTRACTS[way]
    for name, content in {**ALONGSIDE.get(file, {}), file: text}.items():
        _put(house / "samspill" / name, content)
    assert f"{contract} BROKEN" in _linted(house)


@pytest.mark.parametrize("way", BROKEN_SOURCES)
def test_the_checkers_catch(tmp_path: Path, way: str) -> None:
    file, text, check, sentence = BROKEN_SOURCES[way]
    package = _bare_house(tmp_path / "samspill")
    assert not [told for told in check(package) if sentence in told]
    _put(package / file, text)
    assert [told for told in check(package) if sentence in told]


def test_a_bell_that_nobody_drew_is_heard(tmp_path: Path) -> None:
    page = "# House\n\n## Bells\n\n| bell |\n|---|\n| `person_merged` |\n\n## Else\n\n| `no_bell` |\n"
    package = _bare_house(tmp_path / "samspill")
    _put(
        package / "people" / "signals.py", "from django.dispatch import Signal\n\nperson_merged = Signal()\n"
    )
    assert sources.bells_in(package) == bells_drawn(page)
    _put(
        package / "venues" / "signals.py",
        "from django import dispatch\n\nbooking_cancelled = dispatch.Signal()\n",
    )
    assert sources.bells_in(package) - bells_drawn(page) == {"booking_cancelled"}


@isolate_apps("samspill.people", "samspill.dialogue", "samspill.foundation")
def test_a_table_without_an_owner_is_caught() -> None:
    class Rumour(models.Model):
        class Meta:
            app_label = "dialogue"

    assert list(tables.every_table_has_an_owner([Rumour])) == ["dialogue.Rumour belongs to no municipality"]


@isolate_apps("samspill.people", "samspill.dialogue", "samspill.exchange")
def test_keys_that_point_up_or_sideways_are_caught() -> None:
    class Listing(models.Model):
        class Meta:
            app_label = "exchange"

    class Meeting(models.Model):
        listing = models.ForeignKey(Listing, on_delete=models.CASCADE)

        class Meta:
            app_label = "dialogue"

    class Friend(models.Model):
        meetings = models.ManyToManyField(Meeting)

        class Meta:
            app_label = "people"

    assert list(tables.keys_point_down([Listing, Meeting, Friend])) == [
        "dialogue.Meeting.listing looks up or sideways at exchange",
        "people.Friend.meetings looks up or sideways at dialogue",
    ]


@isolate_apps("samspill.people")
def test_a_personal_column_that_nothing_erases_is_caught() -> None:
    class Guest(models.Model):
        erasure = {"phone": "blank", "shoe_size": "blank", "name": "some day"}
        name = models.CharField(max_length=9)
        phone = models.CharField(max_length=9)
        reached_by = models.EmailField()

        class Meta:
            app_label = "people"

    assert sorted(tables.what_is_personal_can_be_erased([Guest])) == [
        "people.Guest has an erasure rule for shoe_size, which is no column",
        "people.Guest.name is erased by «some day», which is no way to erase",
        "people.Guest.reached_by tells of a person and has no erasure rule",
    ]


def test_an_exception_for_a_table_that_is_gone_is_caught() -> None:
    assert list(tables.exceptions_are_real([], ["people.Ghost"])) == [
        "people.Ghost is listed as an exception and does not exist"
    ]


def _bare_house(package: Path) -> Path:
    """Every room with its docstring and nothing else."""
    for room in (*sources.drawing.HEIGHT, *(f"web/{part}" for part in sources.drawing.WEB_PARTS)):
        _put(package / room / "__init__.py", '"""A room."""\n')
    return package


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _linted(house: Path) -> str:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr
