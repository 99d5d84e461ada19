"""Writes the golden cases of the colour planes, with Pillow: python tests/parity/make_colour_cases.py

One file a space: colours and Pillow's planes of them, planes and Pillow's colours of them. The page is tested against
them, to one level.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np
from PIL import Image

FOLDER = Path(__file__).parent / "colour"
PILLOW_MODES = {"grey": "L", "rgb": "RGB", "hsv": "HSV", "cmyk": "CMYK", "ycbcr": "YCbCr"}
RANDOM_COLOURS = 1000


def colours(rng: np.random.Generator) -> np.ndarray:
    """Every corner, edge and middle of the cube, all greys, each hue's ramp, near-greys, and chance: (N, 3)."""
    steps = np.array([0, 1, 64, 127, 128, 191, 254, 255])
    cube = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(-1, 3)
    greys = np.repeat(np.arange(256)[:, None], 3, axis=1)
    ramp = np.arange(0, 256, 5)
    ramps = [np.roll([[255, level, 0] for level in ramp], turn, axis=1) for turn in range(3)]
    back = [np.roll([[level, 255, 0] for level in ramp], turn, axis=1) for turn in range(3)]
    near = np.clip(rng.integers(0, 256, (200, 1)) + rng.integers(-2, 3, (200, 3)), 0, 255)
    chance = rng.integers(0, 256, (RANDOM_COLOURS, 3))
    return np.concatenate((cube, greys, *ramps, *back, near, chance)).astype(np.uint8)


def encode(levels: np.ndarray) -> str:
    """Base64 of the bytes."""
    return base64.b64encode(levels.tobytes()).decode()


def cases() -> dict[str, dict[str, str]]:
    """Each space's case, by its name."""
    rng = np.random.default_rng(1978)
    rgb = colours(rng)[None]  # (1, N, 3)
    found = {}
    for space, mode in PILLOW_MODES.items():
        planes = np.asarray(Image.fromarray(rgb).convert(mode)).reshape(1, rgb.shape[1], -1)
        given = rng.integers(0, 256, (1, RANDOM_COLOURS, planes.shape[2]), dtype=np.uint8)
        given[0, :2] = [[0], [255]]
        made = Image.frombytes(mode, (RANDOM_COLOURS, 1), given.tobytes()).convert("RGB")
        found[space] = {
            "space": space,
            "rgb": encode(rgb),
            "planes": encode(planes),
            "planes_given": encode(given),
            "rgb_made": encode(np.asarray(made)),
        }
    return found


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, case in cases().items():
        (FOLDER / f"{name}.json").write_text(json.dumps(case, indent=1) + "\n")
