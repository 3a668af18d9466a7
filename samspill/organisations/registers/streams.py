"""Text out of a file that may be gzipped, cut short or wrongly encoded, a piece at a time in constant memory."""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Iterator
from typing import BinaryIO

PIECE = 1 << 18


class FileIsDamaged(Exception):
    """The file could be read no further. What came before it is whole."""


def text_pieces(file: BinaryIO) -> Iterator[str]:
    """The file's text in pieces of about 256 kB; gzip is recognised by its first bytes.

    Bytes that are not UTF-8 become U+FFFD. Raises `FileIsDamaged` after the last piece that could be read.
    """
    decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="replace")
    for piece in _plain_pieces(file):
        if text := decoder.decode(piece):
            yield text
    if rest := decoder.decode(b"", final=True):
        yield rest


_GZIP_MAGIC = b"\x1f\x8b"


def _plain_pieces(file: BinaryIO) -> Iterator[bytes]:
    first = file.read(PIECE)
    if not first.startswith(_GZIP_MAGIC):
        while first:
            yield first
            first = file.read(PIECE)
        return
    yield from _unzipped(first, file)


def _unzipped(first: bytes, file: BinaryIO) -> Iterator[bytes]:
    """Gzip may hold several members after each other; it must end where a member ends."""
    member = zlib.decompressobj(wbits=31)
    waiting = first
    while waiting or not member.eof:
        if member.eof:
            member = zlib.decompressobj(wbits=31)
        waiting = waiting or file.read(PIECE)
        if not waiting:
            raise FileIsDamaged("the compressed file is cut short")
        piece, waiting = _unzip_some(member, waiting)
        if piece:
            yield piece
        if member.eof:
            waiting = member.unused_data.lstrip(b"\0") or file.read(PIECE).lstrip(b"\0")


def _unzip_some(member: zlib._Decompress, packed: bytes) -> tuple[bytes, bytes]:
    try:
        return member.decompress(packed, PIECE), member.unconsumed_tail
    except zlib.error as error:
        raise FileIsDamaged(f"the compressed file is broken ({error})") from None
