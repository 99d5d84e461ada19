"""What papers, pens and lights are uneven with, and what lines are drawn of; all of it follows from a NumPy generator."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float32
from PIL import Image, ImageFilter

Map = Float32[np.ndarray, "H W"]


def between(generator: np.random.Generator, low: float, high: float) -> float:
    """Evenly from `low` to `high`."""
    return float(generator.uniform(low, high))


def around(generator: np.random.Generator, low: float, high: float) -> float:
    """From `low` to `high`, each doubling as probable as the next."""
    return float(np.exp(generator.uniform(np.log(low), np.log(high))))


def clouds(shape: tuple[int, int], size: float, generator: np.random.Generator) -> Map:
    """Smooth noise around 0 with a deviation near 1, whose blobs are some `size` pixels wide."""
    nodes = [max(2, round(side / max(size, 1)) + 1) for side in shape]
    coarse = Image.fromarray(generator.standard_normal(nodes, dtype=np.float32))
    return np.asarray(coarse.resize((shape[1], shape[0]), Image.Resampling.BICUBIC))


def along(count: int, knots: int, generator: np.random.Generator) -> Float32[np.ndarray, " count"]:
    """Smooth noise along a path, around 0 with a deviation near 1."""
    values = generator.standard_normal(max(2, knots), dtype=np.float32)
    return np.interp(np.linspace(0, 1, count), np.linspace(0, 1, len(values)), values).astype(np.float32)


def blurred(values: Map, radius: float) -> Map:
    """Smoothed by a Gaussian of this deviation, in pixels."""
    if radius < 0.2:
        return values
    top = max(float(np.abs(values).max()), 1e-6)
    levels = Image.fromarray(((values / top * 0.5 + 0.5) * 255).astype(np.uint8))
    soft = np.asarray(levels.filter(ImageFilter.GaussianBlur(float(radius))), dtype=np.float32)
    return (soft / 255 - 0.5) * 2 * top


def rule(length: int, at: np.ndarray, width: float) -> Float32[np.ndarray, " length"]:
    """How much each pixel of a row is covered by lines `width` wide around the positions `at`."""
    if not len(at):
        return np.zeros(length, np.float32)
    nearest = np.abs(np.arange(length)[:, None] + 0.5 - at[None]).min(1)
    edge = np.clip(width / 2 + 0.5 - nearest, 0, 1) * min(1.0, width)
    return edge.astype(np.float32)


def mixed(ground: Float32[np.ndarray, "H W 3"], colour: object, share: Map) -> Float32[np.ndarray, "H W 3"]:
    """The ground with a colour laid over it where `share` is above 0."""
    return ground + share[..., None] * (np.asarray(colour, np.float32) - ground)
