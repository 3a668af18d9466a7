"""A real OpenID Connect provider on loopback, in a process of its own; it believes whoever one says one is.

with openid_provider() as issuer:
    back = sign_in_there(url_we_sent_her_to, "marit")   # the address she comes back to
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx


@contextmanager
def openid_provider(*options: str) -> Iterator[str]:
    """Start the provider with these options; gives its issuer once it answers."""
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", "0", "--require-nonce"]
    process = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        said = ""
        for line in process.stderr:
            said += line
            if found := re.search(r"running on (http://[\d.]+:\d+)", line):
                yield found[1]
                return
        raise AssertionError(f"The provider did not start: {said}")
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stderr.close()


def sign_in_there(url: str, who: str) -> str:
    """She signs in at the provider as `who`; where it sends her."""
    answered = httpx.post(url, data={"sub": who})
    assert answered.status_code == 302, answered.text
    return answered.headers["location"]


def say_no_there(url: str) -> str:
    """She presses «deny» at the provider; where it sends her."""
    answered = httpx.post(url, data={"action": "deny"})
    assert answered.status_code == 302, answered.text
    return answered.headers["location"]
