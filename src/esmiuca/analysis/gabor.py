"""How much do the first layer's kernels look like the simple cells of the visual cortex?

Jones and Palmer measured that the receptive fields of simple cells in the cat's cortex are well described by Gabor
functions, a wave under a Gaussian. Here the same is fitted, by least squares, to each kernel of the first
convolution. A kernel of 3×3 has nine numbers and the function five, so nearly anything fits well. Without the
same fit to random kernels beside it, R² would say nothing.

`python -m esmiuca.analysis.gabor` writes artifacts/gabor.json; `esmiuca export` does so too.

Source: Jones and Palmer, "An evaluation of the two-dimensional Gabor filter model of simple receptive fields in cat
striate cortex", 1987.
"""

from __future__ import annotations

import functools
import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float
from safetensors.numpy import load as load_tensors
from scipy.optimize import least_squares

from esmiuca.inference.artifacts import artifacts_to_write, read_artifact
from esmiuca.inference.manifest import read_manifest
from esmiuca.streams import speak_anywhere

GABOR_NAME = "gabor.json"
# Cells. Waves near two cells vanish between the cells (Nyquist); those much longer than the kernel are flat.
WAVELENGTHS = (2.5, 12.0)
SIGMAS = (0.4, 4.0)
GRID = tuple(
    itertools.product(
        np.linspace(0, np.pi, 24, endpoint=False), np.geomspace(*SIGMAS, 6), np.geomspace(*WAVELENGTHS, 9)
    )
)
STARTS = 2
RANDOM_KERNELS = 400
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
DIGITS = 5


def wave(theta: float, sigma: float, wavelength: float, side: int) -> Float[np.ndarray, "cells 2"]:
    """The even and the odd Gabor function over the cells of a kernel, as columns.

    exp(−(x² + y²) / 2σ²) · cos(2πu / λ), and the same with sin; u = x cos θ + y sin θ, the origin in the middle, x to
    the right, y downwards, in cells.
    """
    y, x = np.mgrid[0:side, 0:side] - (side - 1) / 2
    envelope = np.exp(-(x**2 + y**2) / (2 * sigma**2))
    angle = 2 * np.pi / wavelength * (x * np.cos(theta) + y * np.sin(theta))
    return np.stack(((envelope * np.cos(angle)).ravel(), (envelope * np.sin(angle)).ravel()), axis=1)


def fit_gabor(kernel: Float[np.ndarray, "k k"]) -> dict[str, float]:
    """The Gabor function nearest to a kernel: A · exp(−(x² + y²) / 2σ²) · cos(2πu / λ + φ), and its R².

    For given θ, σ, λ the amplitudes of the even and the odd wave are linear: they are solved for, not searched
    ("variable projection"). The others start from the best points of `GRID`, and the best end counts.
    """
    side = len(kernel)
    wanted = kernel.ravel().astype(np.float64)

    def amplitudes(shape: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        theta, sigma, wavelength = shape
        waves = wave(theta, sigma, wavelength, side)
        solved = np.linalg.lstsq(waves, wanted, rcond=None)[0]
        return solved, waves @ solved - wanted

    reached = ((_grid_bases(side).transpose(0, 2, 1) @ wanted) ** 2).sum(axis=1)  # (grid,)
    low = (-np.inf, SIGMAS[0], WAVELENGTHS[0])
    high = (np.inf, SIGMAS[1], WAVELENGTHS[1])
    starts = [np.clip(GRID[i], low, high) for i in np.argsort(reached)[-STARTS:]]
    ends = [least_squares(lambda s: amplitudes(s)[1], start, bounds=(low, high)) for start in starts]
    best = min(ends, key=lambda end: end.cost)
    (even, odd), rest = amplitudes(best.x)
    theta, phase = float(best.x[0]), float(np.arctan2(-odd, even))
    # Half a turn more, the same wave runs the other way: θ stays in [0, π), and the phase changes sign.
    if int(np.floor(theta / np.pi)) % 2:
        phase = -phase
    spread = ((wanted - wanted.mean()) ** 2).sum()
    return {
        "amplitude": float(np.hypot(even, odd)),
        "theta": theta % np.pi,
        "sigma": float(best.x[1]),
        "wavelength": float(best.x[2]),
        "phase": phase,
        "r2": float(1 - (rest**2).sum() / spread) if spread > 0 else 1.0,
    }


@functools.lru_cache(maxsize=1)  # of side 3, 180 kB
def _grid_bases(side: int) -> Float[np.ndarray, "grid cells 2"]:
    """An orthonormal basis of the waves at each point of the grid: what it takes of a kernel is what they explain."""
    return np.stack([np.linalg.svd(wave(*point, side), full_matrices=False)[0] for point in GRID])


def gabor_record(folder: Path) -> dict[str, Any]:
    """The fits of the first convolution's kernels, and those of random kernels of the same size."""
    manifest = read_manifest(folder)
    layer = next(
        layer
        for layer in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["layers"]
        if layer["op"] == "conv2d"
    )
    weights = load_tensors(read_artifact(folder, manifest, "weights"))[layer["weight"]]
    kernels = weights[:, 0].astype(np.float64)  # (O, k, k)
    rng = np.random.default_rng(1987)
    chance = [fit_gabor(kernel)["r2"] for kernel in rng.normal(size=(RANDOM_KERNELS, *kernels.shape[1:]))]
    return {
        "layer": layer["name"],
        "weights_sha256": manifest.files["weights"].sha256,
        "kernels": [
            {name: round(value, DIGITS) for name, value in fit_gabor(kernel).items()} for kernel in kernels
        ],
        "chance": {
            "kernels": RANDOM_KERNELS,
            "quantiles": {str(q): round(float(np.quantile(chance, q)), 3) for q in QUANTILES},
        },
    }


def write_gabors(folder: Path) -> Path:
    """Write gabor.json beside the manifest."""
    path = folder / GABOR_NAME
    path.write_text(json.dumps(gabor_record(folder), indent=1) + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    speak_anywhere()
    print(f"{write_gabors(artifacts_to_write(None, '`esmiuca export --out`'))} written.")
