"""What somebody wrote with a pen: one character as its strokes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Drawing:
    """One character as it was written."""

    writer: str
    label: str
    strokes: tuple[np.ndarray, ...]  # each (P, 2): x, y, downwards

    @property
    def digit(self) -> int | None:
        """The digit that was meant; None where it is a letter."""
        return int(self.label) if self.label in set("0123456789") else None
