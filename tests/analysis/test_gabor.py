"""Gabor fits: a Gabor function is found again, and the shipped fits are of the shipped kernels."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from esmiuca.analysis.gabor import GABOR_NAME, fit_gabor, wave

ARTIFACTS = Path(__file__).parents[2] / "artifacts"


def sampled(fit: dict[str, float], side: int) -> np.ndarray:
    even, odd = wave(fit["theta"], fit["sigma"], fit["wavelength"], side).T
    values = fit["amplitude"] * (np.cos(fit["phase"]) * even - np.sin(fit["phase"]) * odd)
    return values.reshape(side, side)


@pytest.mark.parametrize("theta", [0.0, 0.6, 1.5, 2.9])
@pytest.mark.parametrize("phase", [0.0, 1.2, -2.5])
def test_a_gabor_function_is_found_again(theta: float, phase: float):
    given = {"amplitude": 0.7, "theta": theta, "sigma": 1.3, "wavelength": 4.0, "phase": phase}
    kernel = sampled(given, 5)
    found = fit_gabor(kernel)
    assert found["r2"] == pytest.approx(1, abs=1e-6)
    assert sampled(found, 5) == pytest.approx(kernel, abs=1e-4)
    assert 0 <= found["theta"] <= np.pi
    assert found["wavelength"] == pytest.approx(4, abs=1e-3)


def test_a_kernel_that_is_no_wave_is_said_to_be_none():
    checkers = np.array([[1, -1, 1], [-1, 1, -1], [1, -1, 1.0]])
    assert fit_gabor(checkers)["r2"] < 0.9


def test_the_shipped_fits_are_those_of_the_shipped_weights():
    record = json.loads((ARTIFACTS / GABOR_NAME).read_text())
    manifest = json.loads((ARTIFACTS / "manifest.json").read_text())
    assert record["weights_sha256"] == manifest["files"]["weights"]["sha256"], "stale: run `make gabor`"
    layer = next(layer for layer in manifest["layers"] if layer["name"] == record["layer"])
    kernels = load_file(ARTIFACTS / manifest["files"]["weights"]["path"])[layer["weight"]][:, 0]
    assert len(record["kernels"]) == len(kernels)
    for fit, kernel in zip(record["kernels"], kernels.astype(np.float64), strict=True):
        rest = ((sampled(fit, kernel.shape[0]) - kernel) ** 2).sum()
        assert 1 - rest / ((kernel - kernel.mean()) ** 2).sum() == pytest.approx(fit["r2"], abs=1e-3)
        # Fitted again, it is no better: what is shipped is the best that was found.
        assert fit_gabor(kernel)["r2"] == pytest.approx(fit["r2"], abs=5e-3)
