"""A stand-in for data.brreg.no: Enhetsregisteret and Frivillighetsregisteret over a real socket, with faults on demand.

    with BrregStandIn(entities=[…], voluntary=[…]) as register:
        register.faults.append(TooFast(retry_after="2"))
        sync_registers(base_url=register.url, …)

It answers as the real one does: HAL pages by number down to a depth, 400 beyond it and for voluntary pages over 100,
cursor paging by organisation number, an update feed by rising id, 410 for the removed. `asked` holds what was asked.
"""

from __future__ import annotations

import bisect
import gzip
import json
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

Row = dict[str, Any]


@dataclass(frozen=True)
class TooFast:
    """Answer 429; `retry_after` as the header says it, or none."""

    retry_after: str | None = None


@dataclass(frozen=True)
class Down:
    """Answer with this status."""

    status: int = 503


@dataclass(frozen=True)
class Dropped:
    """Close the connection in the middle of the answer."""


@dataclass(frozen=True)
class Silent:
    """Say nothing until whoever asks has given up."""


@dataclass(frozen=True)
class Garbled:
    """Answer 200 with something that is not JSON."""


class BrregStandIn:
    """The server, its rows and its faults. Each fault is used up by one question."""

    def __init__(
        self,
        *,
        entities: Iterable[Row] = (),
        voluntary: Iterable[Row] = (),
        port: int = 0,
        deepest: int = 10_000,
    ) -> None:
        self.entities: dict[str, Row] = {row["organisasjonsnummer"]: row for row in entities}
        self.voluntary: dict[str, Row] = {row["organisasjonsnummer"]: row for row in voluntary}
        self.removed: set[str] = set()
        self.changes: list[Row] = []
        self.faults: list[Any] = []
        self.asked: list[str] = []
        self.deepest = deepest
        self._given_up = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler_of(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> BrregStandIn:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._given_up.set()
        self._server.shutdown()
        self._server.server_close()

    def change(self, row: Row, *, at: str, kind: str = "Endring") -> None:
        """Put a row in (or in the place of an earlier one) and tell it in the feed. `at` is ISO 8601 in UTC."""
        self.entities[row["organisasjonsnummer"]] = row
        self._tell(row["organisasjonsnummer"], kind, at)

    def remove(self, number: str, *, at: str) -> None:
        """Take an entity out altogether, as is done for legal reasons; asked for alone it answers 410."""
        self.entities.pop(number, None)
        self.removed.add(number)
        self._tell(number, "Fjernet", at)

    def answer(self, path: str, asked: dict[str, str]) -> tuple[int, Row | bytes]:
        """The status and the body of the answer to a question."""
        match path.strip("/").split("/"):
            case ["enhetsregisteret", "api", "enheter"]:
                return self._search(path, asked)
            case ["enhetsregisteret", "api", "enheter", "lastned"]:
                return 200, gzip.compress(json.dumps(list(self.entities.values())).encode())
            case ["enhetsregisteret", "api", "enheter", number]:
                return self._one(number)
            case ["enhetsregisteret", "api", "oppdateringer", "enheter"]:
                return self._feed(path, asked)
            case ["frivillighetsregisteret", "api", "frivillige-organisasjoner"]:
                return self._voluntary_page(path, asked)
        return 404, {"status": 404}

    def _tell(self, number: str, kind: str, at: str) -> None:
        change = {"oppdateringsid": len(self.changes) + 1, "dato": at, "organisasjonsnummer": number}
        self.changes.append(change | {"endringstype": kind})

    def _search(self, path: str, asked: dict[str, str]) -> tuple[int, Row]:
        found = [row for row in self.entities.values() if "slettedato" not in row and _fits(row, asked)]
        return self._numbered_page(
            path, asked, "enheter", sorted(found, key=lambda row: row["organisasjonsnummer"])
        )

    def _one(self, number: str) -> tuple[int, Row]:
        if number in self.removed:
            return 410, {"status": 410}
        return (200, self.entities[number]) if number in self.entities else (404, {"status": 404})

    def _feed(self, path: str, asked: dict[str, str]) -> tuple[int, Row]:
        first, since = int(asked.get("oppdateringsid", "1")), asked.get("dato", "")
        found = [row for row in self.changes if row["oppdateringsid"] >= first and row["dato"] >= since]
        return self._numbered_page(path, asked, "oppdaterteEnheter", found)

    def _numbered_page(self, path: str, asked: dict[str, str], name: str, rows: list[Row]) -> tuple[int, Row]:
        size, number = int(asked.get("size", "20")), int(asked.get("page", "0"))
        if size < 1 or (number + 1) * size > self.deepest:
            return 400, {"status": 400, "feilmelding": f"page * size must not exceed {self.deepest}"}
        shown = rows[number * size : (number + 1) * size]
        answer: Row = {
            "_links": {"self": self._link(path, asked)},
            "page": _page_facts(len(rows), size, number),
        }
        if shown:
            answer["_embedded"] = {name: shown}
        if (number + 1) * size < len(rows):
            answer["_links"]["next"] = self._link(path, asked | {"page": str(number + 1)})
        return 200, answer

    def _voluntary_page(self, path: str, asked: dict[str, str]) -> tuple[int, Row]:
        size = int(asked.get("size", "20"))
        if not 1 <= size <= 100:
            return 400, {"status": 400}
        numbers = sorted(self.voluntary)
        start = bisect.bisect_right(numbers, asked.get("searchAfter", ""))
        shown = numbers[start : start + size]
        answer: Row = {"_links": {"self": self._link(path, asked)}}
        if shown:
            answer["_embedded"] = {"frivilligeOrganisasjoner": [self.voluntary[number] for number in shown]}
            answer["_links"]["next"] = self._link(path, asked | {"searchAfter": shown[-1]})
        return 200, answer

    def _link(self, path: str, asked: dict[str, str]) -> Row:
        """Links name the public address, whatever address was asked: the real one stands behind a proxy too."""
        return {"href": f"https://data.brreg.no{path}?{urlencode(asked)}"}


def _fits(row: Row, asked: dict[str, str]) -> bool:
    registered = row.get("registreringsdatoEnhetsregisteret", "2000-01-01")
    address = row.get("forretningsadresse") or row.get("postadresse") or {}
    number, form = row["organisasjonsnummer"], row["organisasjonsform"]["kode"]
    return (
        number in asked.get("organisasjonsnummer", number).split(",")
        and address.get("kommunenummer") in {asked.get("kommunenummer", address.get("kommunenummer"))}
        and form in asked.get("organisasjonsform", form).split(",")
        and (
            asked.get("registrertIFrivillighetsregisteret") != "true"
            or row["registrertIFrivillighetsregisteret"]
        )
        and asked.get("fraRegistreringsdatoEnhetsregisteret", "") <= registered
        and registered <= asked.get("tilRegistreringsdatoEnhetsregisteret", "9999")
    )


def _page_facts(total: int, size: int, number: int) -> Row:
    return {"size": size, "totalElements": total, "totalPages": -(-total // size), "number": number}


def _handler_of(register: BrregStandIn) -> type[BaseHTTPRequestHandler]:
    return type("Answers", (_Answers,), {"register": register})


class _Answers(BaseHTTPRequestHandler):
    register: BrregStandIn
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.register.asked.append(self.path)
        if self.register.faults:
            self._fail(self.register.faults.pop(0))
            return
        where = urlsplit(self.path)
        status, body = self.register.answer(where.path, dict(parse_qsl(where.query)))
        self._say(status, body if isinstance(body, bytes) else json.dumps(body).encode())

    def _fail(self, fault: Any) -> None:
        match fault:
            case TooFast(retry_after=wait):
                self._say(429, b"{}", **({"Retry-After": wait} if wait else {}))
            case Down(status=status):
                self._say(status, b"<html>not now</html>")
            case Garbled():
                self._say(200, b'{"_embedded": {"enh')
            case Dropped():
                self._break_off()
            case Silent():
                self.register._given_up.wait(10)
                self.close_connection = True

    def _break_off(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b'{"_embedded"')
        self.close_connection = True

    def _say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/hal+json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the test tells what went wrong."""
