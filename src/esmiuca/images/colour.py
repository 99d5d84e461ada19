"""A picture as planes: grey, RGB, HSV, CMYK, YCbCr, and the way back.

Every plane is uint8. The formulas are Pillow's (`Image.convert`), to one level of 255 in both directions; the page
has the same ones in `web/src/core/colour.ts`, and `tests/parity/colour` holds the cases that they share. Rounding
is `floor(x + 0.5)` throughout.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from jaxtyping import Float64, UInt8

from esmiuca.errors import ImageError
from esmiuca.images.ink import BLUE, GREEN, RED

Space = Literal["grey", "rgb", "hsv", "cmyk", "ycbcr"]
SPACES: tuple[Space, ...] = get_args(Space)

PLANES: dict[Space, tuple[str, ...]] = {
    "grey": ("L",),
    "rgb": ("R", "G", "B"),
    "hsv": ("H", "S", "V"),
    "cmyk": ("C", "M", "Y", "K"),
    "ycbcr": ("Y", "Cb", "Cr"),
}
"""The names of each space's planes, in order."""

# Cb and Cr are B − Y and R − Y, scaled so that they too span 255 levels, and moved to the middle (JFIF 1.02).
CB_SCALE, CR_SCALE = 2 * (1 - BLUE), 2 * (1 - RED)
MIDDLE = 128


def split(
    rgb: UInt8[np.ndarray, "H W 3"], space: Space, *, black: float = 0.0
) -> UInt8[np.ndarray, "H W planes"]:
    """The picture in another space: one plane for each name in `PLANES[space]`, uint8.

    `black`, for CMYK alone, is the share (0–1) of what cyan, magenta and yellow have in common that is printed in
    black instead. Pillow takes none (K = 0), a printer nearly all. Raises ImageError for another shape, type or space.
    """
    _check(rgb, 3)
    if not 0 <= black <= 1:
        raise ImageError(f"black={black:g} is no share; give 0 (none, as Pillow) to 1 (all that is grey).")
    levels = rgb.astype(np.float64)  # (H, W, 3)
    if space == "grey":
        return _round(_luma(levels)[..., None])  # (H, W, 1)
    if space == "rgb":
        return rgb.copy()  # (H, W, 3)
    if space == "hsv":
        return _to_hsv(levels)  # (H, W, 3)
    if space == "cmyk":
        return _to_cmyk(levels, black)  # (H, W, 4)
    if space == "ycbcr":
        return _to_ycbcr(levels)  # (H, W, 3)
    raise _unknown(space)


def merge(planes: UInt8[np.ndarray, "H W planes"], space: Space) -> UInt8[np.ndarray, "H W 3"]:
    """The picture that the planes of a space make, RGB. Raises ImageError for another shape, type or space."""
    if space not in PLANES:
        raise _unknown(space)
    _check(planes, len(PLANES[space]))
    levels = planes.astype(np.float64)  # (H, W, planes)
    if space == "grey":
        return np.repeat(planes, 3, axis=2)  # (H, W, 3)
    if space == "hsv":
        return _from_hsv(levels)
    if space == "cmyk":
        light = 255 - levels[..., 3:]  # (H, W, 1), what black lets through
        return _round(light - levels[..., :3] * light / 255)
    if space == "ycbcr":
        return _from_ycbcr(levels)
    return planes.copy()


def _luma(levels: Float64[np.ndarray, "H W 3"]) -> Float64[np.ndarray, "H W"]:
    """Y = 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601)."""
    return RED * levels[..., 0] + GREEN * levels[..., 1] + BLUE * levels[..., 2]


def _to_hsv(levels: Float64[np.ndarray, "H W 3"]) -> UInt8[np.ndarray, "H W 3"]:
    """V = max; S = (max − min) / max; H = the angle on the colour circle, 255 for the whole turn.

    Source: Smith, "Color gamut transform pairs", 1978.
    """
    red, green, blue = np.moveaxis(levels, 2, 0)
    most = levels.max(axis=2)
    span = most - levels.min(axis=2)  # (H, W)
    some = np.where(span > 0, span, 1.0)
    # A sixth of a turn for each pair of neighbours: red, yellow, green, cyan, blue, magenta.
    sixths = np.where(
        red == most,
        (green - blue) / some % 6,
        np.where(green == most, 2 + (blue - red) / some, 4 + (red - green) / some),
    )
    hue = np.where(span > 0, sixths / 6 * 255, 0.0)
    saturation = span / np.maximum(most, 1) * 255
    return _round(np.stack((hue, saturation, most), axis=2))


def _from_hsv(levels: Float64[np.ndarray, "H W 3"]) -> UInt8[np.ndarray, "H W 3"]:
    hue, saturation, value = np.moveaxis(levels, 2, 0)
    # For each channel the distance to its own hue, in sixths of a turn: within one it is full, beyond two it is empty.
    sixths = (hue[..., None] / 255 * 6 + np.array([5.0, 3.0, 1.0])) % 6  # (H, W, 3)
    missing = np.clip(np.minimum(sixths, 4 - sixths), 0, 1)
    return _round(value[..., None] * (1 - saturation[..., None] / 255 * missing))


def _to_cmyk(levels: Float64[np.ndarray, "H W 3"], black: float) -> UInt8[np.ndarray, "H W 4"]:
    ink = 255 - levels  # (H, W, 3)
    key = np.floor(black * ink.min(axis=2, keepdims=True) + 0.5)  # (H, W, 1)
    rest = np.maximum(255 - key, 1)
    return _round(np.concatenate(((ink - key) / rest * 255, key), axis=2))


def _to_ycbcr(levels: Float64[np.ndarray, "H W 3"]) -> UInt8[np.ndarray, "H W 3"]:
    luma = _luma(levels)
    blue = (levels[..., 2] - luma) / CB_SCALE + MIDDLE
    red = (levels[..., 0] - luma) / CR_SCALE + MIDDLE
    return _round(np.stack((luma, blue, red), axis=2))


def _from_ycbcr(levels: Float64[np.ndarray, "H W 3"]) -> UInt8[np.ndarray, "H W 3"]:
    luma, to_blue, to_red = np.moveaxis(levels, 2, 0)
    red = luma + CR_SCALE * (to_red - MIDDLE)
    blue = luma + CB_SCALE * (to_blue - MIDDLE)
    green = (luma - RED * red - BLUE * blue) / GREEN
    return _round(np.stack((red, green, blue), axis=2))


def _round(values: Float64[np.ndarray, "H W planes"]) -> UInt8[np.ndarray, "H W planes"]:
    return np.floor(np.clip(values, 0, 255) + 0.5).astype(np.uint8)


def _check(picture: np.ndarray, planes: int) -> None:
    if picture.dtype != np.uint8 or picture.ndim != 3 or picture.shape[2] != planes:
        raise ImageError(
            f"picture has shape {picture.shape} and type {picture.dtype}; give uint8 (H, W, {planes})."
        )


def _unknown(space: str) -> ImageError:
    return ImageError(f"space={space!r} is not known; give one of {', '.join(SPACES)}.")
