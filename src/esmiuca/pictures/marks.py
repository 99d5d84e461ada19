"""MNIST's own digits with marks that its writers (United States, around 1990) left out and others write daily.

A 1 gets a flag and sometimes a base; a 7 is crossed. The digit stays handwritten; only the mark is drawn by program.
"""

from __future__ import annotations

import math

import numpy as np
from jaxtyping import Float, Integer, UInt8
from PIL import Image, ImageDraw

from esmiuca.pictures.strokes import fitted, smooth_path

FINE = 4  # a digit is drawn upon this much larger
MARGIN = 16  # pixels of MNIST's around it, for what reaches beyond
BASE = 0.35  # share of 1s with a flag that get a base as well
DRAWN = 100  # grey level from which a pixel belongs to the stroke


def draw_marked(
    count: int, digits: UInt8[np.ndarray, "M 28 28"], labels: Integer[np.ndarray, " M"], seed: int
) -> tuple[UInt8[np.ndarray, "N 28 28"], UInt8[np.ndarray, " N"]]:
    """`count` of the 1s and 7s with a mark, and their labels; none where there is no 1 and no 7."""
    generator = np.random.default_rng(seed)
    able = np.flatnonzero((labels == 1) | (labels == 7))
    chosen = able[generator.integers(len(able), size=count)] if len(able) else able
    images = [fitted(marked(digits[index], int(labels[index]), generator)) for index in chosen]
    return np.stack(images) if images else digits[:0], labels[chosen].astype(np.uint8)


def marked(
    digit: UInt8[np.ndarray, "28 28"], label: int, generator: np.random.Generator
) -> Float[np.ndarray, "H W"]:
    """A 1 or a 7 with its mark, as ink from 0 to 1."""
    rows, columns = np.nonzero(digit > DRAWN)
    top, bottom = int(rows.min()), int(rows.max())
    height = bottom - top + 1

    def middle(row: int) -> float:
        """Where the stroke is in a row."""
        return float(columns[rows == row].mean()) if (rows == row).any() else float(columns.mean())

    # For a stroke as long as the digit is high, the amount of ink is length times width.
    width = float(np.clip(digit.sum() / 255 / height / (1 if label == 1 else 1.6), 1.2, 5))
    if label == 7:
        row = round(top + height * generator.uniform(0.38, 0.65))
        reach = height * generator.uniform(0.18, 0.42, 2)
        tilt = generator.uniform(-0.25, 0.35)
        x = middle(row)
        strokes = [[(x - reach[0], row + tilt * reach[0]), (x + reach[1], row - tilt * reach[1])]]
    else:
        angle = math.radians(generator.uniform(25, 62))
        length = height * generator.uniform(0.22, 0.65)
        x = middle(top)
        end = (x - length * math.cos(angle), top + length * math.sin(angle))
        sag = generator.uniform(-0.08, 0.12) * length
        strokes = [[(x, top + width / 3), ((x + end[0]) / 2, (top + end[1]) / 2 + sag), end]]
        if generator.random() < BASE:
            reach = height * generator.uniform(0.12, 0.4, 2)
            tilt = generator.uniform(-0.12, 0.12)
            x = middle(bottom)
            strokes.append(
                [(x - reach[0], bottom + tilt * reach[0]), (x + reach[1], bottom - tilt * reach[1])]
            )
    return drawn_upon(digit, strokes, width)


def drawn_upon(
    digit: UInt8[np.ndarray, "28 28"], strokes: list[list[tuple[float, float]]], width: float
) -> Float[np.ndarray, "H W"]:
    """The digit, larger, with strokes given in its own pixels."""
    canvas = np.pad(digit, MARGIN)
    sheet = Image.fromarray(canvas).resize([side * FINE for side in canvas.shape], Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(sheet)
    radius = width * FINE / 2
    for stroke in strokes:
        path = (smooth_path(stroke) + MARGIN + 0.5) * FINE
        pen.line([tuple(point) for point in path], fill=255, width=max(1, round(2 * radius)), joint="curve")
        for x, y in (path[0], path[-1]):
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return np.asarray(sheet, dtype=np.float64) / 255
