"""POST /api/predict: the bytes of a picture in, the digit out, as `esmiuca predict --json` gives it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, Field

from esmiuca.errors import ImageError, ImageFormatError, ImageTooLargeError
from esmiuca.images import decode, normalize
from esmiuca.inference.prediction import Prediction, Verdict
from esmiuca.server.detector import TensorDetector
from esmiuca.server.errors import documented
from esmiuca.server.limits import Workload, read_body

FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
"""Content types that are read here, with Pillow's names."""

ALIASES = {"image/jpg": "image/jpeg", "image/x-png": "image/png"}
"""Wrong names that programs send."""

SEND = "send a PNG, JPEG or WebP file as the body"

Probability = Annotated[float, Field(ge=0, le=1)]


class Answer(BaseModel):
    """What the picture shows."""

    file: str | None = Field(description="Always null here: `esmiuca predict --json` puts the file's name.")
    digit: int | None = Field(ge=0, le=9, description="Null where the verdict is not `digit`.")
    verdict: Verdict = Field(description="`blank`: nothing is drawn. `not-a-digit`: something else is.")
    probabilities: list[Probability] = Field(
        min_length=10, max_length=10, description="Of the digits 0 to 9; they sum to 1."
    )


def predict_routes(detector: TensorDetector, workload: Workload) -> APIRouter:
    """The route, for one detector within one server's limits."""
    router = APIRouter(tags=["prediction"])
    limits = workload.limits
    binary = {"schema": {"type": "string", "format": "binary"}}

    @router.post(
        "/api/predict",
        summary="The digit in a picture",
        description=(
            "Dark ink on light or light on dark, a drawing or a photo. PNG, JPEG or WebP, at most "
            f"{limits.max_body_bytes:,} bytes and {limits.max_pixels:,} pixels; the format is told from the "
            "bytes, and a Content-Type that names another picture format is an error."
        ),
        response_model=Answer,
        responses=documented(400, 408, 413, 415, 422, 503),
        openapi_extra={"requestBody": {"required": True, "content": dict.fromkeys(FORMATS, binary)}},
    )
    async def predict(request: Request) -> Any:
        async with workload.admit():
            body = await read_body(request, limits)
            media_type = picture_type(body, request.headers.get("content-type", ""))
            prediction = await workload.compute(
                lambda: read_digit(detector, body, media_type, limits.max_pixels)
            )
        return {"file": None, **prediction.to_dict()}

    return router


def picture_type(body: bytes, content_type: str) -> str:
    """The media type that the first bytes tell. Raises HTTPException 415 where it is none of FORMATS.

    So does one that contradicts the Content-Type: a file that is not what it claims to be is not opened.
    """
    found = _signature(body)
    if found is None:
        raise HTTPException(415, f"The body is not a PNG, JPEG or WebP file; {SEND}.")
    claimed = content_type.partition(";")[0].strip().lower()
    if claimed.startswith("image/") and ALIASES.get(claimed, claimed) != found:
        raise HTTPException(415, f"Content-Type is {claimed}, but the body is {found}; make them agree.")
    return found


def _signature(body: bytes) -> str | None:
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if body.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if body.startswith(b"RIFF") and body[8:12] == b"WEBP":
        return "image/webp"
    return None


def read_digit(detector: TensorDetector, body: bytes, media_type: str, max_pixels: int) -> Prediction:
    """The prediction. Raises HTTPException 413 above `max_pixels`, 422 where the file is damaged."""
    try:
        rgba = decode(body, max_pixels=max_pixels, formats=[FORMATS[media_type]])  # (H, W, 4)
    except ImageTooLargeError as error:
        raise HTTPException(413, f"The picture has more than {max_pixels} pixels; reduce it.") from error
    except ImageFormatError as error:
        # The signature is right, so what follows it is not.
        raise HTTPException(
            422, f"The {FORMATS[media_type]} file is truncated or damaged; {SEND}."
        ) from error
    except ImageError as error:
        raise HTTPException(422, sentence(error)) from error
    return detector.predict_normalized([normalize(rgba, detector.manifest.preprocessing)])[0]


def sentence(error: ImageError) -> str:
    """The error's own words, as a sentence."""
    words = str(error)
    return words[:1].upper() + words[1:]
