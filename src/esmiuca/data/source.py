"""A data set as data: what it is called, what its files must be, where they are looked for, what its labels mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# The four files of MNIST, and of every set published to take its place.
FILES = {
    "train": ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
    "test": ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
}


@dataclass(frozen=True)
class Group:
    """Some of the labels under one name."""

    key: str
    labels: tuple[int, ...]


@dataclass(frozen=True)
class Level:
    """One level of a hierarchy: every label is in exactly one of its groups."""

    key: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Source:
    """Sixty thousand training and ten thousand test images of 28×28, in four IDX files."""

    key: str
    title: str
    credit: str
    licence: str
    labels: tuple[str, ...]
    """A key for each label; the page has the words."""
    checksums: Mapping[str, str]
    """SHA-256 of the uncompressed files, by their names."""
    mirrors: tuple[str, ...]
    """Addresses that end in "/", tried in order."""
    packages: tuple[Path, ...]
    """Folders of packages that hold the files; relative ones in this checkout or under the working directory."""
    package_remedy: str
    """How to get such a package."""
    hierarchy: tuple[Level, ...] = ()
    """From the coarsest level to the labels themselves; none where the labels have none."""

    @property
    def remedy(self) -> str:
        return f"{self.package_remedy}, or name a folder that holds the four files with --data DIR"


def leaves(labels: tuple[str, ...], key: str) -> Level:
    """The last level of a hierarchy: each label for itself."""
    return Level(key, tuple(Group(label, (index,)) for index, label in enumerate(labels)))
