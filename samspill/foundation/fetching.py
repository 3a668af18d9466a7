"""Fetching what others publish at an address that somebody typed in: within limits, never from inside our network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

from samspill.foundation import clock

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 20_000_000
MOST_REDIRECTS = 5
MOST_PAGES = 200
_SECONDS_IN_ALL = 60.0
_SECONDS_PER_STEP = 15.0
_SECONDS_OF_PAGES = 120.0


class FetchFailed(Exception):
    """It could not be had; `reason` is a code that the `wording` of the room that asked has a sentence for."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the bytes, or None if it is as it was; and the tags to ask with next time."""

    source: bytes | None
    etag: str = ""
    last_modified: str = ""


def fetch(
    url: str,
    *,
    accept: str,
    reader: str,
    etag: str = "",
    last_modified: str = "",
    allow_private: bool = False,
    most_bytes: int = MOST_BYTES,
) -> Fetched:
    """Fetch http, https or webcal, saying what we `accept` and which `reader` of ours asks. Raises FetchFailed.

    Each address on the way is looked up and refused if any of what it stands for lies inside a network (loopback,
    private, link-local), unless `allow_private`; the connection then goes to the very number that was looked up, so
    that a name cannot change between the two. At most five redirects, `most_bytes` unpacked, and a minute in all.
    """
    import httpx  # late: heavy, and few processes need it

    tags = {"If-None-Match": etag} if etag else {"If-Modified-Since": last_modified} if last_modified else {}
    told = {"Accept": accept, "User-Agent": reader, **tags}
    deadline = clock.ticks() + _SECONDS_IN_ALL
    # A proxy of the house is used for the world outside, never for what is inside.
    with httpx.Client(
        follow_redirects=False, timeout=_SECONDS_PER_STEP, trust_env=not allow_private
    ) as client:
        for _ in range(MOST_REDIRECTS + 1):
            answer = _ask(client, url, told, allow_private, most_bytes, deadline)
            if isinstance(answer, Fetched):
                return answer
            url = answer
    raise FetchFailed("too_many_redirects")


def follow_pages(
    url: str,
    first: bytes,
    *,
    read: Callable[[bytes], str],
    ask: Callable[[str], Fetched],
    most_pages: int = MOST_PAGES,
    most_bytes: int = MOST_BYTES,
) -> bool:
    """Give each page of a source to `read`, which says where the next one is ("" on the last); whether all were read.

    `first` is what stands at `url`; `ask` fetches the others, on the same server only. At most `most_pages`,
    `most_bytes` and two minutes in all. What `read` and `ask` raise goes on to the caller.
    """
    deadline = clock.ticks() + _SECONDS_OF_PAGES
    size, seen = len(first), {url}
    following = read(first)
    while following:
        following = urljoin(url, following)
        if following in seen:  # The last page of some feeds leads to itself.
            break
        is_elsewhere = urlsplit(following).netloc != urlsplit(url).netloc
        if is_elsewhere or len(seen) >= most_pages or size > most_bytes or clock.ticks() > deadline:
            return False
        url = following
        seen.add(url)
        page = ask(url).source or b""
        size += len(page)
        following = read(page)
    return True


def _ask(
    client: httpx.Client,
    url: str,
    told: dict[str, str],
    allow_private: bool,
    most_bytes: int,
    deadline: float,
) -> Fetched | str:
    """What came from one address, or the next address."""
    import httpx

    pinned, host = _pinned(url, allow_private=allow_private)
    headers = {"Host": host, **told}
    name = urlsplit(url).hostname or ""
    try:
        with client.stream("GET", pinned, headers=headers, extensions={"sni_hostname": name}) as response:
            return _answer(response, url, most_bytes, deadline)
    except httpx.TimeoutException as error:
        raise FetchFailed("timed_out") from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise FetchFailed("no_connection") from error


def _answer(response: httpx.Response, url: str, most_bytes: int, deadline: float) -> Fetched | str:
    if response.status_code == 304:
        return Fetched(None)
    if response.is_redirect:
        return urljoin(url, response.headers["Location"])
    if response.status_code != 200:
        raise FetchFailed(_REASONS.get(response.status_code, "server_error"))
    source = _body(response, most_bytes, deadline)
    return Fetched(
        source, response.headers.get("ETag", "")[:200], response.headers.get("Last-Modified", "")[:60]
    )


def _body(response: httpx.Response, most_bytes: int, deadline: float) -> bytes:
    pieces, size = [], 0
    for piece in response.iter_bytes():
        size += len(piece)
        if size > most_bytes:
            raise FetchFailed("too_many_bytes")
        if clock.ticks() > deadline:
            raise FetchFailed("timed_out")
        pieces.append(piece)
    return b"".join(pieces)


def _pinned(url: str, *, allow_private: bool) -> tuple[str, str]:
    """The address with the number its name stands for, and the Host header to send. Raises FetchFailed."""
    try:
        parts = urlsplit(url.strip())
        scheme = {"webcal": "https", "webcals": "https"}.get(parts.scheme.lower(), parts.scheme.lower())
        port, name = parts.port, parts.hostname
    except ValueError as error:
        raise FetchFailed("not_an_address") from error
    if scheme not in ("http", "https") or not name:
        raise FetchFailed("not_an_address")
    number = _number(name, port or (443 if scheme == "https" else 80), allow_private=allow_private)
    shown = f"[{number}]" if ":" in number else number
    netloc = f"{shown}:{port}" if port else shown
    host = f"{name}:{port}" if port else name
    return urlunsplit((scheme, netloc, parts.path or "/", parts.query, "")), host


def _number(name: str, port: int, *, allow_private: bool) -> str:
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchFailed("unknown_host") from error
    numbers = [str(answer[4][0]) for answer in found]
    if not allow_private and not all(_is_public(number) for number in numbers):
        raise FetchFailed("private_address")
    return numbers[0]


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.split("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    return inner.is_global and address.is_global and not address.is_multicast


_REASONS = {
    401: "needs_sign_in",
    403: "needs_sign_in",
    404: "not_found",
    410: "not_found",
    429: "asked_too_often",
}
