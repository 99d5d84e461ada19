"""What workers are asked for: jobs, who waits for them, and how several are computed together."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Generator, Sequence
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from jaxtyping import UInt8

from esmiuca.inference import Prediction
from esmiuca.server.detector import TensorDetector

Answer = TypeVar("Answer")
Question = Generator[Sequence[UInt8[np.ndarray, "28 28"] | None], Sequence[Prediction], Answer]
"""Yields normalised pictures, gets their predictions, as often as it likes, returns the answer.

This way the pictures of several requests go through the network together, which reads its weights only once.
"""

Job = Callable[[TensorDetector], Any]
"""What is to be computed, at once or as a Question; a function of a module with its arguments (`functools.partial`),
since it travels.
"""

Outcome = tuple[Any, Exception | None]
"""What a job gives, or what it raises instead."""

WAIT_SECONDS = 20.0
"""How long a job may be without a worker."""

STOPPING = "The server is stopping; ask it again once it is back."

ALL = -1
"""In the place of a job's number: the network runs, for all jobs."""


class WorkerError(RuntimeError):
    """A job has no outcome, through no mistake of its own that could be named: it may be asked for again."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(reason, sentence)
        self.reason = reason
        """One word, for the metrics."""
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


class Errand:
    """A job on its way, and where its outcome is awaited. Whoever cancels `outcome` doesn't want it any more."""

    def __init__(self, job: Job, patience: float = WAIT_SECONDS) -> None:
        self.job = job
        self.patience = patience
        """Seconds that it may be without a worker, at a time."""
        self.outcome: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.deaths = 0
        """How many workers ended while they computed it."""
        self.waited = 0.0
        """Seconds without a worker."""
        self._since = time.monotonic()
        self._clock: asyncio.TimerHandle | None = None

    def wait(self) -> None:
        """It has no worker now."""
        self._since = time.monotonic()
        self._clock = self.outcome.get_loop().call_later(self.patience, self._lose_patience)

    def stop_waiting(self) -> None:
        """It has a worker, or nobody wants it any more."""
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None
            self.waited += time.monotonic() - self._since

    def _lose_patience(self) -> None:
        said = f"No worker was free for {self.patience:g} s; try again when fewer ask for predictions."
        self.settle((None, WorkerError("queue", said)))

    def settle(self, outcome: Outcome) -> None:
        """Hands the outcome over where it is still wanted."""
        value, error = outcome
        if self.outcome.done():
            return
        if error is None:
            self.outcome.set_result(value)
        else:
            self.outcome.set_exception(error)


def outcomes(
    detector: TensorDetector, jobs: Sequence[Job], at: Callable[[int], None] = lambda place: None
) -> list[Outcome]:
    """What each job gives, or what it raises instead; the network runs once for what all of them ask at a time.

    `at` is told which job is computed, by its place or ALL.
    """
    found: list[Outcome] = [(None, None)] * len(jobs)
    asked: list[tuple[int, Question[Any], Sequence[Any]]] = []
    for place, job in enumerate(jobs):
        at(place)
        try:
            result = job(detector)
            if isinstance(result, Generator):
                asked.append((place, result, next(result)))
            else:
                found[place] = (result, None)
        except Exception as error:
            found[place] = (None, error)
    while asked:
        at(ALL)
        try:
            known = iter(detector.predict_normalized([picture for _, _, asks in asked for picture in asks]))
        except Exception as error:
            for place, _, _ in asked:
                found[place] = (None, error)
            return found
        further: list[tuple[int, Question[Any], Sequence[Any]]] = []
        for place, question, pictures in asked:
            at(place)
            try:
                further.append((place, question, question.send(list(islice(known, len(pictures))))))
            except StopIteration as end:
                found[place] = (end.value, None)
            except Exception as error:
                found[place] = (None, error)
        asked = further
    return found
