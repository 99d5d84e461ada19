"""JSON lists → the network's input, checked value by value; and which outputs a request may have."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from jaxtyping import Float32

from esmiuca.inference.manifest import Manifest
from esmiuca.server.protocol_models import DATATYPE, PROBABILITIES, RequestInput, RequestOutput

MAX_BATCH = 64
"""Images in one request: conv2's results take about 300 KB for each."""

MAX_OUTPUT_VALUES = 500_000
"""Numbers in one answer, about 10 MB of JSON: all layers of 3 images, or the logits of any batch."""


class TensorError(ValueError):
    """A tensor of a request is not what the model takes; the sentence says what it takes."""


def input_tensor(inputs: Sequence[RequestInput], manifest: Manifest) -> Float32[np.ndarray, "N 1 28 28"]:
    """The batch of images in a request. Raises TensorError where it is not one of 1 to MAX_BATCH."""
    name = manifest.input.name
    if len(inputs) != 1:
        raise TensorError(f"inputs has {len(inputs)} tensors; this model takes one, {name!r}.")
    tensor = inputs[0]
    if tensor.name != name:
        raise TensorError(f"inputs[0].name is {shown(tensor.name)}; this model takes {name!r}.")
    if tensor.datatype != DATATYPE:
        raise TensorError(f"inputs[0].datatype is {shown(tensor.datatype)}; this model takes {DATATYPE}.")
    image_shape = manifest.input.shape[1:]  # (1, 28, 28)
    if tuple(tensor.shape[1:]) != image_shape or not 1 <= tensor.shape[0] <= MAX_BATCH:
        expected = ", ".join(map(str, image_shape))
        raise TensorError(
            f"inputs[0].shape is {shown(tensor.shape)}; give [N, {expected}] with N from 1 to {MAX_BATCH}."
        )
    values = flatten(tensor.data, tensor.shape)
    for place, value in enumerate(values):
        # bool is a kind of int; NaN fails both comparisons
        if type(value) not in (int, float) or not 0 <= value <= 1:
            raise TensorError(f"inputs[0].data: value {place} is {shown(value)}; give numbers from 0 to 1.")
    return np.array(values, dtype=np.float32).reshape(tensor.shape)


def flatten(data: list[Any], shape: Sequence[int]) -> list[Any]:
    """The values in row-major order, of a list that is flat already or nested as `shape` says."""
    count = math.prod(shape)
    if not any(isinstance(item, list) for item in data):
        if len(data) != count:
            raise TensorError(f"inputs[0].data has {len(data)} values; shape {list(shape)} needs {count}.")
        return data
    level = [data]
    for axis, size in enumerate(shape):
        for item in level:
            if not isinstance(item, list) or len(item) != size:
                found = f"a list of {len(item)}" if isinstance(item, list) else shown(item)
                raise TensorError(
                    f"inputs[0].data: axis {axis} has {found} where shape {list(shape)} needs a list of {size}; "
                    "nest the lists as the shape says, or give all values in one list."
                )
        level = list(chain.from_iterable(level))
    return level


def most_images(manifest: Manifest) -> dict[str, int]:
    """For how many images each output can be asked for, by its name.

    Small outputs come first: an image count that one output allows is allowed for all smaller ones with it.
    """
    sizes = {layer.name: math.prod(layer.shape) for layer in manifest.layers}
    sizes[PROBABILITIES] = len(manifest.labels)
    most: dict[str, int] = {}
    total = 0
    for name in sorted(sizes, key=lambda name: sizes[name]):
        total += sizes[name]
        most[name] = min(MAX_BATCH, MAX_OUTPUT_VALUES // total)
    return most


def output_names(outputs: Sequence[RequestOutput] | None, manifest: Manifest, images: int) -> list[str]:
    """What a request asks for, each name once; logits and probabilities where it asks for nothing.

    Raises TensorError for an unknown name, and for an output that is too large for so many images.
    """
    if not outputs:
        return [manifest.output, PROBABILITIES]
    most = most_images(manifest)
    for place, output in enumerate(outputs):
        if output.name not in most:
            raise TensorError(
                f"outputs[{place}].name is {shown(output.name)}; this model gives {', '.join(most)}."
            )
        if images > most[output.name]:
            raise TensorError(
                f"outputs[{place}] is {output.name}, which is given for at most {most[output.name]} images at a "
                f"time; send fewer than {images}."
            )
    return list(dict.fromkeys(output.name for output in outputs))


def shown(value: object) -> str:
    """The value, short enough for a sentence."""
    try:
        words = repr(value)
    except ValueError:  # Python writes out no integer of more than 4,300 digits
        return "a number of thousands of digits"
    return words if len(words) <= 60 else words[:57] + "…"
