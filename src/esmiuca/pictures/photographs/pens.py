"""What it is written with: how wide, how even, how grainy, in which colour; paths become a map of ink from 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from esmiuca.pictures.photographs.noise import Map, along, around, between, blurred, clouds
from esmiuca.pictures.photographs.writing import Path

Colour = tuple[float, float, float]
FINE = 1400  # pixels of the longer side of what is drawn on before it is made as small as the picture
LEAST = 1.0  # pixels that a stroke is wide at least: less no camera sees

BLACKS: tuple[Colour, ...] = ((0.07, 0.07, 0.09), (0.13, 0.12, 0.14), (0.05, 0.06, 0.12))
BLUES: tuple[Colour, ...] = ((0.10, 0.17, 0.50), (0.08, 0.22, 0.66), (0.16, 0.28, 0.58), (0.22, 0.30, 0.75))
OTHERS: tuple[Colour, ...] = (
    (0.70, 0.12, 0.15),
    (0.82, 0.20, 0.22),
    (0.08, 0.40, 0.24),
    (0.38, 0.14, 0.48),
    (0.45, 0.27, 0.14),
    (0.85, 0.40, 0.08),
    (0.86, 0.22, 0.52),
    (0.05, 0.46, 0.50),
)
GREYS: tuple[Colour, ...] = ((0.22, 0.22, 0.24), (0.30, 0.30, 0.32), (0.36, 0.36, 0.37))
LIGHTS: tuple[Colour, ...] = ((0.93, 0.93, 0.90), (0.95, 0.88, 0.55), (0.93, 0.70, 0.74), (0.72, 0.85, 0.94))


@dataclass(frozen=True)
class Pen:
    """Ranges: width as a share of a digit's height, opacity, grain, and how often the line breaks."""

    width: tuple[float, float]
    opacity: tuple[float, float]
    grain: tuple[float, float]
    breaks: float
    soft: float  # pixels
    colours: tuple[Colour, ...]


PENS = {
    "ballpoint": Pen((0.016, 0.04), (0.72, 0.95), (0.05, 0.22), 0.35, 0.3, BLACKS + BLUES * 2 + OTHERS[:3]),
    "gel": Pen((0.025, 0.06), (0.88, 1.0), (0.0, 0.08), 0.02, 0.2, BLACKS * 2 + BLUES + OTHERS),
    "pencil": Pen((0.03, 0.085), (0.5, 0.9), (0.2, 0.5), 0.1, 0.5, GREYS),
    "soft pencil": Pen((0.045, 0.12), (0.6, 1.0), (0.15, 0.4), 0.25, 0.8, GREYS + BLACKS[:1]),
    "felt": Pen((0.05, 0.1), (0.85, 1.0), (0.0, 0.08), 0.0, 0.4, BLACKS * 2 + BLUES + OTHERS),
    "marker": Pen((0.09, 0.2), (0.85, 1.0), (0.02, 0.12), 0.0, 0.5, BLACKS * 2 + BLUES + OTHERS),
    "crayon": Pen((0.07, 0.14), (0.7, 0.95), (0.4, 0.8), 0.0, 0.4, BLUES + OTHERS),
    "chalk": Pen((0.05, 0.12), (0.7, 0.95), (0.35, 0.8), 0.05, 0.5, LIGHTS),
    "screen": Pen((0.04, 0.14), (1.0, 1.0), (0.0, 0.0), 0.0, 0.0, BLACKS * 2 + BLUES + OTHERS),
}


def ink(
    paths: Sequence[Path], shape: tuple[int, int], unit: float, pen: Pen, generator: np.random.Generator
) -> tuple[Map, Map]:
    """Where the pen went, and how much of it stays there, from 0 to 1; paths are in pixels, `unit` is a digit's height."""
    fine = int(np.clip(FINE // max(shape), 1, 4))
    width = max(unit * around(generator, *pen.width), LEAST) * fine
    sheet = Image.new("L", (shape[1] * fine, shape[0] * fine))
    brush = ImageDraw.Draw(sheet)
    taper, uneven = between(generator, 0, 0.4), between(generator, 0.02, 0.16)
    again = pen.breaks > 0 and generator.random() < 0.1  # some go over it twice
    for path in paths:
        for _ in range(2 if again else 1):
            shifted = path + generator.normal(0, 0.012 * unit, 2) if again else path
            stroke(brush, shifted * fine, width, taper, uneven, pen.breaks, generator)
    covered = np.asarray(sheet.reduce(fine), dtype=np.float32) / 255
    covered = np.clip(blurred(covered, pen.soft * min(1.0, max(shape) / 400)), 0, 1)
    rough = between(generator, *pen.grain)
    left = covered * between(generator, *pen.opacity)
    if rough > 0.02:
        tooth = clouds(shape, between(generator, 1.0, 2.2), generator) + 0.6 * clouds(
            shape, unit / 6, generator
        )
        left = np.clip(left * (1 + rough * tooth), 0, 1)
    return covered, left


def stroke(
    brush: ImageDraw.ImageDraw,
    path: Path,
    width: float,
    taper: float,
    uneven: float,
    breaks: float,
    generator: np.random.Generator,
) -> None:
    """One stroke: pressed less at its ends, unevenly wide, pale where the pen gives no ink."""
    steps = np.hypot(*np.diff(path, axis=0).T)
    length = float(steps.sum())
    count = int(np.clip(length / (0.5 * width), 8, 220))
    at = np.concatenate([[0], np.cumsum(steps)])
    x, y = (np.interp(np.linspace(0, length, count), at, path[:, axis]) for axis in (0, 1))
    pressed = 1 - taper * np.abs(np.linspace(-1, 1, count)) ** 3
    radii = np.maximum(width / 2 * pressed * (1 + uneven * along(count, count // 6, generator)), 0.5)
    levels = np.full(count, 255)
    if breaks:
        pale = np.clip(-1.2 - along(count, count // 3, generator), 0, 1) * min(1.0, breaks * 2.2)
        levels = np.round(255 * (1 - 0.9 * pale)).astype(int)
    for i in range(count - 1):
        brush.line((x[i], y[i], x[i + 1], y[i + 1]), fill=int(levels[i]), width=max(1, round(2 * radii[i])))
        if radii[i] > 1:
            box = (x[i] - radii[i], y[i] - radii[i], x[i] + radii[i], y[i] + radii[i])
            brush.ellipse(box, fill=int(levels[i]))
    end = radii[-1]
    brush.ellipse((x[-1] - end, y[-1] - end, x[-1] + end, y[-1] + end), fill=int(levels[-1]))
