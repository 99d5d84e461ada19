"""Where is the ink? A picture's luminance becomes a map of ink: 0 is background, 1 is the fullest stroke.

An even background (a drawing, a scan) needs one subtraction. A photo of paper does not have one: there the
mean of each pixel's surroundings is the background, and Otsu's threshold tells strokes from the paper's
grain.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float64, UInt8

from esmiuca.images.components import drop_specks
from esmiuca.images.rows import Rgba, blocks
from esmiuca.images.settings import Preprocessing

# Rec. 601 luma, the weights of JPEG and of Pillow's "L".
RED, GREEN, BLUE = 0.299, 0.587, 0.114

OTSU_BINS = 256
SPECK_FRACTION = 0.05
WINDOW_FRACTION = 8
"""The local mean's radius is this fraction of the longer side: more than a pen's width, less than a digit."""


def _light(red: np.ndarray, green: np.ndarray, blue: np.ndarray) -> np.ndarray:
    return (RED * red + GREEN * green + BLUE * blue) / 255


LIGHT_OF_GREY = _light(*[np.arange(256, dtype=np.uint8)] * 3)


def is_opaque_grey(rgba: UInt8[np.ndarray, "H W 4"]) -> bool:
    """Whether all three colours of every pixel are the same, and nothing is transparent."""
    if not rgba.flags.c_contiguous:
        return False
    pixels = rgba.view("<u4")[..., 0]  # alpha is the highest byte
    for part in (pixels[:1], pixels):  # a photo fails already in its first row
        if (part != (part & 255) * np.uint32(0x010101) + np.uint32(0xFF000000)).any():
            return False
    return True


def luminance(rgba: UInt8[np.ndarray, "H W 4"]) -> Float64[np.ndarray, "H W"] | None:
    """The picture's luminance in 0–1, its transparent parts filled with a contrasting background.

    L = (0.299 R + 0.587 G + 0.114 B) / 255. White ink on nothing gets a black background, dark ink a
    white one. None where everything is transparent.
    """
    background = backdrop(rgba)
    return None if background is None else light_on(rgba, background)


def backdrop(picture: Rgba) -> float | None:
    """What is laid behind a picture's transparent parts: 1, white, behind dark ink, 0 behind white ink.

    None where everything is transparent.
    """
    if all(part[..., 3].min() == 255 for part in blocks(picture)):
        return 1.0  # nothing of it will be seen
    total, weighted = 0.0, 0.0
    for part in blocks(picture):
        opacity = part[..., 3] / 255
        total += float(opacity.sum())
        weighted += float((opacity * _light(part[..., 0], part[..., 1], part[..., 2])).sum())
    if total == 0:
        return None
    return 1.0 if weighted / total < 0.5 else 0.0


def light_on(rgba: UInt8[np.ndarray, "H W 4"], background: float) -> Float64[np.ndarray, "H W"]:
    """The luminance in 0–1 of a picture, or of some of its rows, on a background."""
    if is_opaque_grey(rgba):  # most drawings and scans: the same numbers, looked up
        return LIGHT_OF_GREY[rgba[..., 0]]  # (H, W)
    light = _light(rgba[..., 0], rgba[..., 1], rgba[..., 2])  # (H, W)
    alpha = rgba[..., 3]
    if alpha.min() == 255:
        return light
    opacity = alpha / 255
    return opacity * light + (1 - opacity) * background


def find_ink(light: Float64[np.ndarray, "H W"], settings: Preprocessing) -> Float64[np.ndarray, "H W"] | None:
    """The ink in 0–1 of a luminance, dark on light or light on dark; None where nothing is drawn."""
    contrast = float(light.max() - light.min())
    if contrast < settings.min_contrast:
        return None
    ring = np.sort(border(light))
    last = len(ring) - 1
    spread = ring[int(0.9 * last)] - ring[int(0.1 * last)]
    if spread <= settings.flat_background * contrast:
        return _ink_on_even_background(light, float(ring[last >> 1]))
    return _ink_on_uneven_background(light, settings)


def border(picture: Float64[np.ndarray, "H W"]) -> Float64[np.ndarray, " n"]:
    """The pixels of the outermost rows and columns, each once."""
    if min(picture.shape) <= 2:
        return picture.ravel()
    return np.concatenate((picture[0], picture[-1], picture[1:-1, 0], picture[1:-1, -1]))


def local_mean(picture: Float64[np.ndarray, "H W"], radius: int) -> Float64[np.ndarray, "H W"]:
    """The mean of the square of (2·radius + 1)² pixels around each pixel, of those that exist.

    Through an integral image: the sum over any rectangle is four look-ups (Crow, "Summed-area tables", 1984).
    """
    height, width = picture.shape
    integral = np.zeros((height + 1, width + 1))
    integral[1:, 1:] = picture.cumsum(axis=0).cumsum(axis=1)
    rows, columns = np.arange(height), np.arange(width)
    top, bottom = np.maximum(rows - radius, 0), np.minimum(rows + radius + 1, height)
    left, right = np.maximum(columns - radius, 0), np.minimum(columns + radius + 1, width)
    bands = integral[bottom] - integral[top]  # (H, W + 1)
    sums = bands[:, right] - bands[:, left]  # (H, W)
    return sums / ((bottom - top)[:, None] * (right - left))


def otsu_threshold(values: Float64[np.ndarray, "*shape"]) -> float:
    """The threshold that best splits values in [0, max] in two: the middle of the best of 256 bins.

    Maximises (s·N − S·n)² / (n·(N − n)), the between-class variance but for a constant factor, where n and s
    are the count and the sum of bin numbers up to a bin, N and S those of all. Everything but the division is
    a whole number, so that another language gets the same bin.

    Source: Otsu, "A threshold selection method from gray-level histograms", 1979.
    """
    top = float(values.max())
    bins = np.minimum((values / top * OTSU_BINS).astype(np.int64), OTSU_BINS - 1)
    counts = np.bincount(bins.ravel(), minlength=OTSU_BINS).astype(np.float64)
    below = counts.cumsum()
    sums = (counts * np.arange(OTSU_BINS)).cumsum()
    weight = below * (below[-1] - below)
    difference = sums * below[-1] - sums[-1] * below
    variance = np.divide(difference * difference, weight, out=np.zeros(OTSU_BINS), where=weight > 0)
    best = np.flatnonzero(variance == variance.max())
    # No value lies between two clean classes: all bins of that gap are equally good, and its middle is safest.
    return ((int(best[0]) + int(best[-1])) / 2 + 0.5) / OTSU_BINS * top


def _ink_on_even_background(light: np.ndarray, background: float) -> np.ndarray:
    darker, lighter = background - float(light.min()), float(light.max()) - background
    side = background - light if darker >= lighter else light - background
    return np.maximum(side, 0.0) / max(darker, lighter)


def _ink_on_uneven_background(light: np.ndarray, settings: Preprocessing) -> np.ndarray | None:
    radius = max(2, max(light.shape) // WINDOW_FRACTION)
    deviation = light - local_mean(light, radius)
    # Strokes are few and far from the mean, paper is plenty and near it: cubing lets the strokes decide.
    dark = (deviation * deviation * deviation).sum() <= 0
    ink = np.maximum(-deviation if dark else deviation, 0.0)
    if ink.max() <= 0:
        return None
    threshold = otsu_threshold(ink)
    ink = np.clip((ink - 0.5 * threshold) / threshold, 0.0, 1.0)
    return drop_specks(ink, settings.crop_threshold, SPECK_FRACTION)
