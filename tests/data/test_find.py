"""Where MNIST and Fashion-MNIST are looked for, and what a wrong file is told."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from esmiuca.data import FASHION_MNIST, MNIST, SOURCES, load_mnist, split_validation
from esmiuca.data.find import find_file, package_folders
from esmiuca.data.idx import parse_idx, read_idx
from esmiuca.errors import DataError

LABELS = "t10k-labels-idx1-ubyte"
TRAIN_LABELS = "train-labels-idx1-ubyte"
PACKAGE = next(package_folders(MNIST))


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ESMIUCA_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "mnist"


@pytest.fixture
def no_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esmiuca.data.find.package_folders", lambda source: [tmp_path / "no-such-folder"])


def test_shapes_and_label_counts() -> None:
    train, test = load_mnist("train"), load_mnist("test")
    assert train.images.shape == (60000, 28, 28)
    assert test.images.shape == (10000, 28, 28)
    # Counts per digit as published with the set.
    assert np.bincount(test.labels).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def test_named_folder_is_the_only_one_looked_in(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=f"holds no {LABELS}.*--data DIR"):
        find_file(MNIST, LABELS, tmp_path)


def test_named_folder_plain_and_compressed(tmp_path: Path) -> None:
    content = (PACKAGE / LABELS).read_bytes()
    (tmp_path / f"{LABELS}.gz").write_bytes(gzip.compress(content))
    assert find_file(MNIST, LABELS, tmp_path) == content
    (tmp_path / LABELS).write_bytes(content)
    assert find_file(MNIST, LABELS, tmp_path) == content


def test_cache_comes_before_the_package(empty_cache: Path) -> None:
    empty_cache.mkdir(parents=True)
    (empty_cache / LABELS).write_bytes(b"not MNIST")
    with pytest.raises(DataError, match="cache.*is not MNIST's t10k-labels"):
        find_file(MNIST, LABELS)


def test_truncated_file(tmp_path: Path) -> None:
    (tmp_path / LABELS).write_bytes((PACKAGE / LABELS).read_bytes()[:-1])
    with pytest.raises(DataError, match=r"SHA-256.*10007 bytes: truncated.*remove it"):
        find_file(MNIST, LABELS, tmp_path)


def test_swapped_files(tmp_path: Path) -> None:
    (tmp_path / LABELS).write_bytes((PACKAGE / TRAIN_LABELS).read_bytes())
    with pytest.raises(DataError, match=f"holds MNIST's {TRAIN_LABELS}, not {LABELS}.*rename"):
        find_file(MNIST, LABELS, tmp_path)


def test_damaged_gzip(tmp_path: Path) -> None:
    (tmp_path / f"{LABELS}.gz").write_bytes(b"\x1f\x8b" + b"\0" * 20)
    with pytest.raises(DataError, match="can't be read"):
        find_file(MNIST, LABELS, tmp_path)


@pytest.mark.usefixtures("no_package")
def test_mirrors_fill_the_cache(empty_cache: Path, tmp_path: Path) -> None:
    content = (PACKAGE / LABELS).read_bytes()
    wrong, right = tmp_path / "wrong", tmp_path / "right"
    for folder, served in ((wrong, b"another file"), (right, content)):
        folder.mkdir()
        (folder / f"{LABELS}.gz").write_bytes(gzip.compress(served))
    # file: addresses stand for the mirrors; nothing reaches for the network.
    assert find_file(MNIST, LABELS, mirrors=(f"{wrong.as_uri()}/", f"{right.as_uri()}/")) == content
    assert (empty_cache / LABELS).read_bytes() == content
    assert not list(empty_cache.glob("*.partial"))


@pytest.mark.usefixtures("empty_cache", "no_package")
def test_nothing_found_says_where_it_looked() -> None:
    with pytest.raises(DataError, match="was not found.*no-such-folder.*npm ci"):
        find_file(MNIST, LABELS, mirrors=())
    with pytest.raises(DataError, match="Fashion-MNIST's .* was not found.*dataset-fashion-mnist"):
        find_file(FASHION_MNIST, LABELS, mirrors=())


def test_another_set_in_the_named_folder() -> None:
    with pytest.raises(DataError, match="is not Fashion-MNIST's t10k-labels.*of another set"):
        find_file(FASHION_MNIST, LABELS, PACKAGE)


def test_idx_header_is_believed_only_if_it_fits() -> None:
    header = b"\0\0\x08\x01" + (5).to_bytes(4, "big")
    assert parse_idx(header + bytes(range(5)), "five").tolist() == [0, 1, 2, 3, 4]
    with pytest.raises(DataError, match="truncated or damaged"):
        parse_idx(header + bytes(4), "four")
    with pytest.raises(DataError, match="not an IDX file"):
        parse_idx(b"\x89PNG", "picture")


def test_read_idx_reads_gzip(tmp_path: Path) -> None:
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(b"\0\0\x08\x01" + (2).to_bytes(4, "big") + b"\x07\x09"))
    assert read_idx(path).tolist() == [7, 9]


def test_validation_is_stratified_disjoint_and_repeatable() -> None:
    train = load_mnist("train")
    kept, held_out = split_validation(train, 6000, seed=7)
    assert len(kept) + len(held_out) == 60000
    assert abs(len(held_out) - 6000) <= 10
    shares = np.bincount(held_out.labels) / np.bincount(train.labels)
    assert np.allclose(shares, 0.1, atol=0.001)
    again = split_validation(train, 6000, seed=7)[1]
    assert np.array_equal(again.images, held_out.images)
    other = split_validation(train, 6000, seed=8)[1]
    assert not np.array_equal(other.images, held_out.images)


def test_checksums_cover_all_files() -> None:
    assert len({checksum for source in SOURCES.values() for checksum in source.checksums.values()}) == 8
