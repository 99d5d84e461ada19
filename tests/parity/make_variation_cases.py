"""Writes the golden cases of the variations: python tests/parity/make_variation_cases.py

One file a curve: a picture, and what `varied` makes of it at some points, in each direction that it takes turns in.
Python and TypeScript are both tested against them, to one level.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np

from esmiuca.evaluation.variations import varied

HERE = Path(__file__).parent
FOLDER = HERE / "variations"
EXAMPLES = HERE.parents[1] / "artifacts" / "examples.json"
LABEL = 5
DIRECTIONS = 4
"""Pictures after one another are moved right, left, down, up, and turned to one side or the other."""

POINTS: dict[str, tuple[float, ...]] = {
    "shifted": (0, 3, 2.5, 6),
    "scaled": (0.5, 0.83, 1.3),
    "rotated": (10, 30, 50),
    "thickened": (-2, -0.5, 1, 2.4, 4),
}


def picture() -> np.ndarray:
    """A digit of MNIST, (28, 28), with ink up to the border so that edges matter."""
    found = json.loads(EXAMPLES.read_text())["images"][LABEL]
    grey = np.frombuffer(base64.b64decode(found["pixels"]), np.uint8).reshape(28, 28).copy()
    grey[:, 0] = np.arange(28) * 9
    return grey


def encode(levels: np.ndarray) -> str:
    """Base64 of the bytes."""
    return base64.b64encode(levels.tobytes()).decode()


def main() -> None:
    """Write every curve into its own file."""
    FOLDER.mkdir(exist_ok=True)
    given = np.repeat(picture()[None], DIRECTIONS, axis=0)  # (4, 28, 28)
    for name, values in POINTS.items():
        cases = [
            {"value": value, "made": [encode(made) for made in varied(given, name, value)]}
            for value in values
        ]
        (FOLDER / f"{name}.json").write_text(
            json.dumps({"picture": encode(given[0]), "cases": cases}, indent=1) + "\n"
        )


if __name__ == "__main__":
    main()
