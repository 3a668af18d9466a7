"""Reading settings from the environment, with words for those who got one wrong."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured


class Setting:
    """Reads one setting at a time; each error names the setting, what stood there and what would do."""

    def __init__(self, env: environ.Env) -> None:
        self._env = env

    def text(self, name: str, *, default: str) -> str:
        return str(self._env.str(name, default=default))

    def flag(self, name: str, *, default: bool) -> bool:
        words = os.environ.get(name, "").strip().lower()
        if words in ("", "1", "true", "yes", "on", "0", "false", "no", "off"):
            return words in ("1", "true", "yes", "on") if words else default
        raise ImproperlyConfigured(f"{name} is {words!r}. Write true or false.")

    def number(self, name: str, *, default: int) -> int:
        words = os.environ.get(name, "").strip()
        if not words:
            return default
        if not words.isdecimal():
            raise ImproperlyConfigured(f"{name} is {words!r}. Write a whole number, for example {default}.")
        return int(words)

    def listen(self, name: str, *, default: str) -> tuple[str, int] | None:
        """Where to listen, written `host:port`; None where nothing is written."""
        words = os.environ.get(name, default).strip()
        host, _, port = words.rpartition(":")
        if words and not (host and port.isdecimal() and 0 < int(port) < 65536):
            raise ImproperlyConfigured(f"{name} is {words!r}. Write host:port, for example 127.0.0.1:8025.")
        return (host, int(port)) if words else None

    def database(self, name: str, *, default: str) -> dict[str, Any]:
        """A Django database dictionary; only SQLite and PostgreSQL are spoken."""
        try:
            found = dict(self._env.db_url(name, default=default))
        except Exception as error:
            raise ImproperlyConfigured(f"{name} cannot be read ({error}). {_DATABASE_FIX}") from error
        if not str(found.get("ENGINE", "")).endswith(("sqlite3", "postgresql")):
            raise ImproperlyConfigured(f"{name} names a database Samspill does not speak. {_DATABASE_FIX}")
        return found


_DATABASE_FIX = "Write sqlite:///path/to/file.sqlite3 or postgres://user:password@host:5432/database."


def read_secret_key(var: Path) -> str:
    """`SECRET_KEY` from the environment; else one made once and kept in `var`, readable by its owner alone."""
    given = os.environ.get("SECRET_KEY", "")
    if given:
        if len(given) < 40:
            raise ImproperlyConfigured("SECRET_KEY is too short. Write at least 40 random characters.")
        return given
    return _kept_key(var / "secret-key")


def _kept_key(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(60))
    except FileExistsError:
        pass
    return path.read_text()
