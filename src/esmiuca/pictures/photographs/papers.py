"""What it is written on: the colour and grain of paper or board, and what is printed on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from esmiuca.pictures.photographs.noise import around, between, clouds
from esmiuca.pictures.photographs.printed import (
    bled,
    dotted,
    folded,
    form,
    margin,
    ruled,
    smeared,
    squared,
    underlined,
)
from esmiuca.pictures.photographs.sheets import Colour, Ground, Sheet, choose

WHITES: tuple[Colour, ...] = ((0.97, 0.97, 0.97), (0.93, 0.94, 0.95), (0.90, 0.89, 0.87), (1.0, 1.0, 1.0))
CREAMS: tuple[Colour, ...] = ((0.96, 0.93, 0.84), (0.93, 0.88, 0.74), (0.98, 0.96, 0.90))
TINTS: tuple[Colour, ...] = ((0.98, 0.92, 0.55), (0.98, 0.80, 0.84), (0.78, 0.91, 0.96), (0.80, 0.93, 0.78))
KRAFTS: tuple[Colour, ...] = ((0.72, 0.58, 0.42), (0.66, 0.50, 0.34), (0.78, 0.66, 0.50))
GREYS: tuple[Colour, ...] = ((0.78, 0.78, 0.77), (0.70, 0.71, 0.71), (0.82, 0.81, 0.79))
BOARDS: tuple[Colour, ...] = ((0.13, 0.15, 0.15), (0.12, 0.24, 0.19), (0.10, 0.20, 0.17), (0.20, 0.21, 0.24))
DARKS: tuple[Colour, ...] = ((0.10, 0.11, 0.13), (0.14, 0.14, 0.15), (0.05, 0.07, 0.12))


def ground(colours: tuple[Colour, ...], sheet: Sheet, rough: tuple[float, float]) -> Ground:
    """Nothing but the paper: its colour, its fibres, and the relief that light from the side shows."""
    generator, shape = sheet.generator, sheet.shape
    if not rough[1]:
        return np.broadcast_to(choose(colours, generator), (*shape, 3))
    amount = around(generator, *rough)
    fibres = clouds(shape, between(generator, 1.0, 2.5), generator)
    wide = clouds(shape, between(generator, 8, 60), generator)
    uneven = 1 + amount * fibres + 0.6 * amount * wide
    return choose(colours, generator) * uneven[..., None]


def same(base: Ground, sheet: Sheet) -> Ground:
    return base


@dataclass(frozen=True)
class Paper:
    """Which colours, how rough, what is printed on it."""

    colours: tuple[Colour, ...]
    rough: tuple[float, float]
    printed: Callable[[Ground, Sheet], Ground] = same


PAPERS = {
    "plain": Paper(((1.0, 1.0, 1.0), *WHITES, *CREAMS), (0.0, 0.0)),
    "scan": Paper(((1.0, 1.0, 1.0),), (0.003, 0.01)),
    "white": Paper(WHITES, (0.003, 0.02)),
    "cream": Paper(CREAMS, (0.005, 0.025)),
    "tinted": Paper(TINTS, (0.004, 0.02)),
    "grey": Paper(GREYS, (0.01, 0.04)),
    "rough": Paper(WHITES + GREYS, (0.04, 0.09)),
    "kraft": Paper(KRAFTS, (0.02, 0.06)),
    "ruled": Paper(WHITES + CREAMS, (0.003, 0.02), ruled),
    "squared": Paper(WHITES + CREAMS + GREYS, (0.003, 0.025), squared),
    "dotted": Paper(WHITES + CREAMS, (0.003, 0.02), dotted),
    "margin": Paper(WHITES + CREAMS, (0.003, 0.02), margin),
    "form": Paper(WHITES + CREAMS, (0.003, 0.015), form),
    "underline": Paper(WHITES + CREAMS + GREYS, (0.005, 0.04), underlined),
    "bleed-through": Paper(WHITES + CREAMS, (0.004, 0.02), bled),
    "folded": Paper(WHITES + CREAMS, (0.004, 0.02), folded),
    "whiteboard": Paper(WHITES, (0.002, 0.008), smeared),
    "blackboard": Paper(BOARDS, (0.02, 0.06), smeared),
    "screen": Paper(WHITES[:2] + WHITES[3:], (0.0005, 0.001)),
    "dark screen": Paper(DARKS, (0.0005, 0.001)),
}


def paper(name: str, sheet: Sheet) -> Ground:
    """The sheet before it is written on, from 0 to 1."""
    kind = PAPERS[name]
    return np.clip(kind.printed(ground(kind.colours, sheet, kind.rough), sheet), 0, 1)
