"""The server process: listens, serves, and stops without cutting anybody off."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import time
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any, cast

import uvicorn
from fastapi import FastAPI

from esmiuca.errors import InputError
from esmiuca.memory import keep_memory
from esmiuca.server.connections import ACCEPTED_AT_ONCE, Connections
from esmiuca.server.errors import OUT_OF_RESOURCES
from esmiuca.server.limits import Workload
from esmiuca.server.parser import BoundedProtocol
from esmiuca.server.quiet import Quiet
from esmiuca.server.worker import KEPT_BYTES

LAST_BYTES_SECONDS = 5
"""After the last prediction: how long answers may take to reach slow clients."""

LAST_REQUEST_SECONDS = 0.2
"""After the last connection: how long its request may take to arrive."""

BACKLOG = 1024
"""Connections that the system keeps until they are accepted, if its own limit (somaxconn) allows so many."""

KEEP_ALIVE = {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 15, "TCP_KEEPCNT": 4}
"""Seconds of silence, seconds between questions, questions: whether a client that says nothing is still there."""

TICKS_BETWEEN_CHECKS = 5
"""Tenths of a second between two looks at who keeps a connection waiting."""

logger = logging.getLogger("esmiuca.server.connections")


class DrainingServer(uvicorn.Server):
    """On SIGTERM or Ctrl-C it says that it is not ready, lets running requests end, and exits with code 0.

    It keeps listening meanwhile, so that readiness checks and others get an answer, most of them 503. What has no answer by the end of
    `drain_seconds` gets one, 503 too. A second signal ends it at once.
    """

    def __init__(
        self, app: FastAPI, workload: Workload, on_started: Callable[[], None] | None = None
    ) -> None:
        keep_memory(KEPT_BYTES)
        self.connections = Connections(workload.limits, descriptors())
        self._quiet = Quiet()
        protocol = partial(BoundedProtocol, connections=self.connections, workload=workload)
        super().__init__(
            uvicorn.Config(
                app,
                # The same parser everywhere, whatever else is installed: middleware.py was tested with it.
                http=cast(type[asyncio.Protocol], protocol),
                ws="none",
                log_config=None,  # logs.py says where it goes
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=LAST_BYTES_SECONDS + 1,  # by then _hang_up has closed what is slow
                backlog=ACCEPTED_AT_ONCE,
            )
        )
        self._workload = workload
        self._on_started = on_started
        self._deadline: float | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(self._on_loop_error)
        self._quiet.attach()
        await super().startup(sockets)
        for listener in sockets or []:
            listener.listen(BACKLOG)  # asyncio has just set it to what it accepts at once
        if self._on_started is not None and not self.should_exit:
            self._on_started()

    def _on_loop_error(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, OSError) and error.errno in OUT_OF_RESOURCES | {errno.ENOBUFS}:
            # Of accept, which asyncio tries again in a second.
            closed = self.connections.make_do()
            logger.warning(
                "no more connections can be taken on (%s); %d that waited for their clients were closed",
                error.strerror,
                closed,
            )
        else:
            loop.default_exception_handler(context)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        # uvicorn's own would stop listening at once, and raise the signal again at the end.
        if self._workload.draining:
            self.should_exit = self.force_exit = True
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._hang_up)  # wakes it, too
        self._workload.draining = True
        if self._loop is not None and not self.started:
            self.should_exit = True
            self._loop.call_soon_threadsafe(
                self._workload.workers.close
            )  # nobody waits until they have started
        self._deadline = time.monotonic() + self._workload.limits.drain_seconds

    def _hang_up(self) -> None:
        # From Python 3.12 on a server is closed only once its last connection is.
        for connection in list(self.server_state.connections):
            connection.transport.abort()

    async def on_tick(self, counter: int) -> bool:
        # Called ten times a second.
        if counter % TICKS_BETWEEN_CHECKS == 0:
            self.connections.check()
            self._quiet.flush()
        if self._deadline is not None:
            if time.monotonic() > self._deadline:
                self._workload.cut_off()
            elif self._workload.unanswered:
                return await super().on_tick(counter)
            self.should_exit = True
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        # Who has connected already has their request on its way: closing now would reset it, instead of a 503.
        await asyncio.sleep(LAST_REQUEST_SECONDS)
        asyncio.get_running_loop().call_later(LAST_BYTES_SECONDS, self._hang_up)
        await super().shutdown(sockets)
        self._quiet.detach()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises InputError where the address can't be had; port 0 takes any free one."""
    try:
        ((family, _, _, _, address), *_) = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        listener = socket.create_server(address[:2], family=family, backlog=BACKLOG)
    except socket.gaierror as error:
        raise InputError(f"host {host!r} is unknown; give an address of this machine.") from error
    except OSError as error:
        raise InputError(_reason(host, port, error)) from error
    # Connections inherit it: who has vanished while it watched a training run would hold its place for good.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in KEEP_ALIVE.items():
        if hasattr(socket, name):  # not every system has them
            listener.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    return listener


def descriptors() -> int:
    """How many files and connections this process may have open; `ulimit -n` shows it."""
    try:
        import resource
    except ImportError:  # on Windows, which has no such limit
        return 1_000_000
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 1_000_000 if soft == resource.RLIM_INFINITY else soft


def _reason(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is in use; stop what uses it, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"port {port} is reserved for the system; choose one above 1023 with --port."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"host {host} is not an address of this machine; 127.0.0.1 and 0.0.0.0 are."
    return f"{host}:{port} can't be listened on ({error.strerror}); choose another with --host and --port."


def address_of(listener: socket.socket) -> str:
    """The page's address, as a browser on this machine opens it."""
    bound: tuple[str, int] = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(bound[0], bound[0])
    port = bound[1]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
