"""The weights of a recorded run's moments, as web/src/inference/movingWeights.ts puts them together too."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from esmiuca.export.studio.moving import Moving

CASES = Path(__file__).parent / "moving"


def test_moments_are_put_together_as_the_cases_say() -> None:
    moving = Moving.unpacked((CASES / "run.moments").read_bytes())
    start = load_file(CASES / "start.safetensors")
    for name, expected in load_file(CASES / "expected.safetensors").items():
        moment, weights = name.split(".", 1)
        np.testing.assert_allclose(moving.at(int(moment), start)[weights], expected, atol=1e-5)
