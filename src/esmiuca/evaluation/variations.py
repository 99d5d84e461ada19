"""How accuracy falls as pictures are moved, resized, turned, thinned, thickened and made noisy: curves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from jaxtyping import UInt8

from esmiuca.evaluation.raster import Stack, affine, grow

NOISE_SEED = 2
STILL = np.array([[[1.0, 0.0], [0.0, 1.0]]])


def shifted(x: Stack, pixels: float) -> Stack:
    """Moved by that many pixels, a quarter of the pictures in each direction."""
    directions = np.array([[0, 1], [0, -1], [1, 0], [-1, 0]], dtype=float)
    shift = pixels * directions[np.arange(len(x)) % 4]
    return affine(x, np.repeat(STILL, len(x), axis=0), shift)


def scaled(x: Stack, factor: float) -> Stack:
    """As large as that many times before."""
    return affine(x, np.repeat(STILL / factor, len(x), axis=0))


def rotated(x: Stack, degrees: float) -> Stack:
    """Turned by that many degrees, every other picture the other way."""
    angle = np.radians(degrees) * np.where(np.arange(len(x)) % 2, 1, -1)
    matrix = np.stack([np.stack([np.cos(angle), np.sin(angle)]), np.stack([-np.sin(angle), np.cos(angle)])])
    return affine(x, matrix.transpose(2, 0, 1))


def thickened(x: Stack, pixels: float) -> Stack:
    """Strokes wider by about that many pixels, thinner below 0."""
    return grow(x, pixels)


def noisy(x: Stack, sigma: float) -> Stack:
    """Normal noise added to every pixel, the same draws at every strength; `sigma` in shares of full ink."""
    return x + sigma * np.random.default_rng(NOISE_SEED).standard_normal(x.shape)


Curve = tuple[Callable[[Stack, float], Stack], str, tuple[float, ...]]
CURVES: dict[str, Curve] = {
    "shifted": (shifted, "pixels", (0, 1, 2, 3, 4, 5, 6)),
    "scaled": (scaled, "times", (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3)),
    "rotated": (rotated, "degrees", (0, 10, 20, 30, 40, 50)),
    "thickened": (thickened, "pixels", (-2, -1.5, -1, -0.5, 0, 1, 2, 3, 4)),
}

NOISE: dict[str, Curve] = {"noisy": (noisy, "sigma", (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8))}
"""For comparing networks; for the shipped one the corruptions measure noise."""


def varied(images: UInt8[np.ndarray, "N 28 28"], name: str, value: float) -> UInt8[np.ndarray, "N 28 28"]:
    """The images at one point of a curve."""
    function, _, _ = (CURVES | NOISE)[name]
    return np.round(np.clip(function(images / 255, value), 0, 1) * 255).astype(np.uint8)
