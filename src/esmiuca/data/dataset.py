"""Pictures and labels as arrays, and the split that holds some out for validation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import UInt8

from esmiuca.data.find import find_file
from esmiuca.data.idx import parse_idx
from esmiuca.data.source import FILES, Source


@dataclass(frozen=True)
class Dataset:
    """Pictures with their labels: white ink (255) on black (0)."""

    images: UInt8[np.ndarray, "N 28 28"]
    labels: UInt8[np.ndarray, " N"]

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, index: slice | np.ndarray) -> Dataset:
        return Dataset(self.images[index], self.labels[index])


def load(source: Source, split: str, data: Path | None = None) -> Dataset:
    """A set's "train" (60,000) or "test" (10,000) images, checked; see `find_file` for where from."""
    images, labels = (parse_idx(find_file(source, name, data), name) for name in FILES[split])
    return Dataset(images, labels)


def split_validation(dataset: Dataset, size: int, seed: int) -> tuple[Dataset, Dataset]:
    """(training, validation): `size` images, the same share of each class, held out for choosing.

    Stratified, so that a small validation set still holds every class; the same seed gives the same split.
    """
    generator = np.random.default_rng(seed)
    held_out = np.zeros(len(dataset), dtype=bool)
    classes, counts = np.unique(dataset.labels, return_counts=True)
    for label, count in zip(classes, counts, strict=True):
        chosen = round(size * count / len(dataset))
        held_out[generator.permutation(np.flatnonzero(dataset.labels == label))[:chosen]] = True
    return dataset[np.flatnonzero(~held_out)], dataset[np.flatnonzero(held_out)]
