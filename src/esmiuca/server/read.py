"""POST /api/read: the bytes of a picture in, the number out, as `esmiuca predict --number --json` gives it."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, Field

from esmiuca.errors import ImageError
from esmiuca.images import lay_out_number
from esmiuca.images.groups import MAX_PIECES
from esmiuca.inference import Reading
from esmiuca.inference.reading import reading_of
from esmiuca.server.detector import TensorDetector
from esmiuca.server.errands import Question
from esmiuca.server.limits import Workload
from esmiuca.server.picture import REQUEST_BODY, STATUSES, Rgba, answer, rules, sentence
from esmiuca.server.predict import Digit, Named, Probability


class Rectangle(BaseModel):
    """Pixels of the picture, turned as its EXIF orientation says."""

    x: int = Field(ge=0)
    y: int = Field(ge=0)
    width: int = Field(ge=1)
    height: int = Field(ge=1)


class DigitOfNumber(Digit):
    """What the network says of one digit."""

    box: Rectangle


class SignOfNumber(BaseModel):
    """A sign between the digits, or before them."""

    sign: Literal[",", ".", "-"]
    before: int = Field(ge=0, description="How many of the digits stand before it.")
    box: Rectangle


class Number(Named):
    """The number in the picture."""

    number: str = Field(
        pattern=r"^[-0-9?.,\n]*$",
        description=(
            "As it is written, with its decimal comma or point and its minus; `?` for what is no digit, a line for each "
            "line of digits; empty where nothing is drawn."
        ),
    )
    digits: list[DigitOfNumber] = Field(description="Line by line, from left to right, without the signs.")
    signs: list[SignOfNumber] = Field(description="In the order in which they are read.")
    probability: Probability | None = Field(
        description=(
            "That every digit is right, if mistakes were independent: the product of the digits' largest probabilities. "
            "Null where nothing is drawn or a digit is refused."
        )
    )


def read_routes(workload: Workload) -> APIRouter:
    """The route, within one server's limits."""
    router = APIRouter(tags=["prediction"])

    @router.post(
        "/api/read",
        summary="The number in a picture",
        description=(
            f"Digits side by side, in one line or several, in at most {MAX_PIECES} separate pieces of ink. {rules(workload.limits)}"
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
        lines = lay_out_number(rgba, detector.manifest.preprocessing)
    except ImageError as error:
        raise HTTPException(422, sentence(error)) from error
    del rgba  # free the pixels (16 MB for 4 megapixels) while other pictures are opened
    return (yield from reading_of(lines))
