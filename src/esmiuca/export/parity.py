"""The check that PyTorch, ONNX Runtime and onnxruntime-web agree on every result."""

from __future__ import annotations

import math
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from jaxtyping import Float, UInt8
from torch import Tensor

from esmiuca.analysis.exported import Exported
from esmiuca.errors import InputError
from esmiuca.export.layers import DECK, Network
from esmiuca.export.write import read_weights
from esmiuca.models import CNN

BATCH = 50
TOLERANCE = 1e-4


class Results(Protocol):
    """A PyTorch model that gives every intermediate result by name."""

    def results(self, x: Float[Tensor, "N C H W"]) -> dict[str, Tensor]: ...


def deck_model(artifacts: Path) -> CNN:
    """The deck's network in PyTorch, with the weights that were exported."""
    model = CNN()
    weights = read_weights(artifacts / "network.onnx")
    model.load_state_dict({name: torch.from_numpy(values.copy()) for name, values in weights.items()})
    return model.eval()


def compare_engines(
    artifacts: Path,
    images: UInt8[np.ndarray, "N H W"],
    web: Path,
    network: Network = DECK,
    model: Results | None = None,
) -> dict[str, dict[str, float]]:
    """Largest absolute difference from PyTorch for each engine and layer: {engine: {layer: difference}}.

    Args:
        artifacts: folder with network.onnx (run by ONNX Runtime; where there is none, the graph), graph.onnx and
            weights.safetensors (run by onnxruntime-web under Node, as the page runs them).
        images: pictures as MNIST stores them; shuffled where the network was trained on shuffled ones.
        web: the web/ folder, with its node_modules.
        network: what was exported, the deck's network unless another is given.
        model: the same in PyTorch, with the exported weights; the deck's unless another is given.
    """
    model = model or deck_model(artifacts)
    exported = Exported(artifacts)
    names = [layer.name for layer in network.layers]
    worst = {engine: dict.fromkeys(names, 0.0) for engine in ("onnxruntime", "onnxruntime-web")}
    with torch.no_grad():
        for start, browser in zip(
            range(0, len(images), BATCH), web_results(artifacts, images, web, network), strict=True
        ):
            pictures = images[start : start + BATCH, None].astype(np.float32) / 255  # (B, 1, H, W)
            expected = model.results(torch.from_numpy(pictures))
            native = exported.run(pictures, names)
            for name in names:
                reference = expected[name].numpy()
                for engine, results in (("onnxruntime", native), ("onnxruntime-web", browser)):
                    difference = float(np.abs(reference - results[name]).max())
                    worst[engine][name] = max(worst[engine][name], difference)
    return worst


def web_results(
    artifacts: Path, images: UInt8[np.ndarray, "N H W"], web: Path, network: Network
) -> Iterator[dict[str, np.ndarray]]:
    """Every layer's results from onnxruntime-web, batch by batch, piped from web/scripts/run-graph.mjs."""
    node = shutil.which("node")
    if node is None or not (web / "node_modules").is_dir():
        raise InputError(
            f"onnxruntime-web can't run: node={node}, {web}/node_modules; run `npm ci` in web/ first."
        )
    command = [node, str(web / "scripts" / "run-graph.mjs"), str(artifacts.resolve()), str(BATCH)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for start in range(0, len(images), BATCH):
            batch = np.ascontiguousarray(images[start : start + BATCH])
            process.stdin.write(batch.tobytes())
            process.stdin.flush()
            if start + BATCH >= len(images):
                process.stdin.close()  # without this it waits for another batch
            results = {}
            for layer in network.layers:
                count = len(batch) * math.prod(layer.shape)
                content = process.stdout.read(4 * count)
                if len(content) != 4 * count:
                    raise InputError(
                        f"run-graph.mjs stopped in layer {layer.name}; its message stands above."
                    )
                results[layer.name] = np.frombuffer(content, np.float32).reshape(len(batch), *layer.shape)
            yield results
