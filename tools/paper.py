"""Reads the words of a PDF of ours again, with the size of their letters, as a screen reader would."""

from __future__ import annotations

import re
import zlib


class Paper:
    """A document: `words`, `pages`, `height` in millimetres, and `sizes` of the letters in points by run of text."""

    def __init__(self, made: bytes) -> None:
        assert made.startswith(b"%PDF-"), made[:80]
        self.made = made
        self._objects = {
            int(number): body for number, body in re.findall(rb"\n(\d+) 0 obj\s(.*?)endobj", made, re.DOTALL)
        }
        self.pages = len(re.findall(rb"/Type\s*/Page\b", made))
        box = re.search(rb"/MediaBox\s*\[\s*\S+\s+\S+\s+(\S+)\s+([^\s\]]+)", made)
        assert box is not None
        self.height = float(box[2]) / 72 * 25.4
        self.sizes = [run for body in self._objects.values() for run in self._runs(body)]
        self.words = "".join(text for text, _size in self.sizes)

    def _runs(self, body: bytes) -> list[tuple[str, float]]:
        content = _opened(body) if b"/Type" not in body else b""
        if b" Tf" not in content:
            return []
        runs, letters, size = [], {}, 0.0
        for name, points, shown in re.findall(
            rb"/(f\d+) (\S+) Tf|(<[0-9a-fA-F]*>|\((?:\\.|[^\\)])*\))", content
        ):
            if name:
                letters, size = self._letters(name), float(points)
            else:
                codes = _bytes_of(shown)
                pairs = (int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2))
                runs.append(("".join(letters.get(code, "") for code in pairs), size))
        return runs

    def _letters(self, font: bytes) -> dict[int, str]:
        """What each glyph of a font says."""
        number = _points_to(rb"/" + font, self.made)
        told = _opened(self._objects[_points_to(rb"/ToUnicode", self._objects[number])])
        pairs = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\n", told)
        return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _points_to(name: bytes, body: bytes) -> int:
    """The number of the object that a name in a body refers to."""
    found = re.search(name + rb" (\d+) 0 R", body)
    assert found is not None, name
    return int(found[1])


def _opened(body: bytes) -> bytes:
    found = re.search(rb"stream\r?\n(.*)\r?\nendstream", body, re.DOTALL)
    if found is None:
        return b""
    try:
        return zlib.decompress(found[1])
    except zlib.error:
        return found[1]


def _bytes_of(shown: bytes) -> bytes:
    if shown.startswith(b"<"):
        return bytes.fromhex(shown[1:-1].decode())
    marks = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

    def meant(found: re.Match[bytes]) -> bytes:
        return bytes([int(found[1], 8)]) if found[1].isdigit() else marks.get(found[1], found[1])

    return re.sub(rb"\\([0-7]{1,3}|.)", meant, shown[1:-1], flags=re.DOTALL)
