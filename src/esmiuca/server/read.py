"""POST /api/read: the bytes of a picture in, the number out, as `esmiuca predict --number --json` gives it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, Field

from esmiuca.errors import ImageError
from esmiuca.images import normalize_number
from esmiuca.images.segments import MAX_PIECES
from esmiuca.inference import Reading
from esmiuca.inference.reading import placed
from esmiuca.server.detector import TensorDetector
from esmiuca.server.errands import Question
from esmiuca.server.limits import Workload
from esmiuca.server.picture import REQUEST_BODY, STATUSES, Rgba, answer, rules, sentence
from esmiuca.server.predict import Digit, Named


class Rectangle(BaseModel):
    """Pixels of the picture, turned as its EXIF orientation says."""

    x: int = Field(ge=0)
    y: int = Field(ge=0)
    width: int = Field(ge=1)
    height: int = Field(ge=1)


class DigitOfNumber(Digit):
    """What the network says of one digit."""

    box: Rectangle


class Number(Named):
    """The number in the picture."""

    number: str = Field(
        pattern="^[0-9?]*$",
        description="The digits from left to right, `?` for what is no digit; empty where nothing is drawn.",
    )
    digits: list[DigitOfNumber] = Field(max_length=MAX_PIECES)


def read_routes(workload: Workload) -> APIRouter:
    """The route, within one server's limits."""
    router = APIRouter(tags=["prediction"])

    @router.post(
        "/api/read",
        summary="The number in a picture",
        description=(
            f"One line of digits that don't touch, in at most {MAX_PIECES} separate pieces of ink. {rules(workload.limits)}"
        ),
        response_model=Number,
        responses=STATUSES,
        openapi_extra=REQUEST_BODY,
    )
    async def read(request: Request) -> Any:
        reading = await answer(request, workload, read_number)
        return {"file": None, **reading.to_dict()}

    return router


def read_number(detector: TensorDetector, rgba: Rgba) -> Question[Reading]:
    """The reading. Raises HTTPException 422 where the ink is in too many pieces."""
    try:
        digits = normalize_number(rgba, detector.manifest.preprocessing)
    except ImageError as error:
        raise HTTPException(422, sentence(error)) from error
    del rgba  # free the pixels (16 MB for 4 megapixels) while other pictures are opened
    predictions = yield [digit.pixels for digit in digits]
    return placed(predictions, digits)
