"""Networks that are not the deck's, through the same export, the same engines, the same Detector."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file

from esmiuca import Detector
from esmiuca.data import load_mnist
from esmiuca.export.graph import build_graph
from esmiuca.export.layers import Network
from esmiuca.export.parity import TOLERANCE, compare_engines
from esmiuca.export.write import read_weights
from esmiuca.runtime import onnxruntime
from parity.padded_network.network import PADDED, PaddedCNN
from parity.small_network.network import SMALL, SmallCNN

HERE = Path(__file__).parent
WEB = HERE.parents[1] / "web"


@dataclass(frozen=True)
class Other:
    """One of the networks, as it was written."""

    folder: Path
    network: Network
    model: SmallCNN | PaddedCNN
    parameters: int

    @property
    def weights(self) -> dict[str, np.ndarray]:
        return read_weights(self.folder / "network.onnx")


@pytest.fixture(scope="module", params=["small", "padded"])
def other(request: pytest.FixtureRequest) -> Other:
    found = {
        "small": Other(HERE / "small_network", SMALL, SmallCNN(), 3836),
        "padded": Other(HERE / "padded_network", PADDED, PaddedCNN(), 2654),
    }[request.param]
    weights = {name: torch.from_numpy(values.copy()) for name, values in found.weights.items()}
    found.model.load_state_dict(weights)
    found.model.eval()
    return found


def test_both_graphs_are_written_again_byte_by_byte(other: Other) -> None:
    for file, inside in (("network.onnx", True), ("graph.onnx", False)):
        written = build_graph(other.weights, other.network, weights_inside=inside).SerializeToString()
        assert written == (other.folder / file).read_bytes(), file


def test_the_manifest_describes_files_layers_and_weights(other: Other) -> None:
    manifest = json.loads((other.folder / "manifest.json").read_text())
    for file in manifest["files"].values():
        assert hashlib.sha256((other.folder / file["path"]).read_bytes()).hexdigest() == file["sha256"]
    assert manifest["layers"] == json.loads(
        json.dumps([layer.as_manifest() for layer in other.network.layers])
    )
    assert sum(values.size for values in other.weights.values()) == other.parameters
    assert manifest["model"]["parameters"] == other.parameters
    assert manifest["output"] == "scores"


def test_declared_shapes_are_what_pytorch_gives(other: Other) -> None:
    results = other.model.results(torch.zeros(2, *other.network.input_shape))
    assert {name: tuple(values.shape[1:]) for name, values in results.items()} == {
        layer.name: layer.shape for layer in other.network.layers
    }


def test_expected_results_are_pytorchs_and_onnxruntimes(other: Other) -> None:
    expected = load_file(other.folder / "expected.safetensors")
    pictures = expected.pop(other.network.input)
    assert sorted(expected) == sorted(layer.name for layer in other.network.layers)
    session = onnxruntime.InferenceSession(other.folder / "network.onnx", providers=["CPUExecutionProvider"])
    with torch.no_grad():
        own = other.model.results(torch.from_numpy(pictures))
    for name, values in expected.items():
        native = session.run([name], {other.network.input: pictures})[0]
        np.testing.assert_allclose(native, values, rtol=0, atol=TOLERANCE, err_msg=name)
        np.testing.assert_allclose(own[name].numpy(), values, rtol=0, atol=TOLERANCE, err_msg=name)


@pytest.mark.slow
def test_the_browser_engine_agrees(other: Other) -> None:
    worst = compare_engines(other.folder, load_mnist("test").images[:100], WEB, other.network, other.model)
    for engine, differences in worst.items():
        assert sorted(differences) == sorted(layer.name for layer in other.network.layers)
        assert max(differences.values()) <= TOLERANCE, engine


def test_the_detector_reads_digits_with_it(other: Other) -> None:
    test = load_mnist("test")[:1000]
    assert (Detector(other.folder).logits(test.images).argmax(1) == test.labels).mean() > 0.95
