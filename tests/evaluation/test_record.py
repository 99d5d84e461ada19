"""artifacts/evaluation.json is whole, and of the network that is shipped."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

import numpy as np
import pytest

from esmiuca.data import load_mnist
from esmiuca.errors import InputError
from esmiuca.evaluation.corruptions import CORRUPTIONS
from esmiuca.evaluation.record import RECORD_NAME, network_entry, read_record, write_record
from esmiuca.evaluation.variations import CURVES

ARTIFACTS = Path(__file__).parents[2] / "artifacts"
MANIFEST = json.loads((ARTIFACTS / "manifest.json").read_text())


def test_what_is_shipped_was_measured_on_the_shipped_network() -> None:
    record = read_record(ARTIFACTS / RECORD_NAME, MANIFEST)
    assert record["test"]["accuracy"] == pytest.approx(MANIFEST["metrics"]["test"]["accuracy"], abs=1e-4)


def test_what_is_shipped_is_whole() -> None:
    record = json.loads((ARTIFACTS / RECORD_NAME).read_text())
    assert set(record) == {
        "network",
        "test",
        "pen",
        "load_digits",
        "others",
        "scribbles",
        "corruptions",
        "curves",
    }
    assert set(record["corruptions"]) == {*CORRUPTIONS, "mean"}
    assert set(record["curves"]) == set(CURVES)
    assert list(record["pen"]) == ["uji-pen-strokes"]
    assert list(record["others"]) == ["fashion-mnist"]
    # Names of files, and nothing of the machine that measured.
    assert not re.search(r"[~/\\](home|work|tmp|usr|Users)\b", (ARTIFACTS / RECORD_NAME).read_text())


def test_every_mistake_has_the_pixels_of_the_test_image_and_ten_percentages() -> None:
    test, record = load_mnist("test"), json.loads((ARTIFACTS / RECORD_NAME).read_text())["test"]
    assert len(record["mistaken"]) == record["mistakes"] > 0
    for entry in record["mistaken"]:
        pixels = np.frombuffer(base64.b64decode(entry["pixels"]), np.uint8).reshape(28, 28)
        assert np.array_equal(pixels, test.images[entry["index"]])
        assert test.labels[entry["index"]] == entry["label"] != entry["read_as"]
        assert np.argmax(entry["probabilities"]) == entry["read_as"]
        assert max(entry["probabilities"]) == pytest.approx(entry["percentage"], abs=1e-4)
        assert sum(entry["probabilities"]) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("key", ["version", "sha256", "temperature", "refusal", "preprocessing"])
def test_a_record_of_another_network_is_told(tmp_path: Path, key: str) -> None:
    path = tmp_path / RECORD_NAME
    write_record(path, {"network": network_entry(MANIFEST) | {key: "another"}})
    with pytest.raises(InputError, match=f"measured on another network .*other {key}\\); measure again"):
        read_record(path, MANIFEST)


def test_what_is_no_record_is_told_and_nothing_stays_half_written(tmp_path: Path) -> None:
    path = tmp_path / RECORD_NAME
    for content in ("[]", "{", '{"test": {}}'):
        path.write_text(content)
        with pytest.raises(InputError, match="is not a record of measurements"):
            read_record(path, MANIFEST)
    write_record(path, {"network": {}, "share": [1 / 3]})
    assert json.loads(path.read_text())["share"] == [0.333333]
    assert [entry.name for entry in tmp_path.iterdir()] == [RECORD_NAME]
