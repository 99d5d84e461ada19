"""Pictures that mean harm: small files that cost their reader time or memory. Made by program, the same bytes each time."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import numpy as np
from PIL import Image

START_OF_SCAN = b"\xff\xda"


def encoded(image: Image.Image, name: str = "PNG", **options: Any) -> bytes:
    """The file's bytes."""
    buffer = io.BytesIO()
    image.save(buffer, name, **options)
    return buffer.getvalue()


def thin(length: int, across: bool = False) -> bytes:
    """A PNG one pixel wide, or high, black in its middle."""
    levels = np.full((length, 1), 255, np.uint8)
    levels[length // 3 : length // 2] = 0
    return encoded(Image.fromarray(levels.T if across else levels))


def scans(width: int, height: int, count: int) -> bytes:
    """A progressive JPEG of one grey with `count` scans of 14 bytes more, each of which goes over 63 values of 65,000 blocks."""
    whole = encoded(Image.new("L", (width, height), 200), "JPEG", progressive=True)
    # One code, of one bit: "nothing new in the next 16,384 blocks and those that the next 14 bits say".
    table = b"\xff\xc4" + struct.pack(">HB", 20, 0x10) + bytes([1, *[0] * 15]) + b"\xe0"
    scan = START_OF_SCAN + bytes((0, 8, 1, 1, 0, 1, 63, 0x10)) + b"\x7f\x7e\xfe\xfe"
    return whole[:-2] + table + count * scan + whole[-2:]


def sequential_scans(width: int, height: int, count: int) -> bytes:
    """A JPEG that isn't progressive, with `count` scans of its first colour alone."""
    whole = encoded(Image.new("RGB", (width, height), "gray"), "JPEG")
    scan = START_OF_SCAN + bytes((0, 8, 1, 1, 0, 0, 63, 0)) + b"\x00"
    return whole[: whole.index(START_OF_SCAN)] + count * scan + whole[-2:]


def segments(kind: int, content: bytes, count: int) -> bytes:
    """A small JPEG with `count` segments of a kind (0xE1 is APP1) before its picture."""
    whole = encoded(Image.new("L", (40, 40), 200), "JPEG")
    segment = bytes((0xFF, kind)) + struct.pack(">H", len(content) + 2) + content
    return whole[:20] + count * segment + whole[20:]


def padding(byte: bytes, count: int) -> bytes:
    """A small JPEG with `count` bytes that belong to nothing behind its first segment."""
    whole = encoded(Image.new("L", (40, 40), 200), "JPEG")
    return whole[:20] + count * byte + whole[20:]


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def unfolding(kind: bytes, size: int = 2**20) -> bytes:
    """A chunk of about a kB that unfolds to `size` bytes: a colour profile (iCCP) or a text (zTXt)."""
    return chunk(kind, b"x\0\0" + zlib.compress(bytes(size), 9))


def png(*before: bytes, after: bytes = b"") -> bytes:
    """A small PNG with chunks before and after its pixels."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 40, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress((b"\0" + b"\xff" * 40) * 40))
    return b"".join((b"\x89PNG\r\n\x1a\n", header, *before, pixels, after, chunk(b"IEND")))


def exif(entries: int, size: int) -> bytes:
    """EXIF data of `entries` tags, all of them the same `size` bytes."""
    table = b"".join(struct.pack("<HHII", tag, 7, size, 8) for tag in range(entries))
    whole = b"II*\0" + struct.pack("<IH", 8, entries) + table + bytes(4)
    return whole + bytes(max(0, size + 8 - len(whole)))


def tile(side: int) -> bytes:
    """A TIFF of 10 × 10 pixels in one tile of side × side, a multiple of 1024."""
    packer = zlib.compressobj(9)
    rows = bytes(1024 * side)
    data = b"".join([packer.compress(rows) for _ in range(side // 1024)] + [packer.flush()])
    tags = {256: 10, 257: 10, 258: 8, 259: 8, 262: 1, 277: 1, 322: side, 323: side, 324: 0, 325: len(data)}
    tags[324] = 8 + 2 + 12 * len(tags) + 4  # where the tile begins
    table = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + table + bytes(4) + data


def comments(count: int) -> bytes:
    """A PGM in decimal digits with `count` comments among them."""
    return b"P2 4 4 255\n" + b"#\n" * count + b"1 " * 16


def blocks(content: bytes, before: bytes = b"!\xfe") -> bytes:
    """A small GIF with these blocks, a comment's, before its picture."""
    whole = encoded(Image.new("L", (40, 40), 200), "GIF")
    at = whole.rindex(b",")
    return whole[:at] + before + content + b"\0" + whole[at:]
