"""Remaking the hash-locked requirement files from pyproject.toml. The only step that needs uv, kept in `.tools`."""

from __future__ import annotations

from tools.start import environment
from tools.start.places import REQUIREMENTS, TOOLS
from tools.start.running import surely
from tools.start.saying import step

_LOCKED = ["--quiet", "--generate-hashes", "--universal", "--python-version", "3.11", "--no-emit-index-url"]
_SIGNED = {"UV_CUSTOM_COMPILE_COMMAND": "python3 start.py lock", "UV_SYSTEM_CERTS": "true"}


def lock(wishes: list[str]) -> int:
    """Write requirements/{run,dev,lock}.txt anew; `--upgrade` in `wishes` takes the newest versions allowed."""
    run, develop = str(environment.RUN), str(environment.DEVELOP)
    with step("Fetching uv into .tools"):
        environment.install_aside(REQUIREMENTS / "lock.txt", TOOLS)
    with step("Locking what running needs"):
        _compile(["pyproject.toml", "-o", run, *wishes])
    with step("Locking what development needs"):
        _compile(["pyproject.toml", "--group", "dev", "-c", run, "-o", develop, *wishes])
    with step("Locking the locking tool"):
        _compile(["requirements/lock.in", "--no-annotate", "-o", "requirements/lock.txt", *wishes])
    return 0


def _compile(words: list[str]) -> None:
    surely([str(TOOLS / "bin" / "uv"), "pip", "compile", *_LOCKED, *words], _SIGNED)
