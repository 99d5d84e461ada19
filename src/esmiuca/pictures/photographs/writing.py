"""What is written: a digit's or a number's strokes as paths, in units of a digit's height, before any pen touches paper."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64

from esmiuca.pictures.photographs.noise import between
from esmiuca.pictures.strokes import hooked, jitter, move_stroke, smooth_path
from esmiuca.pictures.styles import HELD_OUT_STYLES, STYLES, Style

Path = Float64[np.ndarray, "S 2"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Writing:
    """Paths, and a box (left, top, right, bottom) for each character; the whole begins at (0, 0)."""

    text: str
    paths: tuple[Path, ...]
    boxes: tuple[Box, ...]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        right, bottom = np.max([box[2:] for box in self.boxes], axis=0)
        return float(right), float(bottom)


def write(
    text: str,
    generator: np.random.Generator,
    *,
    held_out: bool = False,
    apart: float | None = None,
    slanted: bool = False,
) -> Writing:
    """The digits side by side, a comma or a point on the line between them; `apart` is the gap where it is not by chance."""
    aspect, steady = between(generator, 0.5, 0.95), between(generator, 0.004, 0.028)
    slant = float(np.clip(generator.normal(0.45 if slanted else 0.05, 0.15), -0.25, 0.8))
    usual = between(generator, 0.2, 0.6) if apart is None else apart
    paths: list[Path] = []
    boxes: list[Box] = []
    left = 0.0
    for character in text:
        if character in ",.":
            own, gap = sign(character, generator), usual * 0.6
        else:
            style = any_style(int(character), generator, held_out)
            own, gap = digit(style, aspect, slant, steady, generator), usual
        every = np.concatenate(own)
        move = np.array([left - every[:, 0].min(), between(generator, -0.06, 0.06) if len(text) > 1 else 0.0])
        own = [path + move for path in own]
        every = every + move
        boxes.append((*every.min(0).tolist(), *every.max(0).tolist()))
        paths += own
        left = float(every[:, 0].max()) + gap * between(generator, 0.8, 1.25)
    return moved(Writing(text, tuple(paths), tuple(boxes)))


def any_style(value: int, generator: np.random.Generator, held_out: bool) -> Style:
    """One way to write a digit: one that training never sees, or one that it may."""
    forms = STYLES[value]
    styles = HELD_OUT_STYLES[value] if held_out else forms[generator.integers(len(forms))]
    return styles[generator.integers(len(styles))]


def moved(writing: Writing) -> Writing:
    """The same, beginning at (0, 0)."""
    left, top = np.min([box[:2] for box in writing.boxes], axis=0)
    paths = tuple(path - (left, top) for path in writing.paths)
    boxes = tuple((a - left, b - top, c - left, d - top) for a, b, c, d in writing.boxes)
    return Writing(writing.text, paths, boxes)


def digit(
    style: Style, aspect: float, slant: float, steady: float, generator: np.random.Generator
) -> list[Path]:
    """One digit's strokes, from 0 to about 1 downwards."""
    size = between(generator, 0.92, 1.08)
    paths = []
    for points in style:
        path = hooked(np.asarray(points) + jitter(points, steady, generator), generator)
        if len(style) > 1:
            path = move_stroke(path, steady, generator)
        path = smooth_path(path) * [aspect * size, size]
        paths.append(path + np.stack([(0.5 - path[:, 1]) * slant, np.full(len(path), 1 - size)], 1))
    return paths


def sign(character: str, generator: np.random.Generator) -> list[Path]:
    """A decimal comma or point, at the foot of the line."""
    x, y = 0.0, between(generator, 0.9, 1.0)
    if character == ".":
        return [np.array([[x, y], [x + 0.01, y + 0.01]])]
    length = between(generator, 0.12, 0.3)
    return [smooth_path([(x, y), (x - 0.1 * length, y + 0.5 * length), (x - 0.45 * length, y + length)])]
