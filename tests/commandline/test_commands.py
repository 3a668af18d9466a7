"""The command line as those who run Samspill meet it: what it says, and how it ends."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from samspill.config.commands import samspill
from samspill.foundation.models import Host, Municipality
from samspill.foundation.tenancy import entered
from samspill.people.models import Unit

LOERENSKOG = "3222"


def say(*words: str):
    """What the command printed, and its exit code."""
    return CliRunner().invoke(samspill, words)


@pytest.fixture
def loerenskog(db):
    assert (
        say(
            "municipality", "create", LOERENSKOG, "--host", "lorenskog.test", "--phone", "67 20 10 00"
        ).exit_code
        == 0
    )
    return Municipality.objects.get(pk=LOERENSKOG)


def test_a_database_from_in_between_two_states_before_the_first_release_is_refused_in_words(db):
    done = MigrationRecorder(connection).migration_qs
    done.get(app="venues", name="0003_seasons").delete()
    answer = say("migrate")
    assert answer.exit_code == 1
    assert "cannot be brought up to date" in answer.output and "start again" in answer.output


def test_a_municipality_of_the_national_list_is_opened_with_somewhere_for_the_public_to_come(loerenskog):
    assert loerenskog.name == "Lørenskog"
    assert loerenskog.contact_phone == "+4767201000"
    with entered(loerenskog):
        assert Unit.objects.get().receives_the_public


def test_a_sami_name_comes_along(db):
    say("municipality", "create", "5610", "--host", "karasjok.test")
    assert Municipality.objects.get(pk="5610").name_se == "Kárášjohka"


def test_a_number_that_is_no_municipality_is_said_in_words(db):
    answer = say("municipality", "create", "9999", "--host", "x.test")
    assert answer.exit_code == 1
    assert "No municipality has the number 9999" in answer.output


def test_a_host_name_leads_to_one_municipality_only(loerenskog):
    answer = say("municipality", "create", "0301", "--host", "LORENSKOG.test")
    assert "already leads to another municipality" in answer.output
    assert Host.objects.get().municipality_id == LOERENSKOG


def test_the_register_is_read_from_a_file_twice_without_a_change(loerenskog, tmp_path):
    entity = {
        "organisasjonsnummer": "974760673",
        "navn": "LØRENSKOG SYKLEKLUBB",
        "organisasjonsform": {"kode": "FLI"},
        "forretningsadresse": {"kommunenummer": LOERENSKOG, "adresse": ["Skårersletta 1", None, ""]},
    }
    file = tmp_path / "enheter.json.gz"
    file.write_bytes(gzip.compress(json.dumps([entity, {"organisasjonsnummer": "123"}]).encode()))
    first, again = say("register", "import", str(file)), say("register", "import", str(file))
    assert "1 new" in first.output and "1 rejected" in first.output
    assert "0 new" in again.output and "1 as before" in again.output
    if (
        connection.vendor == "postgresql"
    ):  # Counted anew, or the first questions are planned for an empty table.
        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'organisations_organisation'")
            assert cursor.fetchone() == (1.0,)


def test_a_calendar_is_read_from_a_file_and_its_broken_event_reported(loerenskog, tmp_path):
    file = tmp_path / "kor.ics"
    file.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//NO\r\n"
        "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Korøvelse\r\nDTSTART;TZID=Europe/Oslo:20260101T190000\r\n"
        "RRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Uten tid\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    answer = say("calendar", "import", str(file))
    assert answer.exit_code == 0
    assert "1 new" in answer.output and "1 problems" in answer.output


def test_a_file_that_is_no_calendar_is_said_in_words(loerenskog, tmp_path):
    file = tmp_path / "bilde.ics"
    file.write_bytes(b"\x89PNG\r\n")
    answer = say("calendar", "import", str(file))
    assert answer.exit_code == 1 and "is not a calendar" in answer.output


def test_which_municipality_must_be_said_where_two_are_open(loerenskog, tmp_path):
    say("municipality", "create", "0301", "--host", "oslo.test")
    answer = say("calendar", "import", str(tmp_path / "x.ics"))
    assert "Say which with --municipality" in answer.output


def test_the_doctor_names_what_is_wrong_and_how_to_mend_it(loerenskog):
    answer = say("doctor")
    assert answer.exit_code == 1
    assert "nobody may sign in" in answer.output and "samspill staff invite" in answer.output
    assert "samspill work" in answer.output


@pytest.mark.parametrize(
    ("name", "value", "fix"),
    [
        ("SAMSPILL_DEMO", "maybe", "Write true or false"),
        ("DATABASE_URL", "mysql://x/y", "Write sqlite:///"),
        ("SECRET_KEY", "short", "at least 40"),
        ("SMTP_PORT", "mail", "Write a whole number"),
    ],
)
def test_a_wrong_setting_stops_with_its_name_and_the_fix(tmp_path, name, value, fix):
    surroundings = os.environ | {
        "DJANGO_SETTINGS_MODULE": "samspill.config.settings",
        "SAMSPILL_VAR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "samspill", "doctor"],
        env=surroundings | {name: value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert name in done.stderr and fix in done.stderr
    assert "Traceback" not in done.stderr
