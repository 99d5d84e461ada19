"""Slant, thickness and width as they are measured, and the directions in the noise that move them."""

from __future__ import annotations

import numpy as np
import pytest

from esmiuca.analysis.directions import find_directions, slant, thickness, width


def test_measures_see_what_they_are_named_after() -> None:
    upright = np.zeros((28, 28), np.uint8)
    upright[4:24, 13:15] = 255
    leaning = np.zeros((28, 28), np.uint8)
    for row in range(4, 24):
        column = 13 + (14 - row) // 2
        leaning[row, column : column + 2] = 255
    thick = np.zeros((28, 28), np.uint8)
    thick[4:24, 11:17] = 255
    assert slant(upright) == pytest.approx(0, abs=1e-9)
    assert slant(leaning) == pytest.approx(0.5, abs=0.02)
    assert thickness(thick) > thickness(upright) + 2
    assert width(thick) > width(upright)


@pytest.mark.slow
def test_directions_find_what_moves_the_strokes() -> None:
    """A made-up generator whose first number is thickness and whose second is slant."""

    def make(noise: np.ndarray, labels: np.ndarray) -> np.ndarray:
        rows, columns = np.indices((28, 28))
        middle = 13.5 + (13.5 - rows) * noise[:, 1, None, None] * 0.15
        half = 2 + 0.5 * noise[:, 0, None, None]
        inside = (np.abs(columns - middle) < half) & (rows > 3) & (rows < 24 - labels[:, None, None])
        return (inside * 255).astype(np.uint8)

    found = {entry["key"]: entry for entry in find_directions(make, 8, 10, seed=0)}
    assert abs(found["thickness"]["vector"][0]) > 0.95
    assert abs(found["slant"]["vector"][1]) > 0.95
    assert found["slant"]["explained"] > 0.8
    effects = found["slant"]["effects"]["slant"]
    assert effects == sorted(effects)
    assert effects[-1] > 1.5
