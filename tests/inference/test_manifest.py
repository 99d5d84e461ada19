"""What the manifest must say, and the sentences where it does not."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from esmiuca.errors import ManifestError
from esmiuca.images import Preprocessing
from esmiuca.inference import find_artifacts, parse_manifest, read_manifest
from inference.small_artifacts import manifest

GOOD = manifest(b"")


def changed(path: str, value: Any) -> dict[str, Any]:
    """The good manifest with another value at a dotted path."""
    content = copy.deepcopy(GOOD)
    *parents, last = path.split(".")
    target: Any = content
    for key in parents:
        target = target[int(key) if key.isdigit() else key]
    target[int(last) if last.isdigit() else last] = value
    return content


def test_everything_is_read():
    read = parse_manifest(GOOD)
    assert read.model.parameters == 1199882
    assert read.input.shape == ("N", 1, 28, 28)
    assert [layer.name for layer in read.layers][-1] == read.output == "logits"
    assert read.layers[0].kernel_size == 3
    assert read.layers[1].weight is None
    assert read.preprocessing == Preprocessing()
    assert read.labels == tuple("0123456789")
    assert read.temperature == 1.0


def test_whole_numbers_are_floats_where_floats_are_meant():
    assert parse_manifest(changed("temperature", 2)).temperature == 2.0


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("schema_version", 2, "schema_version 2, this version reads 1"),
        ("temperature", 0, "temperature 0.0 is not above 0"),
        ("temperature", "1", "temperature is '1', not of type float"),
        ("temperature", True, "temperature is True, not of type float"),
        ("output", "fc3", "output 'fc3' is not one of the layers"),
        ("labels", ["0", "1"], "output 'logits' does not have 2 values"),
        ("layers.1.input", "conv9", "layer 'conv1_relu' takes 'conv9', which no earlier layer gives"),
        ("layers.1.name", "conv1", "layer 'conv1' appears twice"),
        ("layers.0.bias", "conv7.bias", "layer 'conv1' uses unknown weight 'conv7.bias'"),
        ("layers.0.shape", "no", r"layers\[0\]: shape is 'no'"),
        ("layers.0", 3, r"layers\[0\] is 3, not an object"),
        ("model", {}, "model lacks 'name'"),
        ("input.shape", ["N", 1, 32, 32], r"input shape is not \(N, 1, 28, 28\)"),
        ("preprocessing.box", 40, "preprocessing.box is not in 1–28"),
        ("preprocessing.min_contrast", 0.0, "preprocessing.min_contrast is not above 0"),
        ("temperature", float("nan"), "temperature is nan, not of type float"),
        ("temperature", float("inf"), "temperature is inf, not of type float"),
        ("refusal.threshold", 10**400, "threshold is 1000.*, not of type float"),
        ("preprocessing.working_size", 0, "preprocessing.working_size is below 1"),
    ],
)
def test_what_does_not_fit_is_told(path: str, value: Any, sentence: str):
    with pytest.raises(ManifestError, match=sentence):
        parse_manifest(changed(path, value))


@pytest.mark.parametrize("content", [None, [], "manifest", {}])
def test_other_json_is_told(content: object):
    with pytest.raises(ManifestError, match="schema_version None"):
        parse_manifest(content)


def test_damaged_and_missing_files_are_told(tmp_path: Path):
    with pytest.raises(ManifestError, match="can't be read.*esmiuca export"):
        read_manifest(tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps(GOOD)[:-5])
    with pytest.raises(ManifestError, match="can't be read"):
        read_manifest(tmp_path)


def test_the_shipped_manifest_is_read():
    read = read_manifest(find_artifacts())
    assert read.model.parameters == 1199882
    assert set(read.files) >= {"network", "graph", "weights", "examples"}
