"""What units look for: pictures that raise them, images that excite them, and the shipped sheets of the shipped weights."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from esmiuca.analysis.features import (
    EXCITING_SHEET,
    FEATURES_NAME,
    FEATURES_SHEET,
    Ascent,
    Level,
    Network,
    levels,
    most_exciting,
    raise_units,
    read_network,
    sheet,
    write_features,
)
from esmiuca.data import Dataset

PADDED = Path(__file__).parents[1] / "parity" / "padded_network"
SHIPPED = Path(__file__).parents[2] / "artifacts" / "lab" / "vgg-fashion"


def values(network: Network, level: Level, pictures: np.ndarray, name: str) -> np.ndarray:
    """Each unit's mean value on its own picture."""
    with torch.no_grad():
        result = network.result(torch.from_numpy(pictures.astype(np.float32) / 255)[:, None], name)
    own = result[torch.arange(level.count), torch.arange(level.count)]
    return own.flatten(1).mean(1).numpy() if own.ndim == 3 else own.numpy()


def test_levels_are_the_ends_of_blocks_and_the_classes() -> None:
    _, manifest = read_network(PADDED)
    found = levels(manifest["layers"], manifest["output"])
    assert [(level.name, level.raised, level.count) for level in found] == [
        ("pool1", "block1", 4),
        ("pool2", "block2", 6),
        ("pool3", "block3", 8),
        ("pool4", "block4", 10),
        ("pool5", "block5", 12),
        ("scores", "scores", 10),
    ]


def test_the_network_is_the_exported_one() -> None:
    from safetensors.numpy import load_file

    network, manifest = read_network(PADDED)
    expected = load_file(PADDED / "expected.safetensors")
    pictures = torch.from_numpy(expected["image"])
    for layer in manifest["layers"]:
        own = network.result(pictures, layer["name"]).numpy()
        np.testing.assert_allclose(own, expected[layer["name"]], rtol=0, atol=1e-4, err_msg=layer["name"])


def test_ascent_raises_every_unit_and_is_the_same_again() -> None:
    network, manifest = read_network(PADDED)
    for level in levels(manifest["layers"], manifest["output"]):
        before = raise_units(network, level, Ascent(steps=0))
        after = raise_units(network, level, Ascent(steps=24))
        gained = values(network, level, after, level.raised) - values(network, level, before, level.raised)
        assert (gained > 0).all(), level.name
        assert (after == raise_units(network, level, Ascent(steps=24))).all()


def test_the_most_exciting_images_are_those_of_the_largest_values() -> None:
    network, manifest = read_network(PADDED)
    images = np.random.default_rng(3).integers(0, 256, (20, 28, 28), dtype=np.uint8)
    images[7] = 0
    for level in levels(manifest["layers"], manifest["output"]):
        with torch.no_grad():
            results = network.result(torch.from_numpy(images.astype(np.float32) / 255)[:, None], level.name)
        found = most_exciting(network, level, images, 3)
        assert len(found) == level.count
        for unit, three in enumerate(found):
            own = results[:, unit].flatten(1) if results.ndim == 4 else results[:, unit, None]
            most = own.max(1).values
            assert [entry.value for entry in three] == pytest.approx(
                sorted(most.tolist(), reverse=True)[:3], abs=1e-3
            )
            for entry in three:
                place = results[entry.image, unit]
                value = place[entry.row, entry.column] if place.ndim == 2 else place
                assert float(value) == pytest.approx(entry.value, abs=1e-3)


def test_a_sheet_lays_pictures_row_by_row() -> None:
    pictures = [np.full((2, 3), level, np.uint8) for level in (10, 20, 30)]
    assert np.asarray(sheet(pictures, 2)).tolist() == [
        [10, 10, 10, 20, 20, 20],
        [10, 10, 10, 20, 20, 20],
        [30, 30, 30, 0, 0, 0],
        [30, 30, 30, 0, 0, 0],
    ]


def test_what_is_written_fits_together(tmp_path: Path) -> None:
    for name in ("manifest.json", "weights.safetensors"):
        (tmp_path / name).write_bytes((PADDED / name).read_bytes())
    rng = np.random.default_rng(5)
    train = Dataset(
        rng.integers(0, 256, (40, 28, 28), dtype=np.uint8), rng.integers(0, 10, 40, dtype=np.uint8)
    )
    written = write_features(tmp_path, train, Ascent(steps=2))
    record = json.loads((tmp_path / FEATURES_NAME).read_text())
    assert record == json.loads(json.dumps(written))
    exciting = np.asarray(Image.open(tmp_path / EXCITING_SHEET))
    for level in record["levels"]:
        for unit in level["excited"]:
            for entry in unit:
                top, left = (28 * part for part in divmod(entry["cell"], record["columns"]))
                cell = exciting[top : top + 28, left : left + 28]
                (index,) = np.flatnonzero((train.images == cell).all((1, 2)))
                assert train.labels[index] == entry["label"]


def test_the_shipped_features_are_those_of_the_shipped_weights() -> None:
    record = json.loads((SHIPPED / FEATURES_NAME).read_text())
    network, manifest = read_network(SHIPPED)
    assert record["weights_sha256"] == manifest["files"]["weights"]["sha256"], "stale: run `make features`"
    made = np.asarray(Image.open(SHIPPED / FEATURES_SHEET))
    images = np.asarray(Image.open(SHIPPED / EXCITING_SHEET))
    side, columns = record["side"], record["columns"]
    cells = made.reshape(-1, side, columns, side).swapaxes(1, 2).reshape(-1, side, side)
    shown = images.reshape(-1, side, columns, side).swapaxes(1, 2).reshape(-1, side, side)
    found = levels(manifest["layers"], manifest["output"])
    assert [entry["layer"] for entry in record["levels"]] == [level.name for level in found]
    for level, entry in zip(found, record["levels"], strict=True):
        assert len(entry["excited"]) == level.count
        raised = values(network, level, cells[entry["first"] : entry["first"] + level.count], level.raised)
        noise = values(network, level, raise_units(network, level, Ascent(steps=0)), level.raised)
        # A unit that hardly responds to anything may get a smooth picture instead; there are few.
        assert (raised > noise).mean() > 0.98, level.name
        # The most exciting image excites the unit as much as the file says.
        first = shown[[unit[0]["cell"] for unit in entry["excited"]]]
        with torch.no_grad():
            results = network.result(torch.from_numpy(first.astype(np.float32) / 255)[:, None], level.name)
        for unit, images_of_it in enumerate(entry["excited"]):
            assert float(results[unit, unit].max()) == pytest.approx(images_of_it[0]["value"], abs=2e-3)
