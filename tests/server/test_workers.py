"""Worker processes: the same answers and errors as in this process, and a crash costs only its own job."""

from __future__ import annotations

import asyncio
import errno
import gc
import multiprocessing.util
import os
import signal
import socket
import time
import weakref
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi import HTTPException

from esmiuca.images import decode
from esmiuca.inference import Prediction
from esmiuca.server.detector import TensorDetector
from esmiuca.server.errands import Errand, Job, Outcome, Question, WorkerError, outcomes
from esmiuca.server.limits import Limits, Workload
from esmiuca.server.predict import predict_digit
from esmiuca.server.read import read_number
from esmiuca.server.workers import JOB_SECONDS, Processes, Threads, Workers
from server.pictures import seven

# Each starts processes and waits for them.
pytestmark = pytest.mark.slow


def process_id(_: TensorDetector) -> int:
    return os.getpid()


def look(detector: TensorDetector) -> Question[Prediction]:
    return predict_digit(detector, decode(seven()))


def read(detector: TensorDetector) -> Question[Any]:
    return read_number(detector, decode(seven()))


def refuse(words: str, _: TensorDetector) -> None:
    raise HTTPException(422, words, headers={"Retry-After": "1"})


def refuse_halfway(_: TensorDetector) -> Question[None]:
    yield [None]
    raise ValueError("not after all")


def hold_a_function(_: TensorDetector) -> None:
    raise ValueError(lambda: "an error that can't travel")


def end(_: TensorDetector) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def run(workers: Workers, jobs: Sequence[Job]) -> list[Outcome]:
    """What the jobs give, or raise instead, asked for together."""
    errands = [Errand(job) for job in jobs]
    await workers.run(errands)
    return [
        (None, error)
        if isinstance(error := errand.outcome.exception(), Exception)
        else (errand.outcome.result(), None)
        for errand in errands
    ]


def ask(
    model: Path,
    count: int,
    then: Callable[[Processes], Coroutine[Any, Any, list[Outcome]]],
    job_seconds: float = JOB_SECONDS,
) -> list[Outcome]:
    """What `then` returns, given that many processes."""

    async def with_workers() -> list[Outcome]:
        workers = Processes(model, count, job_seconds)
        try:
            await workers.start()
            return await then(workers)
        finally:
            workers.close()

    return asyncio.run(with_workers())


def test_processes_answer_as_threads_do(model: Path, detector: TensorDetector) -> None:
    jobs: Sequence[Job] = [
        look,
        partial(refuse, "no digit"),
        read,
        process_id,
        refuse_halfway,
        hold_a_function,
    ]
    found = ask(model, 1, lambda workers: run(workers, jobs))
    expected = asyncio.run(run(Threads(detector), jobs))
    for place in (0, 2):
        assert found[place] == expected[place]
        assert found[place][0] is not None
    refused = found[1][1]
    assert isinstance(refused, HTTPException)
    assert (refused.status_code, refused.detail, refused.headers) == (422, "no digit", {"Retry-After": "1"})
    assert found[3][0] != os.getpid()
    assert isinstance(found[4][1], ValueError)
    assert str(found[4][1]) == "not after all"
    assert "ValueError" in str(found[5][1])


def test_several_processes_compute_at_the_same_time(model: Path) -> None:
    async def both(workers: Processes) -> list[Outcome]:
        return [
            outcome
            for several in await asyncio.gather(run(workers, [process_id]), run(workers, [process_id]))
            for outcome in several
        ]

    first, second = ask(model, 2, both)
    assert len({first[0], second[0], os.getpid()}) == 3


def test_a_process_that_ends_is_replaced_and_only_its_job_fails(model: Path) -> None:
    async def kill(workers: Processes) -> list[Outcome]:
        return [*await run(workers, [process_id, end, look]), *await run(workers, [look])]

    whose, killed, seen, later = ask(model, 1, kill)
    assert whose[1] is None
    assert isinstance(killed[1], WorkerError)
    assert killed[1].reason == "deaths"
    assert seen[0].digit is not None or seen[0].verdict == "not-a-digit"
    assert later == seen


def test_a_process_that_ended_while_nobody_asked_is_replaced(model: Path) -> None:
    async def kill(workers: Processes) -> list[Outcome]:
        ((process, _),) = await run(workers, [process_id])
        os.kill(process, signal.SIGKILL)
        # Gone, but not yet noticed by anybody here.
        await asyncio.to_thread(os.waitid, os.P_PID, process, os.WEXITED | os.WNOWAIT)
        return [(process, None), *await run(workers, [process_id])]

    (before, _), (after, error) = ask(model, 1, kill)
    assert error is None
    assert before != after


class Counting(TensorDetector):
    """A detector that remembers how many pictures each run of the network had."""

    def __init__(self, model: Path) -> None:
        super().__init__(model, threads=1)
        self.runs: list[int] = []

    def predict_normalized(self, images: Sequence[np.ndarray | None]) -> list[Prediction]:
        self.runs.append(len(images))
        return super().predict_normalized(images)


def test_the_network_runs_once_for_all_and_not_where_nobody_asks(model: Path) -> None:
    counting = Counting(model)
    found = outcomes(counting, [look, read, partial(refuse, "no digit"), look, read])
    # The untrained network doubts the digit that is read: what it may be cut into follows, again of all in one run.
    whole, parts = counting.runs
    assert whole == 4
    assert parts % 2 == 0
    assert found[0] == found[3]
    assert found[1] == found[4]
    assert outcomes(counting, [process_id]) == [(os.getpid(), None)]
    assert len(counting.runs) == 2


def test_a_network_that_fails_fails_for_those_who_asked_it(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = TensorDetector(model, threads=1)

    def fail(_: Sequence[np.ndarray | None]) -> list[Prediction]:
        raise RuntimeError("no memory")

    monkeypatch.setattr(broken, "predict_normalized", fail)
    (seen, number) = outcomes(broken, [look, process_id])
    assert str(seen[1]) == "no memory"
    assert number == (os.getpid(), None)


class Stubborn(Exception):  # noqa: N818
    """Can be pickled, but not made again: what it takes is not what it keeps."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def raise_what_cannot_be_made_again(_: TensorDetector) -> None:
    raise Stubborn("one", "two")


def test_what_cannot_travel_fails_alone_and_costs_no_worker(model: Path) -> None:
    async def ask_all(workers: Processes) -> list[Outcome]:
        unpicklable = lambda _: 1  # noqa: E731
        found = await run(workers, [process_id, unpicklable, raise_what_cannot_be_made_again, look])
        return [*found, *await run(workers, [process_id])]

    before, there, back, seen, after = ask(model, 1, ask_all)
    assert "lambda" in str(there[1])
    assert "can't be sent" in str(back[1])
    assert seen[1] is None
    assert before == after


PICTURES: list[weakref.ref[np.ndarray]] = []


def refuse_a_picture(_: TensorDetector) -> None:
    gc.disable()
    picture = np.zeros(1000)
    PICTURES.append(weakref.ref(picture))
    try:
        raise OSError("truncated")
    except OSError as error:
        raise ValueError("it is damaged") from error


def is_kept(_: TensorDetector) -> bool:
    return PICTURES[-1]() is not None


def test_a_refused_picture_is_not_kept(model: Path) -> None:
    async def one_by_one(workers: Processes) -> list[Outcome]:
        return [*await run(workers, [refuse_a_picture]), *await run(workers, [is_kept])]

    refused, kept = ask(model, 1, one_by_one)
    assert isinstance(refused[1], ValueError)
    assert kept == (False, None)


def once(marker: Path, then: Job, detector: TensorDetector) -> Any:
    """Does `then` the first time, and says which process it is from then on."""
    if marker.exists():
        return os.getpid()
    marker.touch()
    return then(detector)


def send_half_an_answer(_: TensorDetector) -> bytes:
    def send(self: Connection, data: Any) -> None:
        os.write(self.fileno(), bytes(data)[: len(data) // 2])
        os.kill(os.getpid(), signal.SIGKILL)

    Connection._send = send  # type: ignore[attr-defined]
    return bytes(5000)


def answer_without_being_asked(_: TensorDetector) -> bytes:
    Connection._send = lambda self, data: os.write(self.fileno(), b"\xff" * 5000)  # type: ignore[attr-defined]
    return b""


def send_nonsense(_: TensorDetector) -> bytes:
    Connection._send = lambda self, data: os.write(self.fileno(), b"\0\0\0\4oops")  # type: ignore[attr-defined]
    return b""


@pytest.mark.parametrize("how", [end, send_half_an_answer, answer_without_being_asked, send_nonsense])
def test_whoever_had_a_worker_that_died_gets_the_answer_from_another(
    model: Path, tmp_path: Path, how: Job
) -> None:
    async def kill(workers: Processes) -> list[Outcome]:
        jobs = [process_id, partial(once, tmp_path / "marker", how), look]
        return [*await run(workers, [process_id]), *await asyncio.wait_for(run(workers, jobs), 60)]

    before, first, tried_again, seen = ask(model, 1, kill)
    assert [error for _, error in (first, tried_again, seen)] == [None] * 3
    assert before[0] not in (first[0], tried_again[0])


async def until(condition: Callable[[], object], seconds: float = 30) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    ("module", "name", "number"),
    [(socket, "socketpair", errno.EMFILE), (multiprocessing.util, "spawnv_passfds", errno.ENOMEM)],
)
def test_a_failed_replacement_is_tried_until_it_works(
    model: Path, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, number: int
) -> None:
    tries = 0

    def fail(*_: Any) -> None:
        nonlocal tries
        tries += 1
        raise OSError(number, os.strerror(number))

    async def starve(workers: Processes) -> list[Outcome]:
        ((process, _),) = await run(workers, [process_id])
        with monkeypatch.context() as patch:
            patch.setattr(module, name, fail)
            os.kill(process, signal.SIGKILL)
            await until(lambda: tries >= 1)
            waiting = asyncio.create_task(run(workers, [process_id]))
            await until(lambda: tries >= 3)
            ((_, error),) = await asyncio.wait_for(waiting, 1)
            assert isinstance(error, WorkerError)
            assert error.reason == "workers"
            assert (workers.live, workers.failed_starts) == (0, tries)
            assert workers.failing > 0
            workload = Workload(Limits(), workers)
            assert (workload.ready, workload.lives) == (False, True)
            patch.setattr("esmiuca.server.limits.DEAD_SECONDS", 0.0)
            assert not workload.lives
            with pytest.raises(HTTPException, match="503: No process that computes can be started"):
                await workload.compute(process_id)
            assert workload.refused == {"workers": 1}
        await until(lambda: workers.live == 1)
        found = await run(workers, [process_id])
        assert (workers.live, workers.busy, workers.failing) == (1, 0, 0)
        return found

    ((_, error),) = ask(model, 1, starve)
    assert error is None


def test_workers_killed_while_idle_and_while_starting_come_back_by_themselves(model: Path) -> None:
    async def kill(workers: Processes) -> list[Outcome]:
        (idle,) = workers.slots
        assert idle is not None
        idle.process.kill()
        await until(lambda: workers.live == 0)
        await until(lambda: workers._started and not workers._started & {idle})
        (starting,) = workers._started
        starting.process.kill()
        await until(lambda: workers.live == 1)
        assert workers.lost == {"ended": 1}
        assert workers.failed_starts == 1
        return []

    ask(model, 1, kill)


def stop(_: TensorDetector) -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def test_a_job_that_hangs_is_given_up_with_its_worker_and_the_others_are_computed(model: Path) -> None:
    async def hang(workers: Processes) -> list[Outcome]:
        before, *_ = await run(workers, [process_id])
        return [before, *await asyncio.wait_for(run(workers, [look, stop, process_id]), 60)]

    before, seen, hung, after = ask(model, 1, hang, job_seconds=0.5)
    assert isinstance(hung[1], WorkerError)
    assert hung[1].reason == "late"
    assert "longer than 0.5 s" in str(hung[1])
    assert (seen[1], after[1]) == (None, None)
    assert before[0] != after[0]


def length(body: bytes, _: TensorDetector) -> int:
    return len(body)


def test_a_stopped_worker_that_reads_nothing_keeps_nobody_else_waiting(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten megabytes don't fit into what lies between two processes."""
    monkeypatch.setattr("esmiuca.server.workers.POST_SECONDS", 2.0)

    async def stop_and_ask(workers: Processes) -> list[Outcome]:
        (process, _), *_ = await run(workers, [process_id])
        os.kill(process, signal.SIGSTOP)
        asking = asyncio.create_task(run(workers, [partial(length, bytes(10_000_000))]))
        slept = time.monotonic()
        await asyncio.sleep(0.05)
        assert time.monotonic() - slept < 1.5
        return await asyncio.wait_for(asking, 60)

    assert ask(model, 1, stop_and_ask) == [(10_000_000, None)]


def sleep(seconds: float, _: TensorDetector) -> int:
    time.sleep(seconds)
    return os.getpid()


def test_a_job_that_nobody_waits_for_is_ended_only_if_it_goes_on(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esmiuca.server.workers.LEFT_SECONDS", 1.0)

    async def leave(workers: Processes) -> list[Outcome]:
        found = await run(workers, [process_id])
        for seconds in (0.2, 60):
            errands = [Errand(partial(sleep, seconds)), Errand(process_id)]
            asking = asyncio.create_task(workers.run(errands))
            await asyncio.sleep(0.1)
            errands[0].outcome.cancel()
            await asyncio.wait_for(asking, 30)
            found.append((errands[1].outcome.result(), None))
        assert workers.lost == {"left": 1}
        return found

    (before, short, long) = ask(model, 1, leave)
    assert before == short != long


def test_a_job_that_its_worker_dies_of_is_given_up_after_the_second(model: Path) -> None:
    async def poison(workers: Processes) -> list[Outcome]:
        found = await asyncio.wait_for(run(workers, [end]), 60)
        # Both deaths are noticed a moment after whoever asked is told.
        await until(lambda: workers.lost == {"ended": 2} and workers.live == 1)
        return found

    ((_, error),) = ask(model, 1, poison)
    assert isinstance(error, WorkerError)
    assert "2 processes ended" in str(error)


def test_closing_leaves_nobody_waiting(model: Path) -> None:
    async def close(workers: Processes) -> list[Outcome]:
        running, waiting = (asyncio.create_task(run(workers, [partial(sleep, 60)])) for _ in range(2))
        await until(lambda: workers.busy)
        began = time.monotonic()
        workers.close()
        found = [*await asyncio.wait_for(running, 5), *await asyncio.wait_for(waiting, 5)]
        assert time.monotonic() - began < 5
        return [*found, *await run(workers, [process_id])]

    for _, error in ask(model, 1, close):
        assert isinstance(error, WorkerError)
        assert error.reason == "stopping"


def test_processes_that_cannot_start_at_all_say_so(tmp_path: Path) -> None:
    async def start() -> None:
        workers = Processes(tmp_path / "nothing", 2)
        try:
            await workers.start()
        finally:
            workers.close()

    with pytest.raises(WorkerError, match="can't be started"):
        asyncio.run(start())


def test_a_thread_that_hangs_keeps_nobody_waiting(detector: TensorDetector) -> None:
    async def hang() -> tuple[list[Outcome], float]:
        errand = Errand(partial(sleep, 0.5))
        asking = asyncio.create_task(Threads(detector, job_seconds=0.1).run([errand]))
        began = time.monotonic()
        with pytest.raises(WorkerError, match="longer than 0.1 s"):
            await errand.outcome
        seconds = time.monotonic() - began
        await asking
        return [], seconds

    assert asyncio.run(hang())[1] < 0.4
