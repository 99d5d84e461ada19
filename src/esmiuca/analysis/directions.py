"""Directions in the noise that mean something, found from what the generator makes.

Slant, thickness and width of many generated digits are measured, each relative to the other digits of its class. A linear
fit on the noise gives a direction for each measure. What moving along it does to all three is measured again on fresh
noise, so that no name promises too much.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from jaxtyping import Float, UInt8
from scipy.ndimage import distance_transform_edt
from skimage.morphology import skeletonize

INK = 128  # grey level from which a pixel is ink
MADE, TRIED = 6000, 1000  # digits to find the directions with; to try them on
REACH = 3.0  # how far along a direction, in units of the noise's standard deviation
STEPS = 7

Make = Callable[[Float[np.ndarray, "N 64"], np.ndarray], UInt8[np.ndarray, "N 28 28"]]


def slant(picture: UInt8[np.ndarray, "28 28"]) -> float:
    """How far ink leans to the right, as x per y, from its second moments; 0 for a single row."""
    rows, columns = np.indices(picture.shape)
    ink = picture / 255
    total = ink.sum()
    row, column = (ink * rows).sum() / total, (ink * columns).sum() / total
    tall = (ink * (rows - row) ** 2).sum()
    return float(-(ink * (rows - row) * (columns - column)).sum() / tall) if tall > 0 else 0.0


def thickness(picture: UInt8[np.ndarray, "28 28"]) -> float:
    """Mean width of the strokes in pixels: twice the distance from their middle line to the paper."""
    ink = picture >= INK
    middle = skeletonize(ink)
    away = np.asarray(distance_transform_edt(ink))
    return float(2 * away[middle].mean()) if middle.any() else 0.0


def width(picture: UInt8[np.ndarray, "28 28"]) -> float:
    """How broadly ink is spread: its standard deviation across, in pixels."""
    columns = picture.sum(0) / 255
    place = np.arange(len(columns))
    mean = (columns * place).sum() / columns.sum()
    return float(np.sqrt((columns * (place - mean) ** 2).sum() / columns.sum()))


MEASURES: Mapping[str, Callable[[np.ndarray], float]] = {
    "slant": slant,
    "thickness": thickness,
    "width": width,
}


def find_directions(make: Make, noise_size: int, classes: int, seed: int) -> list[dict[str, Any]]:
    """A unit vector for each measure, with what moving along it does.

    Args:
        make: pictures of noise and labels.

    Returns:
        For each measure: `key`; `vector`; `explained`, the share of its variation within a digit that a linear function of
        the noise explains, on other noise; `positions` along the direction; `effects`, for each measure the mean there, in
        standard deviations from the mean of its digit.
    """
    chance = np.random.default_rng(seed)
    noise, labels = draw(chance, MADE, noise_size, classes)
    values = measured(make(noise, labels))
    means = {key: class_means(found, labels, classes) for key, found in values.items()}
    spreads = {key: float((found - means[key][labels]).std()) for key, found in values.items()}

    def standard(found: Mapping[str, np.ndarray], of: np.ndarray) -> dict[str, np.ndarray]:
        return {key: (found[key] - means[key][of]) / spreads[key] for key in found}

    other_noise, other_labels = draw(chance, TRIED, noise_size, classes)
    other = standard(measured(make(other_noise, other_labels)), other_labels)
    directions = []
    for key, wanted in standard(values, labels).items():
        slopes = np.linalg.lstsq(noise, wanted, rcond=None)[0]  # (64,)
        explained = 1 - float(((other[key] - other_noise @ slopes) ** 2).mean() / other[key].var())
        vector = np.round(slopes / np.linalg.norm(slopes), 4)
        positions = np.linspace(-REACH, REACH, STEPS)
        across = other_noise - np.outer(other_noise @ vector, vector)  # without its part along the direction
        effects: dict[str, list[float]] = {name: [] for name in MEASURES}
        for position in positions:
            moved = standard(measured(make(across + position * vector, other_labels)), other_labels)
            for name in MEASURES:
                effects[name].append(round(float(moved[name].mean()), 3))
        directions.append(
            {
                "key": key,
                "vector": vector.tolist(),
                "explained": round(explained, 3),
                "positions": positions.tolist(),
                "effects": effects,
            }
        )
    return directions


def draw(
    chance: np.random.Generator, count: int, noise_size: int, classes: int
) -> tuple[np.ndarray, np.ndarray]:
    """Noise, and as many labels of each class."""
    return chance.standard_normal((count, noise_size)), np.arange(count) % classes


def measured(pictures: UInt8[np.ndarray, "N 28 28"]) -> dict[str, Float[np.ndarray, " N"]]:
    """Every measure of every picture; blank ones have all zero."""
    return {
        name: np.array([measure(picture) if picture.any() else 0.0 for picture in pictures])
        for name, measure in MEASURES.items()
    }


def class_means(values: np.ndarray, labels: np.ndarray, classes: int) -> np.ndarray:
    return np.array([values[labels == label].mean() for label in range(classes)])
