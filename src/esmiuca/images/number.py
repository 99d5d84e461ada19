"""From a picture of a number to what the network sees of each digit, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from jaxtyping import UInt8

from esmiuca.images.normalize import ink_of, normalize, normalize_ink
from esmiuca.images.rows import Rgba
from esmiuca.images.segments import Box, find_segments
from esmiuca.images.settings import Preprocessing

LENGTHS = 4
"""How many working sizes a line of digits may be long: a picture four times as long as high loses nothing."""


@dataclass(frozen=True)
class PlacedDigit:
    """What the network sees of one digit, and its box in pixels of the picture."""

    pixels: UInt8[np.ndarray, "28 28"]
    box: Box


def normalize_number(rgba: Rgba, settings: Preprocessing | None = None) -> list[PlacedDigit]:
    """Each digit of a picture (H, W, 4), from left to right; empty where nothing is drawn.

    One digit alone is what `normalize` makes of the picture. Raises ImageError where the ink is in too many
    pieces to be a number.
    """
    settings = settings or Preprocessing()
    ink = ink_of(rgba, settings, lengths=LENGTHS)
    if ink is None:
        return []
    found = [
        PlacedDigit(pixels, scaled(segment.box, ink.shape, rgba.shape[:2]))
        for segment in find_segments(ink, settings)
        if (pixels := normalize_ink(segment.ink, settings)) is not None
    ]
    if len(found) != 1:
        return found
    alone = normalize(rgba, settings)
    return [] if alone is None else [PlacedDigit(alone, found[0].box)]


def scaled(box: Box, own: tuple[int, ...], whole: tuple[int, ...]) -> Box:
    """A box in a picture of the shape `own`, in one of the shape `whole`: the pixels that it touches."""
    down, across = whole[0] / own[0], whole[1] / own[1]
    left, top = floor(box.x * across), floor(box.y * down)
    right, bottom = ceil((box.x + box.width) * across), ceil((box.y + box.height) * down)
    return Box(left, top, min(right, whole[1]) - left, min(bottom, whole[0]) - top)
