"""The people of the journeys: volunteers of Lillevik, each with a phone that the stand-in operator knows."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from samspill.foundation import clock
from samspill.people.actions import find_or_add_person, give_consent
from samspill.volunteering.actions import enrol_volunteer, note_qualification

KARI, AMINA, PER, GRETE = "+4740000101", "+4740000103", "+4740000105", "+4740000115"


@pytest.fixture
def enrol(ingrid: Any) -> Callable[..., Any]:
    """Enrol a volunteer: `enrol("Kari Nordvik", KARI, wishes=("escort",), holds=("course",))`."""

    def make(
        name: str, phone: str, *, wishes: tuple[str, ...] = (), holds: tuple[str, ...] = (), **person: Any
    ) -> Any:
        at = clock.now() - dt.timedelta(days=30)
        who = find_or_add_person(name, [phone], by="system", at=at, channel="phone", **person)
        give_consent(who, source="phone", by="system", at=at)
        volunteer = enrol_volunteer(who, by="system", at=at, channel="phone", wishes=wishes)
        for kind in holds:
            note_qualification(volunteer, kind=kind, held_from_on=clock.local_day(at), by=ingrid, at=at)
        return who

    return make


@pytest.fixture
def volunteers(enrol: Callable[..., Any]) -> dict[str, Any]:
    """Kari and Per wish to escort, Amina does too and speaks Somali, Grete lacks the declaration."""
    both = ("course", "confidentiality")
    return {
        "Kari": enrol("Kari Nordvik", KARI, wishes=("escort",), holds=both),
        "Per": enrol("Per Aune", PER, wishes=("escort",), holds=both),
        "Amina": enrol("Amina Warsame", AMINA, wishes=("escort",), holds=both, languages=("so", "nb")),
        "Grete": enrol("Grete Vik", GRETE, wishes=("escort",), holds=("course",)),
    }


@pytest.fixture
def texts(operator: Any, tick: Callable[..., None]) -> Callable[[str], list[str]]:
    """What a phone has got by now, oldest first; the worker has done its work."""

    def read(phone: str) -> list[str]:
        tick()
        return [text.text for text in operator.phones.texts(phone) if text.direction == "in"]

    return read


@pytest.fixture
def say(operator: Any, live_server: Any) -> Callable[[str, str], None]:
    """A phone answers; done when the running town has taken it in."""

    def answer(phone: str, text: str) -> None:
        callback = f"{live_server.url}/api/sms/simulator/"
        operator.answer({"phone": phone, "text": text, "to": "2012", "callback": callback})
        operator.rest()

    return answer


@pytest.fixture
def put_in_the_paper() -> Iterator[Callable[[str], str]]:
    """Give a page of another site these lines of HTML, and get its address."""
    servers = []

    def put(lines: str) -> str:
        class Paper(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(f"<!doctype html><title>Avisa</title><h1>Avisa</h1>{lines}".encode())

            def log_message(self, *said: object) -> None:
                """Nobody reads it."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Paper)
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield put
    for server in servers:
        server.shutdown()
        server.server_close()


class Letterbox(Message):
    """Keeps each e-mail it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Any] = []

    def handle_message(self, message: EmailMessage) -> None:
        self.letters.append(message)


@pytest.fixture
def letterbox(settings: Any) -> Iterator[Letterbox]:
    """A mail server on a socket of its own, and what it got."""
    box = Letterbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield box
    server.stop()


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
