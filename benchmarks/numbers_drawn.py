"""Numbers put together from single digits, as strokes: side by side, touching, with a comma, a point or a minus.

Everything is measured in heights of a digit; the base line is at 0, y downwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from esmiuca.evaluation.pens import FILLED, Drawing
from esmiuca.pictures.strokes import jitter, smooth_path
from esmiuca.pictures.styles import STYLES

SIZES = (0.85, 1.15)
CLIMB = 0.1
"""How much higher or lower one may stand."""
TOUCH = (0.5, 0.95)
"""Of the pen's width: how far apart the middles of two lines are where digits touch."""
OVERLAP = 0.3
"""Of the narrower digit's width: how far the boxes of touching digits lie over each other at most."""
TRIES = 20
"""Digits drawn anew until two of them touch no further than that."""
WRITERS = 24
"""Hands drawn by program."""

Strokes = list[np.ndarray]


def hands_of(drawings: Sequence[Drawing], least: int) -> list[list[Drawing]]:
    """The digits of each writer who wrote at least so many."""
    writers: dict[str, list[Drawing]] = defaultdict(list)
    for drawing in drawings:
        writers[drawing.writer].append(drawing)
    return [hand for hand in writers.values() if len(hand) >= least]


def drawn_by_program(seed: int, each: int = 2) -> list[Drawing]:
    """Digits of WRITERS made-up hands, `each` of every digit: a style for each, a slant, a width and a steadiness of their own."""
    generator = np.random.default_rng(seed)
    drawings = []
    for writer in range(WRITERS):
        slant, aspect = generator.normal(0, 0.12), generator.uniform(0.5, 0.9)
        unsteady = generator.uniform(0.01, 0.035)
        for digit, styles in STYLES.items():
            style = styles[generator.integers(len(styles))]
            for _ in range(each):
                strokes = []
                for points in style:
                    moved = np.asarray(points, float) + jitter(points, unsteady, generator)
                    path = smooth_path(moved) * [aspect, 1.0]
                    path[:, 0] += slant * (0.5 - path[:, 1])
                    strokes.append(path)
                drawings.append(Drawing(f"program {writer}", str(digit), tuple(strokes)))
    return drawings


def fitted(drawing: Drawing, height: float) -> tuple[Strokes, float]:
    """The strokes with their left at 0, their bottom at 0 and this height, and how wide they are."""
    every = np.concatenate(drawing.strokes)
    low, high = every.min(axis=0), every.max(axis=0)
    # A flat stroke has no height of its own: it is as large as it is wide.
    scale = height / max(float(high[1] - low[1]), 0.2 * float(high[0] - low[0]), 1e-9)
    strokes = [(points - (low[0], high[1])) * scale for points in drawing.strokes]
    return strokes, float((high[0] - low[0]) * scale)


def pen_of(widths: Sequence[float], gap: float, pen_width: float) -> float:
    """The pen's width beside a digit: it is a share of the sheet, which the number fills, so a wider number has a wider pen."""
    spaces = len(widths) - 1
    share = pen_width / FILLED
    return share * max((sum(widths) + spaces * gap) / (1 - spaces * share), 1.0)


def number_of(
    digits: Sequence[Drawing], gap: float, pen_width: float, generator: np.random.Generator
) -> Drawing:
    """The digits as one drawing: `gap` of their height, and the pen's width, between each and the next."""
    placed = [fitted(digit, float(generator.uniform(*SIZES))) for digit in digits]
    pen = pen_of([width for _, width in placed], gap, pen_width)
    strokes: Strokes = []
    left = 0.0
    for own, width in placed:
        place = np.array([left, generator.uniform(-CLIMB, CLIMB)])
        strokes += [points + place for points in own]
        left += width + gap + pen
    return Drawing(digits[0].writer, "".join(digit.label for digit in digits), tuple(strokes))


def touching(hand: Sequence[Drawing], pen_width: float, generator: np.random.Generator) -> Drawing:
    """Two digits of one hand, pushed together until their lines touch."""
    for attempt in range(TRIES):
        first, second = (hand[i] for i in generator.integers(len(hand), size=2))
        (left, width), (right, other) = (
            fitted(one, float(generator.uniform(*SIZES))) for one in (first, second)
        )
        pen = pen_of([width, other], 0.0, pen_width)
        apart = pen * generator.uniform(*TOUCH)
        right = [points + np.array([0.0, generator.uniform(-CLIMB, CLIMB)]) for points in right]
        start, moved = along(left), along(right)
        shift = width + apart
        while nearest(start, moved + np.array([shift, 0.0])) > apart and shift > 0:
            shift -= 0.01
        if width - shift <= OVERLAP * min(width, other) or attempt == TRIES - 1:
            strokes = (*left, *(points + np.array([shift, 0.0]) for points in right))
            return Drawing(first.writer, first.label + second.label, strokes)
    raise AssertionError("the last attempt returns")


def along(strokes: Strokes, step: float = 0.02) -> np.ndarray:
    """Points along the strokes, about a step apart."""
    points = [strokes[0][:1]]
    for stroke in strokes:
        for start, end in pairwise(stroke):
            count = max(1, int(np.hypot(*(end - start)) / step))
            points.append(start + (end - start) * np.linspace(0, 1, count + 1)[1:, None])
    return np.concatenate(points)


def nearest(a: np.ndarray, b: np.ndarray) -> float:
    """The shortest distance between two sets of points."""
    return float(np.sqrt(((a[:, None] - b[None]) ** 2).sum(axis=2).min()))


def with_signs(
    digits: Sequence[Drawing], gap: float, pen_width: float, generator: np.random.Generator
) -> Drawing:
    """The digits with a comma or a point behind one of them, and, one time in three, a minus before the first."""
    placed = [fitted(digit, float(generator.uniform(*SIZES))) for digit in digits]
    pen = pen_of([width for _, width in placed] + [0.0], gap, pen_width)
    strokes: Strokes = []
    text, left = "", 0.0
    if generator.random() < 1 / 3:
        wide, high = generator.uniform(0.3, 0.6), -generator.uniform(0.4, 0.6)
        strokes.append(np.array([[0.0, high], [wide, high + generator.normal(0, 0.02)]]))
        text, left = "-", wide + gap + pen
    behind = int(generator.integers(len(digits) - 1))
    for place, (own, width) in enumerate(placed):
        at = np.array([left, generator.uniform(-CLIMB, CLIMB)])
        strokes += [points + at for points in own]
        text += digits[place].label
        left += width + gap + pen
        if place == behind:
            base = generator.uniform(-0.05, 0.05)
            if generator.random() < 0.5:
                strokes.append(np.array([[left, base], [left + 0.2 * pen * generator.random(), base]]))
                text += "."
                left += gap + pen
            else:
                long, lean = generator.uniform(0.18, 0.3), generator.uniform(0.1, 0.6)
                top = base - generator.uniform(0, 0.4) * long
                strokes.append(np.array([[left + lean * long, top], [left, top + long]]))
                text += ","
                left += lean * long + gap + pen
    return Drawing(digits[0].writer, text, tuple(strokes))
