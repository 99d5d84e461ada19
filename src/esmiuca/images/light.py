"""A picture's pixels as one number each: their luminance, or, where ink differs in hue alone, a difference of colours."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from jaxtyping import Float64, UInt8

from esmiuca.images.rows import Rgba, Rows, blocks

HUES = ((1, -1, 0), (-0.5, -0.5, 1))
"""Red against green, and blue against yellow, as weights of R, G and B; grey is 0 in both."""

CARD = 0.5
"""Of the opaque part's rectangle: a sheet that lies on nothing fills more of it, strokes on nothing less."""
PAPER = 0.5
"""Of the opaque part: what a sheet has near its own level."""
NEAR, FAR = 26, 64
"""Grey levels from a sheet's level: its paper, and what is drawn on it."""
DRAWN = 0.002
"""Of the opaque part: a sheet with less drawn on it may be a stroke."""


LIGHT = np.arange(256) / 255
"""Of each grey level, in 0–1."""


def is_opaque_grey(rgba: UInt8[np.ndarray, "H W 4"]) -> bool:
    """Whether all three colours of every pixel are the same, and nothing is transparent."""
    if not rgba.flags.c_contiguous:
        return False
    pixels = rgba.view("<u4")[..., 0]  # alpha is the highest byte
    for part in (pixels[:1], pixels):  # a photo fails already in its first row
        if (part != (part & 255) * np.uint32(0x010101) + np.uint32(0xFF000000)).any():
            return False
    return True


def luma(rgba: UInt8[np.ndarray, "H W 4"]) -> UInt8[np.ndarray, "H W"]:
    """The luminance as a grey level, whatever is transparent: Rec. 601, in whole numbers as Pillow's "L" has it."""
    if is_opaque_grey(rgba):  # most drawings and scans
        return rgba[..., 0]
    red, green, blue = (rgba[..., channel].astype(np.uint32) for channel in range(3))
    return ((19595 * red + 38470 * green + 7471 * blue + 32768) >> 16).astype(np.uint8)


def backdrop(picture: Rgba) -> float | None:
    """The luminance that is laid behind a picture's transparent parts; None where everything is transparent.

    A sheet with transparent margins, corners or columns goes on as it is: its own level. Strokes on nothing get what
    contrasts with them: 1, white, behind dark ink, 0 behind white ink.
    """
    counts = np.zeros(256)  # of opacity, 255 a pixel, by grey level
    rows, columns = [], np.zeros(picture.shape[1], dtype=bool)
    for part in blocks(picture):
        alpha = part[..., 3]
        counts += np.bincount(luma(part).ravel(), weights=alpha.ravel(), minlength=256)
        rows.append(alpha.any(axis=1))
        columns |= alpha.any(axis=0)
    total = float(counts.sum())
    if total == 0:
        return None
    filled = np.flatnonzero(np.concatenate(rows)), np.flatnonzero(columns)
    rectangle = (int(np.ptp(filled[0])) + 1) * (int(np.ptp(filled[1])) + 1)
    level = int(np.searchsorted(counts.cumsum(), total / 2))
    away = np.abs(np.arange(256) - level)
    is_card = (
        total >= CARD * 255 * rectangle
        and counts[away <= NEAR].sum() >= PAPER * total
        and counts[away > FAR].sum() >= DRAWN * total
    )
    if is_card:
        return level / 255
    return 1.0 if float((counts * np.arange(256)).sum()) / total < 127.5 else 0.0


def is_opaque(picture: Rgba) -> bool:
    """Whether nothing of a picture is transparent."""
    if isinstance(picture, Rows) and picture.is_opaque:
        return True
    return all(part[..., 3].min() == 255 for part in blocks(picture))


Part = Callable[[slice, slice], Float64[np.ndarray, "h w"]]
"""Some rows and columns of a picture as one number a pixel."""


def luminance_of(picture: Rgba) -> Part | None:
    """The luminance in 0–1 of parts of a picture, on its backdrop where they are transparent; None where everything is."""
    if is_opaque(picture):
        if isinstance(picture, Rows):
            return lambda rows, columns: LIGHT[picture.luma(rows, columns)]
        return lambda rows, columns: LIGHT[luma(picture[rows, columns])]
    background = backdrop(picture)
    if background is None:
        return None

    def laid(rows: slice, columns: slice) -> Float64[np.ndarray, "h w"]:
        part = picture[rows, columns]
        opacity = part[..., 3] / 255
        return opacity * LIGHT[luma(part)] + (1 - opacity) * background

    return laid


def hue_of(picture: Rgba, weights: tuple[float, float, float]) -> Part:
    """A difference of colours of parts of a picture, in −1 to 1; 0, grey, where they are transparent."""

    def difference(rows: slice, columns: slice) -> Float64[np.ndarray, "h w"]:
        part = picture[rows, columns].astype(np.float64)
        return (
            (weights[0] * part[..., 0] + weights[1] * part[..., 1] + weights[2] * part[..., 2])
            * part[..., 3]
            / 255**2
        )

    return difference
