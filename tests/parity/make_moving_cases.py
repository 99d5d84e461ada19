"""Writes moving/: a small run's weights as `esmiuca studio record` packs them, and what they are at each moment.

python tests/parity/make_moving_cases.py
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from esmiuca.export.studio.moving import Moved, Moving, mended, patterns_of, take_apart

CASES = Path(__file__).parent / "moving"
MOMENTS = 6
SHAPES = {"kernels": (4, 3, 3, 3), "matrix": (6, 20)}
PATTERNS = 5  # one more than the page adds at a time


def main() -> None:
    chance = np.random.default_rng(11)
    start = {name: chance.standard_normal(shape).astype(np.float16) for name, shape in SHAPES.items()}
    whole = {"bias": chance.standard_normal((MOMENTS, 7)).astype(np.float16)}
    seen = patterns_of(chance.random((30, SHAPES["matrix"][1])).astype(np.float32), PATTERNS)
    moved = {}
    for name, shape in SHAPES.items():
        movement = np.cumsum(chance.standard_normal((MOMENTS, np.prod(shape))), axis=0).astype(np.float32)
        movement -= movement[0].copy()
        directions, course = take_apart(movement, np.ones(MOMENTS, np.float32), 0.8)
        mend = (seen, mended(directions, course, movement, seen)) if len(shape) == 2 else (None, None)
        moved[name] = Moved(directions.reshape(-1, *shape), course, *mend)
    moving = Moving(whole, moved)
    CASES.mkdir(exist_ok=True)
    save_file(start, CASES / "start.safetensors")
    (CASES / "run.moments").write_bytes(moving.packed())
    made = {
        f"{moment}.{name}": values
        for moment in range(MOMENTS)
        for name, values in moving.at(moment, start).items()
    }
    save_file(made, CASES / "expected.safetensors")


if __name__ == "__main__":
    main()
