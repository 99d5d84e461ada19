"""What is fuzzed: from any bytes to an answer, or to one of our own errors. Anything else that is raised is a find."""

from __future__ import annotations

import atexit
import json
import random
import shutil
import struct
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from esmiuca import Detector
from esmiuca.errors import ImageError, ManifestError
from esmiuca.images import normalize, normalize_number, open_rows
from images import bombs

SMALL_NETWORK = Path(__file__).parents[1] / "parity" / "small_network"


def read_picture(data: bytes) -> None:
    """As the server and the command line read a picture."""
    try:
        rgba = open_rows(data, max_pixels=100_000, weighed=True)
        seen = normalize(rgba)
        assert seen is None or (seen.shape, seen.dtype) == ((28, 28), np.uint8)
        for digit in normalize_number(rgba):
            assert digit.pixels.shape == (28, 28)
    except ImageError as error:
        assert_is_sentence(error)


def pictures() -> dict[str, bytes]:
    """A digit in every format and kind that is read, and small bombs."""
    sheet = Image.new("RGB", (40, 50), "white")
    ImageDraw.Draw(sheet).line([(10, 10), (30, 10), (20, 40)], fill="black", width=4)
    exif = Image.Exif()
    exif[0x0112] = 6
    rgba = sheet.convert("RGBA")
    rgba.putalpha(sheet.convert("L").point(lambda level: 255 - level))
    grey = sheet.convert("L")
    deep = Image.fromarray(np.asarray(grey).astype(np.uint16) * 257)
    encoded = bombs.encoded
    return {
        "grey.png": encoded(grey),
        "colours.png": encoded(sheet, exif=exif, icc_profile=bytes(100)),
        "transparent.png": encoded(rgba),
        "palette.png": encoded(sheet.quantize(4), transparency=0),
        "deep.png": encoded(deep),
        "animated.png": encoded(sheet, save_all=True, append_images=[sheet.transpose(Image.Transpose.ROTATE_180)]),
        "text.png": bombs.png(bombs.unfolding(b"zTXt", 50), after=bombs.chunk(b"tIME", bytes(7))),
        "colours.jpg": encoded(sheet, "JPEG", exif=exif, comment=b"a", icc_profile=bytes(100)),
        "progressive.jpg": encoded(sheet, "JPEG", progressive=True),
        "restarts.jpg": encoded(grey, "JPEG", restart_marker_blocks=1),
        "apart.jpg": bombs.sequential_scans(40, 50, 3),
        "scans.jpg": bombs.scans(40, 50, 3),
        "print.jpg": encoded(sheet.convert("CMYK"), "JPEG"),
        "lossy.webp": encoded(sheet, "WEBP", exif=exif),
        "lossless.webp": encoded(rgba, "WEBP", lossless=True),
        "animated.webp": encoded(sheet, "WEBP", save_all=True, append_images=[grey.convert("RGB")]),
        "one.gif": encoded(grey, "GIF"),
        "animated.gif": encoded(sheet, "GIF", save_all=True, append_images=[grey], comment=b"a"),
        "colours.bmp": encoded(sheet, "BMP"),
        "plain.tif": encoded(sheet, "TIFF"),
        "packed.tif": encoded(grey, "TIFF", compression="tiff_lzw"),
        "deep.tif": encoded(grey.convert("F"), "TIFF"),
        "tile.tif": bombs.tile(1024),
        "binary.ppm": encoded(sheet, "PPM"),
        "decimal.pgm": bombs.comments(2),
    }  # fmt: skip


def mended(data: bytes) -> bytes:
    """A PNG with the right checksum in each chunk, or nothing behind a changed byte would ever be looked at."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return data
    whole, at = bytearray(data), 8
    while at + 12 <= len(whole):
        (length,) = struct.unpack_from(">I", whole, at)
        end = at + 8 + length
        if end + 4 > len(whole):
            break
        struct.pack_into(">I", whole, end, zlib.crc32(whole[at + 4 : end]))
        at = end + 4
    return bytes(whole)


@dataclass
class Folder:
    """A folder with a small network, whose manifest is what comes."""

    path: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="esmiuca-fuzz-")))

    def __post_init__(self) -> None:
        shutil.copytree(SMALL_NETWORK, self.path, dirs_exist_ok=True)
        atexit.register(shutil.rmtree, self.path, ignore_errors=True)

    def __call__(self, data: bytes) -> None:
        """As a detector opens a folder, and answers."""
        (self.path / "manifest.json").write_bytes(data)
        try:
            detector = Detector(self.path, threads=1)
        except ManifestError as error:
            assert_is_sentence(error)
        else:
            side = detector.manifest.preprocessing.canvas
            detector.predict(np.eye(side + 3, dtype=np.uint8) * 255)
            detector.read(np.eye(side, dtype=bool))


def manifests() -> dict[str, bytes]:
    """The small network's, whole and without what may be left out."""
    whole = (SMALL_NETWORK / "manifest.json").read_bytes()
    content = json.loads(whole)
    return {
        "whole.json": whole,
        "short.json": json.dumps(content, separators=(",", ":")).encode(),
        "empty.json": b"{}",
    }


ODD: tuple[Any, ...] = (
    None, True, 0, 1, -1, 2**31, 10**400, 0.5, -0.0, float("nan"), float("inf"), "", "\0", "\ud800", "..", "/", ".", "x" * 5000, [], [[]],
    {}, {"": None}, [0] * 1000,
)  # fmt: skip


def another_value(data: bytes, seed: int) -> bytes:
    """The same JSON with something odd in one place, or one place less."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return data
    chance = random.Random(seed)
    at = content
    while isinstance(at, (dict, list)) and at:
        key = chance.choice(list(at) if isinstance(at, dict) else range(len(at)))
        inside = at[key]  # type: ignore[index]
        if isinstance(inside, (dict, list)) and inside and chance.random() < 0.8:
            at = inside
            continue
        if chance.random() < 0.2:
            del at[key]  # type: ignore[arg-type]
        else:
            at[key] = chance.choice(ODD)  # type: ignore[index]
        break
    return json.dumps(content).encode()


def assert_is_sentence(error: Exception) -> None:
    """What a person is told: short, and ended."""
    assert str(error).endswith("."), error
    assert len(str(error)) < 2000, error


@dataclass(frozen=True)
class Target:
    """What takes the bytes, what to begin with, and how bytes that were changed become likelier to get far."""

    take: Callable[[], Callable[[bytes], None]]
    seeds: Callable[[], dict[str, bytes]]
    change: Callable[[bytes, int], bytes]
    words: tuple[bytes, ...] = ()


TARGETS = {
    "pictures": Target(
        lambda: read_picture,
        pictures,
        lambda data, seed: mended(data) if seed % 8 else data,
        (
            *(bytes((0xFF, marker)) for marker in (0xC0, 0xC2, 0xC4, 0xC9, 0xD8, 0xD9, 0xDA, 0xDB, 0xDD, 0xE1, 0xE2, 0xFE)),
            *(b"IHDR", b"IDAT", b"PLTE", b"tRNS", b"iCCP", b"eXIf", b"acTL", b"fcTL", b"fdAT"),
            *(b"VP8 ", b"VP8L", b"VP8X", b"ANMF", b"ALPH", b"NETSCAPE2.0", b"Exif\0\0", b"II*\0", b"MM\0*", b"MPF\0"),
        ),
    ),
    "manifests": Target(Folder, manifests, another_value),
}  # fmt: skip
