"""A picture from anywhere is written anew or refused, and nothing that came along with it goes on."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from samspill.foundation.pictures import PictureUnreadable, reencode


def taken(kind="JPEG", size=(640, 400), mode="RGB", **more):
    out = io.BytesIO()
    picture = Image.new(mode, size, "red")
    picture.paste("blue", (0, 0, size[0] // 2, size[1]))
    picture.save(out, kind, **more)
    return out.getvalue()


def with_place():
    exif = Image.Exif()
    exif[0x0112] = 6  # The camera was held on its side.
    exif[0x010F] = "Kameraet til Kari"
    exif.get_ifd(0x8825)[1] = "N"
    return taken(exif=exif)


def test_it_is_turned_as_the_camera_was_held_and_tells_no_place_and_no_name():
    made = reencode(with_place())
    for one in made.files:
        picture = Image.open(io.BytesIO(one.content))
        assert picture.size == (one.width, one.height) and one.height > one.width
        assert not picture.getexif() and b"Kari" not in one.content
    assert {(one.kind, one.width) for one in made.files} == {("webp", 400), ("jpeg", 400)}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_one_comes_in_the_widths_pages_ask_for(kind):
    made = reencode(taken(kind, (2400, 1200)))
    assert [(one.kind, one.width, one.height) for one in made.files] == [
        ("webp", 480, 240), ("webp", 960, 480), ("webp", 1600, 800), ("jpeg", 1600, 800),
    ]  # fmt: skip


def test_what_one_sees_through_is_laid_on_white():
    out = io.BytesIO()
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(out, "PNG")
    jpeg = Image.open(io.BytesIO(reencode(out.getvalue()).files[-1].content))
    assert min(jpeg.getpixel((100, 100))) > 250


def giant(width, height):
    """A PNG of a few bytes that says it is as large as this."""

    def part(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"")) + part(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (giant(50_000, 50_000), "too_large"),
        (giant(9_000, 9_000), "too_large"),
        (giant(20_000, 200), "too_large"),
        (taken(size=(50, 400)), "too_small"),
        (taken("GIF"), "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_picture"),
        (b"", "not_a_picture"),
        (b"x" * (12 * 1024 * 1024 + 1), "too_heavy"),
    ],
)
def test_what_is_no_picture_or_too_much_is_refused_with_the_reason(content, why):
    with pytest.raises(PictureUnreadable, match=why):
        reencode(content)


WHOLE = {kind: taken(kind, (240, 160)) for kind in ("JPEG", "PNG", "WEBP")}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(WHOLE)),
    st.integers(0, 4000),
    st.binary(max_size=40),
    st.booleans(),
    st.integers(0, 4000),
)
def test_cut_or_spoilt_it_is_refused_or_written_anew_and_nothing_else_happens(kind, where, noise, cut, other):
    content = WHOLE[kind]
    where %= len(content)
    spoilt = content[:where] if cut else content[:where] + noise + content[where + other % 60 :]
    try:
        made = reencode(spoilt)
    except PictureUnreadable:
        return
    assert all(Image.open(io.BytesIO(one.content)).size == (one.width, one.height) for one in made.files)
