"""The JSON of the Open Inference Protocol v2, as strict models.

`parameters` are accepted wherever the protocol allows them and change nothing: this server defines none.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

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
