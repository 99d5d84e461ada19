"""The classifiers → artifacts/lab/manual-features/: graph, half-precision weights, manifest; as every network of the page.

The graph takes a row of features, which the page computes itself, and gives the ten scores of every choice of groups.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from esmiuca.export.graph import IR_VERSION, OPSET
from esmiuca.export.package import write_package
from esmiuca.export.write import PREPROCESSING
from esmiuca.manual.classifier import LinearClassifier, subsets
from esmiuca.manual.features import FeatureSettings

NAME = "manual-features"
INPUT = "features"
CLASSES = 10


def build_graph(settings: FeatureSettings) -> onnx.ModelProto:
    """For each choice of groups: their features side by side, times its weights, plus its bias. Weights are inputs."""
    sizes = settings.sizes
    row = helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["N", sum(sizes.values())])
    ends = numpy_helper.from_array(np.array(list(sizes.values()), dtype=np.int64), "sizes")
    inputs, nodes, outputs = (
        [row],
        [helper.make_node("Split", [INPUT, "sizes"], list(sizes), "groups", axis=1)],
        [],
    )
    for name, groups in subsets(list(sizes)).items():
        read = groups[0]
        if len(groups) > 1:
            read = f"{name}.features"
            nodes.append(helper.make_node("Concat", groups, [read], read, axis=1))
        shapes = {
            f"{name}.weight": [CLASSES, sum(sizes[group] for group in groups)],
            f"{name}.bias": [CLASSES],
        }
        inputs += [
            helper.make_tensor_value_info(weight, TensorProto.FLOAT, shape)
            for weight, shape in shapes.items()
        ]
        nodes.append(
            helper.make_node("Gemm", [read, *shapes], [f"{name}.logits"], f"{name}.logits", transB=1)
        )
        outputs.append(helper.make_tensor_value_info(f"{name}.logits", TensorProto.FLOAT, ["N", CLASSES]))
    graph = helper.make_graph(nodes, NAME, inputs, outputs, [ends])
    model = helper.make_model(
        graph, producer_name="esmiuca", opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION
    )
    onnx.checker.check_model(model, full_check=True)
    return model


def write_classifiers(
    folder: Path,
    classifiers: Mapping[str, LinearClassifier],
    settings: FeatureSettings,
    version: str,
    training: Mapping[str, Any],
) -> dict[str, Any]:
    """Write graph, weights and manifest into `folder`; returns the manifest."""
    tensors = {
        f"{name}.{part}": values
        for name, classifier in classifiers.items()
        for part, values in (("weight", classifier.weight), ("bias", classifier.bias))
    }
    model = {
        "name": NAME,
        "version": version,
        "title": "Linear classifiers on features designed by people, trained on MNIST",
    }
    files = {"graph": ("graph.onnx", build_graph(settings).SerializeToString())}
    manifest = {
        "input": {
            "name": INPUT,
            "dtype": "float32",
            "shape": ["N", sum(settings.sizes.values())],
            "meaning": "what was measured on the preprocessed picture, group after group",
        },
        # Side by side, not one after the other: each reads its groups of the input.
        "layers": [
            {
                "name": f"{name}.logits",
                "op": "linear",
                "input": INPUT,
                "shape": [CLASSES],
                "weight": f"{name}.weight",
                "bias": f"{name}.bias",
            }
            for name in classifiers
        ],
        "output": f"{list(classifiers)[-1]}.logits",
        "features": {
            **asdict(settings),
            "groups": [{"name": name, "size": size} for name, size in settings.sizes.items()],
        },
        "classifiers": [
            {"name": name, "groups": list(groups), "output": f"{name}.logits"}
            for name, groups in subsets(list(settings.sizes)).items()
        ],
        "preprocessing": PREPROCESSING,
        "labels": [str(digit) for digit in range(CLASSES)],
        "temperature": 1.0,
        "training": dict(training),
    }
    return write_package(folder, model, files, tensors, manifest)
