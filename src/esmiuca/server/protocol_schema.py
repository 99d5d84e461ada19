"""The JSON schema of an inference request, with the names and sizes of this model.

Written out instead of taken from the Pydantic models, so that whatever it admits is answered. That `data` holds
as many numbers as `shape` says can't be written in a JSON schema but for one shape at a time, hence for one image.
"""

from __future__ import annotations

import math
from typing import Any

from esmiuca.inference.manifest import Manifest
from esmiuca.server.protocol_models import DATATYPE
from esmiuca.server.tensors import MAX_BATCH, most_images

REQUEST = {"$ref": "#/components/schemas/InferRequest"}

PARAMETERS = {
    "type": ["object", "null"],
    "additionalProperties": {"type": ["string", "number", "boolean"]},
    "description": "Accepted, and without effect.",
}


def request_schemas(manifest: Manifest) -> dict[str, Any]:
    """The components of the OpenAPI description that REQUEST needs, by name."""
    sizes = [size for size in manifest.input.shape if isinstance(size, int)]  # 1, 28, 28
    value = {"type": "number", "minimum": 0, "maximum": 1}
    image = value
    for size in reversed(sizes):
        image = _array(image, size)
    tensor = _object(
        name={"const": manifest.input.name},
        shape={"const": [1, *sizes]},
        datatype={"const": DATATYPE},
        data={"anyOf": [_array(value, math.prod(sizes)), _array(image, 1)]},
    )
    output = _object(name={"enum": list(most_images(manifest))})
    request = _object(inputs=_array(tensor, 1))
    request["properties"]["id"] = {"type": ["string", "null"]}
    request["properties"]["outputs"] = {"type": ["array", "null"], "items": output}
    for part in (tensor, output, request):
        part["properties"]["parameters"] = PARAMETERS
    rest = ", ".join(map(str, sizes))
    request["description"] = (
        f"One image; N images, up to {MAX_BATCH}, have the shape [N, {rest}] and N times as much data, flattened "
        "or nested. The larger outputs are given for fewer images at a time."
    )
    return {"InferRequest": request}


def _array(items: dict[str, Any], size: int) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": size, "maxItems": size}


def _object(**required: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "additionalProperties": False,
        "properties": required,
    }
