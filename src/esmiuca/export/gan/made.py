"""The exported networks at work, by ONNX Runtime."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float, Integer, UInt8
from safetensors.numpy import load as load_tensors

from esmiuca.analysis.exported import Exported
from esmiuca.errors import ManifestError
from esmiuca.evaluation.gan import Read, Reading
from esmiuca.export.gan.layers import DISCRIMINATOR, GENERATOR
from esmiuca.export.graph import build_graph
from esmiuca.export.layers import Network
from esmiuca.models.gan import CLASSES
from esmiuca.runtime import onnxruntime

BATCH = 250


class Generating:
    """A generator with its weights, as float32 arrays by PyTorch's names."""

    def __init__(self, weights: Mapping[str, np.ndarray]) -> None:
        self._run = runner(GENERATOR, weights)

    def levels(
        self, noise: Float[np.ndarray, "N 64"], labels: Integer[np.ndarray, " N"]
    ) -> UInt8[np.ndarray, "N 28 28"]:
        """The pictures made of noise for the digits wanted, as grey levels."""
        wished = np.concatenate([noise, np.eye(CLASSES)[labels.astype(int)]], 1).astype(np.float32)  # (N, 74)
        return (self._run(wished)[:, 0] * 255).round().astype(np.uint8)


class Discriminating:
    """A discriminator with its weights, as float32 arrays by PyTorch's names."""

    def __init__(self, weights: Mapping[str, np.ndarray]) -> None:
        self._run = runner(DISCRIMINATOR, weights)

    def scores(self, images: UInt8[np.ndarray, "N 28 28"]) -> Float[np.ndarray, "N 10"]:
        """How real each picture is as each of the digits."""
        return self._run(images[:, None].astype(np.float32) / 255)


def runner(network: Network, weights: Mapping[str, np.ndarray]) -> Callable[[np.ndarray], np.ndarray]:
    """What gives a network's last result for any number of inputs."""
    content = build_graph(weights, network, weights_inside=True).SerializeToString()
    session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])

    def run(inputs: np.ndarray) -> np.ndarray:
        starts = range(0, len(inputs), BATCH)
        parts = [session.run([network.output], {network.input: inputs[i : i + BATCH]})[0] for i in starts]
        return np.concatenate([np.asarray(part) for part in parts])

    return run


def reader(classifier: Exported) -> Read:
    """What gives an exported classifier's features, the values before its last layer, and what it reads."""
    *_, before, last = (layer["name"] for layer in classifier.manifest["layers"])

    def read(images: UInt8[np.ndarray, "N 28 28"]) -> Reading:
        parts = [
            classifier.run(classifier.pictures(images[i : i + BATCH]), [before, last])
            for i in range(0, len(images), BATCH)
        ]
        features, logits = (np.concatenate([part[name] for part in parts]) for name in (before, last))
        return Reading(features, logits.argmax(1))

    return read


def exported_weights(folder: Path, manifest: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """An exported network's weights by name, as float32. Raises ManifestError where they are not the manifest's."""
    try:
        named = manifest["files"]["weights"]
        path = folder / named["path"]
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != named["sha256"]:
            raise ValueError(f"{path.name} is not the manifest's")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ManifestError(
            f"{folder} has no weights that can be read ({error}); write it again with `esmiuca gan export`."
        ) from error
    return {name: values.astype(np.float32) for name, values in load_tensors(content).items()}
