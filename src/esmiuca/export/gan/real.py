"""Handwritten digits for the page to mix with generated ones."""

from __future__ import annotations

from pathlib import Path

from esmiuca.data import MNIST, Dataset
from esmiuca.export.examples import first_of_each

REAL_OF_EACH = 20  # enough that a visitor seldom meets one twice


def write_real(folder: Path, unseen: Dataset) -> None:
    """real.json: the first digits of each class, as they come, with their labels.

    Args:
        unseen: digits used neither in training nor in calibration, so that the discriminator knows them no better than the
            visitor does.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "real.json").write_bytes(first_of_each(MNIST, unseen, REAL_OF_EACH))
