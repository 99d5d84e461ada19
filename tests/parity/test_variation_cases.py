"""The golden cases of the variations, which web/src/labs/versus/variations.ts is tested against too."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np
import pytest

from esmiuca.evaluation.variations import varied

CASES = sorted((Path(__file__).parent / "variations").glob("*.json"))


def decode(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), np.uint8).reshape(28, 28).astype(int)


def test_there_are_cases():
    assert {path.stem for path in CASES} == {"shifted", "scaled", "rotated", "thickened"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_agrees_to_one_level(path: Path):
    record = json.loads(path.read_text())
    picture = decode(record["picture"]).astype(np.uint8)
    for case in record["cases"]:
        made = varied(np.repeat(picture[None], len(case["made"]), axis=0), path.stem, case["value"]).astype(
            int
        )
        assert np.abs(made - np.stack([decode(text) for text in case["made"]])).max() <= 1, case["value"]
