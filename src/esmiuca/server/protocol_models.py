"""The JSON of the Open Inference Protocol v2, as strict models.

`parameters` are accepted wherever the protocol allows them and change nothing: this server defines none.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from esmiuca.inference.manifest import Manifest

DATATYPE = "FP32"
PROBABILITIES = "probabilities"
"""An output that is no layer: softmax(logits / temperature)."""

Parameters = dict[str, str | int | float | bool]


class Strict(BaseModel):
    """No unknown keys, no conversion from one type to another."""

    model_config = ConfigDict(strict=True, extra="forbid")


class RequestInput(Strict):
    """One input tensor; `data` is row-major, flattened or nested as `shape` says."""

    name: str
    shape: list[int]
    datatype: str
    parameters: Parameters | None = None
    data: list[Any]


class RequestOutput(Strict):
    """One output that is asked for."""

    name: str
    parameters: Parameters | None = None


class InferRequest(Strict):
    """One batch."""

    id: str | None = None
    parameters: Parameters | None = None
    inputs: list[RequestInput]
    outputs: list[RequestOutput] | None = None


class ResponseOutput(BaseModel):
    """One output tensor, flattened, row-major."""

    name: str
    shape: list[int]
    datatype: Literal["FP32"]
    data: list[float]


class InferResponse(BaseModel):
    """The outputs, in the order in which they were asked for."""

    model_name: str
    model_version: str
    id: str | None = Field(None, description="The request's, where it had one.")
    outputs: list[ResponseOutput]


class TensorMetadata(BaseModel):
    """A tensor's name, type and shape; −1 is an axis of any length."""

    name: str
    datatype: str
    shape: list[int]


class ModelMetadata(BaseModel):
    """The model."""

    name: str
    versions: list[str]
    platform: str
    inputs: list[TensorMetadata]
    outputs: list[TensorMetadata]


class ServerMetadata(BaseModel):
    """The server."""

    name: str
    version: str
    extensions: list[str]


class Live(BaseModel):
    """Whether the server runs."""

    live: bool


class Ready(BaseModel):
    """Whether the server takes requests."""

    ready: bool


class ModelReady(BaseModel):
    """Whether the model takes requests."""

    name: str
    ready: bool


def request_schema(manifest: Manifest, max_batch: int) -> dict[str, Any]:
    """The JSON schema of a request, with the names and sizes of this model."""
    sizes = [size for size in manifest.input.shape if isinstance(size, int)]  # 1, 28, 28
    parameters = {
        "type": "object",
        "additionalProperties": {"type": ["string", "number", "boolean"]},
        "description": "Accepted, and without effect.",
    }
    outputs = [*(layer.name for layer in manifest.layers), PROBABILITIES]
    image = {
        "type": "object",
        "required": ["name", "shape", "datatype", "data"],
        "additionalProperties": False,
        "properties": {
            "name": {"const": manifest.input.name},
            "shape": {
                "type": "array",
                "prefixItems": [
                    {"type": "integer", "minimum": 1, "maximum": max_batch},
                    *({"const": size} for size in sizes),
                ],
                "minItems": 1 + len(sizes),
                "maxItems": 1 + len(sizes),
            },
            "datatype": {"const": DATATYPE},
            "parameters": parameters,
            "data": {
                "type": "array",
                "description": "Ink from 0 to 1, row by row: as many numbers as `shape` says, flattened or nested.",
                "items": {"type": ["number", "array"]},
            },
        },
    }
    return {
        "type": "object",
        "required": ["inputs"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string"},
            "parameters": parameters,
            "inputs": {"type": "array", "items": image, "minItems": 1, "maxItems": 1},
            "outputs": {
                "type": "array",
                "uniqueItems": True,
                "items": {
                    "type": "object",
                    "required": ["name"],
                    "additionalProperties": False,
                    "properties": {"name": {"enum": outputs}, "parameters": parameters},
                },
            },
        },
    }
