"""A network that is not the deck's, through the same export, the same engines, the same Detector."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from safetensors.numpy import load_file

from esmiuca import Detector
from esmiuca.data import load_mnist
from esmiuca.export.graph import build_graph
from esmiuca.export.parity import TOLERANCE, compare_engines
from esmiuca.export.write import read_weights
from parity.small_network.network import LAYERS, SMALL, SmallCNN

FOLDER = Path(__file__).parent / "small_network"
WEB = Path(__file__).parents[2] / "web"


@pytest.fixture(scope="module")
def weights() -> dict[str, np.ndarray]:
    return read_weights(FOLDER / "network.onnx")


@pytest.fixture(scope="module")
def model(weights: dict[str, np.ndarray]) -> SmallCNN:
    model = SmallCNN()
    model.load_state_dict({name: torch.from_numpy(values.copy()) for name, values in weights.items()})
    return model.eval()


def test_both_graphs_are_written_again_byte_by_byte(weights: dict[str, np.ndarray]) -> None:
    for file, inside in (("network.onnx", True), ("graph.onnx", False)):
        written = build_graph(weights, SMALL, weights_inside=inside).SerializeToString()
        assert written == (FOLDER / file).read_bytes(), file


def test_the_manifest_describes_files_layers_and_weights(weights: dict[str, np.ndarray]) -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text())
    for file in manifest["files"].values():
        assert hashlib.sha256((FOLDER / file["path"]).read_bytes()).hexdigest() == file["sha256"]
    assert manifest["layers"] == json.loads(json.dumps([layer.as_manifest() for layer in LAYERS]))
    assert manifest["model"]["parameters"] == sum(values.size for values in weights.values()) == 3836
    assert manifest["output"] == "scores"


def test_declared_shapes_are_what_pytorch_gives(model: SmallCNN) -> None:
    results = model.results(torch.zeros(2, *SMALL.picture))
    assert {name: tuple(values.shape[1:]) for name, values in results.items()} == {
        layer.name: layer.shape for layer in LAYERS
    }


def test_expected_results_are_pytorchs_and_onnxruntimes(model: SmallCNN) -> None:
    expected = load_file(FOLDER / "expected.safetensors")
    pictures = expected.pop(SMALL.input)
    assert sorted(expected) == sorted(layer.name for layer in LAYERS)
    session = onnxruntime.InferenceSession(FOLDER / "network.onnx", providers=["CPUExecutionProvider"])
    with torch.no_grad():
        own = model.results(torch.from_numpy(pictures))
    for name, values in expected.items():
        native = session.run([name], {SMALL.input: pictures})[0]
        np.testing.assert_allclose(native, values, rtol=0, atol=TOLERANCE, err_msg=name)
        np.testing.assert_allclose(own[name].numpy(), values, rtol=0, atol=TOLERANCE, err_msg=name)


@pytest.mark.slow
def test_the_browser_engine_agrees(model: SmallCNN) -> None:
    worst = compare_engines(FOLDER, load_mnist("test").images[:100], WEB, SMALL, model)
    for engine, differences in worst.items():
        assert sorted(differences) == sorted(layer.name for layer in LAYERS)
        assert max(differences.values()) <= TOLERANCE, engine


def test_the_detector_reads_digits_with_it() -> None:
    test = load_mnist("test")[:1000]
    assert (Detector(FOLDER).logits(test.images).argmax(1) == test.labels).mean() > 0.97
