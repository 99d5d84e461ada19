"""A small generator: PyTorch and ONNX Runtime give the results that the page's arithmetic is checked against."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file

from esmiuca.export.graph import build_graph
from esmiuca.export.parity import TOLERANCE
from esmiuca.runtime import onnxruntime
from parity.generator_network.network import SMALL_GENERATOR, SmallGenerator

FOLDER = Path(__file__).parent / "generator_network"


def test_expected_results_are_pytorchs_and_onnxruntimes() -> None:
    weights = {
        name: values.astype(np.float32) for name, values in load_file(FOLDER / "weights.safetensors").items()
    }
    model = SmallGenerator()
    model.load_state_dict({name: torch.from_numpy(values) for name, values in weights.items()})
    expected = load_file(FOLDER / "expected.safetensors")
    wishes = expected.pop(SMALL_GENERATOR.input)
    assert sorted(expected) == sorted(layer.name for layer in SMALL_GENERATOR.layers)
    session = onnxruntime.InferenceSession(FOLDER / "network.onnx", providers=["CPUExecutionProvider"])
    with torch.no_grad():
        own = model.results(torch.from_numpy(wishes))
    for name, values in expected.items():
        native = session.run([name], {SMALL_GENERATOR.input: wishes})[0]
        np.testing.assert_allclose(native, values, rtol=0, atol=TOLERANCE, err_msg=name)
        np.testing.assert_allclose(own[name].numpy(), values, rtol=0, atol=TOLERANCE, err_msg=name)


def test_graph_and_manifest_are_those_of_its_layers() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text())
    halves = load_file(FOLDER / "weights.safetensors")
    weights = {entry["name"]: halves[entry["name"]].astype(np.float32) for entry in manifest["weights"]}
    written = build_graph(weights, SMALL_GENERATOR, weights_inside=False).SerializeToString()
    assert written == (FOLDER / "graph.onnx").read_bytes()
    assert manifest["layers"] == json.loads(
        json.dumps([layer.as_manifest() for layer in SMALL_GENERATOR.layers])
    )
    assert manifest["output"] == "picture"
