"""Held-out pictures with their labels, for the page to show."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable

import numpy as np

from esmiuca.data import Dataset, Source


def first_of_each(source: Source, held_out: Dataset, count: int) -> bytes:
    """The first `count` held-out pictures of each class, as they come."""
    labels = range(len(source.labels))
    return examples(
        source, held_out, (i for k in labels for i in np.flatnonzero(held_out.labels == k)[:count])
    )


def examples(source: Source, held_out: Dataset, indices: Iterable[int]) -> bytes:
    """The content of a file of examples: those pictures, with where they are from."""
    chosen = [
        {
            "label": int(held_out.labels[index]),
            "index": int(index),
            "pixels": base64.b64encode(held_out.images[index].tobytes()).decode(),
        }
        for index in indices
    ]
    credit = f"{source.title}, held-out images of the training set ({source.credit}; {source.licence})"
    return (json.dumps({"source": credit, "images": chosen}, indent=1) + "\n").encode()
