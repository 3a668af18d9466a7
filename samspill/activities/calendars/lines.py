"""From bytes to content lines (RFC 5545 section 3.1), forgiving what files in the wild get wrong."""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

_CONTENT = re.compile(rb"[A-Za-z0-9_.-]+[:;]")
_NAME = re.compile(rb"[A-Za-z0-9_.-]+")
_TEXT = re.compile(rb"(SUMMARY|DESCRIPTION|LOCATION|COMMENT|X-ALT-DESC)[:;]", re.IGNORECASE)
_NEW_LINE = re.compile(rb"\r+\n|\r|\n")
_FULL_LINE = 70  # octets: a program that folds without the leading blank breaks lines about here


class BrokenLine(ValueError):
    """The line is not NAME;PARAMETER=VALUE:VALUE."""


@dataclass(frozen=True, slots=True)
class Line:
    """One unfolded line: its number in the file, NAME in capitals, and what stands after the name, still as text."""

    number: int
    name: str
    rest: str

    def value_and_parameters(self) -> tuple[str, dict[str, str]]:
        """The raw value and the parameters (names in capitals, quotes taken off). Raises BrokenLine."""
        colon = _outside_quotes(self.rest, ":")
        if colon is None:
            raise BrokenLine(self.rest[:80])
        parameters = _parameters(self.rest[:colon])
        return _decoded(self.rest[colon + 1 :], parameters), parameters


def content_lines(source: bytes) -> Iterator[Line]:
    """The lines of a calendar in order, unfolded and decoded.

    Unfolds before decoding, since some programs fold inside a letter. Takes CRLF, LF and lone CR, byte order marks,
    UTF-8 and, line by line where that fails, windows-1252. A line that cannot begin a property belongs to the text
    before it.
    """
    for number, raw in _unfolded(_as_utf8(source)):
        text = _text(raw)
        end = re.match(r"[A-Za-z0-9_.-]+", text)
        name = end.group() if end else ""
        # Apple groups properties as "item1.X-NAME"; the group means nothing to us.
        yield Line(number, name.rpartition(".")[2].upper(), text[len(name) :])


def _as_utf8(source: bytes) -> bytes:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if source.startswith(mark):
            return source.decode(encoding, errors="replace").encode()
    return source.removeprefix(codecs.BOM_UTF8)


def _unfolded(source: bytes) -> Iterator[tuple[int, bytes]]:
    written = [
        (number, raw) for number, raw in enumerate(_NEW_LINE.split(source), start=1) if raw.strip(b" \t\0")
    ]
    begun, parts, last = 0, list[bytes](), b""
    for (number, raw), (_, following) in zip(written, [*written[1:], (0, b"")], strict=False):
        if raw[:1] in (b" ", b"\t") and parts:
            parts.append(raw[1:])
        elif parts and not _begins_property(raw, following):
            # An unescaped new line in somebody's text, or a fold without its blank. Elsewhere it is mere noise.
            if _TEXT.match(parts[0]):
                parts.append(raw if len(last) >= _FULL_LINE else b"\\n" + raw)
        else:
            if parts:
                yield begun, b"".join(parts)
            begun, parts = number, [raw.lstrip(b" \t\xef\xbb\xbf")]
        last = raw
    if parts:
        yield begun, b"".join(parts)


def _begins_property(raw: bytes, following: bytes) -> bool:
    """Whether a line opens a property; Mozilla's first calendar folded already after the name."""
    if _CONTENT.match(raw.lstrip()):
        return True
    return bool(_NAME.fullmatch(raw)) and following[:1] in (b" ", b"\t") and following[1:2] in (b":", b";")


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("windows-1252", errors="replace")


def _outside_quotes(text: str, wanted: str) -> int | None:
    quoted = False
    for index, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif letter == wanted and not quoted:
            return index
    return text.find(wanted) if quoted and wanted in text else None


def _parameters(text: str) -> dict[str, str]:
    parameters = {}
    for part in re.findall(r';((?:[^;"]|"[^"]*"?)*)', text):
        name, _, value = part.partition("=")
        parameters[name.strip().upper()] = value.strip().replace('"', "")
    return parameters


def _decoded(value: str, parameters: dict[str, str]) -> str:
    """The value itself; vCalendar 1.0, which old telephones and Outlook write, wraps letters as =C3=A6."""
    if parameters.get("ENCODING", "").upper() != "QUOTED-PRINTABLE":
        return value
    return _text(quopri.decodestring(value.encode())).replace("\r\n", "\\n").replace("\n", "\\n")
