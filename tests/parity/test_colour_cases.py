"""The golden cases of the colour planes, which web/src/core/colour.ts is tested against too."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np
import pytest

from esmiuca.images.colour import PLANES, SPACES, merge, split

CASES = sorted((Path(__file__).parent / "colour").glob("*.json"))


def decode(text: str, planes: int) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), np.uint8).reshape(1, -1, planes)


def difference(left: np.ndarray, right: np.ndarray) -> int:
    assert left.shape == right.shape
    return int(np.abs(left.astype(int) - right).max())


def test_every_space_has_its_cases():
    assert {path.stem for path in CASES} == set(SPACES)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_agrees_with_pillow_to_one_level_both_ways(path: Path):
    case = json.loads(path.read_text())
    space, planes = case["space"], len(PLANES[case["space"]])
    assert difference(split(decode(case["rgb"], 3), space), decode(case["planes"], planes)) <= 1
    assert difference(merge(decode(case["planes_given"], planes), space), decode(case["rgb_made"], 3)) <= 1
