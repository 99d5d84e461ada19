"""The HTTP interface of the studio: runs, their events, their weights."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Header, HTTPException, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import ValidationError

from esmiuca.errors import RunNotFoundError
from esmiuca.installed import how_installed, serve_command
from esmiuca.server.errors import documented
from esmiuca.server.limits import Workload
from esmiuca.server.studio.jobs import BEST_NAME, GRAPH_NAME, LAST_NAME, SHEET_NAME, WEIGHTS_NAME, Jobs
from esmiuca.server.studio.models import Run, Studio, Untrained
from esmiuca.settings.studio import RunSettings

OPEN_STREAMS = 16
BYTES = "application/octet-stream"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SETTINGS_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RunSettings"}}},
    }
}


def require_own_page(request: Request) -> None:
    """Refuses requests of other sites' pages, also by DNS rebinding.

    Browsers send `Origin` with every request that may change something; programs send none.
    """
    host = request.headers.get("host", "")
    name = urlsplit(f"//{host}").hostname
    origin = request.headers.get("origin")
    if name not in LOOPBACK:
        raise HTTPException(
            403, f"Host {host!r} is not this machine's own name; open the page at 127.0.0.1 or localhost."
        )
    if origin is not None and urlsplit(origin).netloc != host:
        raise HTTPException(
            403, f"Origin {origin!r} is another site; only this server's own page may train here."
        )


def studio_routes(jobs: Jobs, workload: Workload) -> APIRouter:
    """Everything under /api/training."""
    router = APIRouter(prefix="/api/training", tags=["training"], dependencies=[Depends(require_own_page)])
    streams = 0

    @router.get("", responses=documented(403))
    async def studio() -> Studio | Untrained:
        """Whether training is possible here, and every run."""
        missing, runs = jobs.missing, jobs.runs()
        if missing is None:
            return Studio(available=True, reason=None, runs=runs)
        return Untrained(
            available=False, reason=missing, runs=runs, installed=how_installed(), command=serve_command()
        )

    @router.post(
        "", status_code=201, responses=documented(400, 403, 408, 409, 413, 422), openapi_extra=SETTINGS_BODY
    )
    async def start(request: Request) -> Run:
        """Start a run; one trains at a time."""
        async with workload.body(request) as body:
            try:
                settings = RunSettings.model_validate_json(body)
            except ValidationError as error:
                raise HTTPException(422, complaint(error)) from error
        return jobs.start(settings)

    @router.get("/{name}", responses=documented(403, 404))
    async def one(name: str) -> Run:
        """A run."""
        return jobs.run(name)

    @router.post("/{name}/pause", responses=documented(403, 404, 409))
    async def pause(name: str) -> Run:
        """Have a run save its checkpoint and end; it can go on."""
        return await jobs.pause(name)

    @router.post("/{name}/resume", responses=documented(400, 403, 404, 409))
    async def resume(name: str) -> Run:
        """Go on with a run where it stopped."""
        return jobs.resume(name)

    @router.delete("/{name}", status_code=204, responses=documented(403, 404, 409))
    async def delete(name: str) -> None:
        """End a run and remove its folder."""
        await jobs.delete(name)

    @router.get("/{name}/events", responses=documented(403, 404, 503))
    async def events(
        name: str, request: Request, last_event_id: Annotated[str | None, Header()] = None
    ) -> StreamingResponse:
        """What a run writes as it goes, as server-sent events; `Last-Event-ID` goes on after that line."""
        nonlocal streams
        jobs.path(name)
        if streams >= OPEN_STREAMS:
            raise HTTPException(
                503, f"{streams} pages are watching, which is all this server takes on; close one."
            )
        after = int(last_event_id) if last_event_id and last_event_id.isdecimal() else 0

        async def stream() -> AsyncIterator[str]:
            nonlocal streams
            streams += 1
            try:
                async for number, line in jobs.events(name, after):
                    yield f"id: {number}\ndata: {line}\n\n"
                    if workload.draining or await request.is_disconnected():
                        return
                with suppress(RunNotFoundError):  # deleted while somebody watched
                    yield f"event: state\ndata: {jobs.run(name).model_dump_json()}\n\n"
            finally:
                streams -= 1

        return StreamingResponse(
            stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    @router.get(
        "/{name}/moments/{file}", response_class=Response, responses=documented(403, 404) | content(BYTES)
    )
    async def moment(name: str, file: str) -> Response:
        """The averaged weights of a moment, in half precision."""
        return await sent(jobs.path(name) / "moments", file, name)

    @router.get(
        "/{name}/checkpoints/{file}",
        response_class=Response,
        responses=documented(403, 404) | content(BYTES),
    )
    async def checkpoint(name: str, file: str) -> Response:
        """`best.safetensors` or `last.safetensors`."""
        return await sent(jobs.path(name), file if file in (BEST_NAME, LAST_NAME) else "", name)

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
        if file != Path(file).name:
            raise FileNotFoundError
        # Read whole before answering: a file deleted while it is sent would break off.
        found = await asyncio.to_thread((folder / file).read_bytes)
    except OSError as error:
        raise HTTPException(
            404, f"run {run!r} has no file {file!r}, or has it no more; ask for its latest."
        ) from error
    return Response(found, media_type=media_type, headers={"Cache-Control": "no-store"})


async def download(path: Path, run: str) -> Response:
    """A file to keep, under the name of its run."""
    answer = await sent(path.parent, path.name, run)
    answer.headers["Content-Disposition"] = f'attachment; filename="{run}{path.suffix}"'
    return answer
