"""The weights that a run begins with or learns from: a checkpoint's averaged ones, or those that are shipped.

A package that is shipped says in its manifest how its weights were trained, but a later export writes over both. So a run keeps
what the manifest said.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from torch import Tensor

from esmiuca.errors import InputError
from esmiuca.training.checkpoint import load_checkpoint, read_whole
from esmiuca.training.run_state import part

SHIPPED_NAME, MANIFEST_NAME = "weights.safetensors", "manifest.json"
KEPT_NAME = "start.json"  # in a run's folder: the stages behind shipped weights that it began with


def starting_weights(path: Path) -> dict[str, Tensor]:
    """The weights by name, in float32; raises CheckpointError where there are none or they are damaged."""
    if not is_shipped(path):
        return part(load_checkpoint(path)[0], "average.")
    tensors, _ = read_whole(path, "a package's weights", "export them again")
    return {name: tensor.float() for name, tensor in tensors.items()}


def is_shipped(path: Path) -> bool:
    """Whether it is a package's weights, not a checkpoint."""
    return path.name == SHIPPED_NAME and path.with_name(MANIFEST_NAME).is_file()


def shipped_stages(path: Path) -> list[dict[str, Any]]:
    """How the package says that its weights were trained, stage by stage; raises InputError where it does not say."""
    manifest = path.with_name(MANIFEST_NAME)
    try:
        training = json.loads(manifest.read_text(encoding="utf-8"))["training"]
        return [*training.pop("earlier"), training]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(
            f"{manifest} does not say how {path.name} was trained ({error!r:.60}); start from a run's checkpoint."
        ) from error


def keep_stages(folder: Path, *used: str | None) -> None:
    """Into a new run's folder, what the manifest beside the shipped weights that it uses says of them."""
    path = folder / KEPT_NAME
    path.unlink(missing_ok=True)
    for weights in used:
        if weights is not None and is_shipped(Path(weights)):
            path.write_text(json.dumps(shipped_stages(Path(weights)), indent=2) + "\n", encoding="utf-8")


def kept_stages(folder: Path) -> list[dict[str, Any]] | None:
    """The same, for the manifest of what the run gives; None where it used no shipped weights."""
    path = folder / KEPT_NAME
    try:
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
    except (OSError, ValueError) as error:
        raise InputError(f"{path} can't be read ({error}); put it back, or start a new run.") from error
