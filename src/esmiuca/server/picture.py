"""The picture in a request's body: its format by its first bytes, its pixels within the limits."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import HTTPException, Request

from esmiuca.errors import ImageError, ImageFormatError, ImageTooLargeError
from esmiuca.images import MAX_PROPORTION, Rgba, open_rows
from esmiuca.server.detector import TensorDetector
from esmiuca.server.errands import Answer, Question
from esmiuca.server.errors import documented
from esmiuca.server.limits import Limits, Workload, picture_limits, picture_rule

# Pillow's are about the sender's picture, up to thousands for one, and Python keeps every text of a warning that it has shown.
warnings.filterwarnings("ignore", module=r"PIL\.")

FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
"""Content types that are read here, with Pillow's names."""

ALIASES = {"image/jpg": "image/jpeg", "image/x-png": "image/png"}
"""Wrong names that programs send."""

STATUSES = documented(400, 403, 408, 413, 415, 422, 503)
"""What can be wrong with a request, for the OpenAPI description."""

SEND = "send a PNG, JPEG or WebP file as the body"

REQUEST_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {name: {"schema": {"type": "string", "format": "binary"}} for name in FORMATS},
    }
}
"""The body in the OpenAPI description."""


def rules(limits: Limits) -> str:
    """What a body must be, for the OpenAPI description."""
    return (
        f"Dark ink on light or light on dark, a drawing or a photo. PNG, JPEG or WebP, {picture_limits(limits, ',')}, "
        f"none more than {MAX_PROPORTION} times the other; "
        "the format is told from the bytes, and a Content-Type that names another picture format is an error."
    )


Look = Callable[[TensorDetector, Rgba], Question[Answer]]


async def answer(request: Request, workload: Workload, look: Look[Answer]) -> Answer:
    """What `look`, a function of a module, sees in the request's picture, within the workload; raises what stands in STATUSES."""
    limits = workload.limits
    async with workload.admit(request, limits.max_picture_bytes) as body:
        media_type = picture_type(body, request.headers.get("content-type", ""))
        return await workload.compute(partial(_look_at, look, body, media_type, limits), request)


def _look_at(
    look: Look[Answer], body: bytes, media_type: str, limits: Limits, detector: TensorDetector
) -> Question[Answer]:
    return look(detector, open_picture(body, media_type, limits))


def picture_type(body: bytes, content_type: str) -> str:
    """The media type by the first bytes. Raises HTTPException 415 if it is none of FORMATS or contradicts the Content-Type."""
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


def open_picture(body: bytes, media_type: str, limits: Limits) -> Rgba:
    """The pixels. Raises HTTPException 413 above the limits, 422 where the file is damaged."""
    try:
        return open_rows(
            body,
            max_pixels=limits.max_pixels,
            weighed=True,
            max_side=limits.max_side,
            formats=[FORMATS[media_type]],
        )  # (H, W, 4)
    except ImageTooLargeError as error:
        raise HTTPException(
            413, f"{sentence(error).partition('; ')[0].rstrip('.')}; {picture_rule(limits)}."
        ) from error
    except ImageFormatError as error:
        # The signature was right, so the rest is damaged.
        raise HTTPException(
            422, f"The {FORMATS[media_type]} file is truncated or damaged; {SEND}."
        ) from error
    except ImageError as error:
        raise HTTPException(422, sentence(error)) from error


def sentence(error: ImageError) -> str:
    """The error's own words, as a sentence."""
    words = str(error)
    return words[:1].upper() + words[1:]
