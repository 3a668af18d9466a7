"""Validators that others have made, run by tests on what we give out. They need Node; `start.py check` fetches them."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

VALIDATORS = Path(__file__).parent / "validators"
NODE = shutil.which("node")

needs_validators = pytest.mark.skipif(
    not (NODE and (VALIDATORS / "node_modules").is_dir()),
    reason="the validators are not here: they need Node, and `npm ci` in tools/validators",
)


def verdict(program: str, told: Any) -> Any:
    """What a validator (`items.cjs`, `feed.cjs`, `vocabulary.cjs`) says of what it is told; both are JSON."""
    done = subprocess.run(
        [str(NODE), program],
        cwd=VALIDATORS,
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)


def while_served(application: Callable[..., Any], ask: Callable[[str], Any]) -> Any:
    """What `ask` answers, called in a thread of its own with the address where `application` is served meanwhile.

    The application answers in the thread of the test: it sees what the test has written and has not committed.
    """
    answers: list[Any] = []
    with make_server("127.0.0.1", 0, application, handler_class=_Quiet) as server:
        server.timeout = 0.1
        asker = threading.Thread(
            target=lambda: answers.append(ask(f"http://127.0.0.1:{server.server_port}")), daemon=True
        )
        asker.start()
        while asker.is_alive():
            server.handle_request()
    assert answers, "whoever asked broke off"
    return answers[0]


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_said: Any) -> None:
        """Say nothing: the test tells what went wrong."""
