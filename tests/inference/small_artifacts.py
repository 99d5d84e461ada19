"""An artifacts folder for the tests: the deck's network with random weights, written without the exporter."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LAYERS: list[dict[str, Any]] = [
    {
        "name": "conv1",
        "op": "conv2d",
        "input": "image",
        "shape": [32, 26, 26],
        "weight": "conv1",
        "kernel_size": 3,
    },
    {"name": "conv1_relu", "op": "relu", "input": "conv1", "shape": [32, 26, 26]},
    {
        "name": "conv2",
        "op": "conv2d",
        "input": "conv1_relu",
        "shape": [64, 24, 24],
        "weight": "conv2",
        "kernel_size": 3,
    },
    {"name": "conv2_relu", "op": "relu", "input": "conv2", "shape": [64, 24, 24]},
    {
        "name": "pool",
        "op": "max_pool2d",
        "input": "conv2_relu",
        "shape": [64, 12, 12],
        "kernel_size": 2,
        "stride": 2,
    },
    {"name": "flatten", "op": "flatten", "input": "pool", "shape": [9216]},
    {"name": "fc1", "op": "linear", "input": "flatten", "shape": [128], "weight": "fc1"},
    {"name": "fc1_relu", "op": "relu", "input": "fc1", "shape": [128]},
    {"name": "logits", "op": "linear", "input": "fc1_relu", "shape": [10], "weight": "fc2"},
]
SHAPES = {"conv1": (32, 1, 3, 3), "conv2": (64, 32, 3, 3), "fc1": (128, 9216), "fc2": (10, 128)}


def random_weights(seed: int = 0) -> dict[str, np.ndarray]:
    """Weights and biases by name, float32."""
    rng = np.random.default_rng(seed)
    weights: dict[str, np.ndarray] = {}
    for name, shape in SHAPES.items():
        scale = np.sqrt(2 / np.prod(shape[1:]))
        weights[f"{name}.weight"] = rng.normal(0, scale, shape).astype(np.float32)
        weights[f"{name}.bias"] = rng.normal(0, 0.1, shape[0]).astype(np.float32)
    return weights


def network(weights: dict[str, np.ndarray]) -> bytes:
    """The ONNX file, every result a named output."""
    nodes = [helper.make_node(*operator(layer)[:3], **operator(layer)[3]) for layer in LAYERS]
    graph = helper.make_graph(
        nodes,
        "digits",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["N", 1, 28, 28])],
        [
            helper.make_tensor_value_info(layer["name"], TensorProto.FLOAT, ["N", *layer["shape"]])
            for layer in LAYERS
        ],
        [numpy_helper.from_array(value, name) for name, value in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def operator(layer: dict[str, Any]) -> tuple[str, list[str], list[str], dict[str, Any]]:
    """The ONNX operator, inputs, outputs and attributes of a layer."""
    inputs = [layer["input"]]
    if "weight" in layer:
        inputs += [f"{layer['weight']}.weight", f"{layer['weight']}.bias"]
    attributes: dict[str, dict[str, Any]] = {
        "max_pool2d": {"kernel_shape": [2, 2], "strides": [2, 2]},
        "linear": {"transB": 1},
    }
    names = {
        "conv2d": "Conv",
        "relu": "Relu",
        "max_pool2d": "MaxPool",
        "flatten": "Flatten",
        "linear": "Gemm",
    }
    return names[layer["op"]], inputs, [layer["name"]], attributes.get(layer["op"], {})


def manifest(content: bytes, **changes: Any) -> dict[str, Any]:
    """The manifest of that network; `changes` replaces keys."""
    layers = [
        layer
        | (
            {"weight": f"{layer['weight']}.weight", "bias": f"{layer['weight']}.bias"}
            if "weight" in layer
            else {}
        )
        for layer in LAYERS
    ]
    return {
        "schema_version": 1,
        "model": {
            "name": "digits",
            "version": "0.0.1",
            "title": "Random",
            "parameters": 1199882,
            "weight_precision": "float32",
        },
        "files": {
            "network": {
                "path": "network.onnx",
                "sha256": hashlib.sha256(content).hexdigest(),
                "bytes": len(content),
            }
        },
        "input": {"name": "image", "dtype": "float32", "shape": ["N", 1, 28, 28], "meaning": "ink"},
        "layers": layers,
        "output": "logits",
        "weights": [
            {"name": f"{name}.{kind}", "shape": list(shape if kind == "weight" else shape[:1])}
            for name, shape in SHAPES.items()
            for kind in ("weight", "bias")
        ],
        "preprocessing": {
            "box": 20,
            "canvas": 28,
            "centering": "mass",
            "range": [0, 1],
            "crop_threshold": 0.1,
            "min_contrast": 0.1,
            "working_size": 256,
            "flat_background": 0.1,
        },
        "labels": [str(digit) for digit in range(10)],
        "temperature": 1.0,
        "refusal": {"score": "max_probability", "threshold": 0.0},
        "metrics": {},
        "training": {"command": "none", "config": {}},
    } | changes


def write_artifacts(folder: Path, **changes: Any) -> Path:
    """Write network.onnx and manifest.json into the folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    content = network(random_weights())
    (folder / "network.onnx").write_bytes(content)
    (folder / "manifest.json").write_text(json.dumps(manifest(content, **changes)))
    return folder
