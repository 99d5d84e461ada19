"""A picture whose rows are made RGBA as they are asked for: a photo of 12 megapixels takes 48 MB so, not 250."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from jaxtyping import UInt8
from PIL import Image

BLOCK_PIXELS = 250_000
"""Pixels that are looked at together."""

ORIENTATION = 0x0112
"""Of EXIF."""

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each EXIF orientation, as Pillow's ImageOps.exif_transpose has it."""

SIDEWAYS = (5, 6, 7, 8)
"""A row is a column of what is stored."""

ROWS_FROM_THE_END = (3, 4, 7, 8)
"""The first row is the last row, or the last column, of what is stored."""

COLUMNS_FROM_THE_END = (2, 3, 6, 7)
"""The same of the first column."""


class Rows:
    """A loaded picture of 8 bits a channel, upright; `picture[a:b, c:d]` is uint8 (b − a, d − c, 4)."""

    def __init__(self, image: Image.Image, orientation: int = 1) -> None:
        self._image = image
        self._orientation = orientation
        width, height = image.size
        if self._orientation in SIDEWAYS:
            width, height = height, width
        self.shape = (height, width, 4)

    def __getitem__(self, part: slice | tuple[slice, slice]) -> UInt8[np.ndarray, "h w 4"]:
        rows, columns = part if isinstance(part, tuple) else (part, slice(None))
        return np.asarray(self._upright(rows, columns).convert("RGBA"))

    @property
    def is_opaque(self) -> bool:
        """Whether what it is stored as has no transparency."""
        return not self._image.has_transparency_data

    def luma(self, rows: slice, columns: slice) -> UInt8[np.ndarray, "h w"]:
        """The luminance as a grey level, whatever is transparent."""
        part = self._upright(rows, columns)
        return np.asarray(
            part if part.mode == "L" else (part if part.mode == "RGB" else part.convert("RGB")).convert("L")
        )

    def _upright(self, rows: slice, columns: slice) -> Image.Image:
        height, width = self.shape[:2]
        top, bottom, _ = rows.indices(height)
        left, right, _ = columns.indices(width)
        image = self._image
        if (top, bottom, left, right) != (0, height, 0, width):
            if self._orientation in ROWS_FROM_THE_END:
                top, bottom = height - bottom, height - top
            if self._orientation in COLUMNS_FROM_THE_END:
                left, right = width - right, width - left
            box = (left, top, right, bottom)
            image = image.crop((top, left, bottom, right) if self._orientation in SIDEWAYS else box)
        if self._orientation in TURNS:
            image = image.transpose(TURNS[self._orientation])
        return image


def orientation(image: Image.Image) -> int:
    """How the camera was held, as EXIF counts it; 1, upright, where that is damaged or missing."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:
        return 1


Rgba = UInt8[np.ndarray, "H W 4"] | Rows
"""A picture, whole or by its rows."""


def blocks(picture: Rgba) -> Iterator[UInt8[np.ndarray, "h W 4"]]:
    """The picture's rows, some at a time."""
    height, width = picture.shape[:2]
    step = max(1, BLOCK_PIXELS // width)
    for start in range(0, height, step):
        yield picture[start : start + step]
