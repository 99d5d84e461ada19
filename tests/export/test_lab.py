"""The laboratories' networks are what their manifests say, and every engine gives the same numbers."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from torch import nn

from esmiuca.analysis.exported import Exported
from esmiuca.data import FASHION_MNIST, MNIST, Dataset
from esmiuca.data.permutation import pixel_permutation, shuffle_pixels
from esmiuca.errors import ManifestError
from esmiuca.evaluation.lab import NAMES
from esmiuca.export.lab import LabModel, export_lab_model
from esmiuca.export.layers import Network
from esmiuca.export.networks import LAYERS_OF
from esmiuca.export.parity import TOLERANCE, compare_engines
from esmiuca.inference.manifest import read_manifest
from esmiuca.models import CNN, MLP, VGG
from esmiuca.models.mlp import SMALL

ROOT = Path(__file__).parents[2]
LAB = ROOT / "artifacts" / "lab"
MODELS = {"cnn": CNN, "mlp": MLP, "small-mlp": lambda: MLP(SMALL), "vgg": VGG}


def network_of(name: str) -> str:
    """The network that a shipped model is of."""
    return next(network for network in sorted(MODELS, key=len, reverse=True) if name.startswith(network))


def some_pictures(count: int) -> Dataset:
    generator = np.random.default_rng(0)
    images = generator.integers(0, 256, (count, 28, 28), dtype=np.uint8)
    return Dataset(images, np.arange(count, dtype=np.uint8) % 10)


def test_names_say_network_data_and_shuffle() -> None:
    assert LabModel("mlp", MNIST, permuted=True).name == "mlp-mnist-permuted"
    assert LabModel("vgg", FASHION_MNIST).name == "vgg-fashion"


@pytest.mark.parametrize("network", MODELS)
def test_layers_are_those_of_the_model(network: str) -> None:
    model: nn.Module = MODELS[network]()
    results = model.results(torch.rand(1, 1, 28, 28))
    described = {layer.name: layer.shape for layer in LAYERS_OF[network]}
    assert {name: tuple(value.shape[1:]) for name, value in results.items()} == described
    assert list(results) == list(described)
    weights = {
        f"{layer.module}.{kind}"
        for layer in LAYERS_OF[network]
        if layer.module
        for kind in ("weight", "bias")
    }
    assert weights == set(model.state_dict())


@pytest.mark.parametrize("name", NAMES)
def test_what_is_shipped_is_what_the_manifest_says(name: str) -> None:
    manifest = json.loads((LAB / name / "manifest.json").read_text())
    assert manifest["model"]["name"] == name
    assert set(manifest["files"]) == {"graph", "weights"}
    for file in manifest["files"].values():
        content = (LAB / name / file["path"]).read_bytes()
        assert len(content) == file["bytes"]
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
    assert not (LAB / name / "network.onnx").exists()
    graph = onnx.load(LAB / name / "graph.onnx").graph
    assert [output.name for output in graph.output] == [layer["name"] for layer in manifest["layers"]]
    assert not graph.initializer
    assert manifest["layers"] == [
        layer.as_manifest() | {"shape": list(layer.shape)} for layer in LAYERS_OF[network_of(name)]
    ]
    assert read_manifest(LAB / name).refusal.threshold == 0


@pytest.mark.parametrize("name", NAMES)
def test_labels_tree_and_shuffle_are_those_of_the_data(name: str) -> None:
    manifest = json.loads((LAB / name / "manifest.json").read_text())
    source = MNIST if "mnist" in name else FASHION_MNIST
    assert manifest["dataset"] == {
        "key": source.key,
        "title": source.title,
        "credit": source.credit,
        "licence": source.licence,
    }
    assert tuple(manifest["labels"]) == source.labels
    tree = [
        {"key": level.key, "groups": [{"key": g.key, "labels": list(g.labels)} for g in level.groups]}
        for level in source.hierarchy
    ]
    assert manifest.get("hierarchy", []) == tree
    expected = pixel_permutation().tolist() if name.endswith("permuted") else None
    assert manifest["input"].get("permutation") == expected


def test_a_graph_with_weights_beside_it_gives_what_pytorch_gives(tmp_path: Path) -> None:
    torch.manual_seed(0)
    model = MLP(SMALL).half().float().eval()
    weights = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    data = some_pictures(40)
    lab = LabModel("small-mlp", MNIST, permuted=True)
    manifest = export_lab_model(tmp_path, lab, weights, {"validation": data, "test": data}, "1.2.3", {})
    exported = Exported(tmp_path)
    with torch.no_grad():
        shuffled = torch.from_numpy(shuffle_pixels(data.images))[:, None].float() / 255
        expected = model(shuffled).numpy()
    assert np.allclose(exported.logits(data.images), expected, atol=1e-5)
    right = (exported.predicted(data.images) == data.labels).mean()
    assert manifest["metrics"]["test"]["accuracy"] == pytest.approx(right)
    (tmp_path / "weights.safetensors").write_bytes(b"other")
    with pytest.raises(ManifestError, match=r"weights\.safetensors has SHA-256"):
        Exported(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["cnn-mnist-permuted", "small-mlp-mnist", "vgg-fashion"])
def test_pytorch_onnxruntime_and_the_browser_engine_agree(name: str) -> None:
    network = network_of(name)
    model: nn.Module = MODELS[network]()
    weights = Exported(LAB / name).weights()
    model.load_state_dict({key: torch.from_numpy(values) for key, values in weights.items()})
    examples = json.loads((LAB / "fashion-mnist.json").read_text())["images"]
    images = np.stack(
        [np.frombuffer(base64.b64decode(image["pixels"]), np.uint8).reshape(28, 28) for image in examples]
    )
    described = Network(name, name, LAYERS_OF[network])
    worst = compare_engines(LAB / name, images, ROOT / "web", described, model.eval())  # pyright: ignore[reportArgumentType]
    for engine, differences in worst.items():
        for layer, difference in differences.items():
            assert difference <= TOLERANCE, (engine, layer, difference)
