"""A picture somebody sends, read with care and written anew: never kept as it came (0025).

What comes out holds the picture and nothing else: no place, no name of a phone, no hidden file. It is turned as the
camera was held, and there is one of each width a page asks for.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

READ = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 12 * 1024 * 1024
#: A JPEG is read at a fraction of its size, so it may be larger than what must be unpacked whole.
MOST_PIXELS = {"JPEG": 64_000_000, "PNG": 24_000_000, "WEBP": 24_000_000}
SMALLEST, LARGEST_SIDE = 100, 16_000
#: Widths for pages (WebP), and the one for those who read no WebP.
WIDTHS = (480, 960, 1600)
JPEG_WIDTH = 1600
_one_at_a_time = Lock()


class PictureUnreadable(ValueError):
    """No picture we take. `args[0]`: too_heavy, too_large, too_small or not_a_picture."""


@dataclass(frozen=True)
class Written:
    """The picture in one width; `kind` is webp or jpeg, measures in pixels."""

    kind: str
    width: int
    height: int
    content: bytes


@dataclass(frozen=True)
class Reencoded:
    """All that is made of one picture. `digest` is of what it shows: the same picture gives the same."""

    digest: str
    files: tuple[Written, ...]


def reencode(content: bytes) -> Reencoded:
    """The picture in every width up to its own. One at a time in each process. Raises `PictureUnreadable`."""
    if len(content) > MOST_BYTES:
        raise PictureUnreadable("too_heavy")
    with _one_at_a_time:
        picture = _read(content)
        files = tuple(_written(picture, "webp", width) for width in _widths(picture.width))
        jpeg = _written(picture, "jpeg", min(picture.width, JPEG_WIDTH))
    return Reencoded(hashlib.blake2b(jpeg.content, digest_size=8).hexdigest(), (*files, jpeg))


def _read(content: bytes) -> Image.Image:
    """Measured before it is unpacked, then turned, laid on white and made small enough to work with."""
    from PIL import Image, ImageOps  # late: heavy, and few processes need it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture: Image.Image = Image.open(io.BytesIO(content), formats=READ)
            _measure(picture)
            picture.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))
            picture.thumbnail((LARGEST_SIDE, WIDTHS[-1] * 2))
            picture = ImageOps.exif_transpose(picture)
            return _on_white(picture)
    except PictureUnreadable:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PictureUnreadable("too_large") from error
    except Exception as error:  # Readers of pictures fail in many ways; whatever it is, it is no picture.
        raise PictureUnreadable("not_a_picture") from error


def _measure(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS[picture.format or "PNG"] or max(width, height) > LARGEST_SIDE:
        raise PictureUnreadable("too_large")
    if min(width, height) < SMALLEST:
        raise PictureUnreadable("too_small")


def _on_white(picture: Image.Image) -> Image.Image:
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        above = picture.convert("RGBA")
        below = Image.new("RGBA", above.size, "white")
        return Image.alpha_composite(below, above).convert("RGB")
    return picture.convert("RGB")


def _widths(width: int) -> list[int]:
    return [one for one in WIDTHS if one < width] + ([width] if width <= WIDTHS[-1] else [])


def _written(picture: Image.Image, kind: str, width: int) -> Written:
    """Pixels alone are copied into a new picture, so that nothing that came along goes on."""
    from PIL import Image

    height = max(1, round(picture.height * width / picture.width))
    smaller = picture.resize((width, height), Image.Resampling.LANCZOS)
    bare = Image.new("RGB", smaller.size)
    bare.paste(smaller)
    out = io.BytesIO()
    bare.save(out, kind.upper(), quality=80, **({"method": 4} if kind == "webp" else {"progressive": True}))
    return Written(kind, width, height, out.getvalue())
