"""Pictures that a server may be sent: good ones, damaged ones, and bombs."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image, ImageDraw


def seven(format_name: str = "PNG") -> bytes:
    """A 7, dark on light, 60×50."""
    image = Image.new("L", (60, 50), 255)
    ImageDraw.Draw(image).line([(20, 10), (35, 10), (25, 40)], fill=0, width=4)
    return encode(image, format_name)


def number(format_name: str = "PNG") -> bytes:
    """A 7, a 1 and a 7, dark on light, 130×50."""
    image = Image.new("L", (130, 50), 255)
    pen = ImageDraw.Draw(image)
    for left in (10, 80):
        pen.line([(left, 10), (left + 15, 10), (left + 5, 40)], fill=0, width=4)
    pen.line([(52, 10), (52, 40)], fill=0, width=4)
    return encode(image, format_name)


def dotted(side: int) -> bytes:
    """A PNG of side × side separate dots."""
    image = Image.new("L", (6 * side, 6 * side), 255)
    for at in range(side * side):
        image.paste(0, (at % side * 6 + 1, at // side * 6 + 1, at % side * 6 + 4, at // side * 6 + 4))
    return encode(image)


def encode(image: Image.Image, format_name: str = "PNG", **options: Any) -> bytes:
    """The file's bytes."""
    buffer = BytesIO()
    image.save(buffer, format_name, **options)
    return buffer.getvalue()


def one_grey(side: int) -> bytes:
    """A PNG of side × side white pixels: 3000 × 3000 take 9 KB."""
    return encode(Image.new("L", (side, side), 255))


@lru_cache(maxsize=8)
def photograph(orientation: int = 1) -> bytes:
    """A phone's photo of a 1: 12 megapixels, uneven light, grain; held as its EXIF data say."""
    width, height = 4032, 3024
    light = np.linspace(205, 150, width) + np.linspace(0, -25, height)[:, None]
    light += np.random.default_rng(5).normal(0, 9, (height, width))
    image = Image.fromarray(light.clip(0, 255).astype(np.uint8)).convert("RGB")
    ImageDraw.Draw(image).line([(1900, 700), (1950, 2400)], fill=(30, 30, 70), width=150)
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encode(image, "JPEG", quality=85, exif=exif)


def webp() -> bytes:
    """A WebP of one colour with more pixels than are decoded of its kind."""
    return encode(Image.new("RGB", (2500, 2501)), "WEBP", quality=1, method=0)


def progressive() -> bytes:
    """A progressive JPEG with more pixels than are decoded of its kind."""
    return encode(Image.new("L", (4200, 3001)), "JPEG", progressive=True)


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims this size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
