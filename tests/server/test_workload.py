"""The workers: everyone gets their own result or error, no more run at once than may, and nobody is left waiting."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from fastapi import HTTPException, Request

from esmiuca.server.detector import TensorDetector
from esmiuca.server.limits import AT_ONCE, Limits, Workload
from esmiuca.server.workers import Threads


class Counted:
    """Functions that remember how many of them ran at the same time."""

    def __init__(self) -> None:
        self.running = self.most = 0
        self.lock = threading.Lock()

    def __call__(self, number: int) -> int:
        with self.lock:
            self.running += 1
            self.most = max(self.most, self.running)
        time.sleep(0.002)
        with self.lock:
            self.running -= 1
        if number % 7 == 3:
            raise ValueError(f"{number} is refused")
        return number * number


@pytest.mark.parametrize("concurrency", [1, 2, 3])
def test_each_gets_their_own_and_few_run_at_once(detector: TensorDetector, concurrency: int) -> None:
    counted, asked = Counted(), 5 * AT_ONCE + 1

    async def ask() -> list[int | BaseException]:
        workload = Workload(Limits(max_concurrency=concurrency), Threads(detector))
        results = (workload.compute(lambda _, number=number: counted(number)) for number in range(asked))
        return await asyncio.gather(*results, return_exceptions=True)

    for number, result in enumerate(asyncio.run(ask())):
        if number % 7 == 3:
            assert isinstance(result, ValueError)
            assert str(result) == f"{number} is refused"
        else:
            assert result == number * number
    assert counted.most == concurrency


def test_nobody_is_left_waiting_when_a_worker_has_just_ended(detector: TensorDetector) -> None:
    async def ask() -> int:
        workload = Workload(Limits(max_concurrency=1), Threads(detector))
        total = 0

        async def client() -> None:
            nonlocal total
            for _ in range(60):
                one = await workload.compute(lambda _: 1)
                total += one
                await asyncio.sleep(0)

        await asyncio.wait_for(asyncio.gather(*(client() for _ in range(5))), timeout=30)
        return total

    assert asyncio.run(ask()) == 300


def test_who_gave_up_is_not_computed_for(detector: TensorDetector) -> None:
    computed = []

    async def ask() -> None:
        workload = Workload(Limits(max_concurrency=1), Threads(detector))
        blocked = threading.Event()
        first = asyncio.create_task(workload.compute(lambda _: blocked.wait(5)))
        await asyncio.sleep(0.01)
        given_up = asyncio.create_task(workload.compute(lambda _: computed.append("given up")))
        last = asyncio.create_task(workload.compute(lambda _: computed.append("last")))
        await asyncio.sleep(0.01)
        given_up.cancel()
        await asyncio.sleep(0)
        blocked.set()
        await asyncio.gather(first, last)

    asyncio.run(ask())
    assert computed == ["last"]


def client_that_leaves(left: asyncio.Event) -> Request:
    """A request whose body has arrived."""

    async def receive() -> dict[str, str]:
        await left.wait()
        return {"type": "http.disconnect"}

    return Request({"type": "http", "method": "POST", "path": "/", "headers": []}, receive)


def test_who_leaves_gives_their_place_in_the_queue_up_at_once(detector: TensorDetector) -> None:
    async def ask() -> None:
        workload = Workload(Limits(max_concurrency=1), Threads(detector))
        blocked, left = threading.Event(), asyncio.Event()
        first = asyncio.create_task(workload.compute(lambda _: blocked.wait(5), client_that_leaves(left)))
        await asyncio.sleep(0.01)
        leaving = asyncio.create_task(workload.compute(lambda _: 1, client_that_leaves(left)))
        await asyncio.sleep(0.01)
        assert workload.waiting == 1
        left.set()
        for gone in (first, leaving):
            with pytest.raises(HTTPException, match="499"):
                await gone
        assert workload.waiting == 0
        blocked.set()
        assert await workload.compute(lambda _: 2) == 2

    asyncio.run(ask())


def test_who_waits_too_long_is_told(detector: TensorDetector) -> None:
    async def ask() -> None:
        workload = Workload(Limits(max_concurrency=1, wait_seconds=0.05), Threads(detector))
        blocked = threading.Event()
        first = asyncio.create_task(workload.compute(lambda _: blocked.wait(5)))
        await asyncio.sleep(0.01)
        with pytest.raises(HTTPException, match="503: No worker was free for 0.05 s"):
            await workload.compute(lambda _: 1)
        blocked.set()
        await first
        assert workload.refused == {"queue": 1}
        assert workload.waited_seconds >= 0.05

    asyncio.run(ask())


def test_workers_that_break_leave_nobody_waiting(
    detector: TensorDetector, caplog: pytest.LogCaptureFixture
) -> None:
    async def ask() -> None:
        workload = Workload(Limits(max_concurrency=1), Threads(detector))
        await asyncio.get_running_loop().shutdown_default_executor()  # no more threads
        with pytest.raises(RuntimeError, match="shutdown"):
            await asyncio.wait_for(workload.compute(lambda _: 1), 5)

    asyncio.run(ask())
    assert "1 jobs failed" in caplog.text


def test_what_has_come_counts_until_the_application_sees_it(detector: TensorDetector) -> None:
    """Several requests of one turn of the event loop are not all let in where one place is free."""

    async def ask() -> list[bool]:
        workload = Workload(Limits(max_concurrency=1, max_waiting=1), Threads(detector))
        refused = []
        for _ in range(3):
            refused.append(workload.refusal("192.0.2.1") is not None)
            workload.expect()
        await asyncio.sleep(0)
        return [*refused, workload.refusal("192.0.2.1") is not None]

    assert asyncio.run(ask()) == [False, False, True, False]
