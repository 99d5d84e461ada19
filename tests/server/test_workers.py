"""Worker processes: the same answers and errors as in this process, and a crash costs only its own job."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi import HTTPException

from esmiuca.images import decode
from esmiuca.inference import Prediction
from esmiuca.server.detector import TensorDetector
from esmiuca.server.predict import predict_digit
from esmiuca.server.read import read_number
from esmiuca.server.workers import Job, Outcome, Processes, Question, Threads, WorkerError, outcomes
from server.pictures import seven


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


def ask(
    model: Path, count: int, then: Callable[[Processes], Coroutine[Any, Any, list[Outcome]]]
) -> list[Outcome]:
    """What `then` returns, given that many processes."""

    async def run() -> list[Outcome]:
        workers = Processes(model, count)
        try:
            await workers.start()
            return await then(workers)
        finally:
            workers.close()

    return asyncio.run(run())


def test_processes_answer_as_threads_do(model: Path, detector: TensorDetector) -> None:
    jobs: Sequence[Job] = [
        look,
        partial(refuse, "no digit"),
        read,
        process_id,
        refuse_halfway,
        hold_a_function,
    ]
    found = ask(model, 1, lambda workers: workers.run(jobs))
    expected = asyncio.run(Threads(detector).run(jobs))
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
            for several in await asyncio.gather(workers.run([process_id]), workers.run([process_id]))
            for outcome in several
        ]

    first, second = ask(model, 2, both)
    assert len({first[0], second[0], os.getpid()}) == 3


def test_a_process_that_ends_is_replaced_and_only_its_job_fails(model: Path) -> None:
    async def kill(workers: Processes) -> list[Outcome]:
        return [*await workers.run([process_id, end, look]), *await workers.run([look])]

    whose, killed, seen, later = ask(model, 1, kill)
    assert whose[1] is None
    assert isinstance(killed[1], WorkerError)
    assert "-9" in str(killed[1])
    assert seen[0].digit is not None or seen[0].verdict == "not-a-digit"
    assert later == seen


def test_a_process_that_ended_while_nobody_asked_is_replaced(model: Path) -> None:
    async def kill(workers: Processes) -> list[Outcome]:
        ((process, _),) = await workers.run([process_id])
        os.kill(process, signal.SIGKILL)
        # Gone, but not yet noticed by anybody here.
        await asyncio.to_thread(os.waitid, os.P_PID, process, os.WEXITED | os.WNOWAIT)
        return [(process, None), *await workers.run([process_id])]

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
    found = outcomes(counting, [look, read, partial(refuse, "no digit"), look])
    assert counting.runs == [3]
    assert found[0] == found[3]
    assert outcomes(counting, [process_id]) == [(os.getpid(), None)]
    assert counting.runs == [3]


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
