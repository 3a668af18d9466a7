"""The objects of a very long JSON list, one by one, past the places where the list is broken.

Reads a bare list (the bulk file), objects after each other (one a line), and HAL pages with their rows under
`_embedded`, one page or many after each other. An object that cannot be read is reported and the next one is sought;
a general streaming parser would have to stop there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from samspill.organisations.registers.streams import FileIsDamaged

_LARGEST_OBJECT = 1 << 20
_BETWEEN_OBJECTS = re.compile(r"[\s,\[\]\ufeff]*")
_BETWEEN_ROWS = re.compile(r"[\s,]*")
_EMBEDDED_ROWS = re.compile(r'"_embedded"\s*:\s*\{\s*"[^"]*"\s*:\s*\[')
_ROW_BEGINS = re.compile(r'\{\s*"organisasjonsnummer"\s*:')
_decode = json.JSONDecoder().raw_decode


@dataclass(frozen=True, slots=True)
class Broken:
    """Text where a row was expected. `whole_file`: nothing after it was read; `wrong_columns`: a CSV row's width."""

    excerpt: str
    whole_file: bool = False
    wrong_columns: bool = False


def json_objects(pieces: Iterator[str]) -> Iterator[dict[str, Any] | Broken]:
    """Each object of the list in turn, and a `Broken` for each place that cannot be read. Never raises on content."""
    window = _Window(pieces)
    window.read_more()
    paged = _looks_like_a_page(window.text)
    if not paged and _has_only_an_empty_page(window.text):
        return
    yield from _paged_objects(window) if paged else _listed_objects(window)
    if window.damage:
        yield Broken(window.damage, whole_file=True)


@dataclass(slots=True)
class _Window:
    """The part of the text that is being read, from `at` on."""

    pieces: Iterator[str]
    text: str = ""
    at: int = 0
    ended: bool = False
    damage: str = ""

    def read_more(self) -> bool:
        """Drop what is read and add a piece; False at the end of the file or where it is damaged."""
        try:
            piece = next(self.pieces, None)
        except FileIsDamaged as error:
            self.damage, piece = str(error), None
        self.text, self.at = self.text[self.at :] + (piece or ""), 0
        self.ended = piece is None
        return not self.ended

    def skip(self, pattern: re.Pattern[str]) -> bool:
        """Move past what the pattern covers; False when only the end of the file is left."""
        while True:
            match = pattern.match(self.text, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.text):
                return True
            if not self.read_more():
                return False

    def seek(self, pattern: re.Pattern[str], *, past: bool) -> bool:
        """Move to (or past) the next match; False when there is none."""
        while (match := pattern.search(self.text, self.at)) is None:
            self.at = max(self.at, len(self.text) - 200)
            if not self.read_more():
                return False
        self.at = match.end() if past else match.start()
        return True


def _looks_like_a_page(text: str) -> bool:
    beginning = text[:_LARGEST_OBJECT].lstrip()
    return beginning.startswith("{") and _EMBEDDED_ROWS.search(beginning) is not None


def _has_only_an_empty_page(text: str) -> bool:
    """The last page of a walk has links and no rows."""
    beginning = text.lstrip()
    return beginning.startswith("{") and '"organisasjonsnummer"' not in text and '"_links"' in text


def _paged_objects(window: _Window) -> Iterator[dict[str, Any] | Broken]:
    while window.seek(_EMBEDDED_ROWS, past=True):
        while window.skip(_BETWEEN_ROWS) and window.text[window.at] != "]":
            yield _next_object(window)


def _listed_objects(window: _Window) -> Iterator[dict[str, Any] | Broken]:
    while window.skip(_BETWEEN_OBJECTS):
        yield _next_object(window)


def _next_object(window: _Window) -> dict[str, Any] | Broken:
    """The object at the window's place, reading on until it is whole; else what stands there, and move past it."""
    while True:
        try:
            found, window.at = _decode(window.text, window.at)
        except (ValueError, RecursionError):
            too_long = len(window.text) - window.at > _LARGEST_OBJECT
            if too_long or not window.read_more():
                return _give_up(window)
        else:
            return found if isinstance(found, dict) else Broken(str(found)[:200])


def _give_up(window: _Window) -> Broken:
    excerpt = window.text[window.at : window.at + 200]
    window.at += 1
    if not window.seek(_ROW_BEGINS, past=False):
        window.at = len(window.text)
    return Broken(excerpt)
