"""How strong strokes are."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float64


def stroke_strength(ink: Float64[np.ndarray, "H W"]) -> float:
    """The ink of a typical stroke: a mean in which strong ink weighs most; 0 where there is none."""
    cube = ink * ink * ink
    total = float(cube.sum())
    return float((cube * ink).sum()) / total if total > 0 else 0.0
