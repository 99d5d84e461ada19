"""The golden cases that web/src is tested against are what Pillow makes of colours."""

from __future__ import annotations

import base64
import json

import numpy as np
import pytest

from parity.make_colour_cases import FOLDER, cases

CASES = cases()


def levels(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), np.uint8).astype(int)


def test_every_space_has_its_cases() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(CASES)


@pytest.mark.parametrize("space", CASES)
def test_cases_are_pillows(space: str) -> None:
    kept = json.loads((FOLDER / f"{space}.json").read_text())
    assert [kept[name] for name in ("space", "rgb", "planes_given")] == [
        CASES[space][name] for name in ("space", "rgb", "planes_given")
    ]
    for name in ("planes", "rgb_made"):  # another release of Pillow may round differently
        assert np.abs(levels(kept[name]) - levels(CASES[space][name])).max() <= 1
