"""The golden cases of numbers, which web/src/bench/preprocess/placedDigits.ts is tested against too."""

from __future__ import annotations

import base64
import json
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from esmiuca.errors import ImageError
from esmiuca.images import lay_out_number

sys.path.insert(0, str(Path(__file__).parent))

from make_segment_cases import described

CASES = sorted((Path(__file__).parent / "segments").glob("*.json"))


def test_there_are_cases():
    assert len(CASES) >= 20


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_boxes_agree_and_pixels_to_one_grey_level(path: Path):
    case = json.loads(path.read_text())
    raw = zlib.decompress(base64.b64decode(case["rgba_zlib"]))
    picture = np.frombuffer(raw, np.uint8).reshape(case["height"], case["width"], 4)
    expected = case["expected"]
    if expected is None:
        with pytest.raises(ImageError, match="separate pieces of ink, more than 64"):
            lay_out_number(picture)
        return
    found = described(lay_out_number(picture))
    assert without_pixels(found) == without_pixels(expected)
    for digit, wanted in zip(found["digits"], expected["digits"], strict=True):
        assert_alike(digit["pixels"], wanted["pixels"])
        for part, other in zip(digit["parts"], wanted["parts"], strict=True):
            assert_alike(part[-1], other[-1])


def without_pixels(found: dict[str, Any]) -> dict[str, Any]:
    digits = [
        {"box": list(digit["box"]), "parts": [list(part[:-1]) for part in digit["parts"]]}
        for digit in found["digits"]
    ]
    signs = [sign | {"box": list(sign["box"])} for sign in found["signs"]]
    return {"digits": digits, "signs": signs, "breaks": found["breaks"]}


def assert_alike(found: str, wanted: str) -> None:
    own, other = (np.frombuffer(base64.b64decode(text), np.uint8).astype(int) for text in (found, wanted))
    assert np.abs(own - other).max() <= 1
