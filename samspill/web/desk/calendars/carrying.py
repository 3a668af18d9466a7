"""A file that goes along in the page where it is looked at, so that nothing is kept here before somebody says yes."""

from __future__ import annotations

import base64
import binascii
import zlib

LARGEST = 10 * 1024 * 1024
#: So many letters at most stand in a page; what is larger is chosen once more.
_LONGEST = 1_500_000


def packed(content: bytes) -> str:
    """The file as letters for a hidden field; "" where it is too large to go along."""
    text = base64.b64encode(zlib.compress(content)).decode("ascii")
    return text if len(text) <= _LONGEST else ""


def unpacked(text: str) -> bytes:
    """The file out of the hidden field, no larger than a file may be; b"" where there is none that can be read."""
    try:
        packed_bytes = base64.b64decode(text[:_LONGEST], validate=True)
        return zlib.decompressobj().decompress(packed_bytes, LARGEST + 1) if packed_bytes else b""
    except (binascii.Error, ValueError, zlib.error):
        return b""
