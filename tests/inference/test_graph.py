"""The network with its answer alone: the same model to ONNX's own reader, and the same logits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest

from esmiuca.data import load_mnist
from esmiuca.inference import Detector, find_artifacts, read_artifact, read_manifest
from esmiuca.inference.graph import with_only_output
from inference.small_artifacts import write_artifacts

SHIPPED = find_artifacts()
LAYERS = ["conv1_relu", "pool", "logits"]


@pytest.fixture(scope="module")
def network() -> bytes:
    return read_artifact(SHIPPED, read_manifest(SHIPPED), "network")


@pytest.mark.parametrize("name", LAYERS)
def test_only_that_result_is_left_and_nothing_else_changed(network: bytes, name: str) -> None:
    expected = onnx.load_from_string(network)
    (kept,) = [output for output in expected.graph.output if output.name == name]
    del expected.graph.output[:]
    expected.graph.output.append(kept)
    assert onnx.load_from_string(with_only_output(network, name)) == expected


def test_the_answer_alone_is_the_one_that_comes_with_all_layers() -> None:
    images = list(load_mnist("test").images[:64])
    detector = Detector()
    alone = detector.logits(images)
    for image, logits in zip(images, alone, strict=True):
        np.testing.assert_allclose(detector.activations(image)["logits"], logits, atol=2e-5)


def test_what_is_no_model_or_lacks_the_result_is_refused(network: bytes) -> None:
    with pytest.raises(ValueError, match="no result 'digit'"):
        with_only_output(network, "digit")
    with pytest.raises(ValueError, match="cut off"):
        with_only_output(network[:-1], "logits")
    with pytest.raises(ValueError, match="wire type"):
        with_only_output(b"\x0f" + network, "logits")
    with pytest.raises(ValueError, match="cut off"):
        with_only_output(b"\xff", "logits")


def test_a_network_of_other_layers_loses_its_others_too(tmp_path: Path) -> None:
    folder = write_artifacts(tmp_path)
    manifest = read_manifest(folder)
    alone = with_only_output(read_artifact(folder, manifest, "network"), manifest.output)
    assert [output.name for output in onnx.load_from_string(alone).graph.output] == [manifest.output]
