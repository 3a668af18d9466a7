"""Choosing how a municipality writes to people, and taking in what they answer by e-mail."""

from __future__ import annotations

import os
import re
import signal
import smtplib
import socket
import subprocess
import sys

import pytest
from click.testing import CliRunner

from samspill.config.commands import doctor as the_doctor
from samspill.config.commands import samspill
from samspill.foundation.tenancy import entered
from samspill.messaging.models import InboundMessage, MessagingPolicy

LOERENSKOG = "3222"
POST = "frivillig@lorenskog.test"


@pytest.fixture
def loerenskog(db):
    say("municipality", "create", LOERENSKOG, "--host", "lorenskog.test", "--phone", "67 20 10 00")
    with entered(LOERENSKOG):
        yield


def say(*words: str, letter: bytes = b""):
    return CliRunner().invoke(samspill, words, input=letter)


def test_how_a_municipality_sends_is_chosen_a_little_at_a_time(loerenskog):
    say(
        "municipality",
        "messages",
        LOERENSKOG,
        "--gateway",
        "http_operator",
        "--sms-from",
        "2012",
        "--budget-kr",
        "200",
    )
    said = say(
        "municipality", "messages", LOERENSKOG, "--email-from", f"Sentralen <{POST}>", "--quiet-from", "20:30"
    )
    policy = MessagingPolicy.objects.get()
    assert (policy.sms_gateway, policy.sender, policy.daily_budget_ore) == ("http_operator", "2012", 20_000)
    assert policy.email_from == f"Sentralen <{POST}>" and policy.quiet_from.hour == 20
    assert "http_operator from 2012" in said.output and "200 kr a day" in said.output


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (("--email-from", "frivillig"), "Nobody can be written to from"),
        (("--sms-from", "Frivilligsentralen i Lørenskog"), "Nobody can be written to from"),
        (("--quiet-from", "ni"), "Write it as 21:00"),
        (("--gateway", "pigeon"), "http_operator"),
    ],
)
def test_what_cannot_be_right_is_said_in_words_and_nothing_is_kept(loerenskog, wrong, words):
    answer = say("municipality", "messages", LOERENSKOG, *wrong)
    assert answer.exit_code and words in answer.output
    assert not MessagingPolicy.objects.exists()


def test_a_mail_server_hands_a_letter_to_the_program(loerenskog):
    say("municipality", "messages", LOERENSKOG, "--email-from", POST)
    taken = say(
        "mail", "take", "--to", POST, letter=b"From: kari@eksempel.test\r\nSubject: Hei\r\n\r\nJeg vil hjelpe"
    )
    assert taken.exit_code == 0
    assert InboundMessage.objects.get().body == "Jeg vil hjelpe"


def test_a_letter_to_an_address_nobody_has_is_given_back(loerenskog):
    assert say("mail", "take", "--to", "noen@andre.test", letter=b"\r\nHei").exit_code == 67


@pytest.mark.one_database
def test_a_letter_that_cannot_be_kept_is_to_come_again(tmp_path):
    without_tables = {"DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3", "SAMSPILL_VAR": str(tmp_path)}
    taken = subprocess.run(
        [sys.executable, "-m", "samspill", "mail", "take", "--to", POST],
        input=b"\r\nHei", env=os.environ | without_tables, capture_output=True, timeout=60,
    )  # fmt: skip
    assert taken.returncode == 75


def test_the_doctor_tells_whether_answers_by_email_are_taken_in(loerenskog, settings):
    settings.MAIL_LISTEN = None
    assert "answer under the link" in _said_of_mail()
    settings.MAIL_LISTEN = ("127.0.0.1", _free_port())
    assert "Run: samspill work" in _said_of_mail()


@pytest.mark.one_database
def test_the_worker_opens_the_letterbox_and_a_wrong_setting_is_said_in_words(tmp_path):
    port = _free_port()
    with _worker(tmp_path, f"127.0.0.1:{port}") as worker:
        assert re.match(r"220 .*Samspill", _greeting(port, worker))
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=20) == 0
    with _worker(tmp_path, "8025") as worker:
        _, said = worker.communicate(timeout=30)
        assert worker.returncode and b"MAIL_LISTEN is '8025'. Write host:port" in said


def _said_of_mail() -> str:
    return " ".join(f"{finding.what} {finding.fix}" for finding in the_doctor._mail())


def _worker(var, listen: str) -> subprocess.Popen[bytes]:
    told = {"DATABASE_URL": f"sqlite:///{var}/town.sqlite3", "SAMSPILL_VAR": str(var), "MAIL_LISTEN": listen}
    return subprocess.Popen(
        [sys.executable, "-m", "samspill", "work"], env=os.environ | told, stderr=subprocess.PIPE
    )


def _greeting(port: int, worker: subprocess.Popen[bytes]) -> str:
    """What the letterbox says to one who comes; waits until it is there or the worker has ended."""
    while worker.poll() is None:
        try:
            with smtplib.SMTP(timeout=5) as caller:
                code, words = caller.connect("127.0.0.1", port)
                return f"{code} {words.decode()}"
        except ConnectionRefusedError:
            continue
    raise AssertionError(f"the worker ended with {worker.returncode}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
