"""What is shipped is what the manifest says, and every engine gives the same numbers."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from click.testing import CliRunner
from safetensors.numpy import load_file

from esmiuca.cli.export import export
from esmiuca.data import load_mnist
from esmiuca.export.graph import build_graph
from esmiuca.export.layers import LAYERS
from esmiuca.export.parity import TOLERANCE, compare_engines
from esmiuca.export.write import read_weights
from esmiuca.inference.manifest import read_manifest
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.checkpoint import save_checkpoint

ROOT = Path(__file__).parents[2]
ARTIFACTS = ROOT / "artifacts"


@pytest.fixture(scope="module")
def manifest() -> dict:
    return json.loads((ARTIFACTS / "manifest.json").read_text())


def test_files_are_those_of_the_manifest(manifest: dict) -> None:
    for file in manifest["files"].values():
        content = (ARTIFACTS / file["path"]).read_bytes()
        assert len(content) == file["bytes"]
        assert hashlib.sha256(content).hexdigest() == file["sha256"]


def test_the_page_downloads_at_most_two_and_a_half_megabytes_of_model(manifest: dict) -> None:
    assert sum(manifest["files"][key]["bytes"] for key in ("graph", "weights")) <= 2.5e6


def test_every_result_is_an_output_of_both_graphs(manifest: dict) -> None:
    names = [layer["name"] for layer in manifest["layers"]]
    assert names == [layer.name for layer in LAYERS]
    for file in ("network", "graph"):
        model = onnx.load(ARTIFACTS / manifest["files"][file]["path"])
        assert [output.name for output in model.graph.output] == names
    assert (ARTIFACTS / "graph.onnx").stat().st_size < 5_000


def test_both_forms_carry_the_same_numbers(manifest: dict) -> None:
    inside = read_weights(ARTIFACTS / "network.onnx")
    beside = load_file(ARTIFACTS / "weights.safetensors")
    assert sorted(inside) == sorted(beside) == sorted(entry["name"] for entry in manifest["weights"])
    for name, halves in beside.items():
        assert halves.dtype == np.float16
        assert np.array_equal(halves.astype(np.float32), inside[name]), name
    assert sum(values.size for values in inside.values()) == manifest["model"]["parameters"] == 1_199_882


def test_graph_with_weights_as_inputs_names_them() -> None:
    weights = read_weights(ARTIFACTS / "network.onnx")
    graph = build_graph(weights, weights_inside=False).graph
    assert {entry.name for entry in graph.input} == {"image", *weights}
    assert not graph.initializer


@pytest.mark.slow
def test_a_run_with_the_shipped_weights_is_exported_to_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = TrainingConfig(validation_size=1000)
    config.save(tmp_path / "config.json")
    weights = read_weights(ARTIFACTS / "network.onnx")
    average = {f"average.{name}": torch.from_numpy(values.copy()) for name, values in weights.items()}
    save_checkpoint(tmp_path / "best.safetensors", average, {})
    sizes = {"train": 4000, "test": 500}
    monkeypatch.setattr("esmiuca.data.load_mnist", lambda split, data=None: load_mnist(split)[: sizes[split]])
    words = ["--run", tmp_path, "--out", tmp_path / "out", "--version", "9.9.9", "--web", ROOT / "web"]
    said = CliRunner().invoke(export, [*map(str, words), "--check", "50"], catch_exceptions=False)
    assert said.exit_code == 0
    assert "refused where sorted_logits is below" in said.output.replace("\n", " ")
    written = json.loads((tmp_path / "out" / "manifest.json").read_text())

    for file in ("network.onnx", "graph.onnx", "weights.safetensors", "gabor.json"):
        assert (tmp_path / "out" / file).read_bytes() == (ARTIFACTS / file).read_bytes(), file
    assert read_manifest(tmp_path / "out").model.version == "9.9.9"
    assert written["metrics"]["validation"]["images"] == pytest.approx(1000, abs=10)
    assert written["metrics"]["test"]["accuracy"] > 0.98
    assert written["training"]["config"]["validation_size"] == 1000
    assert written["training"]["earlier"] == []
    examples = json.loads((tmp_path / "out" / "examples.json").read_text())["images"]
    assert [example["label"] for example in examples] == list(range(10))


@pytest.mark.slow
def test_pytorch_onnxruntime_and_the_browser_engine_agree() -> None:
    images = load_mnist("test").images[:1000]
    worst = compare_engines(ARTIFACTS, images, ROOT / "web")
    assert set(worst) == {"onnxruntime", "onnxruntime-web"}
    for engine, differences in worst.items():
        for layer, difference in differences.items():
            assert difference <= TOLERANCE, (engine, layer, difference)


@pytest.mark.slow
def test_shipped_accuracy_is_what_the_manifest_claims(manifest: dict) -> None:
    from esmiuca import Detector

    test = load_mnist("test")
    accuracy = (Detector().logits(test.images).argmax(1) == test.labels).mean()
    assert accuracy == pytest.approx(manifest["metrics"]["test"]["accuracy"], abs=2e-4)
    assert accuracy > 0.994
