"""How much generated digits resemble people's, and how varied they are.

Each measure compares two sets of pictures by their features: what a classifier makes of them before its last layer.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float, Integer, UInt8

BLOCK = 500  # pictures compared with all others at a time


def frechet_distance(first: Float[np.ndarray, "N D"], second: Float[np.ndarray, "M D"]) -> float:
    """|μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2(Σ₁Σ₂)^½) of two sets' features: 0 where mean and covariance are the same.

    Source: Heusel et al. 2017, "GANs Trained by a Two Time-Scale Update Rule" (FID, with the features of Inception).
    """
    means = [features.mean(0) for features in (first, second)]
    covariances = [np.cov(features.astype(np.float64).T) for features in (first, second)]
    # The trace of the product's root is the sum of the roots of its eigenvalues, which are real and not negative.
    eigenvalues = np.linalg.eigvals(covariances[0] @ covariances[1]).real.clip(0)
    spread = np.trace(covariances[0]) + np.trace(covariances[1]) - 2 * np.sqrt(eigenvalues).sum()
    return float(((means[0] - means[1]) ** 2).sum() + spread)


def precision_recall(
    real: Float[np.ndarray, "N D"], generated: Float[np.ndarray, "M D"], neighbours: int = 3
) -> tuple[float, float]:
    """(precision, recall): shares of generated pictures among the real ones, and of real ones among the generated.

    A picture counts as inside a set if some member is no farther away than that member's own `neighbours`-th neighbour.
    Source: Kynkäänniemi et al. 2019, "Improved Precision and Recall Metric for Assessing Generative Models".
    """
    return float(among(generated, real, neighbours).mean()), float(among(real, generated, neighbours).mean())


def among(
    points: Float[np.ndarray, "N D"], members: Float[np.ndarray, "M D"], neighbours: int
) -> Bool[np.ndarray, " N"]:
    """Whether each point lies within the reach of at least one member."""
    # A member is its own nearest: the neighbours come after it.
    reach = np.concatenate(
        [
            np.partition(squared_distances(members[start : start + BLOCK], members), neighbours, axis=1)[
                :, neighbours
            ]
            for start in range(0, len(members), BLOCK)
        ]
    )
    return np.concatenate(
        [
            (squared_distances(points[start : start + BLOCK], members) <= reach).any(1)
            for start in range(0, len(points), BLOCK)
        ]
    )


def nearest(
    pictures: UInt8[np.ndarray, "N H W"], known: UInt8[np.ndarray, "M H W"]
) -> tuple[Integer[np.ndarray, " N"], Float[np.ndarray, " N"]]:
    """(which, how far): for each picture the known one nearest to it, pixel by pixel, and the root of the mean square.

    The distance is in grey levels from 0 to 1. A generator that copies would be near 0.
    """
    flat = known.reshape(len(known), -1).astype(np.float32) / 255
    which, distances = [], []
    for start in range(0, len(pictures), BLOCK):
        part = pictures[start : start + BLOCK]
        squares = squared_distances(part.reshape(len(part), -1).astype(np.float32) / 255, flat)
        found = squares.argmin(1)
        which.append(found)
        distances.append(np.sqrt(squares[np.arange(len(part)), found].clip(0) / flat.shape[1]))
    return np.concatenate(which), np.concatenate(distances)


def squared_distances(
    first: Float[np.ndarray, "N D"], second: Float[np.ndarray, "M D"]
) -> Float[np.ndarray, "N M"]:
    """|a − b|² of every pair."""
    return (first**2).sum(1)[:, None] + (second**2).sum(1) - 2 * first @ second.T
