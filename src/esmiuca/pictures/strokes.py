"""Digits and other characters drawn by program, the way pens draw them: a path, a pen, a hand that is not steady.

The points of a style (see styles.py) and its strokes move a little, one half grows as the other shrinks, corners are
rounded, ends get hooks; a smooth curve joins the points (uniform Catmull–Rom: centripetal form is not needed at
this size).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, UInt8
from PIL import Image, ImageDraw

from esmiuca.images.normalize import normalize_ink
from esmiuca.pictures.styles import (
    HELD_OUT_LETTERS,
    HELD_OUT_STYLES,
    LETTER_STYLES,
    LIKE_DIGITS,
    STYLES,
    Points,
    Style,
)

SIDE = 100  # pixels of the sheet on which a character is drawn before it is made small
MARGIN = 30
ROUNDED = 0.2  # share of strokes whose corners are smoothed away
UNEVEN = 0.15  # how much one half is larger than the other, as an exponent's deviation
HOOKED = 0.1  # share of strokes' ends at which the pen comes from, or leaves to, another side
RARE = 0.25  # relative frequency of letters that have the shape of a digit


def draw_digits(
    count: int, seed: int, *, held_out: bool = False
) -> tuple[UInt8[np.ndarray, "N 28 28"], UInt8[np.ndarray, " N"]]:
    """`count` pictures as MNIST stores them and their labels, the digits in equal shares.

    `held_out` draws the styles that training never sees, otherwise those that it may.
    """
    generator = np.random.default_rng(seed)
    labels = (np.arange(count) % 10).astype(np.uint8)
    images = np.zeros((count, 28, 28), dtype=np.uint8)
    for index, digit in enumerate(labels.tolist()):
        forms = STYLES[digit]
        styles = HELD_OUT_STYLES[digit] if held_out else forms[generator.integers(len(forms))]
        images[index] = fitted(draw(styles[generator.integers(len(styles))], generator))
    return images, labels


def draw_letters(count: int, seed: int, *, held_out: bool = False) -> UInt8[np.ndarray, "N 28 28"]:
    """`count` pictures of letters and signs, fitted as a digit would be."""
    generator = np.random.default_rng(seed)
    names = sorted(name for name in LETTER_STYLES if (name in HELD_OUT_LETTERS) == held_out)
    weights = np.asarray([RARE if name in LIKE_DIGITS else 1.0 for name in names])
    chosen = generator.choice(len(names), size=count, p=weights / weights.sum())
    images = np.zeros((count, 28, 28), dtype=np.uint8)
    for index, name in enumerate(chosen):
        styles = LETTER_STYLES[names[name]]
        images[index] = fitted(draw(styles[generator.integers(len(styles))], generator))
    return images


def fitted(ink: Float[np.ndarray, "H W"]) -> UInt8[np.ndarray, "28 28"]:
    """A drawing as the network sees it."""
    pixels = normalize_ink(ink)
    assert pixels is not None, "what was drawn has ink"
    return pixels


def draw(style: Style, generator: np.random.Generator) -> Float[np.ndarray, "H W"]:
    """One drawing of a style as ink from 0 to 1 on a sheet: points and strokes moved, pen and proportions by chance."""
    pen = Pen.chosen(generator)
    aspect = generator.uniform(0.45, 1.1)
    unsteady = generator.uniform(0.01, 0.07)
    uneven = np.exp(generator.normal(0, UNEVEN, 2))
    paths = []
    for points in style:
        if generator.random() < ROUNDED:
            points = [point for index, point in enumerate(points) if point not in points[:index][-1:]]
        moved = np.clip(points, 0, 1) ** uneven + jitter(points, unsteady, generator)
        moved = hooked(moved, generator)
        if len(style) > 1:
            moved = move_stroke(moved, unsteady, generator)
        paths.append(smooth_path(moved) * [aspect, 1])
    return pen.draw(paths)


class Pen(NamedTuple):
    """What draws a path."""

    width: float  # in pixels of the sheet
    taper: float  # how much less it presses at a stroke's ends than in the middle; some pens do not

    @staticmethod
    def chosen(generator: np.random.Generator) -> Pen:
        """Any pen."""
        return Pen(SIDE * generator.uniform(0.05, 0.17), generator.uniform(0, 0.45))

    def draw(self, paths: Iterable[Float[np.ndarray, "S 2"]]) -> Float[np.ndarray, "H W"]:
        """Paths in the unit square, as ink from 0 to 1 on a sheet."""
        sheet = Image.new("L", (SIDE + 2 * MARGIN, SIDE + 2 * MARGIN))
        pen = ImageDraw.Draw(sheet)
        for path in paths:
            corners = path * SIDE + MARGIN
            pressure = 1 - self.taper * np.abs(np.linspace(-1, 1, len(corners))) ** 3
            radii = self.width / 2 * pressure[1:]
            for (x0, y0), (x1, y1), radius in zip(corners[:-1], corners[1:], radii, strict=True):
                pen.line((x0, y0, x1, y1), fill=255, width=max(1, round(2 * radius)))
                pen.ellipse((x1 - radius, y1 - radius, x1 + radius, y1 + radius), fill=255)
        return np.asarray(sheet, dtype=np.float64) / 255


def jitter(points: Points, unsteady: float, generator: np.random.Generator) -> Float[np.ndarray, "P 2"]:
    """A move for each point; points given twice (corners) move together, or the corner would become a loop."""
    moves: list[np.ndarray] = []
    for index, point in enumerate(points):
        same = index > 0 and point == points[index - 1]
        moves.append(moves[-1] if same else generator.normal(0, unsteady, 2))
    return np.stack(moves)


def hooked(points: Float[np.ndarray, "P 2"], generator: np.random.Generator) -> Float[np.ndarray, "Q 2"]:
    """The stroke with a short hook at one of its ends, at both, or mostly at none."""
    for _ in range(2):
        points = points[::-1]  # first the end, then the start
        along = points[0] - points[1]
        length = float(np.hypot(*along))
        if generator.random() < HOOKED and length > 0:
            angle = generator.choice([-1, 1]) * generator.uniform(0.3, 0.85) * np.pi
            turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
            tip = points[0] + turn @ along / length * generator.uniform(0.04, 0.14)
            points = np.vstack([tip, points])
    return points


def move_stroke(
    points: Float[np.ndarray, "P 2"], unsteady: float, generator: np.random.Generator
) -> Float[np.ndarray, "P 2"]:
    """One of several strokes, shifted and longer or shorter, so that it misses or crosses the other."""
    centre = points.mean(axis=0)
    size = np.exp(generator.normal(0, 2 * unsteady))
    return (points - centre) * size + centre + generator.normal(0, unsteady, 2)


def smooth_path(
    points: Float[np.ndarray, "P 2"] | Sequence[Sequence[float]], steps: int = 10
) -> Float[np.ndarray, "S 2"]:
    """A Catmull–Rom curve through the points; a point given twice makes a corner."""
    knots = np.asarray(points, dtype=np.float64)
    before = np.vstack([knots[:1], knots[:-1]])
    after = np.vstack([knots[1:], knots[-1:]])
    tangents = (after - before) / 2
    corner = np.all(np.isclose(knots, before) | np.isclose(knots, after), axis=1)
    tangents[corner] = 0
    t = np.linspace(0, 1, steps)[:, None]
    pieces = []
    for index in range(len(knots) - 1):
        p0, p1, m0, m1 = knots[index], knots[index + 1], tangents[index], tangents[index + 1]
        pieces.append(
            (2 * t**3 - 3 * t**2 + 1) * p0
            + (t**3 - 2 * t**2 + t) * m0
            + (-2 * t**3 + 3 * t**2) * p1
            + (t**3 - t**2) * m1
        )
    return np.vstack(pieces)
