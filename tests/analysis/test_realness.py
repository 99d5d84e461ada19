"""The discriminator's score as a percentage that holds."""

from __future__ import annotations

import numpy as np
import pytest

from esmiuca.analysis.realness import calibrate
from esmiuca.evaluation.gan import realness


def test_calibration_turns_scores_into_percentages_that_hold() -> None:
    chance = np.random.default_rng(0)
    labels = np.arange(20_000) % 10
    offsets = np.linspace(-3, 3, 10)[labels]
    scores = {}
    for kind, mean in (("real", 0.5), ("fake", -0.5)):
        scores[kind] = np.repeat((chance.normal(mean, 1, len(labels)) + offsets)[:, None], 10, axis=1)
    found = calibrate(scores["real"], labels, scores["fake"], labels)
    # Two normal distributions one apart: the logarithm of their ratio has slope 1.
    assert found["scale"] == pytest.approx(1, abs=0.05)
    assert found["offsets"] == pytest.approx((-np.linspace(-3, 3, 10)).tolist(), abs=0.15)
    assert (
        realness(scores["real"], labels, found).mean() > realness(scores["fake"], labels, found).mean() + 0.2
    )
