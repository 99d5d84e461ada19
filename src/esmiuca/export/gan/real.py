"""Handwritten digits for the page to mix with generated ones."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np

from esmiuca.data import MNIST, Dataset

REAL_OF_EACH = 20  # enough that a visitor seldom meets one twice


def write_real(folder: Path, unseen: Dataset) -> None:
    """real.json: the first digits of each class, as they come, with their labels.

    Args:
        unseen: digits that neither network was trained on and the calibration was not fitted on, so that the
            discriminator knows them no better than the visitor does.
    """
    chosen = [
        {
            "label": label,
            "index": int(index),
            "pixels": base64.b64encode(unseen.images[index].tobytes()).decode(),
        }
        for label in range(len(MNIST.labels))
        for index in np.flatnonzero(unseen.labels == label)[:REAL_OF_EACH]
    ]
    credit = f"{MNIST.title}, held-out images of the training set ({MNIST.credit}; {MNIST.licence})"
    folder.mkdir(parents=True, exist_ok=True)
    content = json.dumps({"source": credit, "images": chosen}) + "\n"
    (folder / "real.json").write_text(content, encoding="utf-8")
