"""Work that the cores share."""

from __future__ import annotations

import numpy as np
import pytest

from esmiuca.pictures.spread import Cores, parts
from esmiuca.pictures.strokes import draw_letters


@pytest.mark.slow
def test_parts_hold_everything_once_whoever_makes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parts(0) == []
    assert parts(10) == [10]
    assert sum(parts(20_001)) == 20_001
    calls = [(2, seed) for seed in range(3)]
    with Cores() as cores:
        shared = cores.spread(draw_letters, calls)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    for made, alone in zip(shared, Cores().spread(draw_letters, calls), strict=True):
        assert np.array_equal(made, alone)
