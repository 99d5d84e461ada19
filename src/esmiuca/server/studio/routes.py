"""The HTTP interface of the studio: runs, their events, their weights."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import ValidationError
from starlette.types import Receive, Scope, Send

from esmiuca.errors import InputError, RunNotFoundError
from esmiuca.installed import how_installed, serve_command
from esmiuca.server.errors import documented
from esmiuca.server.limits import Workload
from esmiuca.server.studio.jobs import (
    BEST_NAME,
    GRAPH_NAME,
    LAST_NAME,
    SHEET_NAME,
    WEIGHTS_NAME,
    Jobs,
    is_file,
    lies_in,
)
from esmiuca.server.studio.models import Run, Studio, Untrained
from esmiuca.settings.studio import RunSettings

OPEN_STREAMS = 16
MOMENT = re.compile(r"\d{7,12}\.safetensors")
LINE = re.compile(r"[0-9]{1,15}")  # a Last-Event-ID
BYTES = "application/octet-stream"
SETTINGS_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RunSettings"}}},
    }
}


def studio_routes(jobs: Jobs, workload: Workload) -> APIRouter:
    """Everything under /api/training."""
    router = APIRouter(prefix="/api/training", tags=["training"])
    streams = Streams()

    @router.get("", responses=documented(403))
    async def studio() -> Studio | Untrained:
        """Whether training is possible here, and every run."""
        missing, runs, deleted = jobs.missing, jobs.runs(), jobs.deleted()
        if missing is None:
            return Studio(available=True, reason=None, runs=runs, deleted=deleted)
        return Untrained(
            available=False,
            reason=missing,
            runs=runs,
            deleted=deleted,
            installed=how_installed(),
            command=serve_command(),
        )

    @router.post(
        "",
        status_code=201,
        responses=documented(400, 401, 403, 408, 409, 413, 422, 503),
        openapi_extra=SETTINGS_BODY,
    )
    async def start(request: Request) -> Run:
        """Start a run; one trains at a time."""
        async with workload.body(request) as body:
            try:
                settings = RunSettings.model_validate_json(body)
                settings.config()
            except ValidationError as error:
                raise HTTPException(422, complaint(error)) from error
            except InputError as error:
                raise HTTPException(422, str(error)) from error
        return jobs.start(settings)

    @router.get("/{name}", responses=documented(403, 404))
    async def one(name: str) -> Run:
        """A run."""
        return jobs.run(name)

    @router.post("/{name}/pause", responses=documented(401, 403, 404, 409))
    async def pause(name: str) -> Run:
        """Have a run save its checkpoint and end; it can go on."""
        return await jobs.pause(name)

    @router.post("/{name}/resume", responses=documented(400, 401, 403, 404, 409))
    async def resume(name: str) -> Run:
        """Go on with a run where it stopped."""
        return jobs.resume(name)

    @router.delete("/{name}", status_code=204, responses=documented(400, 401, 403, 404, 409))
    async def delete(name: str) -> None:
        """End a run and move it to the bin, from which it can come back for a day."""
        await jobs.delete(name)

    @router.post("/{name}/restore", responses=documented(400, 401, 403, 404, 409))
    async def restore(name: str) -> Run:
        """Bring a deleted run back."""
        return jobs.restore(name)

    @router.get("/{name}/events", responses=documented(400, 403, 404, 503))
    async def events(
        name: str, request: Request, last_event_id: Annotated[str | None, Header()] = None
    ) -> StreamingResponse:
        """What a run writes as it goes, as server-sent events; `Last-Event-ID` goes on after that line."""
        jobs.path(name)
        if last_event_id and not LINE.fullmatch(last_event_id):
            raise HTTPException(
                400,
                f"Last-Event-ID={last_event_id!r:.40} is no line's number; leave it out to get all lines.",
            )

        async def stream() -> AsyncIterator[str]:
            async for number, line in jobs.events(name, int(last_event_id or 0)):
                yield f"id: {number}\ndata: {line}\n\n"
                if workload.draining or await request.is_disconnected():
                    return
            with suppress(RunNotFoundError):  # deleted while somebody watched
                yield f"event: state\ndata: {jobs.run(name).model_dump_json()}\n\n"

        return streams.response(stream())

    @router.get(
        "/{name}/moments/{file}", response_class=Response, responses=documented(403, 404) | content(BYTES)
    )
    async def moment(name: str, file: str) -> Response:
        """The averaged weights of a moment, in half precision."""
        folder = jobs.path(name)
        if not MOMENT.fullmatch(file):
            raise absent(file, name)
        return await sent(folder, f"moments/{file}", name)

    @router.get(
        "/{name}/checkpoints/{file}",
        response_class=Response,
        responses=documented(403, 404) | content(BYTES),
    )
    async def checkpoint(name: str, file: str) -> Response:
        """`best.safetensors` or `last.safetensors`."""
        folder = jobs.path(name)
        if file not in (BEST_NAME, LAST_NAME):
            raise absent(file, name)
        return await sent(folder, file, name)

    @router.get(
        f"/{{name}}/{SHEET_NAME}",
        response_class=Response,
        responses=documented(403, 404) | content("image/png"),
    )
    async def held_out(name: str) -> Response:
        """The held-out pictures that looks name by their index, 28×28 each, 25 in a row."""
        return await sent(jobs.path(name), SHEET_NAME, name, "image/png")

    @router.get(
        f"/{{name}}/{WEIGHTS_NAME}",
        response_class=Response,
        responses=documented(400, 403, 404) | content(BYTES),
    )
    async def weights(name: str) -> Response:
        """The averaged weights of the best checkpoint, or of the last where there is none: plain tensors, float16.

        They are named as in PyTorch's model; the metadata hold the run's `command`.
        """
        return await download(await jobs.exported(name, WEIGHTS_NAME), name)

    @router.get(
        f"/{{name}}/{GRAPH_NAME}",
        response_class=Response,
        responses=documented(400, 403, 404) | content(BYTES),
    )
    async def graph(name: str) -> Response:
        """The network of the same weights as ONNX; the result of every layer is an output."""
        return await download(await jobs.exported(name, GRAPH_NAME), name)

    return router


class Streams:
    """The places of those that watch, each taken before its answer begins and free when that has ended, however it does."""

    def __init__(self) -> None:
        self.taken = 0

    def response(self, content: AsyncIterator[str]) -> StreamingResponse:
        """Sends events. Raises HTTPException 503 where all places are taken."""
        if self.taken >= OPEN_STREAMS:
            raise HTTPException(
                503, f"{self.taken} pages are watching, which is all this server takes on; close one."
            )
        self.taken += 1
        return Watched(self, content)


class Watched(StreamingResponse):
    """One of them."""

    def __init__(self, streams: Streams, content: AsyncIterator[str]) -> None:
        super().__init__(content, media_type="text/event-stream", headers={"Cache-Control": "no-store"})
        self.streams = streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.streams.taken -= 1


def complaint(error: ValidationError) -> str:
    """The first thing that is wrong with settings, in one sentence."""
    first = error.errors(include_url=False, include_context=False)[0]
    name = ".".join(map(str, first["loc"])) or "body"
    return f"{name}={first['input']!r:.60} can't be used ({first['msg']}); /docs says what can."


def content(media_type: str) -> dict[int | str, dict[str, Any]]:
    """How a file that is sent is documented."""
    schema = {"schema": {"type": "string", "format": "binary"}}
    return {200: {"description": "The file", "content": {media_type: schema}}}


async def sent(folder: Path, file: str, run: str, media_type: str = BYTES) -> Response:
    """A file of a run. Raises HTTPException 404 where there is none of that name, or none any more."""
    try:
        if not (is_file(folder / file) and lies_in(folder, file)):
            raise FileNotFoundError
        # Read whole before answering: a file deleted while it is sent would break off.
        found = await asyncio.to_thread((folder / file).read_bytes)
    except OSError as error:
        raise absent(file, run) from error
    return Response(found, media_type=media_type, headers={"Cache-Control": "no-store"})


def absent(file: str, run: str) -> HTTPException:
    """The answer where a run has no such file."""
    return HTTPException(404, f"run {run!r} has no file {file!r:.60}, or has it no more; ask for its latest.")


async def download(path: Path, run: str) -> Response:
    """A file to keep, under the name of its run."""
    answer = await sent(path.parent, path.name, run)
    answer.headers["Content-Disposition"] = f'attachment; filename="{run}{path.suffix}"'
    return answer
