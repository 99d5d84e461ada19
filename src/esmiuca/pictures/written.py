"""What people wrote with pens, written again: another pen, and a hand that moves a little otherwise each time.

The strokes stay the writer's; they are bent as a whole, one after another shifted, and grow or shrink in part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from jaxtyping import Float, UInt8

from esmiuca.data.drawing import Drawing
from esmiuca.pictures.strokes import Pen, fitted

Bend = Callable[[np.ndarray], np.ndarray]
UNEVEN = 0.12  # how much one half is larger than the other, as an exponent's deviation
STRETCH = 0.14  # how much wider or narrower, as ln(width / height): its deviation
SLANT = 0.14  # x per y: its deviation
BEND = 0.035  # how far the paper is bent, as a share of the digit's longer side
WAVES = 2  # that bend it
APART = 0.025  # how far a stroke is moved from the others: its deviation
EVERY = 2  # of a pen's points, those that the new path goes through; the rest is the tablet's tremble


def draw_written(
    count: int, drawings: Sequence[Drawing], seed: int
) -> tuple[UInt8[np.ndarray, "N 28 28"], UInt8[np.ndarray, " N"]]:
    """`count` pictures as MNIST stores them and their labels: all drawings in turn, then some by chance."""
    generator = np.random.default_rng(seed)
    rounds, rest = divmod(count, len(drawings))
    order = [*range(len(drawings))] * rounds + sorted(generator.permutation(len(drawings))[:rest].tolist())
    chosen = [drawings[index] for index in order]
    images = np.zeros((count, 28, 28), dtype=np.uint8)
    for index, drawing in enumerate(chosen):
        images[index] = fitted(Pen.chosen(generator).draw(rewritten(drawing.strokes, generator)))
    return images, np.asarray([int(drawing.label) for drawing in chosen], dtype=np.uint8)


def rewritten(
    strokes: Sequence[Float[np.ndarray, "P 2"]], generator: np.random.Generator
) -> list[Float[np.ndarray, "S 2"]]:
    """The strokes as another hand would write them, in the unit square."""
    every = np.concatenate(strokes)
    low, high = every.min(axis=0), every.max(axis=0)
    size = max(float((high - low).max()), 1e-9)
    stretch, slant = np.exp(generator.normal(0, STRETCH)), generator.normal(0, SLANT)
    uneven = np.exp(generator.normal(0, UNEVEN, 2))
    bend = waves(generator)
    moved = []
    for points in strokes:
        path = (np.vstack([points[:-1:EVERY], points[-1:]]) - low) / size
        path = np.clip(path, 0, 1) ** uneven
        path = path + bend(path)
        if len(strokes) > 1:
            path = path + generator.normal(0, APART, 2)
        moved.append(path * [stretch, 1] + path[:, 1:] * [slant, 0])
    return boxed([path if len(path) > 1 else np.repeat(path, 2, axis=0) for path in moved])


def waves(generator: np.random.Generator) -> Bend:
    """A smooth displacement of the whole square, other waves for x and y."""
    direction = generator.uniform(-1, 1, (WAVES, 2, 2)) * 2 * np.pi
    phase = generator.uniform(0, 2 * np.pi, (WAVES, 2))
    amount = generator.normal(0, BEND, (WAVES, 2))
    return lambda path: (amount * np.sin(np.einsum("pk,wka->pwa", path, direction) + phase)).sum(axis=1)


def boxed(paths: list[Float[np.ndarray, "S 2"]]) -> list[Float[np.ndarray, "S 2"]]:
    """The paths in the unit square again, as large as it is."""
    every = np.concatenate(paths)
    low, high = every.min(axis=0), every.max(axis=0)
    return [(path - low) / max(float((high - low).max()), 1e-9) for path in paths]
