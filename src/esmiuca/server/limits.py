"""What one server takes on: how much a request may send, how long it may take, how many run at once.

A request passes three gates: the body (bounded bytes and seconds while it streams), admission (a bounded number of requests at a time,
the others get 503 at once), and the workers (a bounded number that compute, see workers.py). Whoever sends slowly stands before
admission, where it takes no other's place. Everything else waits for nothing, so the page and the health answers come even when all
workers are busy.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import os
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

import anyio
from fastapi import HTTPException, Request
from starlette.requests import ClientDisconnect

from esmiuca.images import WEIGHTS
from esmiuca.server.errands import STOPPING, WAIT_SECONDS, Errand, Job, WorkerError
from esmiuca.server.workers import JOB_SECONDS, Workers

RETRY_AFTER_SECONDS = 1
"""A prediction takes milliseconds: whoever is refused may come back soon."""

LEFT = 499
"""The status of an answer that nobody waits for any more, as nginx has it: only logs and metrics see it."""

DEAD_SECONDS = 60.0
"""Without any worker for so long, the server says that it doesn't live: starting it again may help."""

AT_ONCE = 5
"""Waiting predictions that one worker takes at once; with more, the other workers would idle."""

RESERVED = 4
"""One waiting place in so many more is kept for clients that hold none, so that no single one shuts the others out."""

THROWN_AWAY_BYTES = 65_536
"""Of a body that is read although its request is refused; a larger one's connection is closed."""

GRACE_SECONDS = 2.0
"""Where too many bytes are held, a body that arrives for less long is never given up for a newer one."""


def default_concurrency() -> int:
    """One prediction a core, at most 8: each may hold a picture of 25 megapixels, some 120 MB."""
    return min(8, os.cpu_count() or 1)


logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """The limits of one server; the defaults are those of `esmiuca serve`."""

    max_body_bytes: int = 2_000_000
    """Of a body that is no picture."""
    max_picture_bytes: int = 10_000_000
    """A phone's photo of 12 megapixels has 2 to 6 MB."""
    max_held_bytes: int = 68_000_000
    """Of all bodies together that have arrived and are not answered yet."""
    max_pixels: int = 25_000_000
    """Checked in the header of the file, before anything is decoded: at 4 bytes each, 100 MB. Fewer of WEIGHTS's kinds."""
    max_side: int = 65_535
    """Pixels; as long as a JPEG can be."""
    body_seconds: float = 20.0
    """From the first to the last byte of a body: 2 MB at 100 kB/s, 10 MB at 500 kB/s."""
    max_concurrency: int = 2
    """Predictions computed at the same time."""
    max_waiting: int = 32
    """Requests beyond those, whose body has arrived and that wait for a worker."""
    max_connections: int = 1000
    """Open at a time, fewer where the system gives few descriptors; see connections.py."""
    head_seconds: float = 10.0
    """Of an idle connection, and from the first byte of a request to the end of its headers."""
    stall_seconds: float = 30.0
    """In which a client must take some of an answer that waits for it."""
    job_seconds: float = JOB_SECONDS
    """Of one prediction, while it is computed."""
    wait_seconds: float = WAIT_SECONDS
    """Until a worker takes it."""
    drain_seconds: float = 30.0
    """After SIGTERM, how long running requests may take to end; then they get 503."""


class Refusal(NamedTuple):
    """Why a request gets 503."""

    reason: str
    """One word, for a count."""
    sentence: str


@dataclass(eq=False)
class _Arriving:
    """A body that is being sent."""

    since: float
    bytes: int = 0
    scope: anyio.CancelScope = field(default_factory=anyio.CancelScope)


class Workload:
    """The requests that are being read, waiting or computed by the workers, within the limits."""

    def __init__(self, limits: Limits, workers: Workers) -> None:
        self.limits = limits
        self.workers = workers
        self.admitted = 0
        self.held_bytes = 0
        self.draining = False
        self.refused: Counter[str] = Counter()
        """Requests that got 503, by reason."""
        self.jobs = 0
        self.waited_seconds = 0.0
        """Of all jobs together, without a worker."""
        self.unanswered: set[asyncio.Task[Any]] = set()
        """Requests of any kind whose answer has not begun."""
        self.was_cut_off = False
        self._most = limits.max_concurrency + limits.max_waiting
        self._reserved = limits.max_waiting // RESERVED
        self._places: Counter[str] = Counter()  # by network
        self._arriving: set[_Arriving] = set()
        self._coming = 0  # whole requests that the application has not seen yet
        self._waiting: dict[Errand, None] = {}  # in the order in which they came
        self._working: set[asyncio.Task[None] | None] = set()  # the loop keeps only weak references

    def refusal(self, network: str) -> Refusal | None:
        """Why a request of this network (see network_of) would get 503 now; None where it would not."""
        return self._stopping() or self._no_place(network, self.admitted + self._coming)

    def expect(self) -> None:
        """Counts a request that has arrived whole, until the application has seen it: in the event loop's next turn."""
        if not self._coming:
            asyncio.get_running_loop().call_soon(self._forget_coming)
        self._coming += 1

    def _forget_coming(self) -> None:
        self._coming = 0

    def _stopping(self) -> Refusal | None:
        if self.draining:
            return Refusal("stopping", STOPPING)
        return None

    def _no_place(self, network: str, taken: int) -> Refusal | None:
        if taken < self._most or (taken < self._most + self._reserved and not self._places[network]):
            return None
        return Refusal(
            "busy",
            f"{taken} requests are being served, which is all this server takes on at once; "
            f"try again in {RETRY_AFTER_SECONDS} s.",
        )

    @asynccontextmanager
    async def admit(self, request: Request, most: int | None = None) -> AsyncIterator[bytes]:
        """The whole body, as `body` gives it, and a place for its request. Raises HTTPException 503 where there is none left."""
        network = network_of(request.client.host if request.client else "")
        refusal = self._stopping()
        if not refusal and not is_easily_thrown_away(request.headers.raw):
            refusal = self._no_place(network, self.admitted)
        if refusal:
            raise self.unavailable(refusal)
        async with self.body(request, most) as body:
            if refusal := self._no_place(network, self.admitted):
                raise self.unavailable(refusal)
            self.admitted += 1
            self._places[network] += 1
            try:
                yield body
            finally:
                self.admitted -= 1
                self._places[network] -= 1
                if not self._places[network]:
                    del self._places[network]

    @asynccontextmanager
    async def body(self, request: Request, most: int | None = None) -> AsyncIterator[bytes]:
        """The whole body, of at most `most` bytes (default: max_body_bytes), which counts as held until the end of the block.

        Raises HTTPException 413 where it is too large, 408 too slow, 400 empty or cut off, 503 where too much is held.
        """
        arriving = _Arriving(time.monotonic())
        self._arriving.add(arriving)

        def hold(count: int) -> None:
            self._make_room(count, arriving)
            arriving.bytes += count
            self.held_bytes += count

        try:
            content = b""
            with arriving.scope:
                content = await read_body(request, self.limits, most or self.limits.max_body_bytes, hold)
            if arriving not in self._arriving:  # it gave way
                raise self.unavailable(self._too_many_bytes())
            self._arriving.discard(arriving)
            yield content
        finally:
            self._arriving.discard(arriving)
            self.held_bytes -= arriving.bytes

    def _make_room(self, count: int, arriving: _Arriving) -> None:
        # Whoever has held most for longest without sending the rest gives way: not a newcomer, not one who sends fast.
        now = time.monotonic()
        while self.held_bytes + count > self.limits.max_held_bytes:
            longest = max(self._arriving, key=lambda one: one.bytes * (now - one.since))
            if longest is arriving or not longest.bytes or now - longest.since < GRACE_SECONDS:
                raise self.unavailable(self._too_many_bytes())
            self._arriving.discard(longest)
            self.held_bytes -= longest.bytes
            longest.bytes = 0
            longest.scope.cancel()

    def _too_many_bytes(self) -> Refusal:
        return Refusal(
            "bytes",
            f"{self.held_bytes} bytes of requests are being served, about all that this server takes on at once; "
            f"try again in {RETRY_AFTER_SECONDS} s.",
        )

    def unavailable(self, refusal: Refusal) -> HTTPException:
        """The answer to a request that is refused, which is counted."""
        self.refused[refusal.reason] += 1
        return HTTPException(503, refusal.sentence, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})

    @property
    def waiting(self) -> int:
        """Jobs that no worker has taken yet."""
        return len(self._waiting)

    @property
    def ready(self) -> bool:
        """Whether requests are taken on, and something can compute them."""
        return not self.draining and self.workers.live > 0

    @property
    def lives(self) -> bool:
        """False where nothing has been able to compute for DEAD_SECONDS, nor could be started."""
        return self.workers.failing < DEAD_SECONDS

    def cut_off(self) -> None:
        """Gives a 503 to everyone whose answer has not begun."""
        self.was_cut_off = True
        for request in self.unanswered:
            request.cancel()

    async def compute(self, job: Job, request: Request | None = None) -> Any:
        """The job's result, from a worker, so that other requests go on meanwhile.

        Raises HTTPException 503 where no worker computes it in time, LEFT where the client of `request`, all of whose body has
        arrived, goes away.
        """
        loop = asyncio.get_running_loop()
        errand = Errand(job, self.limits.wait_seconds)
        errand.wait()
        self._waiting[errand] = None
        if len(self._working) < self.limits.max_concurrency:
            self._working.add(loop.create_task(self._work()))
        leaving = None if request is None else loop.create_task(_cancel_if_left(request, errand))
        try:
            return await errand.outcome
        except WorkerError as error:
            raise self.unavailable(Refusal(error.reason, error.sentence)) from error
        except asyncio.CancelledError:
            if leaving is None or not leaving.done():
                raise
            raise HTTPException(LEFT, "The client has gone.") from None
        finally:
            self._waiting.pop(errand, None)
            errand.stop_waiting()
            self.jobs += 1
            self.waited_seconds += errand.waited
            if leaving is not None:
                leaving.cancel()

    async def _work(self) -> None:
        # A round trip to a worker costs about as much as a prediction, so it takes several at once.
        try:
            while self._waiting:
                several = list(islice(self._waiting, AT_ONCE))
                for errand in several:
                    del self._waiting[errand]
                try:
                    await self.workers.run(several)
                except Exception as error:
                    logger.exception("%d jobs failed", len(several))
                    for errand in several:
                        errand.settle((None, error))
        finally:
            # Not in a callback, which would run later: from now on new requests need another worker.
            self._working.discard(asyncio.current_task())


async def _cancel_if_left(request: Request, errand: Errand) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    errand.outcome.cancel()


async def read_body(
    request: Request, limits: Limits, most: int, hold: Callable[[int], None] = lambda count: None
) -> bytes:
    """The whole body of at most `most` bytes. Raises HTTPException 413 where it is too large, 408 too slow, 400 empty or cut off.

    `hold` is told of each part, and may refuse it. An announced length is checked before reading; in any case reading stops at the limit.
    """
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most:
        raise _too_large(most, limits)
    body = bytearray()
    try:
        with anyio.fail_after(limits.body_seconds):
            async for chunk in request.stream():
                if len(body) + len(chunk) > most:
                    raise _too_large(most, limits)
                hold(len(chunk))
                body += chunk
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


def is_easily_thrown_away(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether it is known that the body is small, and it comes without being asked for."""
    length = b"0"
    for name, value in headers:
        if name == b"content-length":
            length = value
        elif name in (b"transfer-encoding", b"expect"):
            return False
    return length.isdigit() and len(length) < 9 and int(length) <= THROWN_AWAY_BYTES


def _too_large(most: int, limits: Limits) -> HTTPException:
    if most != limits.max_picture_bytes:
        return HTTPException(413, f"The body is larger than {most} bytes; send a smaller one.")
    return HTTPException(413, f"The body is larger than {most} bytes; {picture_rule(limits)}.")


def picture_rule(limits: Limits) -> str:
    """Both limits of a picture, as the end of a sentence that says which one is broken."""
    return f"send a picture of {picture_limits(limits)}"


def picture_limits(limits: Limits, form: str = "d") -> str:
    """All limits of a picture, each number in Python's format `form`."""
    progressive, webp = (limits.max_pixels // WEIGHTS[kind] for kind in ("progressive", "WEBP"))
    return (
        f"at most {limits.max_picture_bytes:{form}} bytes and {limits.max_pixels:{form}} pixels "
        f"({progressive:{form}} in a progressive JPEG, {webp:{form}} in WebP), no side above {limits.max_side:{form}}"
    )


def network_of(host: str) -> str:
    """Whose address it is: an IPv6 client has 2⁶⁴ of its own."""
    if ":" not in host:
        return host
    try:
        return ipaddress.IPv6Address(host.partition("%")[0]).packed[:8].hex()
    except ValueError:
        return host
