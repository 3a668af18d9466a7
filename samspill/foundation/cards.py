"""A picture of a few words, as others show it beside a link that somebody shares: 1200 × 630 pixels, in our own fonts.

What is drawn is given whole: a title of any length, lines below it, and where it is. Scripts that our fonts lack are
left out rather than drawn as boxes.
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

SIZE = (1200, 630)
#: Changes when cards are drawn in another way, so that nobody goes on showing the old ones.
_VERSION = "1"
_FONTS = Path(__file__).resolve().parent / "data" / "fonts"
_FILES = {
    ("latin", True): "Inter-SemiBold.otf",
    ("latin", False): "Inter-Regular.otf",
    ("arabic", True): "NotoSansArabic-Bold.ttf",
    ("arabic", False): "NotoSansArabic-Regular.ttf",
}
_WRITTEN = {"LATIN": "latin", "GREEK": "latin", "CYRILLIC": "latin", "ARABIC": "arabic"}
_GROUND, _BAND, _INK, _SOFT, _EDGE_OF_SUN = "#0f5f5c", "#093634", "#ffffff", "#dcebe9", "#f2c275"
_EDGE, _TOP, _BOTTOM = 72, 150, 590
_TITLE_SIZES, _LINE_SIZE, _TOWN_SIZE = (96, 80, 66, 54), 42, 36
_MOST_LINES = 3
_AIR = 1.22  # Lines of a text stand so far apart, of their size.
#: Seconds one waits while others are being drawn.
PATIENCE = 2.0
_KEPT = 48  # Some 25 kB each.
_one_at_a_time = Lock()


class Busy(RuntimeError):
    """Others are being drawn; try again in a moment."""


@dataclass(frozen=True)
class Card:
    """What stands on a card. `town` above, the title large, and short lines such as when and where."""

    town: str
    title: str
    lines: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The same words give the same card, and other words another."""
        told = "\n".join((_VERSION, self.town, self.title, *self.lines))
        return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()

    @property
    def words(self) -> str:
        """What one reads on it, for who does not see it."""
        return " · ".join(filter(None, (self.title, *self.lines, self.town)))


def png_of(card: Card) -> bytes:
    """The card as PNG. One is drawn at a time in each process, and the latest are kept. Raises `Busy`."""
    if not _one_at_a_time.acquire(timeout=PATIENCE):
        raise Busy
    try:
        return _drawn(*astuple(card))
    finally:
        _one_at_a_time.release()


@lru_cache(maxsize=_KEPT)
def _drawn(town: str, title: str, lines: tuple[str, ...]) -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", SIZE, _GROUND)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, SIZE[0], 108), fill=_BAND)
    pen.rectangle((0, SIZE[1] - 14, SIZE[0], SIZE[1]), fill=_EDGE_OF_SUN)
    _write(pen, [_drawable(town)], 34, _TOWN_SIZE, is_bold=True, ink=_INK)
    below = [one for line in map(_drawable, lines) for one in _wrapped(line, _LINE_SIZE, False, 2)][
        :_MOST_LINES
    ]
    room = _BOTTOM - _TOP - round(len(below) * _LINE_SIZE * _AIR) - (20 if below else 0)
    size, shown = _title(_drawable(title), room)
    foot = _write(pen, shown, _TOP, size, is_bold=True, ink=_INK)
    _write(pen, below, foot + 20, _LINE_SIZE, is_bold=False, ink=_SOFT)
    out = io.BytesIO()
    picture.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


def _title(title: str, room: int) -> tuple[int, list[str]]:
    """The largest size in which the title has room, and its lines; cut where it has none in the smallest."""
    for size in _TITLE_SIZES:
        most = int(room / (size * _AIR))
        lines = _wrapped(title, size, True, most + 1)
        if len(lines) <= most:
            return size, lines
    return size, _wrapped(title, size, True, most)


def _wrapped(text: str, size: int, is_bold: bool, most: int) -> list[str]:
    """The text in lines that fit, at most so many; the last ends with «…» where words are left."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = _first_line(words, size, is_bold)
        lines.append(line)
    if words:
        lines[-1] = _cut(lines[-1], size, is_bold)
    return lines


def _first_line(words: list[str], size: int, is_bold: bool) -> str:
    """As many words as one line takes, taken out of `words`; of a word longer than a line, its beginning."""
    line = words.pop(0)
    if _width(line, size, is_bold) > _WIDTH:
        kept = next(n for n in range(len(line) - 1, 0, -1) if _width(line[:n], size, is_bold) <= _WIDTH)
        words.insert(0, line[kept:])
        return line[:kept]
    while words and _width(f"{line} {words[0]}", size, is_bold) <= _WIDTH:
        line = f"{line} {words.pop(0)}"
    return line


def _cut(line: str, size: int, is_bold: bool) -> str:
    while line and _width(f"{line}…", size, is_bold) > _WIDTH:
        line = line[:-1].rstrip()
    return f"{line}…"


_WIDTH = SIZE[0] - 2 * _EDGE


def _write(
    pen: ImageDraw.ImageDraw, lines: Iterable[str], top: int, size: int, *, is_bold: bool, ink: str
) -> int:
    """Write the lines from `top` on, from the side where the script of the first begins; where one more would stand."""
    parted = [_runs(line) for line in lines]
    is_rtl = next((runs[0][0] for runs in parted if runs), "") == "arabic"
    for runs in parted:
        at = float(SIZE[0] - _EDGE if is_rtl else _EDGE)
        for script, text in runs:
            font = _font(script, size, is_bold)
            wide = font.getlength(text.rstrip())
            # A run is drawn by its own direction; runs follow one another by the line's, and so does the space between.
            pen.text(
                (at - wide if is_rtl else at, top + size), text.rstrip(), fill=ink, font=font, anchor="ls"
            )
            at += (-1 if is_rtl else 1) * font.getlength(text)
        top += round(size * _AIR)
    return top


def _width(line: str, size: int, is_bold: bool) -> float:
    return sum(_font(script, size, is_bold).getlength(text) for script, text in _runs(line))


def _runs(line: str) -> list[tuple[str, str]]:
    """The line parted where the script changes; spaces, digits and signs go with what stands before them."""
    runs: list[tuple[str, str]] = []
    for letter in line:
        script = _script(letter) or (runs[-1][0] if runs else "")
        if runs and runs[-1][0] in (script, ""):
            runs[-1] = (script, runs[-1][1] + letter)
        else:
            runs.append((script, letter))
    return [(script or "latin", text) for script, text in runs]


def _drawable(text: str) -> str:
    """What our fonts have of the text, on one line; "" where they have no letter of it."""
    kept = " ".join("".join(letter for letter in text if _is_drawable(letter)).split())
    return kept if any(map(_script, kept)) or any(map(str.isdigit, kept)) else ""


def _is_drawable(letter: str) -> bool:
    if letter.isalpha():
        return bool(_script(letter))
    return letter.isspace() or unicodedata.category(letter)[0] in "NPM" or letter in "+=<>|~°€$£"


@lru_cache(maxsize=2048)
def _script(letter: str) -> str:
    """The fonts a letter is written with; "" for what is no letter, or one that we cannot write."""
    name = unicodedata.name(letter, "") if letter.isalpha() or unicodedata.combining(letter) else ""
    return _WRITTEN.get(name.partition(" ")[0], "")


@cache
def _font(script: str, size: int, is_bold: bool) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(_FONTS / _FILES[script, is_bold], size)
