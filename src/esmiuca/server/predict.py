"""POST /api/predict: the bytes of a picture in, the digit out, as `esmiuca predict --json` gives it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from esmiuca.images import normalize
from esmiuca.inference.prediction import Prediction, Verdict
from esmiuca.server.detector import TensorDetector
from esmiuca.server.errands import Question
from esmiuca.server.limits import Workload
from esmiuca.server.picture import REQUEST_BODY, STATUSES, Rgba, answer, rules

Probability = Annotated[float, Field(ge=0, le=1)]


class Digit(BaseModel):
    """What the network says."""

    digit: int | None = Field(ge=0, le=9, description="Null where the verdict is not `digit`.")
    verdict: Verdict = Field(description="`blank`: nothing is drawn. `not-a-digit`: something else is.")
    probabilities: list[Probability] = Field(
        min_length=10, max_length=10, description="Of the digits 0 to 9; they sum to 1."
    )


class Named(BaseModel):
    """What the command line puts before its answers."""

    file: str | None = Field(description="Always null here: `esmiuca predict --json` puts the file's name.")


class Answer(Digit, Named):
    """What the picture shows."""


def predict_routes(workload: Workload) -> APIRouter:
    """The route, within one server's limits."""
    router = APIRouter(tags=["prediction"])

    @router.post(
        "/api/predict",
        summary="The digit in a picture",
        description=rules(workload.limits),
        response_model=Answer,
        responses=STATUSES,
        openapi_extra=REQUEST_BODY,
    )
    async def predict(request: Request) -> Any:
        prediction = await answer(request, workload, predict_digit)
        return {"file": None, **prediction.to_dict()}

    return router


def predict_digit(detector: TensorDetector, rgba: Rgba) -> Question[Prediction]:
    """The prediction."""
    picture = normalize(rgba, detector.manifest.preprocessing)
    del rgba  # free the pixels (16 MB for 4 megapixels) while other pictures are opened
    (prediction,) = yield [picture]
    return prediction
