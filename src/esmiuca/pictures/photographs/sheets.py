"""A sheet that is to be written on: its pixels, and where on it the writing will be."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Float32

from esmiuca.pictures.photographs.writing import Writing

Colour = tuple[float, float, float]
Ground = Float32[np.ndarray, "H W 3"]


@dataclass
class Sheet:
    """What a paper is made for: pixels of the sheet, a digit's height in pixels, where the writing begins, and what it is."""

    shape: tuple[int, int]
    unit: float
    origin: tuple[float, float]
    writing: Writing
    ink: Colour
    generator: np.random.Generator = field(repr=False)

    def box(self, index: int | None = None) -> tuple[float, float, float, float]:
        """Of one character, or of all that is written, in pixels of the sheet."""
        left, top, right, bottom = (
            (0.0, 0.0, *self.writing.size) if index is None else self.writing.boxes[index]
        )
        x, y = self.origin
        unit = self.unit
        return x + left * unit, y + top * unit, x + right * unit, y + bottom * unit


def choose(colours: tuple[Colour, ...], generator: np.random.Generator) -> np.ndarray:
    """One of them, not quite."""
    colour = np.asarray(colours[generator.integers(len(colours))])
    return np.clip(colour * np.exp(generator.normal(0, 0.02, 3)), 0, 1).astype(np.float32)
