"""A run's network as files that need nothing of this package: network.onnx and network.safetensors beside the checkpoints.

    python -m esmiuca.export.standalone runs/studio/run-001

Both carry the averaged weights of `best`, or of `last` where no epoch has ended yet, rounded to half precision once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from safetensors.numpy import save as serialize_tensors

from esmiuca.errors import EsmiucaError, InputError
from esmiuca.export.graph import build_graph
from esmiuca.export.layers import Network
from esmiuca.export.networks import LAYERS_OF
from esmiuca.export.write import shipped_weights
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.checkpoint import whole

CHECKPOINTS = ("best.safetensors", "last.safetensors")
GRAPH_NAME = "network.onnx"
WEIGHTS_NAME = "network.safetensors"


def export_standalone(run: Path) -> None:
    """Writes both into the run's folder, with the checkpoint's modification time.

    Raises InputError if the run's network is none that is shipped, CheckpointError if there is no checkpoint.
    """
    config = TrainingConfig.load(run / "config.json")
    if config.network not in LAYERS_OF:
        raise InputError(f"network={config.network} is not shipped; export a run of {', '.join(LAYERS_OF)}.")
    checkpoint = next((path for name in CHECKPOINTS if (path := run / name).is_file()), run / CHECKPOINTS[-1])
    # Read the time first: a checkpoint replaced meanwhile is then newer than these files.
    made = checkpoint.stat().st_mtime_ns if checkpoint.is_file() else 0
    weights = shipped_weights(checkpoint, config)
    network = Network(config.network, run.name, LAYERS_OF[config.network])
    graph = build_graph(weights, network, weights_inside=True).SerializeToString()
    for name, content in (
        (GRAPH_NAME, graph),
        (WEIGHTS_NAME, halves(weights, config.command(f"runs/{run.name}"))),
    ):
        with whole(run / name) as partial:
            partial.write_bytes(content)
            os.utime(partial, ns=(made, made))


def halves(weights: Mapping[str, np.ndarray], command: str) -> bytes:
    """Plain tensors by the model's names, and the command of their run."""
    tensors = {name: values.astype(np.float16) for name, values in weights.items()}
    return serialize_tensors(tensors, {"format": "pt", "command": command})


if __name__ == "__main__":
    try:
        export_standalone(Path(sys.argv[1]))
    except EsmiucaError as error:
        sys.exit(f"esmiuca: {error}")
