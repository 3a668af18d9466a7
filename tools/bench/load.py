"""A small load generator: a few connections kept open, each asking again as soon as it is answered."""

from __future__ import annotations

import selectors
import socket
import time
from dataclasses import dataclass, field


@dataclass
class _Connection:
    door: socket.socket
    request: bytes
    received: bytearray = field(default_factory=bytearray)
    awaited: int | None = None

    def ask(self) -> None:
        self.received.clear()
        self.awaited = None
        self.door.sendall(self.request)

    def take(self) -> bool:
        """Read what has come; True where the answer is whole. Raises `RuntimeError` for any answer but 200."""
        self.received += self.door.recv(262_144)
        if self.awaited is None and (end := self.received.find(b"\r\n\r\n")) >= 0:
            self.awaited = end + 4 + _content_length(bytes(self.received[:end]))
        return self.awaited is not None and len(self.received) >= self.awaited


def _content_length(head: bytes) -> int:
    lines = head.split(b"\r\n")
    if b" 200 " not in lines[0] + b" ":
        raise RuntimeError(f"answered {lines[0].decode()}")
    for line in lines[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise RuntimeError("answered without a length")


def answers_per_second(
    port: int, path: str, *, host: str, seconds: float = 2.0, connections: int = 4
) -> float:
    """How many whole 200 answers a server gives per second. `path` is percent-encoded."""
    chooser = selectors.DefaultSelector()
    for _ in range(connections):
        door = socket.create_connection(("127.0.0.1", port))
        connection = _Connection(door, _request(path, host))
        chooser.register(door, selectors.EVENT_READ, connection)
        connection.ask()
    began, count = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        for key, _events in chooser.select(1):
            if key.data.take():
                count += 1
                key.data.ask()
    passed = time.perf_counter() - began
    for key in list(chooser.get_map().values()):
        key.data.door.close()
    return count / passed


def fetch(port: int, path: str, *, host: str) -> bytes:
    """One page, as it comes, uncompressed."""
    with socket.create_connection(("127.0.0.1", port)) as door:
        connection = _Connection(door, _request(path, host))
        connection.ask()
        while not connection.take():
            pass
    return bytes(connection.received).partition(b"\r\n\r\n")[2]


def _request(path: str, host: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "Accept: text/html", "Accept-Language: nb", "", ""]
    return "\r\n".join(lines).encode("ascii")


def best_in_turn(
    ours: tuple[int, str], floor: tuple[int, str], *, host: str, rounds: int = 8, seconds: float = 1.0
) -> tuple[float, float]:
    """The best of some rounds for each of two (port, path), measured by turns so that both meet the same machine."""
    best_ours = best_floor = 0.0
    for _ in range(rounds):
        best_floor = max(best_floor, answers_per_second(*floor, host=host, seconds=seconds))
        best_ours = max(best_ours, answers_per_second(*ours, host=host, seconds=seconds))
    return best_ours, best_floor
