"""The golden cases of the preprocessing, which web/src/core/normalize.ts is tested against too."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path

import numpy as np
import pytest

from esmiuca.images import normalize

CASES = sorted((Path(__file__).parent / "normalize").glob("*.json"))


def test_there_are_cases():
    assert len(CASES) >= 25


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_agrees_to_one_grey_level(path: Path):
    case = json.loads(path.read_text())
    raw = zlib.decompress(base64.b64decode(case["rgba_zlib"]))
    seen = normalize(np.frombuffer(raw, np.uint8).reshape(case["height"], case["width"], 4))
    if case["expected"] is None:
        assert seen is None
        return
    expected = np.frombuffer(base64.b64decode(case["expected"]), np.uint8).reshape(28, 28)
    assert seen is not None
    assert np.abs(seen.astype(int) - expected).max() <= 1
