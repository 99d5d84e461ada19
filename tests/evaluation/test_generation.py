"""How like real pictures generated ones are: measures with known answers."""

from __future__ import annotations

import numpy as np
import pytest

from esmiuca.evaluation.gan import (
    Reading,
    measure_copying,
    measure_discriminator,
    measure_generator,
    realness,
)
from esmiuca.evaluation.generation import frechet_distance, nearest, precision_recall


def gaussian(mean: list[float], spread: list[float], count: int = 40_000, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(mean, spread, (count, len(mean)))


def test_frechet_distance_of_gaussians_is_the_known_formula() -> None:
    first, second = gaussian([0, 0, 0], [1, 2, 1]), gaussian([3, 0, 4], [1, 4, 0.5], seed=1)
    # |μ₁ − μ₂|² + Σ (σ₁ − σ₂)²
    assert frechet_distance(first, second) == pytest.approx(25 + 4 + 0.25, rel=0.02)
    assert frechet_distance(first, first) == pytest.approx(0, abs=1e-6)


def test_frechet_distance_survives_features_that_never_change() -> None:
    features = np.column_stack([gaussian([0], [1], 500), np.zeros(500)])
    assert frechet_distance(features, features) == pytest.approx(0, abs=1e-6)


def test_precision_falls_with_strays_and_recall_with_what_is_never_made() -> None:
    chance = np.random.default_rng(0)
    real = np.concatenate([chance.normal(0, 1, (400, 2)), chance.normal(30, 1, (400, 2))])
    half = chance.normal(0, 1, (800, 2))  # one of two kinds is never made
    precision, recall = precision_recall(real, half)
    assert precision > 0.9
    assert recall == pytest.approx(0.5, abs=0.05)
    strays = np.concatenate([real[:400], chance.normal(-60, 1, (400, 2))])
    precision, _ = precision_recall(real, strays)
    assert precision == pytest.approx(0.5, abs=0.02)


def test_a_copy_is_found() -> None:
    chance = np.random.default_rng(0)
    known = chance.integers(0, 256, (600, 28, 28), dtype=np.uint8)
    which, distances = nearest(known[[17, 512]], known)
    assert which.tolist() == [17, 512]
    assert distances == pytest.approx([0, 0], abs=1e-3)
    black, white = np.zeros((1, 28, 28), np.uint8), np.full((1, 28, 28), 255, np.uint8)
    assert nearest(white, black)[1] == pytest.approx([1.0])
    found = measure_copying(known[:50], chance.integers(0, 256, (50, 28, 28), dtype=np.uint8), known)
    assert found["generated"]["median"] < 1e-3 < found["test"]["least"]


@pytest.mark.slow
def test_generator_that_makes_the_test_images_is_perfect_and_one_that_ignores_the_wish_is_not() -> None:
    chance = np.random.default_rng(0)
    prototypes = chance.integers(0, 256, (10, 28, 28), dtype=np.uint8)

    def read(images: np.ndarray) -> Reading:
        flat = images.reshape(len(images), -1).astype(np.float64) / 255
        distances = ((flat[:, None] - prototypes.reshape(10, -1) / 255) ** 2).sum(2)
        return Reading(distances[:, :3], distances.argmin(1))

    test = read(prototypes[np.arange(1000) % 10])
    good, made, labels = measure_generator(lambda noise, wanted: prototypes[wanted], 4, test, read)
    assert good["read_as_asked"] == 1
    assert good["frechet_distance"] == pytest.approx(0, abs=0.01)
    assert len(made) == len(labels) == 10_000
    always_three, _, _ = measure_generator(lambda noise, wanted: prototypes[wanted * 0 + 3], 4, test, read)
    assert always_three["read_as_asked"] == pytest.approx(0.1)
    assert always_three["read_as_asked_by_digit"] == [float(digit == 3) for digit in range(10)]
    assert always_three["frechet_distance"] > 1


def test_realness_uses_the_row_of_the_digit() -> None:
    scores = np.array([[0.0, 2.0], [5.0, -1.0]])
    calibration = {"scale": 2.0, "offsets": [0.0, -4.0]}
    found = realness(scores, np.array([1, 0]), calibration)
    assert found == pytest.approx([0.5, 1 / (1 + np.exp(-10))])


def test_discriminator_that_means_its_percentages() -> None:
    chance = np.random.default_rng(0)
    probabilities = chance.random(20_000)
    is_real = chance.random(20_000) < probabilities
    found = measure_discriminator(probabilities[is_real], probabilities[~is_real])
    assert found["expected_calibration_error"] < 0.02
    assert found["accuracy"] == pytest.approx(0.75, abs=0.02)
    liar = measure_discriminator(np.full(100, 0.99), np.full(100, 0.98))
    assert liar["expected_calibration_error"] > 0.4
