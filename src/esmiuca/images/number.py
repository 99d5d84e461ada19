"""From a picture of a number to what the network sees of each digit, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, floor

import numpy as np
from jaxtyping import UInt8

from esmiuca.images.cuts import Part, find_parts, is_cuttable
from esmiuca.images.groups import Box
from esmiuca.images.normalize import ink_of, normalize, normalize_ink
from esmiuca.images.rows import Rgba
from esmiuca.images.segments import Segment, find_lines
from esmiuca.images.settings import Preprocessing
from esmiuca.images.signs import Sign

LENGTHS = 4
"""How many working sizes a line of digits may be long: a picture four times as long as high loses nothing."""


@dataclass(frozen=True)
class PlacedDigit:
    """What the network sees of one digit, and its box in pixels of the picture."""

    pixels: UInt8[np.ndarray, "28 28"]
    box: Box


@dataclass(frozen=True)
class FoundDigit(PlacedDigit):
    """A digit of a number, or several that touch: its ink too, and how tall a digit is beside it."""

    segment: Segment
    usual: int
    settings: Preprocessing
    shape: tuple[int, ...]
    """Of the map of ink, and the whole picture's."""
    whole: tuple[int, ...]

    @property
    def is_cuttable(self) -> bool:
        """Whether it may be several digits, by its size."""
        return is_cuttable(self.segment, self.usual)

    def parts(self) -> list[Part]:
        """What may be a digit of its own in it; boxes in pixels of the picture."""
        found = find_parts(self.segment, self.usual, self.settings)
        return [replace(part, box=scaled(part.box, self.shape, self.whole)) for part in found]


NumberLine = tuple[FoundDigit | Sign, ...]


def normalize_number(rgba: Rgba, settings: Preprocessing | None = None) -> list[PlacedDigit]:
    """Each digit of a picture (H, W, 4), line by line and from left to right; empty where nothing is drawn.

    One digit alone is what `normalize` makes of the picture; digits that touch are one here. Raises ImageError where the
    ink is in too many pieces to be a number.
    """
    return [part for line in lay_out_number(rgba, settings) for part in line if isinstance(part, FoundDigit)]


def lay_out_number(rgba: Rgba, settings: Preprocessing | None = None) -> list[NumberLine]:
    """The digits and signs of a picture (H, W, 4), line by line; boxes in its pixels. As `normalize_number` otherwise."""
    settings = settings or Preprocessing()
    ink = ink_of(rgba, settings, lengths=LENGTHS)
    if ink is None:
        return []
    shape, whole = ink.shape, rgba.shape[:2]
    lines: list[NumberLine] = []
    for line in find_lines(ink, settings):
        parts: list[FoundDigit | Sign] = []
        for part in line.parts:
            box = scaled(part.box, shape, whole)
            if isinstance(part, Sign):
                parts.append(Sign(part.text, box))
            elif (pixels := normalize_ink(part.ink, settings)) is not None:
                parts.append(FoundDigit(pixels, box, part, line.usual, settings, shape, whole))
        lines.append(tuple(parts))
    if len(lines) != 1 or len(lines[0]) != 1:
        return lines
    (only,) = lines[0]
    alone = normalize(rgba, settings)
    return [] if alone is None or isinstance(only, Sign) else [(replace(only, pixels=alone),)]


def scaled(box: Box, own: tuple[int, ...], whole: tuple[int, ...]) -> Box:
    """A box in a picture of the shape `own`, in one of the shape `whole`: the pixels that it touches."""
    down, across = whole[0] / own[0], whole[1] / own[1]
    left, top = floor(box.x * across), floor(box.y * down)
    right, bottom = ceil((box.x + box.width) * across), ceil((box.y + box.height) * down)
    return Box(left, top, min(right, whole[1]) - left, min(bottom, whole[0]) - top)
