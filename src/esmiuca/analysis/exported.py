"""Runs an exported network with ONNX Runtime, its weights inside the graph or in a file beside it, as the page has them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float, Integer, UInt8
from safetensors.numpy import load as load_tensors

from esmiuca.inference.artifacts import read_artifact
from esmiuca.inference.manifest import MANIFEST_NAME, read_manifest
from esmiuca.runtime import onnxruntime

BATCH = 500


class Exported:
    """A network in the folder that holds its manifest.

    Raises ManifestError if a file is missing or is not the manifest's.
    """

    def __init__(self, folder: Path) -> None:
        checked = read_manifest(folder)
        self.folder = folder
        self.manifest: dict[str, Any] = json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8"))
        inside = "network" in checked.files
        content = read_artifact(folder, checked, "network" if inside else "graph")
        self._session = onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])
        self._weights = {} if inside else self.weights()
        permutation = self.manifest["input"].get("permutation")
        self._permutation = None if permutation is None else np.asarray(permutation)

    def weights(self) -> dict[str, np.ndarray]:
        """The weights by name, as float32."""
        content = read_artifact(self.folder, read_manifest(self.folder), "weights")
        return {name: values.astype(np.float32) for name, values in load_tensors(content).items()}

    def pictures(self, images: UInt8[np.ndarray, "N H W"]) -> Float[np.ndarray, "N 1 H W"]:
        """The input tensor of grey levels: from 0 to 1, its pixels shuffled where the network was trained on that."""
        if self._permutation is not None:
            images = images.reshape(len(images), -1)[:, self._permutation].reshape(images.shape)
        return images[:, None].astype(np.float32) / 255  # (N, 1, H, W)

    def run(self, pictures: Float[np.ndarray, "N 1 H W"], names: Sequence[str]) -> dict[str, np.ndarray]:
        """The named layers' results for an input tensor."""
        feeds = {self.manifest["input"]["name"]: pictures, **self._weights}
        values = self._session.run(names, feeds)
        return {name: np.asarray(value) for name, value in zip(names, values, strict=True)}

    def logits(self, images: UInt8[np.ndarray, "N H W"]) -> Float[np.ndarray, "N K"]:
        """One score a class, in batches."""
        output = self.manifest["output"]
        starts = range(0, len(images), BATCH)
        return np.concatenate(
            [self.run(self.pictures(images[i : i + BATCH]), [output])[output] for i in starts]
        )

    def predicted(self, images: UInt8[np.ndarray, "N H W"]) -> Integer[np.ndarray, " N"]:
        """The label with the largest score."""
        return self.logits(images).argmax(1)
