"""Writes the golden cases of the manual features, HOG's by scikit-image: python tests/parity/make_manual_cases.py

Digits, pictures with nothing in them, and such as no digit looks like: noise, checkers, ramps, a pixel in a corner.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from esmiuca.manual.features import FeatureSettings, manual_features

FILE = Path(__file__).parent / "manual" / "features.json"
EXAMPLES = Path(__file__).parents[2] / "artifacts" / "examples.json"
SIDE = 28


def pictures() -> dict[str, np.ndarray]:
    """uint8 (28, 28) by name."""
    rng = np.random.default_rng(2005)
    row, column = np.mgrid[0:SIDE, 0:SIDE]
    blank = np.zeros((SIDE, SIDE), np.uint8)
    made = {
        "blank": blank,
        "white": blank + 255,
        "noise": rng.integers(0, 256, blank.shape),
        "sparse": np.where(rng.random(blank.shape) < 0.05, 255, 0),
        "faint": rng.integers(0, 3, blank.shape),
        "checkers": (row + column) % 2 * 255,
        "stripes": column // 2 % 2 * 255,
        "ramp": row * 9,
        "slope": (row * 3 + column * 5) % 256,
        "ring": np.where(abs(np.hypot(row - 13.5, column - 13.5) - 9) < 1.5, 255, 0),
        "half": np.where(row < SIDE / 2, 127, 128),
        "corner": np.where(row + column == 0, 255, 0),
        "last": np.where(row + column == 2 * (SIDE - 1), 200, 0),
    }
    for example in json.loads(EXAMPLES.read_text())["images"]:
        pixels = np.frombuffer(base64.b64decode(example["pixels"]), np.uint8)
        made[f"digit-{example['label']}"] = pixels.reshape(SIDE, SIDE)
    return {name: picture.astype(np.uint8) for name, picture in made.items()}


def encode(values: np.ndarray) -> str:
    """Base64 of the bytes."""
    return base64.b64encode(values.tobytes()).decode()


def main() -> None:
    """Write all cases into one file."""
    settings = FeatureSettings()
    cases = [
        {
            "name": name,
            "pixels": encode(picture),
            "features": encode(manual_features(picture[None], settings)[0]),
        }
        for name, picture in pictures().items()
    ]
    FILE.parent.mkdir(exist_ok=True)
    content = {"settings": asdict(settings), "sizes": settings.sizes, "cases": cases}
    FILE.write_text(json.dumps(content, indent=1) + "\n")


if __name__ == "__main__":
    main()
