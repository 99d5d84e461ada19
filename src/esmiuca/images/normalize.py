"""From any picture to what the network sees: 28×28, white ink on black, as MNIST prepared its own digits.

1. luminance, transparency laid on what light.py says            3. ink: what differs from the background (ink.py)
2. reduce to a working size                                      4. crop to the ink
5. scale into a box of 20×20, proportions kept                   6. centre of mass to the middle of 28×28

The page does the same in web/src/core/normalize.ts; tests/parity/normalize holds the cases on which the two
agree.
"""

from __future__ import annotations

from math import floor

import numpy as np
from jaxtyping import Float64, UInt8

from esmiuca.images.components import extent
from esmiuca.images.ink import find_ink
from esmiuca.images.light import HUES, Part, hue_of, luminance_of
from esmiuca.images.reduce import reduced
from esmiuca.images.resample import resample
from esmiuca.images.rows import Rgba
from esmiuca.images.settings import Preprocessing

HALF_PIXEL_TIE = 1e-9
HUE_CONTRAST = 0.2
"""Luminance (0–1): a picture with less may have ink that differs in hue alone."""
MUCH_MORE = 3.0
"""Times the luminance's contrast."""


def normalize(rgba: Rgba, settings: Preprocessing | None = None) -> UInt8[np.ndarray, "28 28"] | None:
    """What the network sees of a picture (H, W, 4): uint8 (28, 28), or None where nothing is drawn."""
    settings = settings or Preprocessing()
    ink = ink_of(rgba, settings)
    return None if ink is None else normalize_ink(ink, settings)


def ink_of(rgba: Rgba, settings: Preprocessing, *, lengths: int = 1) -> Float64[np.ndarray, "h w"] | None:
    """The picture's ink in 0–1 at the working size (steps 1 to 3); None where nothing is drawn.

    A picture that is longer than wide, or wider than long, may keep up to `lengths` working sizes in that
    direction: several digits in a line have as many pixels each as one alone.
    """
    luminance = luminance_of(rgba)
    if luminance is None:
        return None
    light = at_working_size(luminance, rgba, settings, lengths)
    contrast = float(light.max() - light.min())
    if contrast < HUE_CONTRAST:
        # Ink may differ in hue alone, pink on mint: where a difference of colours tells much more, it is what counts.
        hues = [at_working_size(hue_of(rgba, weights), rgba, settings, lengths) for weights in HUES]
        best = max(hues, key=lambda hue: float(hue.max() - hue.min()))
        if float(best.max() - best.min()) > MUCH_MORE * contrast:
            light = best
    return find_ink(light, settings, several=lengths > 1)


def at_working_size(
    part: Part, rgba: Rgba, settings: Preprocessing, lengths: int
) -> Float64[np.ndarray, "h w"]:
    """What `part` gives of a picture, reduced where it is larger than the working size."""
    height, width = rgba.shape[:2]
    longer = max(height, width, lengths * min(height, width)) / lengths
    if longer <= settings.working_size:
        return part(slice(0, height), slice(0, width))  # (H, W)
    smaller = [max(1, _round(side * settings.working_size / longer)) for side in (height, width)]
    return reduced(part, (height, width), *smaller)


def normalize_ink(
    ink: Float64[np.ndarray, "H W"], settings: Preprocessing | None = None
) -> UInt8[np.ndarray, "28 28"] | None:
    """What the network sees of a map of ink in 0–1 (steps 4 to 6); None where none exceeds the threshold."""
    settings = settings or Preprocessing()
    crop = crop_to_ink(ink, settings.crop_threshold)
    if crop is None:
        return None
    scale = settings.box / max(crop.shape)
    height, width = (max(1, _round(side * scale)) for side in crop.shape)
    boxed = resample(crop, height, width)
    centred = centre_by_mass(boxed, settings.canvas)  # (28, 28)
    return np.floor(np.clip(centred, 0.0, 1.0) * 255 + 0.5).astype(np.uint8)


def crop_to_ink(ink: Float64[np.ndarray, "H W"], threshold: float) -> Float64[np.ndarray, "h w"] | None:
    """The smallest rectangle that holds every pixel whose ink exceeds the threshold; None where none does."""
    window = extent(ink > threshold)
    return None if window is None else ink[window]


def centre_by_mass(ink: Float64[np.ndarray, "h w"], canvas: int) -> Float64[np.ndarray, "canvas canvas"]:
    """The ink on an empty square canvas, its centre of mass in the middle, moved by whole pixels as in MNIST.

    The offset is clamped so that no ink leaves the canvas.
    """
    total = ink.sum()
    result = np.zeros((canvas, canvas))
    offsets = []
    for axis, size in enumerate(ink.shape):
        mass = ink.sum(axis=1 - axis)
        # Counted from pixel centres at whole numbers, as MNIST did: its digits have their mass at (14, 14).
        centre = float((mass * np.arange(size)).sum() / total)
        # A symmetric drawing's centre lies on a half pixel; without the nudge the order of the sum would
        # choose a side.
        offsets.append(min(max(_round(canvas / 2 - centre + HALF_PIXEL_TIE), 0), canvas - size))
    top, left = offsets
    result[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
    return result


def _round(value: float) -> int:
    # Half goes up, as Math.round does in the page; Python's round() would send it to the even neighbour.
    return floor(value + 0.5)
