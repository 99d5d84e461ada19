"""Every error of the HTTP interface is a status and one JSON object with one sentence."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.routing import Match

from esmiuca.errors import BusyError, RunNotFoundError


class ErrorAnswer(BaseModel):
    """What went wrong."""

    error: str = Field(description="One sentence: the name, the value, the rule and the remedy.")


OUT_OF_RESOURCES = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})
"""What an OSError says where the system has no descriptors or no memory left."""

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
MEANINGS = {
    400: "The request can't be understood.",
    401: "This changes runs, and the server's token is missing.",
    403: "Another site's page asks, or this server was reached under a name that is not its own.",
    404: "There is no such thing.",
    408: "The body arrived too slowly.",
    409: "A run is training; one trains at a time.",
    413: "The body is too large, or the picture has too many pixels.",
    415: "The body is in no format that is read here.",
    422: "The picture is truncated or damaged, or its ink is in too many pieces to be a number; a setting is out of range.",
    503: "Too many requests at once, what is asked takes too long, or the server is stopping; Retry-After says when to come back.",
}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of an operation in the OpenAPI description."""
    return {status: {"model": ErrorAnswer, "description": MEANINGS[status]} for status in statuses}


def error_response(status: int, sentence: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The answer to a request that can't be served."""
    return JSONResponse(ErrorAnswer(error=sentence).model_dump(), status, headers)


async def answer_http_exception(request: Request, error: Exception) -> JSONResponse:
    """Turns the framework's exceptions, those for unknown methods among them, into our answer."""
    assert isinstance(error, HTTPException)
    if error.status_code != 405:
        return error_response(error.status_code, error.detail, error.headers)
    methods = ", ".join(allowed(request)) or (error.headers or {}).get("Allow", "")
    sentence = f"{request.method} is not possible at {request.url.path}; use {methods}."
    return error_response(405, sentence, {"Allow": methods})


def allowed(request: Request) -> list[str]:
    """The methods of an address: of all its routes, where the framework names those of the first one."""
    return [
        method
        for method in METHODS
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL
            for route in request.app.router.routes
        )
    ]


async def answer_run_error(request: Request, error: Exception) -> JSONResponse:
    """The status that says what kind of mistake about a training run it is."""
    status = 404 if isinstance(error, RunNotFoundError) else 409 if isinstance(error, BusyError) else 400
    return error_response(status, str(error))
