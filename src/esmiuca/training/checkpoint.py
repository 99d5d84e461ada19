"""Checkpoints: safetensors files written whole or not at all. No pickle: a checkpoint can't run code."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from esmiuca.errors import CheckpointError


def save_checkpoint(path: Path, tensors: dict[str, Tensor], state: dict[str, Any]) -> None:
    """Write the tensors, with `state` (JSON) as metadata; an interrupted write leaves the old file whole.

    Raises CheckpointError where the disk refuses; the earlier checkpoint is then still there.
    """
    write_whole(path, tensors, {"state": json.dumps(state)})


def save_halves(path: Path, tensors: Mapping[str, Tensor]) -> None:
    """Write weights in half precision, for viewing, not for resuming; raises as `save_checkpoint` does."""
    write_whole(path, {name: tensor.half().cpu() for name, tensor in tensors.items()})


def write_whole(path: Path, tensors: Mapping[str, Tensor], metadata: dict[str, str] | None = None) -> None:
    with whole(path) as partial:
        save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, partial, metadata)
        with partial.open("rb") as written:
            os.fsync(written.fileno())


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary path that replaces `path` at the end, so that it is whole or absent; raises as `save_checkpoint` does."""
    partial = path.with_suffix(".partial")
    with refusals(path):
        try:
            yield partial
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Turns a full disk into a CheckpointError of one sentence."""
    try:
        yield
    except (OSError, SafetensorError) as error:
        raise CheckpointError(
            f"{path} can't be written ({error}); free some space, then go on with --resume."
        ) from error


def load_checkpoint(path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """(tensors, state) of a checkpoint; raises CheckpointError where there is none or it is damaged."""
    if not path.is_file():
        raise CheckpointError(f"{path} does not exist; start a run with `esmiuca train`, without --resume.")
    try:
        with safe_open(path, framework="pt") as file:
            state = json.loads((file.metadata() or {})["state"])
            return {name: file.get_tensor(name) for name in file.keys()}, state  # noqa: SIM118 (not a dict)
    except (SafetensorError, KeyError, ValueError, OSError) as error:
        raise CheckpointError(f"{path} is not a checkpoint of a run ({error}); start a new run.") from error
