"""What one server takes on: how much a request may send, how long it may take, how many run at once.

A request passes three gates: admission (a bounded number of requests at a time, the others get 503 at once),
the body (bounded bytes and seconds while it streams), and the workers (a bounded number that compute, see
workers.py). Everything else waits for nothing, so the page and the health answers come even when all workers
are busy.
"""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import anyio
from fastapi import HTTPException, Request
from starlette.requests import ClientDisconnect

from esmiuca.server.workers import Job, Workers

RETRY_AFTER_SECONDS = 1
"""A prediction takes milliseconds: whoever is refused may come back soon."""

AT_ONCE = 5
"""Waiting predictions that one worker takes at once; with more, the other workers would idle."""


def default_concurrency() -> int:
    """One prediction a core, at most 8: each may hold a picture of 4 megapixels as floats, about 100 MB."""
    return min(8, os.cpu_count() or 1)


@dataclass(frozen=True)
class Limits:
    """The limits of one server; the defaults are those of `esmiuca serve`."""

    max_body_bytes: int = 2_000_000
    """A phone's photo of one digit, well compressed, is far below."""
    max_pixels: int = 4_000_000
    """Checked in the header of the file, before anything is decoded."""
    body_seconds: float = 20.0
    """From the first to the last byte of a body: 2 MB at 100 kB/s."""
    max_concurrency: int = 2
    """Predictions computed at the same time."""
    max_waiting: int = 32
    """Requests beyond those that may be sending their body or waiting for a worker."""
    drain_seconds: float = 20.0
    """After SIGTERM, how long running requests may take to end."""


class Workload:
    """The requests that are being read, waiting or computed by the workers, within the limits."""

    def __init__(self, limits: Limits, workers: Workers) -> None:
        self.limits = limits
        self.workers = workers
        self.admitted = 0
        self.draining = False
        self._waiting: deque[tuple[Job, asyncio.Future[Any]]] = deque()
        self._working: set[asyncio.Task[None] | None] = set()  # the loop keeps only weak references

    @asynccontextmanager
    async def admit(self) -> AsyncIterator[None]:
        """Holds a place for one request. Raises HTTPException 503 where there is none left."""
        if self.draining:
            raise _unavailable("The server is stopping; ask it again once it is back.")
        if self.admitted >= self.limits.max_concurrency + self.limits.max_waiting:
            raise _unavailable(
                f"{self.admitted} requests are being served, which is all this server takes on at once; "
                f"try again in {RETRY_AFTER_SECONDS} s."
            )
        self.admitted += 1
        try:
            yield
        finally:
            self.admitted -= 1

    async def compute(self, job: Job) -> Any:
        """The job's result, from a worker, so that other requests go on meanwhile."""
        loop = asyncio.get_running_loop()
        result: asyncio.Future[Any] = loop.create_future()
        self._waiting.append((job, result))
        if len(self._working) < self.limits.max_concurrency:
            self._working.add(loop.create_task(self._work()))
        return await result

    async def _work(self) -> None:
        # A round trip to a worker costs about as much as a prediction, so it takes several at once.
        try:
            while self._waiting:
                several = [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]
                wanted = [(job, result) for job, result in several if not result.cancelled()]
                outcomes = await self.workers.run([job for job, _ in wanted])
                for (_, result), (value, error) in zip(wanted, outcomes, strict=True):
                    if result.cancelled():
                        continue
                    if error is None:
                        result.set_result(value)
                    else:
                        result.set_exception(error)
        finally:
            # Not in a callback, which would run later: from now on new requests need another worker.
            self._working.discard(asyncio.current_task())


async def read_body(request: Request, limits: Limits) -> bytes:
    """The whole body. Raises HTTPException 413 where it is too large, 408 too slow, 400 empty or cut off.

    An announced length is checked before reading; in any case reading stops at the limit.
    """
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limits.max_body_bytes:
        raise _too_large(limits)
    body = bytearray()
    try:
        with anyio.fail_after(limits.body_seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limits.max_body_bytes:
                    raise _too_large(limits)
    except TimeoutError as error:
        raise HTTPException(
            408,
            f"The body did not arrive within {limits.body_seconds:g} s; send a smaller one, or try again.",
        ) from error
    except ClientDisconnect as error:
        raise HTTPException(400, "The body was cut off; send all of it.") from error
    if not body:
        raise HTTPException(400, "The body is empty; send one, as /docs describes it.")
    return bytes(body)


def _too_large(limits: Limits) -> HTTPException:
    return HTTPException(413, f"The body is larger than {limits.max_body_bytes} bytes; send a smaller one.")


def _unavailable(sentence: str) -> HTTPException:
    return HTTPException(503, sentence, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
