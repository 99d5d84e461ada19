"""One fixed shuffle of all pixels: the same information without neighbourhoods.

A perceptron does not notice; a convolution loses what it relies on.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Int64, UInt8

SEED = 784
SIDE = 28


def pixel_permutation() -> Int64[np.ndarray, " 784"]:
    """Where each pixel of a shuffled picture comes from, counted row by row: shuffled[i] = picture[permutation[i]]."""
    return np.random.default_rng(SEED).permutation(SIDE * SIDE)


def shuffle_pixels(images: UInt8[np.ndarray, "N 28 28"]) -> UInt8[np.ndarray, "N 28 28"]:
    """Every picture with its pixels in that order."""
    return images.reshape(len(images), -1)[:, pixel_permutation()].reshape(images.shape)
