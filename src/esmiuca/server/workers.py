"""Who computes: threads of the server's own process, or processes of their own, each with its own detector.

A prediction is many short steps in Python between long ones in ONNX Runtime. At each of them threads of one process wait
for each other and for the requests read and answered meanwhile; processes don't.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import pickle
import signal
from collections.abc import Callable, Generator, Sequence
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
from jaxtyping import UInt8

from esmiuca.inference import Prediction
from esmiuca.memory import keep_memory
from esmiuca.server.detector import TensorDetector

Answer = TypeVar("Answer")
Question = Generator[Sequence[UInt8[np.ndarray, "28 28"] | None], Sequence[Prediction], Answer]
"""Yields normalised pictures, gets their predictions, returns the answer.

This way the pictures of several requests go through the network together, which reads its weights only once.
"""

Job = Callable[[TensorDetector], Any]
"""What is to be computed, at once or as a Question; a function of a module with its arguments (`functools.partial`),
since it travels.
"""

Outcome = tuple[Any, Exception | None]
"""What a job gives, or what it raises instead."""

KEPT_BYTES = 32 * 2**20
"""Freed memory that a process keeps: enough for the arrays of a picture of some megapixels."""

END_SECONDS = 2
"""How long a process may take to end once it is told to."""


class WorkerError(RuntimeError):
    """A process ended before it had answered."""


class Workers(Protocol):
    """What computes for a Workload, which gives it at most as many batches at a time as it has workers."""

    async def start(self) -> None:
        """Gets ready to answer quickly; raises if it can't."""
        ...

    async def run(self, jobs: Sequence[Job]) -> list[Outcome]:
        """The outcome of each job, all computed by one worker."""
        ...

    def close(self) -> None:
        """Ends what was started."""
        ...


class Threads:
    """Threads of this process, with one detector for all."""

    def __init__(self, detector: TensorDetector) -> None:
        self.detector = detector

    async def start(self) -> None:
        """Runs the network once."""
        await asyncio.to_thread(self.detector.warm_up)

    async def run(self, jobs: Sequence[Job]) -> list[Outcome]:
        """The outcomes, from a thread."""
        return await asyncio.to_thread(outcomes, self.detector, jobs)

    def close(self) -> None:
        """Nothing: asyncio ends its threads itself."""


class Processes:
    """`count` processes, each with its own detector of the artifacts in `model`.

    One that ends before its time is replaced, and the job that did that fails with WorkerError. They end when this process
    does, however that ends.
    """

    def __init__(self, model: Path | None, count: int) -> None:
        self._model = model
        self._count = count
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()

    async def start(self) -> None:
        """Starts all of them, side by side, and waits until they can answer."""
        self._idle = [self._add() for _ in range(self._count)]
        await asyncio.gather(*(asyncio.to_thread(worker.ready) for worker in self._idle))

    async def run(self, jobs: Sequence[Job]) -> list[Outcome]:
        """The outcomes, from a process that has nothing to do."""
        worker = self._idle.pop()
        if not worker.process.is_alive():
            worker = self._replace(worker)
        try:
            result = await worker.ask(jobs)
        except (EOFError, OSError):
            self._idle.append(self._replace(worker))
            if len(jobs) > 1:  # one by one, so that only the culprit fails
                return [outcome for job in jobs for outcome in await self.run([job])]
            code = worker.process.exitcode
            return [(None, WorkerError(f"a worker process ended with code {code} before it had answered"))]
        self._idle.append(worker)
        return result

    def close(self) -> None:
        """Ends them all."""
        for worker in self._all:
            worker.hang_up()
        for worker in self._all:
            worker.close()

    def _add(self) -> _Worker:
        worker = _Worker(self._model)
        self._all.add(worker)
        return worker

    def _replace(self, worker: _Worker) -> _Worker:
        self._all.discard(worker)
        worker.close()
        return self._add()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, model: Path | None) -> None:
        # Not forked: a copy of a process with threads may wait for locks that nobody releases.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_work, args=(model, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self._is_ready = False

    def ready(self) -> None:
        """Waits until it can answer. Raises EOFError where it can't."""
        if not self._is_ready:
            self._pipe.recv()
            self._is_ready = True

    async def ask(self, jobs: Sequence[Job]) -> list[Outcome]:
        """The outcomes. Raises EOFError or OSError where the process has ended."""
        if not self._is_ready:
            await asyncio.to_thread(self.ready)
        self._pipe.send(jobs)
        # Without a waiting thread: waking one costs a third of a prediction.
        loop = asyncio.get_running_loop()
        answered = asyncio.Event()
        loop.add_reader(self._pipe.fileno(), answered.set)
        try:
            await answered.wait()
        finally:
            loop.remove_reader(self._pipe.fileno())
        return self._pipe.recv()

    def hang_up(self) -> None:
        """Tells the process to end: it does at once when it waits."""
        self._pipe.close()

    def close(self) -> None:
        """Ends the process, after END_SECONDS at the latest."""
        self.hang_up()
        self.process.join(END_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def outcomes(detector: TensorDetector, jobs: Sequence[Job]) -> list[Outcome]:
    """What each job gives, or what it raises instead; the network runs once for what all of them ask."""
    found: list[Outcome] = [(None, None)] * len(jobs)
    asked: list[tuple[int, Question[Any], Sequence[Any]]] = []
    for place, job in enumerate(jobs):
        try:
            result = job(detector)
            if isinstance(result, Generator):
                asked.append((place, result, next(result)))
            else:
                found[place] = (result, None)
        except Exception as error:
            found[place] = (None, error)
    if not asked:
        return found
    try:
        known = iter(detector.predict_normalized([picture for _, _, asks in asked for picture in asks]))
    except Exception as error:
        for place, _, _ in asked:
            found[place] = (None, error)
        return found
    for place, question, pictures in asked:
        try:
            question.send(list(islice(known, len(pictures))))
        except StopIteration as end:
            found[place] = (end.value, None)
        except Exception as error:
            found[place] = (None, error)
    return found


def _work(model: Path | None, pipe: Connection) -> None:
    # The whole life of a worker process. Ctrl+C and SIGTERM are the server's, which lets running requests end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    keep_memory(KEPT_BYTES)
    detector = TensorDetector(model, threads=1)
    detector.warm_up()
    try:
        pipe.send(None)
        while True:
            pipe.send_bytes(_packed(outcomes(detector, pipe.recv())))
    except (EOFError, OSError):
        pass  # the server has ended


def _packed(found: Sequence[Outcome]) -> bytes:
    try:
        return pickle.dumps(found)
    except Exception as error:  # it can't be pickled
        if len(found) == 1:
            return pickle.dumps([(None, RuntimeError(f"{found[0]!r} can't be sent: {error}"))])
        return pickle.dumps([pickle.loads(_packed([outcome]))[0] for outcome in found])
