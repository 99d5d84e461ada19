"""The Open Inference Protocol v2 over HTTP, for one model.

Source: https://github.com/open-inference/open-inference-protocol/blob/main/specification/protocol/inference_rest.md
"""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from pydantic import ValidationError
from pydantic_core import to_json

import esmiuca
from esmiuca.inference.manifest import Manifest
from esmiuca.inference.prediction import softmax
from esmiuca.server.detector import TensorDetector
from esmiuca.server.errors import documented
from esmiuca.server.limits import Workload
from esmiuca.server.protocol_models import (
    DATATYPE,
    PROBABILITIES,
    InferRequest,
    InferResponse,
    Live,
    ModelMetadata,
    ModelReady,
    Ready,
    ServerMetadata,
    TensorMetadata,
)
from esmiuca.server.protocol_schema import REQUEST
from esmiuca.server.tensors import MAX_BATCH, TensorError, input_tensor, output_names


def protocol_routes(manifest: Manifest, workload: Workload) -> APIRouter:
    """The protocol's routes, for one model within one server's limits."""
    router = APIRouter(prefix="/v2", tags=["Open Inference Protocol v2"])
    model = f"/models/{manifest.model.name}"
    version = f"{model}/versions/{manifest.model.version}"

    @router.get("", summary="The server", response_model=ServerMetadata)
    async def server_metadata() -> Any:
        return {"name": "esmiuca", "version": esmiuca.__version__, "extensions": []}

    @router.get(
        "/health/live",
        summary="Whether the server runs",
        description="503 where it can't get going again by itself: no process that computes could be started for a minute.",
        response_model=Live,
        responses={503: {"model": Live, "description": "Start the server again."}},
    )
    async def live() -> Any:
        return JSONResponse({"live": workload.lives}, 200 if workload.lives else 503)

    @router.get(
        "/health/ready",
        summary="Whether the server takes requests",
        description=(
            "503 while no process that computes is running, and once the server has been asked to stop, while running requests end."
        ),
        response_model=Ready,
        responses={503: {"model": Ready, "description": "The server is stopping, or can't compute now."}},
    )
    async def ready() -> Any:
        return JSONResponse({"ready": workload.ready}, 200 if workload.ready else 503)

    @router.get(version, summary="The model, by its version", response_model=ModelMetadata)
    @router.get(model, summary="The model", response_model=ModelMetadata)
    async def model_metadata() -> Any:
        return metadata(manifest)

    @router.get(
        f"{version}/ready",
        summary="Whether the model takes requests, by its version",
        response_model=ModelReady,
        responses={
            503: {"model": ModelReady, "description": "The server is stopping, or can't compute now."}
        },
    )
    @router.get(
        f"{model}/ready",
        summary="Whether the model takes requests",
        response_model=ModelReady,
        responses={
            503: {"model": ModelReady, "description": "The server is stopping, or can't compute now."}
        },
    )
    async def model_ready() -> Any:
        answer = {"name": manifest.model.name, "ready": workload.ready}
        return JSONResponse(answer, 200 if workload.ready else 503)

    infer_options: dict[str, Any] = {
        "response_model": InferResponse,
        "responses": documented(400, 403, 408, 413, 503),
        "openapi_extra": {
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": REQUEST}},
            }
        },
        "description": (
            f"Takes up to {MAX_BATCH} images as the network sees them: ink from 0 (background) to 1, "
            "preprocessed (POST /api/predict does that for any picture). Without `outputs` it gives "
            f"`{manifest.output}` and `{PROBABILITIES}`; every layer can be asked for by its name."
        ),
    }

    @router.post(f"{version}/infer", summary="Run the model, by its version", **infer_options)
    @router.post(f"{model}/infer", summary="Run the model", **infer_options)
    async def infer(request: Request) -> Response:
        async with workload.admit(request) as body:
            answer = await workload.compute(partial(run_request, body), request)
        return Response(answer, media_type="application/json")

    return router


def metadata(manifest: Manifest) -> ModelMetadata:
    """Names, types and shapes of the model's tensors; −1 is an axis of any length."""
    shape = [size if isinstance(size, int) else -1 for size in manifest.input.shape]
    outputs = {layer.name: [-1, *layer.shape] for layer in manifest.layers}
    outputs[PROBABILITIES] = [-1, len(manifest.labels)]
    return ModelMetadata(
        name=manifest.model.name,
        versions=[manifest.model.version],
        platform="onnx_onnxv1",
        inputs=[TensorMetadata(name=manifest.input.name, datatype=DATATYPE, shape=shape)],
        outputs=[
            TensorMetadata(name=name, datatype=DATATYPE, shape=shape) for name, shape in outputs.items()
        ],
    )


def run_request(body: bytes, detector: TensorDetector) -> bytes:
    """The JSON answer to a JSON request. Raises HTTPException 400 where the request asks for the impossible."""
    try:
        request = InferRequest.model_validate_json(body)
    except ValidationError as error:
        raise HTTPException(400, first_sentence(error)) from error
    manifest = detector.manifest
    try:
        images = input_tensor(request.inputs, manifest)  # (N, 1, 28, 28)
        names = output_names(request.outputs, manifest, len(images))
    except TensorError as error:
        raise HTTPException(400, str(error)) from error
    layers = {manifest.output if name == PROBABILITIES else name: None for name in names}
    results = detector.run(images, list(layers))
    if PROBABILITIES in names:
        results[PROBABILITIES] = softmax(results[manifest.output], manifest.temperature)  # (N, 10)
    answer: dict[str, Any] = {
        "model_name": manifest.model.name,
        "model_version": manifest.model.version,
        "outputs": [
            {
                "name": name,
                "datatype": DATATYPE,
                "shape": list(results[name].shape),
                "data": results[name].ravel().tolist(),
            }
            for name in names
        ],
    }
    if request.id is not None:
        answer["id"] = request.id
    return to_json(answer)


def first_sentence(error: ValidationError) -> str:
    """The first of Pydantic's complaints: where, and what it says."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"])
    return f"The request is not valid: {where.lstrip('.') or 'body'}: {first['msg']}."
