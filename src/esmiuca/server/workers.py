"""Who computes: threads of the server's own process, or processes of their own, each with its own detector.

A prediction is many short steps in Python between long ones in ONNX Runtime. At each of them threads of one process wait
for each other and for the requests read and answered meanwhile; processes don't.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import time
from collections import Counter, deque
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from esmiuca.server.detector import TensorDetector
from esmiuca.server.errands import STOPPING, Errand, WorkerError, outcomes
from esmiuca.server.worker import Worker

JOB_SECONDS = 10.0
"""How long one job may be computed: the largest pictures take half a second of one core."""

LEFT_SECONDS = 2.0
"""How long a job goes on that nobody waits for any more: a worker costs about a second of one core to replace."""

POST_SECONDS = 10.0
"""How long a worker may take to pick jobs up, and to send their outcomes once they are computed."""

START_SECONDS = 60.0
"""How long a worker may take to start; with eight of them on two cores that are busy with others it is ten."""

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""Seconds after a worker couldn't be started, doubled from one time to the next."""

FAILURES = 3
"""Starts of the same worker that fail, one after another, before the server says that it can't: one may be chance."""

TICK_SECONDS = 0.25
"""How often it is looked whether a worker takes too long."""

END_SECONDS = 2.0
"""How long processes with nothing to do may take to end once they are told to."""

MOST_DEATHS = 2
"""Workers that may end while they compute a job, before it fails. One may be chance."""

logger = logging.getLogger(__name__)


class Workers(Protocol):
    """What computes for a Workload, which gives it at most as many batches at a time as it has workers."""

    @property
    def live(self) -> int:
        """How many could compute now, or do."""
        ...

    @property
    def failing(self) -> float:
        """For how many seconds there have been none, nor could any be started; 0 where there are."""
        ...

    async def start(self) -> None:
        """Gets ready to answer quickly; raises if it can't."""
        ...

    async def run(self, errands: Sequence[Errand]) -> None:
        """Settles each errand, all computed by one worker. Raises nothing."""
        ...

    def close(self) -> None:
        """Ends what was started."""
        ...


class Threads:
    """Threads of this process, with one detector for all.

    A thread can't be ended: who asked gets an error after `job_seconds`, and it goes on.
    """

    live, failing = 1, 0.0

    def __init__(self, detector: TensorDetector, job_seconds: float = JOB_SECONDS) -> None:
        self.detector = detector
        self._job_seconds = job_seconds

    async def start(self) -> None:
        """Runs the network once."""
        await asyncio.to_thread(self.detector.warm_up)

    async def run(self, errands: Sequence[Errand]) -> None:
        """Settles the errands from a thread."""
        for errand in errands:
            errand.stop_waiting()
        seconds = self._job_seconds * len(errands)
        late = asyncio.get_running_loop().call_later(seconds, _fail, errands, _late(seconds))
        try:
            found = await asyncio.to_thread(outcomes, self.detector, [errand.job for errand in errands])
            for errand, outcome in zip(errands, found, strict=True):
                errand.settle(outcome)
        finally:
            late.cancel()

    def close(self) -> None:
        """Nothing: asyncio ends its threads itself."""


class Processes:
    """`count` processes, each with its own detector of the artifacts in `model`.

    One that ends, or computes one job for more than `job_seconds`, or one that nobody waits for any more, is replaced. What else it had
    to compute is computed by another one; a job fails of which MOST_DEATHS of them died. They end when this process does, however that
    ends.
    """

    def __init__(self, model: Path | None, count: int, job_seconds: float = JOB_SECONDS) -> None:
        self.count = count
        self.lost = Counter[str]()
        """Workers that were replaced, by why."""
        self.failed_starts = 0
        self.slots: list[Worker | None] = [None] * count
        """Those that compute or could, each at its own place."""
        self._model = model
        self._job_seconds = job_seconds
        self._idle: list[Worker] = []
        self._takers: deque[asyncio.Future[Worker]] = deque()
        self._started: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._firsts: list[asyncio.Future[None]] = []  # each done once the first worker of its slot is ready
        self._cant_since: float | None = None
        self._closed = False

    @property
    def live(self) -> int:
        """How many compute or could."""
        return sum(worker is not None for worker in self.slots)

    @property
    def busy(self) -> int:
        """How many compute."""
        return self.live - len(self._idle)

    @property
    def failing(self) -> float:
        """For how many seconds there have been none, nor could any be started; 0 where there are."""
        return 0.0 if self.live or self._cant_since is None else time.monotonic() - self._cant_since

    async def start(self) -> None:
        """Starts all of them, side by side, and waits until they can answer. Raises WorkerError where one can't."""
        loop = asyncio.get_running_loop()
        self._firsts = [loop.create_future() for _ in range(self.count)]
        self._tasks = {loop.create_task(self._keep(slot, first)) for slot, first in enumerate(self._firsts)}
        self._tasks.add(loop.create_task(self._watch()))
        await asyncio.gather(*self._firsts)

    async def run(self, errands: Sequence[Errand]) -> None:
        """Settles the errands from a process that has nothing to do, as soon as there is one."""
        try:
            while (worker := await self._take()).ended.done():
                pass
        except WorkerError as error:
            _fail(errands, error)
            return
        wanted = [
            errand for errand in errands if not errand.outcome.done()
        ]  # the others waited too long, or left
        try:
            jobs = pickle.dumps([errand.job for errand in wanted])
        except Exception as error:
            self._give(worker)
            if len(wanted) == 1:
                wanted[0].settle((None, error))
                return
            for errand in wanted:  # one by one, so that only the one that can't travel fails
                await self.run([errand])
            return
        if not wanted:
            self._give(worker)
            return
        for errand in wanted:
            errand.stop_waiting()
        try:
            found = await worker.ask(jobs, wanted)
        except Exception as error:
            if not isinstance(error, EOFError):  # what it sent is no answer
                worker.kill("answer")
            await self._again(worker, wanted)
            return
        self._give(worker)
        for errand, outcome in zip(wanted, found, strict=True):
            errand.settle(outcome)

    def close(self) -> None:
        """Ends them all, those that compute at once."""
        for task in self._tasks:
            task.cancel()
        self._closed = True
        self._send_away(_stopping())
        for first in self._firsts:
            if not first.done():
                first.set_exception(_stopping())
        for worker in self._started:
            worker.hang_up()
            if worker not in self._idle:
                worker.process.kill()
        deadline = time.monotonic() + END_SECONDS
        for worker in self._started:
            worker.process.join(max(0.0, deadline - time.monotonic()))
            worker.process.kill()
            worker.process.join()
        self.slots = [None] * self.count
        self._started.clear()

    async def _again(self, worker: Worker, errands: Sequence[Errand]) -> None:
        """What a worker had to compute that has gone, by others: the one that it died of comes last and alone."""
        culprit, computing, _ = worker.at()
        suspects = [culprit] if culprit is not None and computing else errands
        for errand in suspects if worker.why != "left" else ():
            errand.deaths += 1
            if worker.why == "late" and computing and culprit is not None:
                errand.settle((None, _late(self._job_seconds)))
            elif errand.deaths >= MOST_DEATHS:
                errand.settle((None, WorkerError("deaths", DIED)))
        innocent = [errand for errand in errands if errand not in suspects]
        for several in [innocent, *([errand] for errand in suspects)]:
            wanted = [errand for errand in several if not errand.outcome.done()]
            for errand in wanted:
                errand.wait()
            if wanted:
                await self.run(wanted)

    async def _take(self) -> Worker:
        if self._closed:
            raise _stopping()
        if self.failing:
            raise _no_workers()
        if self._idle:
            return self._idle.pop()
        taker = asyncio.get_running_loop().create_future()
        self._takers.append(taker)
        return await taker

    def _send_away(self, error: WorkerError) -> None:
        while self._takers:
            taker = self._takers.popleft()
            if not taker.done():
                taker.set_exception(error)

    def _give(self, worker: Worker) -> None:
        if worker.ended.done():
            return
        while self._takers:
            taker = self._takers.popleft()
            if not taker.done():
                taker.set_result(worker)
                return
        self._idle.append(worker)

    async def _keep(self, slot: int, first: asyncio.Future[None]) -> None:
        """Keeps a worker running at a place, for as long as there is a server."""
        failures = 0
        while True:
            worker = None
            try:
                worker = Worker(self._model)
                self._started.add(worker)
                async with asyncio.timeout(START_SECONDS):
                    await worker.ready()
            except Exception as error:
                # No descriptors, no memory, killed, too slow: whatever it is, it may pass.
                code = await self._bury(worker)
                self.failed_starts += 1
                failures += 1
                if failures >= FAILURES:
                    self._cant_since = self._cant_since or time.monotonic()
                    if self.failing:
                        self._send_away(_no_workers())
                said = f"a worker process can't be started ({error or type(error).__name__}, code {code})"
                if not first.done():
                    first.set_exception(WorkerError("start", said))
                    return
                pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(failures - 1, 10))
                if pause < LONGEST_PAUSE:  # after that it has been said
                    logger.warning("%s; trying again in %g s", said, pause)
                await asyncio.sleep(pause)
                continue
            if failures:
                logger.warning("a worker process could be started again")
            failures, self._cant_since = 0, None
            self.slots[slot] = worker
            self._give(worker)
            if not first.done():
                first.set_result(None)
            await worker.ended
            self.slots[slot] = None
            if worker in self._idle:
                self._idle.remove(worker)
            self.lost[worker.why] += 1
            code = await self._bury(worker)
            logger.warning("a worker process has gone (%s, code %s); another one starts", worker.why, code)

    async def _bury(self, worker: Worker | None) -> int | None:
        if worker is None:
            return None
        code = await worker.reap()
        self._started.discard(worker)
        return code

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            for worker in self.slots:
                if worker is not None and worker.errands:
                    self._judge(worker)

    def _judge(self, worker: Worker) -> None:
        errand, computing, seconds = worker.at()
        left = errand.outcome.done() if errand is not None else False
        left = left or all(errand.outcome.done() for errand in worker.errands)
        if seconds > (self._job_seconds if computing else POST_SECONDS):
            worker.kill("late")
        elif left and seconds > LEFT_SECONDS:
            worker.kill("left")


CANT_START = (
    "No process that computes can be started; the server tries again every few seconds, so should you."
)

DIED = f"{MOST_DEATHS} processes ended while they computed this, and it isn't tried again; send another one, or try later."


def _stopping() -> WorkerError:
    return WorkerError("stopping", STOPPING)


def _no_workers() -> WorkerError:
    return WorkerError("workers", CANT_START)


def _late(seconds: float) -> WorkerError:
    return WorkerError(
        "late",
        f"This took longer than {seconds:g} s to compute, which is all that a request may; send a smaller one, or try again.",
    )


def _fail(errands: Sequence[Errand], error: WorkerError) -> None:
    for errand in errands:
        errand.settle((None, error))
