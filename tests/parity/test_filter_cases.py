"""The golden cases of the kernel and pooling laboratories are what PyTorch answers today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from parity.make_filter_cases import EDGES, FOLDER, run, unpacked

CASES = sorted(FOLDER.glob("*.json"))


def test_every_operation_has_its_cases():
    assert {path.stem for path in CASES} == {"conv2d", "max_pool2d", "avg_pool2d"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_results_are_those_of_pytorch(path: Path):
    for case in json.loads(path.read_text()):
        height, width = case["height"], case["width"]
        result = run(case, unpacked(case["picture"], height, width))
        if case["result"] is None:
            assert result is None
        else:
            assert result is not None
            torch.testing.assert_close(result, unpacked(case["result"], *case["shape"]), atol=1e-6, rtol=0)


def test_what_the_page_offers_is_covered():
    cases = json.loads((FOLDER / "conv2d.json").read_text())
    seen = {(case["size"], case["edges"], case["dilation"]) for case in cases if case["result"]}
    assert {(size, edges, 1) for size in range(1, 8) for edges in EDGES} <= seen
    assert any(case["result"] is None for case in cases)
