"""The manifest: what training, Python, the HTTP interface and the page know about one trained network.

Export writes it; everything else reads it. No tensor name, shape, label or threshold is spelled anywhere
else.
"""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from esmiuca.errors import ManifestError
from esmiuca.images.settings import Preprocessing

SCHEMA_VERSION = 1
MANIFEST_NAME = "manifest.json"
REMEDY = "write it again with `esmiuca export`"

T = TypeVar("T")


@dataclass(frozen=True)
class Model:
    """Which network this is."""

    name: str
    version: str
    title: str
    parameters: int
    weight_precision: str


@dataclass(frozen=True)
class FileEntry:
    """A file beside the manifest, by its relative path, with what proves that it is the one meant."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Input:
    """The input tensor; an axis of any length has a name instead of a number."""

    name: str
    dtype: str
    shape: tuple[int | str, ...]
    meaning: str | dict[str, str] = ""


@dataclass(frozen=True)
class Layer:
    """One operation, whose result is a named output of the graph; `shape` leaves out the batch axis."""

    name: str
    op: str
    input: str
    shape: tuple[int, ...]
    weight: str | None = None
    bias: str | None = None
    kernel_size: int | None = None
    stride: int | None = None
    padding: int | None = None
    meaning: str | dict[str, str] = ""


@dataclass(frozen=True)
class Weight:
    """A trained tensor's name and shape."""

    name: str
    shape: tuple[int, ...]


@dataclass(frozen=True)
class Refusal:
    """What is not a digit: a picture whose score is below the threshold; see prediction.py for the scores."""

    score: str
    threshold: float
    weights: tuple[float, ...] = ()
    """Of "sorted_logits": what the logits are multiplied by, from the largest to the smallest."""
    bias: float = 0.0


@dataclass(frozen=True)
class Manifest:
    """The whole manifest. Keys that this version does not know are left alone."""

    schema_version: int
    model: Model
    files: dict[str, FileEntry]
    input: Input
    layers: tuple[Layer, ...]
    output: str
    weights: tuple[Weight, ...]
    preprocessing: Preprocessing
    labels: tuple[str, ...]
    temperature: float
    refusal: Refusal


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder. Raises ManifestError where it is missing, damaged or contradicts itself."""
    path = folder / MANIFEST_NAME
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ManifestError(f"{path} can't be read ({error}); {REMEDY}.") from error
    return parse_manifest(content, str(path))


def parse_manifest(content: object, name: str = MANIFEST_NAME) -> Manifest:
    """The manifest in parsed JSON; `name` is for the error sentence."""
    version = content.get("schema_version") if isinstance(content, dict) else None
    if version != SCHEMA_VERSION:
        raise ManifestError(
            f"{name} has schema_version {version!r:.60}, this version reads {SCHEMA_VERSION}; {REMEDY}."
        )
    manifest = _build(Manifest, content, name)
    _check(manifest, name)
    return manifest


def _check(manifest: Manifest, name: str) -> None:
    # What types can't check: that the parts fit together.
    def require(condition: bool, rule: str) -> None:
        if not condition:
            raise ManifestError(f"{name}: {rule}; {REMEDY}.")

    known = {manifest.input.name}
    for layer in manifest.layers:
        require(
            layer.input in known,
            f"layer {layer.name!r:.60} takes {layer.input!r:.60}, which no earlier layer gives",
        )
        require(layer.name not in known, f"layer {layer.name!r:.60} appears twice")
        known.add(layer.name)
    shapes = {layer.name: layer.shape for layer in manifest.layers}
    classes = len(manifest.labels)
    require(manifest.output in shapes, f"output {manifest.output!r:.60} is not one of the layers")
    require(
        shapes[manifest.output] == (classes,),
        f"output {manifest.output!r:.60} does not have {classes} values",
    )
    canvas = manifest.preprocessing.canvas
    require(manifest.input.shape[1:] == (1, canvas, canvas), f"input shape is not (N, 1, {canvas}, {canvas})")
    require(1 <= manifest.preprocessing.box <= canvas, f"preprocessing.box is not in 1–{canvas}")
    require(manifest.preprocessing.working_size >= 1, "preprocessing.working_size is below 1")
    require(manifest.preprocessing.min_contrast > 0, "preprocessing.min_contrast is not above 0")
    require(manifest.temperature > 0, f"temperature {manifest.temperature} is not above 0")
    weights = {weight.name for weight in manifest.weights}
    for layer in manifest.layers:
        for weight in (layer.weight, layer.bias):
            require(
                weight is None or weight in weights,
                f"layer {layer.name!r:.60} uses unknown weight {weight!r:.60}",
            )


def _build(kind: type[T], content: object, where: str) -> T:
    """A dataclass from a JSON object, checked field by field."""
    if not isinstance(content, Mapping):
        raise ManifestError(f"{where} is {content!r:.60}, not an object; {REMEDY}.")
    hints = get_type_hints(kind)
    values = {}
    for field in fields(kind):  # pyright: ignore[reportArgumentType]
        if field.name in content:
            values[field.name] = _convert(hints[field.name], content[field.name], f"{where}: {field.name}")
        elif field.default is MISSING:
            raise ManifestError(f"{where} lacks {field.name!r}; {REMEDY}.")
    return kind(**values)


def _convert(hint: Any, value: object, where: str) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        for alternative in arguments:
            try:
                return _convert(alternative, value, where)
            except ManifestError:
                continue
    elif origin is tuple and isinstance(value, list):
        return tuple(_convert(arguments[0], item, f"{where}[{i}]") for i, item in enumerate(value))
    elif origin is dict and isinstance(value, Mapping):
        return {key: _convert(arguments[1], item, f"{where}.{key:.60}") for key, item in value.items()}
    elif isinstance(hint, type) and hasattr(hint, "__dataclass_fields__"):
        return _build(hint, value, where)
    elif hint is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        if (
            abs(value) <= sys.float_info.max
        ):  # not NaN, which is never below; JSON has whole numbers of any length
            return float(value)
    elif hint is type(value) or (hint is type(None) and value is None):
        return value
    wanted = getattr(hint, "__name__", str(hint)) if origin is None else str(hint)
    raise ManifestError(f"{where} is {value!r:.60}, not of type {wanted}; {REMEDY}.")
