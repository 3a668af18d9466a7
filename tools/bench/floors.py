"""The floors: bare WSGI apps under the same server as the product's, doing the least that the work can be done with.

`python -m tools.bench.floors same-bytes FILE` returns the file's bytes.
`python -m tools.bench.floors select-json DATABASE FROM UNTIL` selects the occurrences between two moments with the
activity, place and organiser of each, straight from SQLite, and returns them as JSON. PORT says where.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import waitress

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

SELECT = """
    select o.id, o.starts_at, o.ends_at, o.is_all_day, o.cancelled_at, o.title, a.id, a.title, a.is_free, a.price,
           a.audiences, a.languages, a.accessibility, a.place_text, p.name, g.name
      from activities_occurrence o
      join activities_activity a on a.id = o.activity_id
      left join venues_place p on p.id = a.place_id
      left join organisations_organisation g on g.id = a.organisation_id
     where o.municipality_id = ? and o.starts_at >= ? and o.starts_at < ?
     order by o.starts_at
"""


def same_bytes(file: str) -> App:
    """An app that answers everything with the bytes of a file."""
    body = Path(file).read_bytes()
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]

    def app(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("200 OK", headers)
        return [body]

    return app


def select_json(database: str, number: str, from_at: str, until_at: str) -> App:
    """An app that answers everything with one select, as JSON. Each thread keeps a connection."""
    local = threading.local()

    def app(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not hasattr(local, "connection"):
            local.connection = sqlite3.connect(database)
        rows = local.connection.execute(SELECT, (number, from_at, until_at)).fetchall()
        body = json.dumps(rows).encode()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    return app


FLOORS: dict[str, Callable[..., App]] = {"same-bytes": same_bytes, "select-json": select_json}

if __name__ == "__main__":
    app = FLOORS[sys.argv[1]](*sys.argv[2:])
    waitress.serve(app, host="127.0.0.1", port=int(os.environ["PORT"]), threads=6, _quiet=True)
