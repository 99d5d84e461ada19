"""Checkpoints: safetensors files written whole or not at all. No pickle: a checkpoint can't run code.

Each carries a checksum of its tensors and of what else it says, so that a disk's fault or a stranger's hand is told, not
trained on. Checkpoints of versions without checksums are read as they are.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, uint8

from esmiuca.errors import CheckpointError

LAST_NAME, BEST_NAME = "last.safetensors", "best.safetensors"
OTHER = {
    LAST_NAME: (BEST_NAME, "to go on from the best epoch"),
    BEST_NAME: (LAST_NAME, "to take the last weights for the best"),
}
STATE, CHECKSUM = "state", "checksum"  # what the metadata hold; without the second, of an earlier version


def save_checkpoint(path: Path, tensors: dict[str, Tensor], state: dict[str, Any]) -> None:
    """Write the tensors, with `state` (JSON) as metadata; an interrupted write leaves the old file whole.

    Raises CheckpointError where the disk refuses; the earlier checkpoint is then still there.
    """
    write_whole(path, tensors, {STATE: json.dumps(state)})


def save_halves(path: Path, tensors: Mapping[str, Tensor]) -> None:
    """Write weights in half precision, for viewing, not for resuming; raises as `save_checkpoint` does."""
    write_whole(path, {name: tensor.half() for name, tensor in tensors.items()}, {})


def write_whole(path: Path, tensors: Mapping[str, Tensor], metadata: Mapping[str, str]) -> None:
    made = {name: tensor.cpu().contiguous() for name, tensor in tensors.items()}
    with whole(path) as partial:
        save_file(made, partial, {**metadata, CHECKSUM: checksum(made, metadata)})
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


def checksum(tensors: Mapping[str, Tensor], metadata: Mapping[str, str]) -> str:
    """SHA-256 of all that a file says: metadata, names, types, shapes, values."""
    found = hashlib.sha256(json.dumps(sorted(metadata.items())).encode())
    for name, tensor in sorted(tensors.items()):
        found.update(f"{name!r} {tensor.dtype} {tuple(tensor.shape)}".encode())
        found.update(tensor.contiguous().flatten().view(uint8).numpy().data)
    return found.hexdigest()


def load_checkpoint(path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """(tensors, state) of a checkpoint; raises CheckpointError where there is none or it is damaged."""
    if not path.is_file():
        raise CheckpointError(f"{path} does not exist; start a run with `esmiuca train`, without --resume.")
    tensors, metadata = read_whole(path, "a checkpoint of a run", way_out(path))
    try:
        state = json.loads(metadata[STATE])
        if not isinstance(state, dict):
            raise ValueError(f"its state is {metadata[STATE]:.40}")
    except (KeyError, ValueError, RecursionError) as error:
        raise CheckpointError(f"{path} is not a checkpoint of a run ({error}); {way_out(path)}.") from error
    return tensors, state


def load_halves(path: Path) -> dict[str, Tensor]:
    """The weights that `save_halves` wrote; raises CheckpointError where there are none or they are damaged."""
    return read_whole(path, "a kept moment of a run", "start a new run")[0]


def read_whole(path: Path, kind: str, remedy: str) -> tuple[dict[str, Tensor], dict[str, str]]:
    """(tensors, metadata) of a file whose checksum, where it has one, is that of its contents.

    Args:
        kind: what the file should be.
        remedy: the end of the CheckpointError's sentence where it is not.
    """
    try:
        with safe_open(path, framework="pt") as file:
            metadata = dict(file.metadata() or {})
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (not a dict)
    except (SafetensorError, KeyError, ValueError, TypeError, OSError) as error:
        raise CheckpointError(f"{path} is not {kind} ({error}); {remedy}.") from error
    stated = metadata.pop(CHECKSUM, None)
    # Without a checksum it is of an earlier version, unless there is something whose name may have been that.
    is_earlier = stated is None and metadata.keys() <= {STATE}
    if not is_earlier and stated != checksum(tensors, metadata):
        raise CheckpointError(f"{path} is damaged: it is not what its checksum says; {remedy}.")
    return tensors, metadata


def way_out(path: Path) -> str:
    """What to do where a checkpoint can't be used."""
    name, gain = OTHER.get(path.name, ("", ""))
    anew = "start a new run"
    return f"copy {name} over it {gain}, or {anew}" if name and path.with_name(name).is_file() else anew
