"""Fashion-MNIST's labels, and the tree that they are the leaves of."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from esmiuca.data import FASHION_MNIST, load
from esmiuca.data.find import existing, package_folders

LEVELS = FASHION_MNIST.hierarchy


def test_every_level_holds_every_label_once() -> None:
    assert [level.key for level in LEVELS] == ["kind", "group", "article"]
    for level in LEVELS:
        assert sorted(label for group in level.groups for label in group.labels) == list(range(10))
    assert [group.key for group in LEVELS[-1].groups] == list(FASHION_MNIST.labels)


def test_every_group_lies_inside_one_of_the_level_above() -> None:
    for above, level in itertools.pairwise(LEVELS):
        for group in level.groups:
            assert sum(set(group.labels) <= set(parent.labels) for parent in above.groups) == 1, group.key


def test_an_ankle_boot_is_footwear_is_clothing() -> None:
    label = FASHION_MNIST.labels.index("ankle_boot")
    path = [next(group.key for group in level.groups if label in group.labels) for level in LEVELS]
    assert path == ["clothing", "footwear", "ankle_boot"]


@pytest.mark.skipif(
    existing(next(package_folders(FASHION_MNIST)), "t10k-labels-idx1-ubyte") is None,
    reason="Debian's package dataset-fashion-mnist is not installed",
)
def test_the_package_holds_as_many_of_each() -> None:
    test = load(FASHION_MNIST, "test")
    assert test.images.shape == (10000, 28, 28)
    assert np.bincount(test.labels).tolist() == [1000] * 10
