"""A run's best checkpoint → artifacts/: two ONNX graphs, half-precision weights, examples, manifest."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from jaxtyping import Float, UInt8
from safetensors.numpy import save as serialize_tensors

from esmiuca.data import Dataset, split_validation
from esmiuca.evaluation import expected_calibration_error, fit_temperature, refusal_threshold, softmax
from esmiuca.export.graph import build_graph
from esmiuca.export.layers import DECK, Network
from esmiuca.images.settings import Preprocessing
from esmiuca.training.augmentation import augment
from esmiuca.training.config import TrainingConfig
from esmiuca.training.loop import DRAWN_SEED
from esmiuca.training.report import averaged_model

SCHEMA_VERSION = 1
FALSE_REFUSALS = 0.01  # share of real digits, drawn as people draw them, that may be refused
PREPROCESSING = {**asdict(Preprocessing()), "centering": "mass", "range": [0, 1]}


def shipped_weights(checkpoint: Path) -> dict[str, np.ndarray]:
    """The averaged weights rounded to half precision once, as float32: every form of the network carries these."""
    state = averaged_model(checkpoint).state_dict()
    return {name: tensor.numpy().astype(np.float16).astype(np.float32) for name, tensor in state.items()}


def run_graph(
    content: bytes, images: UInt8[np.ndarray, "N H W"], network: Network = DECK
) -> Float[np.ndarray, "N K"]:
    """Logits of the exported network, by ONNX Runtime, in batches."""
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
    pictures = images[:, None].astype(np.float32) / 255  # (N, 1, H, W)
    starts = range(0, len(pictures), 500)
    parts = [session.run([network.output], {network.input: pictures[i : i + 500]})[0] for i in starts]
    return np.concatenate(parts)  # pyright: ignore[reportArgumentType, reportCallIssue]


def export_run(run: Path, folder: Path, train: Dataset, test: Dataset, version: str) -> dict[str, Any]:
    """Write everything that is shipped of a run of the deck's network into `folder`; returns the manifest."""
    config = TrainingConfig.load(run / "config.json")
    _, held_out = split_validation(train, config.validation_size, config.seed)
    sets = {"validation": held_out, "varied_validation": vary(held_out, config), "test": test}
    training = {"command": "esmiuca train", "config": asdict(config)}
    return export_network(folder, DECK, shipped_weights(run / "best.safetensors"), sets, version, training)


def export_network(
    folder: Path,
    network: Network,
    weights: Mapping[str, np.ndarray],
    sets: Mapping[str, Dataset],
    version: str,
    training: Mapping[str, Any],
) -> dict[str, Any]:
    """Write a network's two graphs, weights, examples and manifest into `folder`; returns the manifest.

    Args:
        weights: float32 arrays whose values half precision holds.
        sets: what it is measured on. Temperature and refusal are fitted on `validation`, held-out images, and
            `varied_validation`, the same drawn otherwise; never on `test`.
        training: what the manifest says of how it was trained.
    """
    content = build_graph(weights, network, weights_inside=True).SerializeToString()
    graph = build_graph(weights, network, weights_inside=False).SerializeToString()
    halves = serialize_tensors({name: values.astype(np.float16) for name, values in weights.items()})

    logits = {name: run_graph(content, images.images, network) for name, images in sets.items()}
    fitted_on = ("validation", "varied_validation")
    both = np.concatenate([logits[name] for name in fitted_on])
    temperature = fit_temperature(both, np.concatenate([sets[name].labels for name in fitted_on]))
    threshold = refusal_threshold(softmax(both, temperature), FALSE_REFUSALS)

    files = {
        "network": ("network.onnx", content),
        "graph": ("graph.onnx", graph),
        "weights": ("weights.safetensors", halves),
        "examples": ("examples.json", examples(sets["validation"], logits["validation"], temperature)),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, written in files.values():
        (folder / name).write_bytes(written)
    manifest = {
        "schema_version": SCHEMA_VERSION,
        "model": {
            "name": network.name,
            "version": version,
            "title": network.title,
            "parameters": sum(values.size for values in weights.values()),
            "weight_precision": "float16",
        },
        "files": {key: description(name, written) for key, (name, written) in files.items()},
        "input": {
            "name": network.input,
            "dtype": "float32",
            "shape": ["N", *network.picture],
            "meaning": "ink from 0 (background) to 1, preprocessed",
        },
        "layers": [layer.as_manifest() for layer in network.layers],
        "output": network.output,
        "weights": [{"name": name, "shape": list(values.shape)} for name, values in weights.items()],
        "preprocessing": PREPROCESSING,
        "labels": [str(digit) for digit in range(network.layers[-1].shape[0])],
        "temperature": temperature,
        "refusal": {"score": "max_probability", "threshold": threshold, "false_refusals": FALSE_REFUSALS},
        "metrics": {name: measures(logits[name], sets[name].labels, temperature) for name in sets},
        "training": dict(training),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return manifest


def vary(held_out: Dataset, config: TrainingConfig) -> Dataset:
    """The pictures drawn otherwise, as training varies them, always with the same chance."""
    generator = torch.Generator().manual_seed(DRAWN_SEED)
    varied = augment(torch.from_numpy(held_out.images.copy()), config.augmentation, generator)  # (N, 1, H, W)
    return Dataset((varied[:, 0] * 255).round().to(torch.uint8).numpy(), held_out.labels)


def measures(logits: np.ndarray, labels: np.ndarray, temperature: float) -> dict[str, float | int]:
    """Accuracy and calibration on one set."""
    probabilities = softmax(logits, temperature)
    return {
        "images": len(labels),
        "accuracy": round(float((logits.argmax(1) == labels).mean()), 5),
        "mean_confidence": round(float(probabilities.max(1).mean()), 5),
        "expected_calibration_error": round(expected_calibration_error(probabilities, labels), 5),
    }


def examples(held_out: Dataset, logits: np.ndarray, temperature: float) -> bytes:
    """One held-out digit of each class: a median one of those read with certainty, never the prettiest."""
    probabilities = softmax(logits, temperature)
    chosen = []
    for digit in range(probabilities.shape[1]):
        members = np.flatnonzero((held_out.labels == digit) & (probabilities[:, digit] > 0.95))
        ink = held_out.images[members].sum((1, 2), dtype=np.int64)
        index = int(members[np.argsort(ink, kind="stable")[len(members) // 2]])
        pixels = base64.b64encode(held_out.images[index].tobytes()).decode()
        chosen.append({"label": digit, "index": index, "pixels": pixels})
    source = "MNIST, held-out images of the training set (Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0)"
    return (json.dumps({"source": source, "images": chosen}, indent=1) + "\n").encode()


def description(name: str, content: bytes) -> dict[str, Any]:
    return {"path": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def read_weights(network: Path) -> dict[str, np.ndarray]:
    """The weights inside an exported network, by name."""
    model = onnx.load(network)
    return {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
