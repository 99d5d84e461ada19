"""The golden cases of numbers, which web/src/bench/preprocess/placedDigits.ts is tested against too."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import astuple
from pathlib import Path

import numpy as np
import pytest

from esmiuca.errors import ImageError
from esmiuca.images import normalize_number

CASES = sorted((Path(__file__).parent / "segments").glob("*.json"))


def test_there_are_cases():
    assert len(CASES) >= 20


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_boxes_agree_and_pixels_to_one_grey_level(path: Path):
    case = json.loads(path.read_text())
    raw = zlib.decompress(base64.b64decode(case["rgba_zlib"]))
    picture = np.frombuffer(raw, np.uint8).reshape(case["height"], case["width"], 4)
    if case["expected"] is None:
        with pytest.raises(ImageError, match="separate pieces of ink, more than 64"):
            normalize_number(picture)
        return
    found = normalize_number(picture)
    assert [list(astuple(digit.box)) for digit in found] == [digit["box"] for digit in case["expected"]]
    for digit, wanted in zip(found, case["expected"], strict=True):
        pixels = np.frombuffer(base64.b64decode(wanted["pixels"]), np.uint8).reshape(28, 28)
        assert np.abs(digit.pixels.astype(int) - pixels).max() <= 1
