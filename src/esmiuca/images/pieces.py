"""Of how many pieces a picture's file is made, counted before anything of it is decoded.

What a file costs its reader is bounded by its pixels only while it holds few pieces. Each scan of a JPEG of 14 bytes goes over the whole
picture once more; a colour profile of 1 kB in a PNG unfolds to a MB; and each segment, chunk or comment is a round of a loop in Python.
"""

from __future__ import annotations

import mmap
import re
import struct
from itertools import islice

from esmiuca.errors import ImageError

MAX_SCANS, MAX_ARITHMETIC_SCANS = 64, 16
"""Of a JPEG. Encoders write about 10; those of arithmetic coding, which hardly anybody writes, take four times as long."""

MAX_PIECES = 10_000
"""Segments, chunks or blocks, besides one for each 1024 bytes: a PNG's pixels often come in chunks of 8 kB."""

MAX_EXIF_SEGMENTS = 100
"""Of a JPEG; each is appended to those before it. Cameras write one."""

MAX_UNFOLDING = 64
"""Chunks of a PNG that hold compressed data besides its pixels, of which up to a MB each is unfolded."""

MAX_COMMENTS = 1000
"""Of a PPM in decimal digits; each is cut out of a MB around it."""

JPEG, PNG, GIF, PLAIN_PPM = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", (b"P1", b"P2", b"P3")

MARKER = re.compile(rb"\xff[\x01-\xfe]")
MARKER_AFTER_DATA = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""In a scan's data a restart marker is none that ends it."""

FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers that say size and number of colours; from 0xC8 on the coding is arithmetic."""

ALONE = frozenset({0x01, *range(0xD0, 0xDA)})
"""Markers without a length behind them."""

END, SCAN, APP1 = 0xD9, 0xDA, 0xE1

UNFOLDING = frozenset({b"iCCP", b"zTXt", b"iTXt"})

Content = bytes | mmap.mmap


def check_pieces(content: Content, name: str) -> bool:
    """Whether the picture is kept whole while it is read, besides its pixels: a JPEG whose colours come one after the other, or by degrees.

    Raises ImageError where there are more pieces than a picture is made of. What is damaged is left for its decoder to say.
    """
    if content[:3] == JPEG:
        return _check_jpeg(content, name)
    if content[:8] == PNG:
        _check_png(content, name)
    elif content[:4] == GIF:
        _check_gif(content, name)
    elif content[:2] in PLAIN_PPM:
        count = sum(1 for _ in islice(re.finditer(rb"#", content), MAX_COMMENTS + 1))
        _require(count, MAX_COMMENTS, "comments", name)
    return False


def _check_jpeg(content: Content, name: str) -> bool:
    # ITU-T T.81, annex B: segments with a marker and a length, and data behind each start of a scan.
    most = _most_pieces(content)
    pieces = scans = exif = colours = together = 0
    most_scans = MAX_SCANS
    at = 2
    while (found := _find(MARKER_AFTER_DATA if scans else MARKER, content, at)) is not None:
        # Pillow goes byte by byte over what lies between segments.
        pieces += 1 if scans else 1 + found - at
        _require(pieces, most, "segments", name)
        kind, at = content[found + 1], found + 2
        if kind == END and scans:
            break
        if kind in ALONE:
            continue
        if kind in FRAMES:
            colours = _byte(content, at + 7)
            if kind > 0xC8:
                most_scans = MAX_ARITHMETIC_SCANS
        elif kind == SCAN:
            if not scans:
                together = _byte(content, at + 2)
            scans += 1
            _require(scans, most_scans, "scans", name)
        elif kind == APP1 and content[at + 2 : at + 6] == b"Exif":
            exif += 1
            _require(exif, MAX_EXIF_SEGMENTS, "segments with EXIF data", name)
        at += max(2, _byte(content, at) << 8 | _byte(content, at + 1))
    return scans > 0 and together < colours


def _check_png(content: Content, name: str) -> None:
    most = _most_pieces(content)
    pieces = unfolding = 0
    at = len(PNG)
    while at + 8 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        if kind == b"IEND":
            break
        pieces += 1
        _require(pieces, most, "chunks", name)
        if kind in UNFOLDING:
            unfolding += 1
            _require(unfolding, MAX_UNFOLDING, "chunks of compressed text or colour profiles", name)
        at += length + 12


def _check_gif(content: Content, name: str) -> None:
    # Blocks of up to 255 bytes, before the first picture: extensions, each ended by an empty one.
    most = _most_pieces(content)
    pieces = 0
    flags = _byte(content, 10)
    at = 13 + (6 << (flags & 7) if flags & 128 else 0)  # behind the palette
    while at < len(content) and content[at] != ord(","):
        if content[at] == ord("!"):
            at += 2
            while size := _byte(content, at):
                at += size + 1
                pieces += 1
                _require(pieces, most, "blocks", name)
        at += 1
        pieces += 1
        _require(pieces, most, "blocks", name)


def _find(pattern: re.Pattern[bytes], content: Content, at: int) -> int | None:
    # Not the match: a file can't be unmapped while one is held.
    found = pattern.search(content, at)
    return None if found is None else found.start()


def _most_pieces(content: Content) -> int:
    return MAX_PIECES + len(content) // 1024


def _byte(content: Content, at: int) -> int:
    return content[at] if at < len(content) else 0


def _require(count: int, most: int, what: str, name: str) -> None:
    if count > most:
        raise ImageError(f"{name} has more than {most} {what}; save it again.")
