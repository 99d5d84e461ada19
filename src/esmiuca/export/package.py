"""Every exported network is a folder: its files, its weights in half precision, and a manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save as serialize_tensors

from esmiuca.inference.manifest import SCHEMA_VERSION


def write_package(
    folder: Path,
    model: Mapping[str, str],
    files: Mapping[str, tuple[str, bytes]],
    weights: Mapping[str, np.ndarray],
    rest: Mapping[str, Any],
) -> dict[str, Any]:
    """Write files, weights.safetensors and manifest.json into `folder`, which may not exist yet; returns the manifest.

    Args:
        model: its name, version and title.
        files: name in the manifest → (file name, content), without the weights.
        weights: float32 arrays whose values half precision holds.
        rest: what else the manifest says.
    """
    halves = serialize_tensors({name: values.astype(np.float16) for name, values in weights.items()})
    written = {**files, "weights": ("weights.safetensors", halves)}
    manifest = {
        "schema_version": SCHEMA_VERSION,
        "model": {
            **model,
            "parameters": sum(values.size for values in weights.values()),
            "weight_precision": "float16",
        },
        "files": {key: description(name, content) for key, (name, content) in written.items()},
        "weights": [{"name": name, "shape": list(values.shape)} for name, values in weights.items()],
        **rest,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in written.values():
        (folder / name).write_bytes(content)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return manifest


def description(name: str, content: bytes) -> dict[str, Any]:
    """How the manifest names a file."""
    return {"path": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
