"""A run's best checkpoint → artifacts/: two ONNX graphs, half-precision weights, examples, manifest."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from jaxtyping import Float, UInt8

from esmiuca.analysis.refusal import fit_refusal
from esmiuca.data import MNIST, Dataset, split_validation
from esmiuca.errors import InputError
from esmiuca.evaluation import (
    expected_calibration_error,
    fit_temperature,
    softmax,
)
from esmiuca.export.examples import examples
from esmiuca.export.graph import build_graph
from esmiuca.export.layers import DECK, Network
from esmiuca.export.package import write_package
from esmiuca.images.settings import Preprocessing
from esmiuca.runtime import onnxruntime
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.found import NOTHING, Found, find_for, require_same
from esmiuca.training.material import make_validation
from esmiuca.training.report import averaged_model
from esmiuca.training.stages import training_record

PREPROCESSING = {**asdict(Preprocessing()), "centering": "mass", "range": [0, 1]}


def shipped_weights(checkpoint: Path, config: TrainingConfig) -> dict[str, np.ndarray]:
    """The averaged weights rounded to half precision once, as float32: every form of the network carries these."""
    state = averaged_model(checkpoint, config).state_dict()
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


def export_run(
    run: Path,
    folder: Path,
    train: Dataset,
    test: Dataset,
    version: str,
    pens: Path | None = None,
    fonts: Path | None = None,
) -> dict[str, Any]:
    """Write everything that is shipped of a run of the deck's network into `folder`; returns the manifest.

    Temperature and refusal are fitted on the run's held-out images, as they are and varied like drawings, and on
    digits drawn by program in styles never trained on, and where the run learnt from people's pens, on those of others,
    printed digits likewise; never on the test images. `pens` and `fonts` are those of `find_for`.
    """
    config = TrainingConfig.load(run / "config.json")
    if config.network != "cnn" or not config.drawn:
        raise InputError(
            f"{run} is a run of network={config.network} on {config.dataset}, not of the network that the page runs on; "
            f"export it with `esmiuca lab export {shlex.quote(str(run))}`."
        )
    _, held_out = split_validation(train, config.validation_size, config.seed)
    others = find_for(config, pens, fonts)
    require_same(run, others)
    sets, nondigits = held_out_sets(held_out, config, others)
    weights = shipped_weights(run / "best.safetensors", config)
    return export_network(
        folder, DECK, weights, {**sets, "test": test}, nondigits, version, training_record(run)
    )


def export_network(
    folder: Path,
    network: Network,
    weights: Mapping[str, np.ndarray],
    sets: Mapping[str, Dataset],
    nondigits: UInt8[np.ndarray, "M H W"],
    version: str,
    training: Mapping[str, Any],
) -> dict[str, Any]:
    """Write a network's two graphs, weights, examples and manifest into `folder`; returns the manifest.

    Args:
        weights: float32 arrays whose values half precision holds.
        sets: what it is measured on. Temperature and refusal are fitted on all of them but `test`, held-out images
            (`validation`) and whatever they were made into.
        nondigits: pictures of no digit, by which the refusal's score is chosen.
        training: what the manifest says of how it was trained.
    """
    content = build_graph(weights, network, weights_inside=True).SerializeToString()
    logits = {name: run_graph(content, images.images, network) for name, images in sets.items()}
    fitted_on = [name for name in sets if name != "test"]
    every = np.concatenate([logits[name] for name in fitted_on])
    temperature = fit_temperature(every, np.concatenate([sets[name].labels for name in fitted_on]))
    refusal = fit_refusal(every, run_graph(content, nondigits, network), temperature)

    graph = build_graph(weights, network, weights_inside=False).SerializeToString()
    files = {
        "network": ("network.onnx", content),
        "graph": ("graph.onnx", graph),
        "examples": ("examples.json", median_examples(sets["validation"], logits["validation"], temperature)),
    }
    manifest = described(network, "ink from 0 (background) to 1, preprocessed") | {
        "preprocessing": PREPROCESSING,
        "labels": [str(digit) for digit in range(network.layers[-1].shape[0])],
        "temperature": temperature,
        "refusal": refusal,
        "metrics": {name: measures(logits[name], sets[name].labels, temperature) for name in sets},
        "training": dict(training),
    }
    model = {"name": network.name, "version": version, "title": network.title}
    return write_package(folder, model, files, weights, manifest)


def described(network: Network, meaning: str) -> dict[str, Any]:
    """What the manifest says of a network as a sequence of layers; `meaning` is its input's."""
    return {
        "input": {
            "name": network.input,
            "dtype": "float32",
            "shape": ["N", *network.input_shape],
            "meaning": meaning,
        },
        "layers": [layer.as_manifest() for layer in network.layers],
        "output": network.output,
    }


def held_out_sets(
    held_out: Dataset, config: TrainingConfig, others: Found = NOTHING
) -> tuple[dict[str, Dataset], UInt8[np.ndarray, "M 28 28"]]:
    """Digits never trained on (unchanged, varied, drawn by program, by other people's pens), and non-digits."""

    def as_stored(x: torch.Tensor) -> UInt8[np.ndarray, "N 28 28"]:
        return (x[:, 0] * 255).round().to(torch.uint8).numpy()

    validation = make_validation(held_out, config, others=others)
    names = {"validation": "clean"} | {
        f"{kind}_validation": kind for kind in ("varied", "drawn", "pens", "printed")
    }
    sets = {name: validation.sets[kind] for name, kind in names.items() if kind in validation.sets}
    digits = {
        name: Dataset(as_stored(x), labels.numpy().astype(np.uint8)) for name, (x, labels) in sets.items()
    }
    assert validation.nondigits is not None
    return digits, as_stored(validation.nondigits)


def measures(logits: np.ndarray, labels: np.ndarray, temperature: float) -> dict[str, float | int]:
    """Accuracy and calibration on one set."""
    probabilities = softmax(logits, temperature)
    return {
        "images": len(labels),
        "accuracy": round(float((logits.argmax(1) == labels).mean()), 5),
        "mean_confidence": round(float(probabilities.max(1).mean()), 5),
        "expected_calibration_error": round(expected_calibration_error(probabilities, labels), 5),
    }


def median_examples(held_out: Dataset, logits: np.ndarray, temperature: float) -> bytes:
    """One held-out digit of each class: the median by ink of those read with certainty, not the prettiest."""
    probabilities = softmax(logits, temperature)

    def median(digit: int) -> int:
        members = np.flatnonzero((held_out.labels == digit) & (probabilities[:, digit] > 0.95))
        ink = held_out.images[members].sum((1, 2), dtype=np.int64)
        return int(members[np.argsort(ink, kind="stable")[len(members) // 2]])

    return examples(MNIST, held_out, map(median, range(probabilities.shape[1])))


def read_weights(network: Path) -> dict[str, np.ndarray]:
    """The weights inside an exported network, by name."""
    model = onnx.load(network)
    return {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
