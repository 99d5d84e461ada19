"""One worker: a process with a detector of its own, and the socket to it."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import pickle
import signal
import socket
import struct
import time
from collections.abc import Sequence
from ctypes import Array, c_double
from multiprocessing.connection import Connection
from pathlib import Path

from esmiuca.memory import keep_memory
from esmiuca.server.detector import TensorDetector
from esmiuca.server.errands import Errand, Job, Outcome, WorkerError, outcomes

KEPT_BYTES = 32 * 2**20
"""Freed memory that a process keeps: enough for the arrays of a picture of some megapixels."""

HEAD = struct.Struct("!i")
"""Before each message its length, as multiprocessing.Connection has it, which is what the process reads and writes with."""

ONE_WRITE_BYTES = 65_536
"""Messages below are copied behind their head, which costs less than a second call of the system."""

NOTHING = -2.0
"""In the place of a job's number: nothing is computed. The jobs are on their way to the process, or the outcomes back."""


class Worker(asyncio.Protocol):
    """A process that is started at once. Raises OSError where it can't be.

    Nothing here waits for the process but `ready` and `reap`: it may be stopped, stuck or gone at any moment, and everybody else's
    requests go on meanwhile.
    """

    def __init__(self, model: Path | None) -> None:
        # Not forked: a copy of a process with threads may wait for locks that nobody releases.
        context = multiprocessing.get_context("spawn")
        # What it computes (a job's place, ALL or NOTHING) and since when: memory that both see, so that nobody has to be woken.
        self._progress = context.RawArray(c_double, [NOTHING, time.monotonic()])
        self._socket, theirs = socket.socketpair()
        try:
            self.process = context.Process(target=work, args=(model, theirs, self._progress), daemon=True)
            self.process.start()
        except BaseException:
            self._socket.close()
            raise
        finally:
            theirs.close()
        self.errands: Sequence[Errand] = ()
        """What it computes."""
        self.why = "ended"
        """Why it ended, once it has: by itself, or what for it was killed."""
        loop = asyncio.get_running_loop()
        self.ended: asyncio.Future[None] = loop.create_future()
        self._message: asyncio.Future[bytes] | None = None  # None: nobody has asked
        self._received = bytearray()
        self._transport: asyncio.Transport | None = None
        self._is_adopted = False
        """Whether the loop has the socket, and closes it itself."""

    async def ready(self) -> None:
        """Waits until it can answer. Raises EOFError where it ends instead."""
        loop = asyncio.get_running_loop()
        said = self._message = loop.create_future()
        self._is_adopted = True
        self._transport, _ = await loop.create_connection(lambda: self, sock=self._socket)
        await said

    async def ask(self, jobs: bytes, errands: Sequence[Errand]) -> list[Outcome]:
        """The outcomes of these errands' jobs, pickled. Raises EOFError where the process ends before it has answered."""
        assert self._transport is not None
        self._progress[:] = [NOTHING, time.monotonic()]
        answer = self._message = asyncio.get_running_loop().create_future()
        self.errands = errands
        head = HEAD.pack(len(jobs))
        if len(jobs) < ONE_WRITE_BYTES:
            self._transport.write(head + jobs)
        else:
            self._transport.write(head)
            self._transport.write(jobs)
        message = await answer
        self.errands = ()
        return [_unpacked(outcome) for outcome in pickle.loads(message)]

    def at(self) -> tuple[Errand | None, bool, float]:
        """The errand that is computed (None: several, or none), whether any is, and for how many seconds now."""
        place, since = self._progress
        alone = (
            self.errands[int(place)] if place >= 0 else self.errands[0] if len(self.errands) == 1 else None
        )
        return alone, place != NOTHING, time.monotonic() - since

    def kill(self, why: str) -> None:
        """Ends the process at once, whatever it does."""
        self.why = why
        self.process.kill()

    def hang_up(self) -> None:
        """Tells the process to end: it does at once when it has nothing to do."""
        with contextlib.suppress(OSError):  # it has gone already
            self._socket.shutdown(socket.SHUT_RDWR)
        if self._transport is not None:
            self._transport.abort()
        elif not self._is_adopted:
            self._socket.close()

    async def reap(self) -> int | None:
        """Ends what is left of it; gives its exit code."""
        self.hang_up()
        self.process.kill()
        while (code := self.process.exitcode) is None:
            await asyncio.sleep(0.005)
        self.process.close()
        return code

    def data_received(self, data: bytes) -> None:
        self._received += data
        if len(self._received) < HEAD.size:
            return
        (size,) = HEAD.unpack_from(self._received)
        if size < 0 or self._message is None:  # nobody asked, or no worker of ours says that
            self.kill("answer")
        elif len(self._received) >= HEAD.size + size:
            message = bytes(memoryview(self._received)[HEAD.size : HEAD.size + size])
            self._received = bytearray()
            if not self._message.done():
                self._message.set_result(message)
            self._message = None

    def connection_lost(self, exc: Exception | None) -> None:
        if self._message is not None and not self._message.done():
            self._message.set_exception(EOFError())
            self._message.exception()  # nobody may be waiting
        if not self.ended.done():
            self.ended.set_result(None)


def work(model: Path | None, theirs: socket.socket, progress: Array[c_double]) -> None:
    """The whole life of a worker's process."""
    # Ctrl+C and SIGTERM are the server's, which lets running requests end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    keep_memory(KEPT_BYTES)
    detector = TensorDetector(model, threads=1)
    detector.warm_up()

    def at(place: float) -> None:
        progress[1] = time.monotonic()
        progress[0] = place

    with contextlib.suppress(EOFError, OSError), Connection(theirs.detach()) as pipe:  # until the server ends
        pipe.send(None)
        while True:
            jobs: Sequence[Job] = pipe.recv()
            found = outcomes(detector, jobs, at)
            for _, error in found:
                _forget_frames(error)
            at(NOTHING)
            pipe.send([_packed(outcome) for outcome in found])


def _forget_frames(error: BaseException | None) -> None:
    # Their locals hold the picture, and the list that holds the error: only a whole garbage collection would find that.
    while error is not None:
        error.__traceback__ = None
        error = error.__cause__ or error.__context__


def _packed(outcome: Outcome) -> bytes:
    # Each for itself, and unpacked for a try where it holds an error: many can be pickled but not made again.
    try:
        packed = pickle.dumps(outcome)
        if outcome[1] is not None:
            pickle.loads(packed)
        return packed
    except Exception as error:
        return pickle.dumps((None, RuntimeError(f"{outcome!r} can't be sent: {error}")))


def _unpacked(packed: bytes) -> Outcome:
    try:
        return pickle.loads(packed)
    except Exception as error:
        return None, WorkerError("answer", f"What was computed can't be read: {error!r}.")
